import { Module } from '@nestjs/common';
import { ChannelsModule } from '../channels/channels.module.js';
import { FactsModule } from '../facts/facts.module.js';
import { InspectionsModule } from '../inspections/inspections.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { LiveModule } from '../live/live.module.js';
import { LotsModule } from '../lots/lots.module.js';
import { StandardsModule } from '../standards/standards.module.js';
import { EligibilityJudge } from './eligibility-judge.js';
import { EligibilityReader } from './eligibility.reader.js';
import { EligibilityResolver } from './eligibility.resolver.js';
import { EntriesToConfirmReader } from './entries-to-confirm.reader.js';
import { EntriesToConfirmResolver, EntryToConfirmConnectionResolver } from './entries-to-confirm.resolver.js';
import { LotsReader } from './lots.reader.js';
import { LotConnectionResolver, LotsResolver } from './lots.resolver.js';
import { OpenStepsReader } from './open-steps.reader.js';
import { OpenStepsResolver } from './open-steps.resolver.js';
import { RegistrationBoardReader } from './registration-board.reader.js';
import {
  RegistrationBoardConnectionResolver,
  RegistrationBoardResolver,
} from './registration-board.resolver.js';
import { SeasonAccountReader } from './season-account.reader.js';
import { SeasonAccountResolver } from './season-account.resolver.js';
import { StockEligibilityReader } from './stock-eligibility.reader.js';
import { TraceReader } from './trace.reader.js';
import { TraceResolver } from './trace.resolver.js';
import { UnlistedIngredientsReader } from './unlisted-ingredients.reader.js';
import {
  UnlistedIngredientConnectionResolver,
  UnlistedIngredientsResolver,
} from './unlisted-ingredients.resolver.js';
import { UnpackedStepsReader } from './unpacked-steps.reader.js';
import { WorksheetChanges } from './worksheet-changes.js';
import { WorksheetReader } from './worksheet.reader.js';
import { WorksheetResolver } from './worksheet.resolver.js';

@Module({
  imports: [
    ChannelsModule,
    FactsModule,
    InspectionsModule,
    LedgerModule,
    LiveModule,
    LotsModule,
    StandardsModule,
  ],
  providers: [
    EligibilityJudge,
    EligibilityReader,
    EligibilityResolver,
    EntriesToConfirmReader,
    EntriesToConfirmResolver,
    EntryToConfirmConnectionResolver,
    LotsReader,
    LotsResolver,
    LotConnectionResolver,
    OpenStepsReader,
    OpenStepsResolver,
    RegistrationBoardReader,
    RegistrationBoardResolver,
    RegistrationBoardConnectionResolver,
    SeasonAccountReader,
    SeasonAccountResolver,
    StockEligibilityReader,
    TraceReader,
    TraceResolver,
    UnlistedIngredientConnectionResolver,
    UnlistedIngredientsReader,
    UnlistedIngredientsResolver,
    UnpackedStepsReader,
    WorksheetChanges,
    WorksheetReader,
    WorksheetResolver,
  ],
})
export class ReadmodelsModule {}

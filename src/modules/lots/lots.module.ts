import { Module } from '@nestjs/common';
import { BatchesModule } from '../batches/batches.module.js';
import { BrandsModule } from '../brands/brands.module.js';
import { ChannelsModule } from '../channels/channels.module.js';
import { GrowingModule } from '../growing/growing.module.js';
import { InspectionsModule } from '../inspections/inspections.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { LandModule } from '../land/land.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { SeasonsModule } from '../seasons/seasons.module.js';
import { StandardsModule } from '../standards/standards.module.js';
import { AllocateToLot } from './commands/allocate-to-lot.js';
import { ChangeLotPlan } from './commands/change-lot-plan.js';
import { DeclarationReader } from './commands/declaration-reader.js';
import { JudgeLotsAgain } from './judge-lots-again.js';
import { JudgeLot } from './commands/judge-lot.js';
import { LotDesk } from './commands/lot-desk.js';
import { LotMembers } from './commands/lot-members.js';
import { MoveLot } from './commands/move-lot.js';
import { OpenLot } from './commands/open-lot.js';
import { RecordLotDocument } from './commands/record-lot-document.js';
import { WithdrawFromLot } from './commands/withdraw-from-lot.js';
import { ContributionQueries } from './contribution.queries.js';
import { LotCommandsResolver } from './lot-commands.resolver.js';
import { JudgementReplay } from './judgement-replay.js';
import { LotFacts } from './lot-facts.js';
import { LotReactions } from './lot-reactions.js';
import { LotsOfSeason } from './lots-of-season.js';
import { LotQueries } from './lot.queries.js';
import './lot.refusals.js';
import { StockFacts } from './stock-facts.js';
import { PreviewQueries } from './preview.queries.js';
import { PreviewResolver } from './preview.resolver.js';
import { LotContributionConnectionResolver, LotResolver } from './lot.resolver.js';

const commands = [
  AllocateToLot,
  ChangeLotPlan,
  JudgeLot,
  MoveLot,
  OpenLot,
  RecordLotDocument,
  WithdrawFromLot,
];

@Module({
  imports: [
    LedgerModule,
    JobsModule,
    LandModule,
    SeasonsModule,
    StandardsModule,
    LandModule,
    GrowingModule,
    BatchesModule,
    InspectionsModule,
    BrandsModule,
    ChannelsModule,
  ],
  providers: [
    ...commands,
    DeclarationReader,
    LotDesk,
    LotMembers,
    JudgeLotsAgain,
    LotFacts,
    JudgementReplay,
    StockFacts,
    PreviewQueries,
    PreviewResolver,
    LotReactions,
    LotsOfSeason,
    LotQueries,
    ContributionQueries,
    LotResolver,
    LotContributionConnectionResolver,
    LotCommandsResolver,
  ],
  exports: [...commands, LotQueries, ContributionQueries, JudgementReplay],
})
export class LotsModule {}

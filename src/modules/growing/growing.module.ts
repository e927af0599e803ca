import { Module } from '@nestjs/common';
import { AttachmentsModule } from '../attachments/attachments.module.js';
import { LandModule } from '../land/land.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { OrganisationsModule } from '../organisations/organisations.module.js';
import { StandardsModule } from '../standards/standards.module.js';
import { SettleGrowingCorrection } from './commands/settle-growing-correction.js';
import { ConfirmProductLabel } from './commands/confirm-product-label.js';
import { CorrectGrowingRecord, VoidGrowingRecord } from './commands/correct-growing-record.js';
import { CorrectProductLabel } from './commands/correct-product-label.js';
import { EnterProductLabel } from './commands/enter-product-label.js';
import { LabelPhotographs } from './commands/label-photographs.js';
import { GrowingEntries } from './commands/growing-entries.js';
import { RecordSpray } from './commands/record-spray.js';
import { StateSpraysComplete } from './commands/state-sprays-complete.js';
import { TellOfSubstances } from './commands/tell-of-substances.js';
import { RecordWork } from './commands/record-work.js';
import {
  EarliestHarvestResolver,
  GrowingFieldsResolver,
  GrowingPayloadResolver,
  UnknownIntervalResolver,
} from './growing-fields.resolver.js';
import { GrowingReactions } from './growing-reactions.js';
import { GrowingRecordQueries } from './growing-record.queries.js';
import { GrowingRecordConnectionResolver, GrowingRecordResolver } from './growing-record.resolver.js';
import './growing.refusals.js';
import { HarvestSafetyQueries } from './harvest-safety.queries.js';
import { SprayCheckResolver } from './spray-check.resolver.js';
import { ProductLabelQueries } from './product-label.queries.js';
import { ProductLabelConnectionResolver, ProductLabelResolver } from './product-label.resolver.js';
import { SprayQueries } from './spray.queries.js';
import { SubstanceQueries } from './substance.queries.js';
import { KeptPhotographs } from './kept-attachments.js';

const commands = [
  SettleGrowingCorrection,
  ConfirmProductLabel,
  CorrectGrowingRecord,
  CorrectProductLabel,
  EnterProductLabel,
  RecordSpray,
  RecordWork,
  StateSpraysComplete,
  VoidGrowingRecord,
];
const queries = [GrowingRecordQueries, HarvestSafetyQueries, ProductLabelQueries, SprayQueries];
const resolvers = [
  EarliestHarvestResolver,
  GrowingFieldsResolver,
  GrowingPayloadResolver,
  GrowingRecordConnectionResolver,
  GrowingRecordResolver,
  ProductLabelConnectionResolver,
  ProductLabelResolver,
  SprayCheckResolver,
  UnknownIntervalResolver,
];

@Module({
  imports: [AttachmentsModule, LandModule, LedgerModule, OrganisationsModule, StandardsModule],
  providers: [
    KeptPhotographs,
    GrowingReactions,
    GrowingEntries,
    LabelPhotographs,
    SubstanceQueries,
    TellOfSubstances,
    ...commands,
    ...queries,
    ...resolvers,
  ],
  exports: [GrowingReactions, SubstanceQueries, ...commands, ...queries],
})
export class GrowingModule {}

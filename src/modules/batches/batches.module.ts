import { Module } from '@nestjs/common';
import { GrowingModule } from '../growing/growing.module.js';
import { LandModule } from '../land/land.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { SeasonsModule } from '../seasons/seasons.module.js';
import { StandardsModule } from '../standards/standards.module.js';
import './batch.refusals.js';
import { BatchCommandsResolver } from './batch-commands.resolver.js';
import { BatchLoaders } from './batch.loaders.js';
import { BatchQueries } from './batch.queries.js';
import { BatchConnectionResolver, BatchResolver } from './batch.resolver.js';
import { ConsignBatch } from './commands/consign-batch.js';
import { CorrectHarvest } from './commands/correct-harvest.js';
import { SettleTreatmentCorrection } from './commands/settle-treatment-correction.js';
import { CorrectPostHarvestTreatment } from './commands/correct-post-harvest-treatment.js';
import { Draw } from './commands/draw.js';
import { GradeBatches } from './commands/grade-batches.js';
import { HoldForGrowing } from './commands/hold-for-growing.js';
import { InputChecks } from './commands/input-checks.js';
import { PackBatches } from './commands/pack-batches.js';
import { PlaceHold } from './commands/place-hold.js';
import { PostHarvestEntries } from './commands/post-harvest-entries.js';
import { ProcessBatches } from './commands/process-batches.js';
import { ReceiveBatch } from './commands/receive-batch.js';
import { RecordHarvest } from './commands/record-harvest.js';
import { RecordPostHarvestTreatment } from './commands/record-post-harvest-treatment.js';
import { RecordRun } from './commands/record-run.js';
import { RelabelBatch } from './commands/relabel-batch.js';
import { ReleaseHold } from './commands/release-hold.js';
import { HoldReactions } from './hold-reactions.js';
import { HoldQueries } from './hold.queries.js';
import { HoldResolver } from './hold.resolver.js';
import { PalletQueries } from './pallet.queries.js';
import { PalletResolver } from './pallet.resolver.js';
import {
  PostHarvestTreatmentConnectionResolver,
  PostHarvestTreatmentResolver,
} from './post-harvest-treatment.resolver.js';
import { PostHarvestTreatmentQueries } from './post-harvest-treatment.queries.js';
import { RunQueries } from './run.queries.js';
import { RunResolver } from './run.resolver.js';
import { StockOfSeason } from './stock-of-season.js';
import { SettlementSumQueries } from './settlement-sum.queries.js';
import { SettlementSumResolver } from './settlement-sum.resolver.js';
import { TreatmentReactions } from './treatment-reactions.js';

const commands = [
  ConsignBatch,
  CorrectHarvest,
  SettleTreatmentCorrection,
  CorrectPostHarvestTreatment,
  Draw,
  GradeBatches,
  PackBatches,
  PlaceHold,
  ProcessBatches,
  ReceiveBatch,
  RecordHarvest,
  RecordPostHarvestTreatment,
  RelabelBatch,
  ReleaseHold,
];

@Module({
  imports: [GrowingModule, LandModule, LedgerModule, SeasonsModule, StandardsModule],
  providers: [
    ...commands,
    HoldForGrowing,
    InputChecks,
    RecordRun,
    PostHarvestEntries,
    PostHarvestTreatmentQueries,
    PostHarvestTreatmentResolver,
    PostHarvestTreatmentConnectionResolver,
    HoldReactions,
    TreatmentReactions,
    BatchQueries,
    HoldQueries,
    BatchLoaders,
    BatchResolver,
    BatchConnectionResolver,
    BatchCommandsResolver,
    HoldResolver,
    PalletQueries,
    PalletResolver,
    RunQueries,
    RunResolver,
    StockOfSeason,
    SettlementSumQueries,
    SettlementSumResolver,
  ],
  exports: [
    ...commands,
    HoldReactions,
    TreatmentReactions,
    PostHarvestTreatmentQueries,
    BatchQueries,
    HoldQueries,
    BatchLoaders,
  ],
})
export class BatchesModule {}

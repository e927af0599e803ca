import { Module } from '@nestjs/common';
import { BatchesModule } from '../batches/batches.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { LotsModule } from '../lots/lots.module.js';
import { HoldChanges } from './hold-changes.js';
import { JobChanges } from './job-changes.js';
import { LiveResolver } from './live.resolver.js';
import { LotChanges } from './lot-changes.js';
import { Subscribers } from './subscribers.js';

@Module({
  imports: [BatchesModule, JobsModule, LedgerModule, LotsModule],
  providers: [HoldChanges, JobChanges, LiveResolver, LotChanges, Subscribers],
  exports: [Subscribers],
})
export class LiveModule {}

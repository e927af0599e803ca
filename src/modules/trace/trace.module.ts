import { Module } from '@nestjs/common';
import { BatchesModule } from '../batches/batches.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { CloseRecall } from './commands/close-recall.js';
import { OpenRecall } from './commands/open-recall.js';
import { RecallQueries } from './recall.queries.js';
import './recall.refusals.js';
import { RecallResolver } from './recall.resolver.js';

@Module({
  imports: [BatchesModule, LedgerModule],
  providers: [OpenRecall, CloseRecall, RecallQueries, RecallResolver],
  exports: [OpenRecall, CloseRecall, RecallQueries],
})
export class TraceModule {}

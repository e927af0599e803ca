import { Module } from '@nestjs/common';
import { AttachmentsModule } from '../attachments/attachments.module.js';
import { GrowingModule } from '../growing/growing.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { StandardsModule } from '../standards/standards.module.js';
import { BoardQueries } from './board.queries.js';
import { BlockConnectionResolver, BoardResolver } from './board.resolver.js';
import { KeepWatchLists } from './commands/keep-watch-lists.js';
import { RecordResidueCoverage } from './commands/record-residue-coverage.js';
import { SettleResidueCoverage } from './commands/settle-residue-coverage.js';
import { CoverageReactions } from './coverage-reactions.js';
import { CoverageQueries } from './coverage.queries.js';
import './coverage.refusals.js';
import { CoverageConnectionResolver, CoverageResolver } from './coverage.resolver.js';
import { WatchListQueries } from './watch-list.queries.js';
import { WatchListResolver } from './watch-list.resolver.js';
import { KeptReports } from './kept-attachments.js';

const commands = [KeepWatchLists, RecordResidueCoverage, SettleResidueCoverage];

@Module({
  imports: [AttachmentsModule, GrowingModule, LedgerModule, StandardsModule],
  providers: [
    KeptReports,
    ...commands,
    BoardQueries,
    BoardResolver,
    BlockConnectionResolver,
    CoverageConnectionResolver,
    CoverageQueries,
    CoverageReactions,
    CoverageResolver,
    WatchListQueries,
    WatchListResolver,
  ],
  exports: [...commands, BoardQueries, CoverageQueries, CoverageReactions],
})
export class CoverageModule {}

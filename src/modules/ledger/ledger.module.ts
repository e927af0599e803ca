import { Module } from '@nestjs/common';
import { EraseText } from './commands/erase-text.js';
import { Ledger } from './ledger.js';
import { LedgerFeed } from './ledger-feed.queries.js';
import { LedgerQueries } from './ledger.queries.js';
import { LedgerResolver } from './ledger.resolver.js';

@Module({
  providers: [EraseText, Ledger, LedgerFeed, LedgerQueries, LedgerResolver],
  exports: [Ledger, LedgerFeed],
})
export class LedgerModule {}

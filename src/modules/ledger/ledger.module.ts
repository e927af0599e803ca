import { Module } from '@nestjs/common';
import { EraseText } from './commands/erase-text.js';
import { Ledger } from './ledger.js';
import { LedgerFeed } from './ledger-feed.queries.js';
import { LedgerQueries } from './ledger.queries.js';
import './ledger.refusals.js';
import { LedgerResolver } from './ledger.resolver.js';
import { TextReactions } from './text-reactions.js';

@Module({
  providers: [EraseText, Ledger, LedgerFeed, LedgerQueries, LedgerResolver, TextReactions],
  exports: [Ledger, LedgerFeed, TextReactions],
})
export class LedgerModule {}

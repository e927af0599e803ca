import { Module } from '@nestjs/common';
import { LedgerModule } from '../ledger/ledger.module.js';
import { CloseSeason } from './commands/close-season.js';
import { OpenSeason } from './commands/open-season.js';
import { SeasonReactions } from './season-reactions.js';
import { SeasonQueries } from './season.queries.js';
import './season.refusals.js';
import { SeasonResolver } from './season.resolver.js';

@Module({
  imports: [LedgerModule],
  providers: [CloseSeason, OpenSeason, SeasonReactions, SeasonQueries, SeasonResolver],
  exports: [SeasonReactions, SeasonQueries],
})
export class SeasonsModule {}

import { Module } from '@nestjs/common';
import { Ledger } from './ledger.js';
import { LedgerQueries } from './ledger.queries.js';
import { LedgerResolver } from './ledger.resolver.js';

@Module({ providers: [Ledger, LedgerQueries, LedgerResolver], exports: [Ledger] })
export class LedgerModule {}

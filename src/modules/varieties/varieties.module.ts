import { Module } from '@nestjs/common';
import { VarietyQueries } from './variety.queries.js';
import { VarietyResolver } from './variety.resolver.js';

@Module({ providers: [VarietyQueries, VarietyResolver], exports: [VarietyQueries] })
export class VarietiesModule {}

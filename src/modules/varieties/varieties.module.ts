import { Module } from '@nestjs/common';
import { AddVarieties } from './commands/add-varieties.js';
import { VarietyQueries } from './variety.queries.js';
import { VarietyResolver } from './variety.resolver.js';

@Module({
  providers: [AddVarieties, VarietyQueries, VarietyResolver],
  exports: [AddVarieties, VarietyQueries],
})
export class VarietiesModule {}

import { Module } from '@nestjs/common';
import { BrandsModule } from '../brands/brands.module.js';
import { StandardsModule } from '../standards/standards.module.js';
import { CaseQueries } from './case.queries.js';
import { FruitFacts } from './fruit-facts.queries.js';
import { StockFacts } from './stock-facts.queries.js';

@Module({
  imports: [BrandsModule, StandardsModule],
  providers: [CaseQueries, FruitFacts, StockFacts],
  exports: [CaseQueries, FruitFacts, StockFacts],
})
export class FactsModule {}

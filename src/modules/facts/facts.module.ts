import { Module } from '@nestjs/common';
import { BrandsModule } from '../brands/brands.module.js';
import { GrowingModule } from '../growing/growing.module.js';
import { StandardsModule } from '../standards/standards.module.js';
import { CaseQueries } from './case.queries.js';
import { FruitFacts } from './fruit-facts.queries.js';
import { PlotFacts } from './plot-facts.queries.js';
import { StockFacts } from './stock-facts.queries.js';

@Module({
  imports: [BrandsModule, GrowingModule, StandardsModule],
  providers: [CaseQueries, FruitFacts, PlotFacts, StockFacts],
  exports: [CaseQueries, FruitFacts, PlotFacts, StockFacts],
})
export class FactsModule {}

import { Module } from '@nestjs/common';
import { RegionQueries } from './region.queries.js';
import { RegionResolver } from './region.resolver.js';

@Module({ providers: [RegionQueries, RegionResolver], exports: [RegionQueries] })
export class GeographyModule {}

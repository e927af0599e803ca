import { Module } from '@nestjs/common';
import { LotsReader } from './lots.reader.js';
import { LotConnectionResolver, LotsResolver } from './lots.resolver.js';
import { SeasonAccountReader } from './season-account.reader.js';
import { SeasonAccountResolver } from './season-account.resolver.js';
import { TraceReader } from './trace.reader.js';
import { TraceResolver } from './trace.resolver.js';

@Module({
  providers: [
    LotsReader,
    LotsResolver,
    LotConnectionResolver,
    SeasonAccountReader,
    SeasonAccountResolver,
    TraceReader,
    TraceResolver,
  ],
})
export class ReadmodelsModule {}

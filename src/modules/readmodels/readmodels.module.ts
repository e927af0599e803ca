import { Module } from '@nestjs/common';
import { LotsReader } from './lots.reader.js';
import { LotConnectionResolver, LotsResolver } from './lots.resolver.js';
import { TraceReader } from './trace.reader.js';
import { TraceResolver } from './trace.resolver.js';

@Module({ providers: [LotsReader, LotsResolver, LotConnectionResolver, TraceReader, TraceResolver] })
export class ReadmodelsModule {}

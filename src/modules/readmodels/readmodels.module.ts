import { Module } from '@nestjs/common';
import { LotsReader } from './lots.reader.js';
import { LotConnectionResolver, LotsResolver } from './lots.resolver.js';
import { RegistrationBoardReader } from './registration-board.reader.js';
import {
  RegistrationBoardConnectionResolver,
  RegistrationBoardResolver,
} from './registration-board.resolver.js';
import { SeasonAccountReader } from './season-account.reader.js';
import { SeasonAccountResolver } from './season-account.resolver.js';
import { TraceReader } from './trace.reader.js';
import { TraceResolver } from './trace.resolver.js';

@Module({
  providers: [
    LotsReader,
    LotsResolver,
    LotConnectionResolver,
    RegistrationBoardReader,
    RegistrationBoardResolver,
    RegistrationBoardConnectionResolver,
    SeasonAccountReader,
    SeasonAccountResolver,
    TraceReader,
    TraceResolver,
  ],
})
export class ReadmodelsModule {}

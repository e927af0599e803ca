import { Args, ID, Query, Resolver } from '@nestjs/graphql';
import { CodePipe } from '../../graphql/code.pipe.js';
import { IdPipe } from '../../graphql/id.pipe.js';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import { TraceReader } from './trace.reader.js';
import { Trace } from './trace.types.js';

@Resolver()
export class TraceResolver {
  constructor(private readonly reader: TraceReader) {}

  @Query(() => Trace, {
    nullable: true,
    description:
      'Upstream and downstream of a batch (a carton carries its code), a pallet by its SSCC, or a lot.',
  })
  @Requires('trace:read')
  async trace(
    @Ctx() ctx: Context,
    @Args('id', { type: () => ID, nullable: true, description: 'Id of a batch, pallet or lot.' }, IdPipe)
    id?: string | null,
    @Args(
      'code',
      { type: () => String, nullable: true, description: 'Code of a batch or lot, or SSCC of a pallet.' },
      CodePipe,
    )
    code?: string | null,
  ): Promise<Trace | null> {
    const known = { id: id ?? null, code: code ?? null };
    return known.id || known.code ? this.reader.read(ctx, known) : null;
  }
}

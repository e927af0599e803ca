import { Args, ID, Query, Resolver } from '@nestjs/graphql';
import { IdPipe } from '../../graphql/id.pipe.js';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import type { LotId } from '../../kernel/ids.js';
import { DocumentsDueQueries } from './documents-due.queries.js';
import { LotDocumentsDueType } from './documents-due.types.js';

@Resolver()
export class DocumentsDueResolver {
  constructor(private readonly queries: DocumentsDueQueries) {}

  @Query(() => LotDocumentsDueType, {
    nullable: true,
    description:
      'Which documents the rules ask of a lot, at which stage, who provides them and whether they are there; nothing where you may not see the lot.',
  })
  @Requires('lot:read')
  async lotDocumentsDue(
    @Ctx() ctx: Context,
    @Args('lotId', { type: () => ID, description: 'The lot.' }, IdPipe) lotId: LotId,
  ): Promise<LotDocumentsDueType | null> {
    const due = await this.queries.of(ctx, lotId);
    return due && LotDocumentsDueType.of(ctx.language, due);
  }
}

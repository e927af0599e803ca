import { Args, ArgsType, Field, ID, Int, Query, Resolver } from '@nestjs/graphql';
import { IsOptional, IsUUID, Max, Min } from 'class-validator';
import { HEAVY_JUDGING, judgingWork } from '../../graphql/judging-work.js';
import { TextField } from '../../graphql/text-field.js';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import type { BatchId, LotId } from '../../kernel/ids.js';
import { PreviewQueries } from './preview.queries.js';
import { StandardVersionPreview } from './preview.types.js';

@ArgsType()
export class PreviewArgs {
  @TextField({ max: 200, description: 'Code of the draft.' })
  versionCode!: string;

  @Field(() => Int, {
    defaultValue: 50,
    description: 'How many lots, and how many batches, to judge; at most 100.',
  })
  @Min(1, { message: '最少 1 | must be at least 1' })
  @Max(100, { message: '最多 100 | must be at most 100' })
  first = 50;

  @Field(() => ID, { nullable: true, description: 'The `next` of the page before; goes on with lots only.' })
  @IsOptional()
  @IsUUID()
  after?: LotId | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The `nextBatch` of the page before; goes on with batches only.',
  })
  @IsOptional()
  @IsUUID()
  afterBatch?: BatchId | null;
}

/** Of the most that may be asked for; what is no number is refused before anything is judged. */
const shareOf = (first: unknown): number =>
  typeof first === 'number' ? Math.min(Math.max(first, 0), 100) / 100 : 1;

@Resolver()
export class PreviewResolver {
  constructor(private readonly queries: PreviewQueries) {}

  @Query(() => StandardVersionPreview, {
    // Each of the lots and of the batches is judged twice.
    complexity: judgingWork(({ first }) => HEAVY_JUDGING * shareOf(first)),
    nullable: true,
    description:
      'Judges lots that have not departed, and packed batches that are in none, by a draft, market packs included, and lists what would turn; nothing where there is no such draft.',
  })
  @Requires('reference:manage')
  async previewStandardVersion(
    @Ctx() ctx: Context,
    @Args() { versionCode, first, after, afterBatch }: PreviewArgs,
  ): Promise<StandardVersionPreview | null> {
    const preview = await this.queries.preview(ctx, versionCode, {
      first,
      after: after ?? null,
      afterBatch: afterBatch ?? null,
    });
    return preview && StandardVersionPreview.of(ctx.language, preview);
  }
}

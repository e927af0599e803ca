import { Args, ArgsType, Field, ID, Query, Resolver } from '@nestjs/graphql';
import { ArrayMaxSize, ArrayMinSize, IsOptional, IsString, IsUUID } from 'class-validator';
import { LocalDateScalar } from '../../graphql/scalars/scalars.js';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import type { BatchId } from '../../kernel/ids.js';
import type { LocalDate } from '../../kernel/local-date.js';
import { EligibilityReader } from './eligibility.reader.js';
import { MarketEligibilityType } from './eligibility.types.js';

const MOST_BATCHES = 100;
const MOST_MARKETS = 50;

@ArgsType()
export class EligibilityArgs {
  @Field(() => [ID], { description: `Packed batches, at most ${MOST_BATCHES}.` })
  @ArrayMinSize(1, { message: '至少 1 批 | must have at least 1 batch' })
  @ArrayMaxSize(MOST_BATCHES, {
    message: `最多 ${MOST_BATCHES} 批 | must have at most ${MOST_BATCHES} batches`,
  })
  @IsUUID(undefined, { each: true, message: '应为 UUID | must be UUIDs' })
  batchIds!: BatchId[];

  @Field(() => [String], { nullable: true, description: 'Which markets; every one where left out.' })
  @IsOptional()
  @ArrayMaxSize(MOST_MARKETS, {
    message: `最多 ${MOST_MARKETS} 个 | must have at most ${MOST_MARKETS} markets`,
  })
  @IsString({ each: true })
  marketCodes?: string[] | null;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'The day on which the fruit is to leave; today counts where left out.',
  })
  @IsOptional()
  departureOn?: LocalDate | null;
}

@Resolver()
export class EligibilityResolver {
  constructor(private readonly reader: EligibilityReader) {}

  @Query(() => MarketEligibilityType, {
    description:
      'For packed batches you have or have in a lot, or are sent as an exporter: which markets are open to them, and what is missing for the others, by whom and by when. Judged now by legal and contract rules; nothing is stored.',
  })
  @Requires('batch:read')
  async marketEligibility(
    @Ctx() ctx: Context,
    @Args() { batchIds, marketCodes, departureOn }: EligibilityArgs,
  ): Promise<MarketEligibilityType> {
    const asked = {
      batchIds: batchIds.map((id) => id.toLowerCase() as BatchId),
      markets: marketCodes ?? null,
      departureOn: departureOn ?? null,
    };
    return MarketEligibilityType.of(ctx.language, await this.reader.read(ctx, asked));
  }
}

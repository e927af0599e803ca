import { Args, ArgsType, Field, ID, Query, Resolver } from '@nestjs/graphql';
import { ArrayMaxSize, ArrayMinSize, IsOptional, IsUUID } from 'class-validator';
import { HEAVY_JUDGING, judgingWork, namedIn } from '../../graphql/judging-work.js';
import { LocalDateScalar } from '../../graphql/scalars/scalars.js';
import { EachText } from '../../graphql/text-field.js';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import type { BatchId } from '../../kernel/ids.js';
import type { LocalDate } from '../../kernel/local-date.js';
import type { Destinations } from './eligibility-judge.js';
import { EligibilityReader } from './eligibility.reader.js';
import { MarketEligibilityType } from './eligibility.types.js';
import { StockEligibilityReader } from './stock-eligibility.reader.js';
import { StockEligibilityType } from './stock-eligibility.types.js';

const MOST_BATCHES = 100;
const MOST_MARKETS = 50;
/** As many as are known, about; who names fewer is charged less, though what all markets ask alike is judged once in any case. */
const MARKETS = 20;
const WORK = judgingWork(({ batchIds, marketCodes }) => {
  const markets = Math.min(namedIn(marketCodes, MARKETS, MOST_MARKETS), MARKETS);
  const share = (1 + (3 * markets) / MARKETS) / 4;
  return (HEAVY_JUDGING * share * namedIn(batchIds, 0, MOST_BATCHES)) / MOST_BATCHES;
});

@ArgsType()
export class DestinationArgs {
  @Field(() => [String], { nullable: true, description: 'Which markets; every one where left out.' })
  @IsOptional()
  @ArrayMaxSize(MOST_MARKETS, {
    message: `最多 ${MOST_MARKETS} 个 | must have at most ${MOST_MARKETS} markets`,
  })
  @EachText(20)
  marketCodes?: string[] | null;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'The day on which the fruit is to leave; today counts where left out.',
  })
  @IsOptional()
  departureOn?: LocalDate | null;
}

@ArgsType()
export class EligibilityArgs extends DestinationArgs {
  @Field(() => [ID], { description: `Packed batches, at most ${MOST_BATCHES}.` })
  @ArrayMinSize(1, { message: '至少 1 批 | must have at least 1 batch' })
  @ArrayMaxSize(MOST_BATCHES, {
    message: `最多 ${MOST_BATCHES} 批 | must have at most ${MOST_BATCHES} batches`,
  })
  @IsUUID(undefined, { each: true, message: '应为 UUID | must be UUIDs' })
  batchIds!: BatchId[];
}

/** What the arguments ask, as the judge takes it. */
const destinations = ({ marketCodes, departureOn }: DestinationArgs): Destinations => ({
  markets: marketCodes ?? null,
  departureOn: departureOn ?? null,
});

@Resolver()
export class EligibilityResolver {
  constructor(
    private readonly reader: EligibilityReader,
    private readonly stock: StockEligibilityReader,
  ) {}

  @Query(() => MarketEligibilityType, {
    complexity: WORK,
    description:
      'For packed batches you have or have in a lot, or are sent as an exporter: which markets are open to them, and what is missing for the others, by whom and by when. Judged now by legal and contract rules; nothing is stored.',
  })
  @Requires('batch:read')
  async marketEligibility(
    @Ctx() ctx: Context,
    @Args() { batchIds, ...asked }: EligibilityArgs,
  ): Promise<MarketEligibilityType> {
    const ids = batchIds.map((id) => id.toLowerCase() as BatchId);
    const found = await this.reader.read(ctx, { batchIds: ids, ...destinations(asked) });
    return MarketEligibilityType.of(ctx.language, found, ids);
  }

  @Query(() => StockEligibilityType, {
    complexity: judgingWork(HEAVY_JUDGING),
    description:
      'How much of your packed fruit that is in no lot yet each market is open to, and what the rest lacks: what you have, or are sent as an exporter; everybody’s for the base office. Judged now by legal and contract rules; nothing is stored.',
  })
  @Requires('batch:read')
  async stockEligibility(@Ctx() ctx: Context, @Args() asked: DestinationArgs): Promise<StockEligibilityType> {
    return StockEligibilityType.of(ctx.language, await this.stock.read(ctx, destinations(asked)));
  }
}

import { Args, Field, Int, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { MoneyScalar } from '../../graphql/scalars/money.scalar.js';
import { GramsScalar, InstantScalar } from '../../graphql/scalars/scalars.js';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import type { Instant } from '../../kernel/instant.js';
import type { Season } from '../../kernel/local-date.js';
import type { Grams } from '../../kernel/mass.js';
import type { Money } from '../../kernel/money.js';
import { seasonFrom } from '../../graphql/season-field.js';
import { SettlementSumQueries, type SettlementSum } from './settlement-sum.queries.js';

@ObjectType('SettlementSum', {
  description:
    'What fruit of one season, county of the supplier, variety and currency fetched. Only months that are over and in which at least three suppliers sold are counted, so that no sum shows one party’s price.',
})
export class SettlementSumType implements SettlementSum {
  @Field(() => String, { description: 'Season, as 2025/26.' })
  season!: Season;

  @Field(() => String, { nullable: true, description: 'County of the suppliers, GB/T 2260.' })
  countyCode!: string | null;

  @Field(() => String, { nullable: true, description: 'Variety; empty where varieties were mixed.' })
  varietyCode!: string | null;

  @Field(() => String, { description: 'ISO 4217 code.' })
  currency!: string;

  @Field(() => Int, { description: 'How many priced receipts are in the sums.' })
  receiptCount!: number;

  @Field(() => Int, { description: 'How many are left out, because too few suppliers sold in their month.' })
  leftOutCount!: number;

  @Field(() => GramsScalar, {
    nullable: true,
    description: 'Net mass of the counted receipts; empty where none is counted.',
  })
  massGrams!: Grams | null;

  @Field(() => MoneyScalar, {
    nullable: true,
    description: 'What they fetched: price times net mass, to the hundredth; empty where none is counted.',
  })
  amount!: Money | null;
}

@Resolver()
export class SettlementSumResolver {
  constructor(private readonly queries: SettlementSumQueries) {}

  @Query(() => [SettlementSumType], {
    description:
      'What the base’s fruit fetched, for the base office: sums by season, county, variety and currency, never a single price.',
  })
  @Requires('settlement:sum')
  settlementSums(
    @Ctx() ctx: Context,
    @Args('season', {
      type: () => String,
      nullable: true,
      description: 'Of this season, as 2025/26; all seasons where left out.',
    })
    season?: string | null,
    @Args('asKnownAt', {
      type: () => InstantScalar,
      nullable: true,
      description: 'Count only what was recorded up to this moment; now where left out.',
    })
    asKnownAt?: Instant | null,
  ): Promise<SettlementSum[]> {
    return this.queries.bySeason(ctx, season ? seasonFrom(season) : null, asKnownAt ?? ctx.now);
  }
}

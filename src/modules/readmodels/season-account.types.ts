import { Field, Int, ObjectType } from '@nestjs/graphql';
import { GramsScalar, InstantScalar } from '../../graphql/scalars/scalars.js';
import type { Instant } from '../../kernel/instant.js';
import type { Season } from '../../kernel/local-date.js';
import type { Grams } from '../../kernel/mass.js';
import { RunKindEnum } from '../batches/run-kind.types.js';

@ObjectType('SeasonHarvest', { description: 'What was picked in one county of one variety.' })
export class SeasonHarvestType {
  @Field(() => String, { description: 'County, GB/T 2260.' })
  countyCode!: string;

  @Field(() => String, { nullable: true, description: 'Variety.' })
  varietyCode!: string | null;

  @Field(() => Int, { description: 'Harvest batches.' })
  batchCount!: number;

  @Field(() => GramsScalar, { description: 'Their mass, with the corrections known by then.' })
  massGrams!: Grams;
}

@ObjectType('SeasonRuns', {
  description: 'Runs of one kind: input = output + discarded + losses + differences.',
})
export class SeasonRunsType {
  @Field(() => RunKindEnum, { description: 'What kind of run.' })
  kind!: string;

  @Field(() => Int, { description: 'How many.' })
  runCount!: number;

  @Field(() => GramsScalar, { description: 'Drawn into them.' })
  inputGrams!: Grams;

  @Field(() => GramsScalar, { description: 'Batches that came of them.' })
  outputGrams!: Grams;

  @Field(() => GramsScalar, { description: 'Discarded 弃果.' })
  discardedGrams!: Grams;

  @Field(() => GramsScalar, { description: 'Losses.' })
  lossGrams!: Grams;

  @Field(() => GramsScalar, {
    description: 'Differences of scales; negative where more came out than was weighed in.',
  })
  differenceGrams!: number;
}

@ObjectType('SeasonDepartures', {
  description: 'Fruit of one county that left for one market in joint lots.',
})
export class SeasonDeparturesType {
  @Field(() => String, { description: 'Market.' })
  marketCode!: string;

  @Field(() => String, { description: 'County the fruit grew in, GB/T 2260.' })
  countyCode!: string;

  @Field(() => Int, { description: 'Joint lots with fruit of the county.' })
  lotCount!: number;

  @Field(() => GramsScalar, { description: 'Mass of the fruit of the county.' })
  massGrams!: Grams;

  @Field(() => GramsScalar, { description: 'Of that, what came back: returned, or sold at home after all.' })
  returnedGrams!: Grams;
}

@ObjectType('SeasonAccount', {
  description:
    'A season added up from what you may see, as it was known at a moment: what was recorded or corrected later does not count.',
})
export class SeasonAccountType {
  @Field(() => String, { description: 'Season, as 2025/26.' })
  season!: Season;

  @Field(() => InstantScalar, { description: 'The moment.' })
  asKnownAt!: Instant;

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'When the season was closed, if it was by then.',
  })
  closedAt!: Instant | null;

  @Field(() => GramsScalar, { description: 'Stock carried over from the season before.' })
  carriedInGrams!: Grams;

  @Field(() => GramsScalar, {
    description: 'Stock carried over to the next season when this one was closed.',
  })
  carriedOutGrams!: Grams;

  @Field(() => [SeasonHarvestType], { description: 'Harvests, by county and variety.' })
  harvests!: SeasonHarvestType[];

  @Field(() => [SeasonRunsType], { description: 'Runs performed in the season, by kind.' })
  runs!: SeasonRunsType[];

  @Field(() => [SeasonDeparturesType], { description: 'Joint lots that departed, by market and county.' })
  departures!: SeasonDeparturesType[];

  @Field(() => Int, {
    description: 'Harvests and runs of the season that were recorded only after it was closed.',
  })
  recordedAfterClosing!: number;
}

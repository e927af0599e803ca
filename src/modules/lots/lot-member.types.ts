import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { expectedRows } from '../../graphql/expected-rows.js';
import { Party } from '../../graphql/party.types.js';
import { GramsScalar, InstantScalar, LocalDateScalar } from '../../graphql/scalars/scalars.js';
import type { Instant } from '../../kernel/instant.js';
import type { LocalDate } from '../../kernel/local-date.js';
import type { Grams } from '../../kernel/mass.js';
import { QualityClassEnum } from '../../graphql/quality-class.types.js';
import type { QualityClass } from '../../kernel/quality-class.js';
import { InspectionSummary } from '../inspections/inspection-summary.types.js';

/* Plain data, as in lot.types.ts. */

@ObjectType('LotMemberOrigin', { description: 'What part of a member came from one harvest.' })
export class LotMemberOriginType {
  @Field(() => ID, { description: 'The harvest batch.' })
  originBatchId!: string;

  @Field(() => ID, { description: 'The plot.' })
  plotId!: string;

  @Field(() => ID, { description: 'The cooperative that grew it.' })
  organisationId!: string;

  @Field(() => String, { description: 'County of the plot.' })
  countyCode!: string;

  @Field(() => GramsScalar, { description: 'How much; the parts add up to the member.' })
  massGrams!: Grams;
}

@ObjectType('LotMember', { description: 'What a lot has of one packed batch.' })
export class LotMemberType {
  @Field(() => ID, { description: 'The packed batch.' })
  batchId!: string;

  @Field(() => String, { description: 'Its code, as on the cartons.' })
  batchCode!: string;

  @Field(() => String, { nullable: true, description: 'Its variety.' })
  varietyCode!: string | null;

  @Field(() => ID, { description: 'The packhouse that packed it.' })
  packerId!: string;

  @Field(() => GramsScalar, { description: 'Mass in the lot.' })
  massGrams!: Grams;

  @Field(() => Int, { description: 'Cartons in the lot.' })
  cartonCount!: number;

  @Field(() => [String], { description: 'Counties its fruit came from.' })
  countyCodes!: string[];

  @Field(() => String, {
    nullable: true,
    description:
      'Customs district of the packhouse, where it is declared; empty where none is recorded for its county.',
  })
  packerCustomsDistrictCode!: string | null;

  @Field(() => [String], {
    description:
      'Customs districts its fruit was grown under; fruit of another than the packhouse’s needs a 产地供货证明.',
  })
  originCustomsDistrictCodes!: string[];

  @Field(() => Int, { description: 'Holds that stand on it.' })
  openHoldCount!: number;

  @Field(() => InstantScalar, { description: 'When it was last allocated.' })
  allocatedAt!: Instant;

  @Field(() => Party, { description: 'The packhouse that packed it, in a few words.' })
  packer!: Party;

  @Field(() => LocalDateScalar, { description: 'When it was packed.' })
  packedOn!: LocalDate;

  @Field(() => QualityClassEnum, { nullable: true, description: 'Class.' })
  class!: QualityClass | null;

  @Field(() => String, { nullable: true, description: 'Size code.' })
  sizeCode!: string | null;

  @Field(() => [InspectionSummary], { complexity: expectedRows(1), description: 'Its inspections.' })
  inspections!: InspectionSummary[];

  @Field(() => [LotMemberOriginType], {
    complexity: expectedRows(2),
    description: 'Which harvests it came from.',
  })
  origins!: LotMemberOriginType[];
}

import { Field, ID, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '../../graphql/connection.js';
import { GramsScalar, InstantScalar } from '../../graphql/scalars/scalars.js';
import type { Instant } from '../../kernel/instant.js';
import type { Grams } from '../../kernel/mass.js';
import type { LotState } from './domain/lot-state.js';
import { LotStateEnum } from './lot-enums.types.js';

@ObjectType('LotContribution', { description: 'Your share of a joint lot of an exporter.' })
export class LotContributionType {
  @Field(() => ID, { description: 'The lot.' })
  lotId!: string;

  @Field(() => String, { description: 'Code of the lot.' })
  lotCode!: string;

  @Field(() => String, { description: 'The market it goes to.' })
  marketCode!: string;

  @Field(() => LotStateEnum, { description: 'How far it is.' })
  state!: LotState;

  @Field(() => GramsScalar, { description: 'What you grew or packed of it.' })
  massGrams!: Grams;

  @Field(() => ID, { description: 'The exporter.' })
  exporterId!: string;

  @Field(() => InstantScalar, { description: 'When this last changed.' })
  changedAt!: Instant;
}

@ObjectType('LotContributionConnection', { description: 'A page of your shares in joint lots.' })
export class LotContributionConnection extends connectionOf('LotContribution', () => LotContributionType) {
  /** What `totalCount` counts, if it is asked for. */
  states!: readonly LotState[] | null;
}

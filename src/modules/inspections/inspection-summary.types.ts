import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Party } from '../../graphql/party.types.js';
import { InstantScalar, LocalDateScalar } from '../../graphql/scalars/scalars.js';
import type { InspectionKind, InspectionState, InspectionVerdict } from './domain/inspection-state.js';
import { InspectionKindEnum, InspectionStateEnum, InspectionVerdictEnum } from './inspection.types.js';

/** Plain data like `Party`: read models nest it in their answers, and no field has a resolver. */
@ObjectType({ description: 'An inspection in a few words.' })
export class InspectionSummary {
  @Field(() => ID, { description: 'Id.' })
  id!: string;

  @Field(() => String, { description: 'Code.' })
  code!: string;

  @Field(() => InspectionKindEnum, {
    description: 'By an inspection body, or by the packhouse itself, which never speaks for its own fruit.',
  })
  kind!: InspectionKind;

  @Field(() => InspectionStateEnum, { description: 'How far it is.' })
  state!: InspectionState;

  @Field(() => InspectionVerdictEnum, {
    nullable: true,
    description: 'What the inspector found, once signed.',
  })
  verdict!: InspectionVerdict | null;

  @Field(() => LocalDateScalar, { nullable: true, description: 'When the sample was taken.' })
  sampledOn!: string | null;

  @Field(() => InstantScalar, { nullable: true, description: 'When it was signed.' })
  signedAt!: string | null;

  @Field(() => Party, { description: 'Who inspects.' })
  body!: Party;
}

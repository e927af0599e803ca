import { Field, ID, ObjectType } from '@nestjs/graphql';
import { InstantScalar, LocalDateScalar } from './scalars/scalars.js';

/*
 * Plain data that read models nest in their answers: every object comes ready from the statement, and no field of these
 * types has a resolver. A resolver a field would cost more than the database does (docs/adr/0002).
 */

@ObjectType({ description: 'An organisation in a few words.' })
export class Party {
  @Field(() => ID, { description: 'Id.' })
  id!: string;

  @Field(() => String, { description: 'Short code.' })
  code!: string;

  @Field(() => String, { description: 'What part it takes: COOPERATIVE, PACKHOUSE and so on.' })
  kind!: string;

  @Field(() => String, { description: 'Name in Chinese.' })
  nameZh!: string;

  @Field(() => String, { description: 'Name in English.' })
  nameEn!: string;

  @Field(() => String, { nullable: true, description: 'Its county.' })
  countyCode!: string | null;
}

@ObjectType({ description: 'An inspection in a few words.' })
export class InspectionSummary {
  @Field(() => ID, { description: 'Id.' })
  id!: string;

  @Field(() => String, { description: 'Code.' })
  code!: string;

  @Field(() => String, { description: 'How far it is: REQUESTED, SAMPLED, SIGNED or CANCELLED.' })
  state!: string;

  @Field(() => String, {
    nullable: true,
    description: 'What the inspector found, once signed: PASS or FAIL.',
  })
  verdict!: string | null;

  @Field(() => LocalDateScalar, { nullable: true, description: 'When the sample was taken.' })
  sampledOn!: string | null;

  @Field(() => InstantScalar, { nullable: true, description: 'When it was signed.' })
  signedAt!: string | null;

  @Field(() => Party, { description: 'Who inspects.' })
  body!: Party;
}

import { Field, ID, ObjectType } from '@nestjs/graphql';
import type { OrganisationKind } from '../infrastructure/auth/permissions.js';
import { describedEnum } from './enums.js';

export const OrganisationKindEnum = describedEnum<OrganisationKind>(
  'OrganisationKind',
  'What part an organisation takes.',
  {
    BASE_OFFICE: '基地办公室: keeps the four unities and sees everything.',
    COOPERATIVE: '合作社: grows and harvests.',
    PACKHOUSE: '包装厂: weighs in, sorts, treats, grades, packs, stores.',
    PROCESSOR: '加工厂: turns seconds into juice, slices, wine.',
    INSPECTION_BODY: '检验机构: samples, measures, signs; belongs to no other party.',
    EXPORTER: '出口企业: forms joint lots and ships them.',
  },
);

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

  @Field(() => OrganisationKindEnum, { description: 'What part it takes.' })
  kind!: OrganisationKind;

  @Field(() => String, { description: 'Name in Chinese.' })
  nameZh!: string;

  @Field(() => String, { description: 'Name in English.' })
  nameEn!: string;

  @Field(() => String, { nullable: true, description: 'Its county.' })
  countyCode!: string | null;
}

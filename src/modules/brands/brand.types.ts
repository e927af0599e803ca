import { ArgsType, Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { IsIn, IsOptional, IsString, ValidateNested } from 'class-validator';
import { DayField } from '../../graphql/day-field.js';
import { BilingualType } from '../../graphql/bilingual.types.js';
import { connectionOf, PageArgs } from '../../graphql/connection.js';
import { describedEnum } from '../../graphql/enums.js';
import { IdField } from '../../graphql/id-field.js';
import { ConfidenceEnum, ProvenanceType } from '../../graphql/provenance.types.js';
import { CommandInputType } from '../../graphql/refused.js';
import { InstantScalar, LocalDateScalar } from '../../graphql/scalars/scalars.js';
import { PaperNumberField, TextField } from '../../graphql/text-field.js';
import type { BrandLicenceId, OrganisationId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { LocalDate } from '../../kernel/local-date.js';
import { BRAND_KINDS, type Brand, type BrandKind, type BrandLicence } from './brand.entity.js';

export const BrandKindEnum = describedEnum<BrandKind>('BrandKind', 'What a brand is.', {
  JOINT: "统一品牌: the base's one brand.",
  GEOGRAPHICAL_INDICATION: '地理标志: a name that belongs to fruit of one area.',
});

@ObjectType('Brand', { description: 'The joint brand 统一品牌, or a geographical indication 地理标志.' })
export class BrandType {
  @Field(() => String, { description: 'Code.' })
  code!: string;

  @Field(() => BrandKindEnum, { description: 'What it is.' })
  kind!: BrandKind;

  @Field(() => String, { description: 'Name in Chinese.' })
  nameZh!: string;

  @Field(() => String, { description: 'Name in English.' })
  nameEn!: string;

  @Field(() => BilingualType, {
    nullable: true,
    description: 'How an indication is protected; one name may be so twice.',
  })
  scheme!: BilingualType | null;

  @Field(() => String, {
    nullable: true,
    description: 'Number of its registration or announcement, where known.',
  })
  registrationNumber!: string | null;

  @Field(() => String, { nullable: true, description: 'The county whose fruit alone may carry it.' })
  areaCountyCode!: string | null;

  @Field(() => ConfidenceEnum, { nullable: true, description: 'How well that area is known.' })
  areaConfidence!: Brand['areaConfidence'];

  @Field(() => BilingualType, { nullable: true, description: 'What else there is to say.' })
  note!: BilingualType | null;

  @Field(() => ProvenanceType, { description: 'Where this comes from.' })
  provenance!: ProvenanceType;

  static of = (row: Brand): BrandType => Object.assign(new BrandType(), row, { provenance: row });
}

@ObjectType('BrandLicence', {
  description: 'The right of an organisation to use a brand, or an indication as an authorised user.',
})
export class BrandLicenceType {
  @Field(() => ID, { description: 'Id.' })
  id!: BrandLicenceId;

  @Field(() => String, { description: 'Number of the licence.' })
  number!: string;

  @Field(() => String, { description: 'Code of the brand.' })
  brandCode!: string;

  @Field(() => ID, { description: 'Id of the organisation that holds it.' })
  organisationId!: OrganisationId;

  @Field(() => LocalDateScalar, { description: 'First day.' })
  validFrom!: LocalDate;

  @Field(() => LocalDateScalar, { description: 'Last day, as granted.' })
  validTo!: LocalDate;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Last day, where it was ended before its time.',
  })
  endedOn!: LocalDate | null;

  @Field(() => InstantScalar, { description: 'When it was recorded.' })
  recordedAt!: Instant;

  static of = (row: BrandLicence): BrandLicenceType => Object.assign(new BrandLicenceType(), row);
}

@InputType('BrandLicenceFilter', { description: 'Which licences; all conditions that are given must hold.' })
export class BrandLicenceFilterInput {
  @IdField({ nullable: true, description: 'Of this organisation.' })
  organisationId?: OrganisationId | null;

  @TextField({ nullable: true, max: 60, description: 'For this brand or indication.' })
  brandCode?: string | null;

  @Field(() => BrandKindEnum, { nullable: true, description: 'For the joint brand, or for indications.' })
  @IsOptional()
  @IsIn(BRAND_KINDS)
  brandKind?: BrandKind | null;

  @DayField({ nullable: true, description: 'Valid on this day.' })
  @IsString()
  on?: LocalDate | null;

  @PaperNumberField({ nullable: true, max: 60, description: 'Whose number begins with this.' })
  numberPrefix?: string | null;
}

@ArgsType()
export class BrandLicencePageArgs extends PageArgs {
  @Field(() => BrandLicenceFilterInput, { nullable: true, description: 'Which licences.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => BrandLicenceFilterInput)
  filter?: BrandLicenceFilterInput | null;
}

@ObjectType('BrandLicenceConnection', { description: 'A page of licences.' })
export class BrandLicenceConnection extends connectionOf('BrandLicence', () => BrandLicenceType) {
  /** What `totalCount` counts, if it is asked for. */
  filter!: BrandLicenceFilterInput;
}

@InputType({ description: 'A licence to use a brand.' })
export class GrantBrandLicenceInput extends CommandInputType {
  @PaperNumberField({ max: 60, description: 'Number of the licence, as written on it.' })
  number!: string;

  @TextField({ max: 60, description: 'Code of the brand or indication.' })
  brandCode!: string;

  @IdField({ description: 'Who may use it.' })
  organisationId!: OrganisationId;

  @DayField({ description: 'First day.' })
  validFrom!: LocalDate;

  @DayField({ description: 'Last day.' })
  validTo!: LocalDate;
}

@InputType({ description: 'The early end of a licence.' })
export class EndBrandLicenceInput extends CommandInputType {
  @IdField({ description: 'The licence.' })
  licenceId!: BrandLicenceId;

  @DayField({ description: 'Its last day; what was packed on it is still licensed.' })
  endedOn!: LocalDate;

  @TextField({ max: 400, description: 'Why.' })
  reason!: string;
}

@ObjectType({ description: 'The licence as it is now.' })
export class BrandLicencePayload {
  @Field(() => BrandLicenceType, { description: 'The licence.' })
  licence!: BrandLicenceType;
}

import { ArgsType, Field, Float, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { IsIn, IsOptional, IsString, ValidateNested } from 'class-validator';
import { DayField } from '../../graphql/day-field.js';
import { BilingualType } from '../../graphql/bilingual.types.js';
import { connectionOf, PageArgs } from '../../graphql/connection.js';
import { expectedRows } from '../../graphql/expected-rows.js';
import { describedEnum } from '../../graphql/enums.js';
import { ConfidenceEnum, ProvenanceType } from '../../graphql/provenance.types.js';
import { LocalDateScalar } from '../../graphql/scalars/scalars.js';
import { TextField } from '../../graphql/text-field.js';
import type { LocalDate } from '../../kernel/local-date.js';
import { CONFIDENCES, type Confidence } from './domain/rule.js';
import { fallbackKind } from './domain/market-knowledge.js';
import type { LimitLevel } from './domain/narrowest-limits.js';
import type { ResidueDefinitionKind } from './domain/residue-definition.js';
import { ResidueDefinitionKindEnum } from './residue-definition.types.js';
import type { NamedResidueLimit, NamedSubstance } from './residue.pages.js';
import type { ResidueFallbackData } from './standard.queries.js';
import type { BannedSubstance, ProductInterval, SubstanceName } from './substance.entity.js';

export const LimitLevelEnum = describedEnum<LimitLevel>(
  'LimitLevel',
  'How broadly a market wrote its limit; the narrowest counts.',
  {
    COMMODITY: 'For oranges.',
    GROUP: 'For citrus fruit.',
    CLASS: 'For all fruit.',
  },
);
const ResidueFallbackKindEnum = describedEnum<ReturnType<typeof fallbackKind>>(
  'ResidueFallbackKind',
  'What a market applies to a substance it does not list.',
  {
    UNIFORM: 'One limit for all.',
    NOT_DETECTED: 'None may be found.',
    OTHER: 'Another list, or an assessment case by case.',
  },
);

/** Exact to the microgram: a limit has at most three decimals in mg/kg. */
const mgPerKg = (micrograms: number | null): number | null =>
  micrograms === null ? null : micrograms / 1000;

@ObjectType('SubstanceName', { description: 'Another name of a substance.' })
export class SubstanceNameType {
  @Field(() => String, { description: 'The name.' })
  name!: string;

  @Field(() => ProvenanceType, { description: 'Where it was read, and how far it may be trusted.' })
  provenance!: ProvenanceType;

  static of = ({ name, ...provenance }: SubstanceName): SubstanceNameType => ({ name, provenance });
}

@ObjectType('Substance', {
  description: 'An active ingredient, and the code by which limits, bans and labels know it.',
})
export class SubstanceType {
  @Field(() => String, { description: 'Code.' })
  code!: string;

  @Field(() => String, { description: 'Name in Chinese.' })
  nameZh!: string;

  @Field(() => String, { description: 'Name in English.' })
  nameEn!: string;

  @Field(() => String, { nullable: true, description: 'CAS registry number, where one is on record.' })
  casNumber!: string | null;

  @Field(() => [SubstanceNameType], {
    complexity: expectedRows(1),
    description:
      'What else it is called. Only names that are OFFICIAL or CONFIRMED are recognised in records.',
  })
  otherNames!: SubstanceNameType[];

  static of = ({ code, nameZh, nameEn, casNumber, otherNames }: NamedSubstance): SubstanceType => ({
    code,
    nameZh,
    nameEn,
    casNumber,
    otherNames: otherNames.map(SubstanceNameType.of),
  });
}

@ObjectType('BannedSubstance', { description: 'What an act bans. A substance may stand under several acts.' })
export class BannedSubstanceType {
  @Field(() => String, { description: 'Code of the substance.' })
  substance!: string;

  @Field(() => String, { description: 'Name of the substance in Chinese.' })
  substanceZh!: string;

  @Field(() => String, { nullable: true, description: 'Name of the substance in English.' })
  substanceEn!: string | null;

  @Field(() => String, { description: 'The act, by a code of this product.' })
  act!: string;

  @Field(() => BilingualType, { description: 'What is forbidden.' })
  scope!: BilingualType;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description:
      'First day on which use is forbidden; empty where the text read gives none: then on every day recorded here.',
  })
  bannedFrom!: LocalDate | null;

  @Field(() => BilingualType, { nullable: true, description: 'What else there is to say.' })
  note!: BilingualType | null;

  @Field(() => ProvenanceType, { description: 'Where this comes from.' })
  provenance!: ProvenanceType;

  static of = (row: BannedSubstance): BannedSubstanceType =>
    Object.assign(new BannedSubstanceType(), row, { provenance: row });
}

@ObjectType('ProductInterval', {
  description:
    'A lead on an interval 安全间隔期, never a rule: the label of the product decides for its crop.',
})
export class ProductIntervalType {
  @Field(() => String, { description: 'Code of the substance.' })
  substance!: string;

  @Field(() => String, { description: 'Name of the substance in Chinese.' })
  substanceZh!: string;

  @Field(() => String, { nullable: true, description: 'Name of the substance in English.' })
  substanceEn!: string | null;

  @Field(() => String, { nullable: true, description: 'Formulation, such as 1.8% EC.' })
  formulation!: string | null;

  @Field(() => String, { description: 'Crop, as the source words it.' })
  crop!: string;

  @Field(() => String, { nullable: true, description: 'What it is used against, as the source words it.' })
  target!: string | null;

  @Field(() => Int, { nullable: true, description: 'Days between the last spray and the harvest.' })
  phiDays!: number | null;

  @Field(() => Int, { nullable: true, description: 'Applications a season.' })
  maxApplications!: number | null;

  @Field(() => BilingualType, { nullable: true, description: 'What else there is to say.' })
  note!: BilingualType | null;

  @Field(() => ProvenanceType, { description: 'Where this comes from.' })
  provenance!: ProvenanceType;

  static of = (row: ProductInterval): ProductIntervalType =>
    Object.assign(new ProductIntervalType(), row, { provenance: row });
}

@ObjectType('ResidueLimit', {
  description: "A market's maximum residue limit 最大残留限量. A missing row never means allowed.",
})
export class ResidueLimitType {
  @Field(() => String, { description: 'The market.' })
  marketCode!: string;

  @Field(() => String, { description: 'Code of the substance.' })
  substance!: string;

  @Field(() => BilingualType, { description: 'Name of the substance.' })
  substanceName!: BilingualType;

  @Field(() => String, {
    nullable: true,
    description:
      'The name by which the base office entered it, where two people made that known and may take it back; empty: its code or a name of the list. Once it is taken back the limit is UNVERIFIED.',
  })
  substanceTold!: string | null;

  @Field(() => String, { description: "The fruit, as the market's table words it." })
  commodity!: string;

  @Field(() => LimitLevelEnum, { description: 'How broadly it is written; the narrowest counts.' })
  level!: LimitLevel;

  @Field(() => Float, { nullable: true, description: 'The limit in mg/kg; empty where the row names none.' })
  mgPerKg!: number | null;

  @Field(() => Boolean, {
    description:
      "Whether the market's text says that no limit is needed 豁免制定限量; then the row names none.",
  })
  isExempt!: boolean;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it is the limit of determination: nothing measurable is tolerated.',
  })
  atLoq!: boolean | null;

  @Field(() => String, {
    nullable: true,
    description: 'What is counted as the residue; empty: the table was read without a definition.',
  })
  residueDefinition!: string | null;

  @Field(() => ResidueDefinitionKindEnum, {
    nullable: true,
    description: 'What those words say; empty beside words: nobody said so, and they are taken for a sum.',
  })
  residueDefinitionKind!: ResidueDefinitionKind | null;

  @Field(() => String, { nullable: true, description: 'What the table says beside it.' })
  note!: string | null;

  @Field(() => ProvenanceType, { description: 'Edition, validity, source and confidence.' })
  provenance!: ProvenanceType;

  static of = (row: NamedResidueLimit): ResidueLimitType =>
    Object.assign(new ResidueLimitType(), row, {
      provenance: row,
      mgPerKg: mgPerKg(row.limitMicrogramsPerKg),
    });
}

@ObjectType('ResidueFallback', { description: 'What a market applies to a substance it does not list.' })
export class ResidueFallbackType {
  @Field(() => ResidueFallbackKindEnum, { description: 'What kind of answer it gives.' })
  kind!: string;

  @Field(() => Float, { nullable: true, description: 'The uniform limit in mg/kg.' })
  mgPerKg!: number | null;

  @Field(() => [String], { description: 'Where the market looks, in order.' })
  steps!: string[];

  @Field(() => Boolean, { description: "Whether the limits held here are the market's whole list." })
  listComplete!: boolean;

  @Field(() => BilingualType, { nullable: true, description: 'What else there is to say.' })
  note!: BilingualType | null;

  @Field(() => ProvenanceType, { description: 'Where this comes from.' })
  provenance!: ProvenanceType;

  static of = (row: ResidueFallbackData): ResidueFallbackType =>
    Object.assign(new ResidueFallbackType(), row, {
      provenance: row,
      kind: fallbackKind(row),
      mgPerKg: mgPerKg(row.defaultMicrogramsPerKg),
    });
}

@InputType('ResidueLimitFilter', { description: 'Which limits; all conditions that are given must hold.' })
export class ResidueLimitFilterInput {
  @TextField({ nullable: true, max: 20, description: 'Of this market.' })
  marketCode?: string | null;

  @TextField({ nullable: true, max: 100, description: 'Of the substance with this code.' })
  substance?: string | null;

  @Field(() => ConfidenceEnum, { nullable: true, description: 'Trusted so far.' })
  @IsOptional()
  @IsIn(CONFIDENCES)
  confidence?: Confidence | null;

  @DayField({ nullable: true, description: 'In force on this day.' })
  @IsString()
  on?: LocalDate | null;
}

@ArgsType()
export class ResidueLimitPageArgs extends PageArgs {
  @Field(() => ResidueLimitFilterInput, { nullable: true, description: 'Which limits.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => ResidueLimitFilterInput)
  filter?: ResidueLimitFilterInput | null;
}

@ObjectType('ResidueLimitConnection', { description: 'A page of residue limits.' })
export class ResidueLimitConnection extends connectionOf('ResidueLimit', () => ResidueLimitType) {
  /** What `totalCount` counts, if it is asked for. */
  filter!: ResidueLimitFilterInput;
}

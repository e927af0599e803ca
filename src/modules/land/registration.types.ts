import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayNotEmpty, IsBoolean, IsEnum, IsOptional, ValidateNested } from 'class-validator';
import { DayField } from '../../graphql/day-field.js';
import { connectionOf, type Page } from '../../graphql/connection.js';
import { Satisfies } from '../../graphql/constraints.js';
import { describedEnum } from '../../graphql/enums.js';
import { IdField, IdListField } from '../../graphql/id-field.js';
import { CommandInputType } from '../../graphql/refused.js';
import { DecimalScalar, GramsScalar, InstantScalar, LocalDateScalar } from '../../graphql/scalars/scalars.js';
import { EachText, PaperNumberField, TextField } from '../../graphql/text-field.js';
import type { Decimal } from '../../kernel/decimal.js';
import type { OrganisationId, PlotId, RegistrationId, UserId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { LocalDate } from '../../kernel/local-date.js';
import type { Grams } from '../../kernel/mass.js';
import type { RegistrationKind } from './domain/registration.js';
import type { RegistrationFilter } from './registration.queries.js';
import type { RegistrationRow } from './registration.view.js';

const MOST_MARKETS = 50;
const MOST_PLOTS = 500;
/** Registrations confirmed in one command: each has its ledger entries, and its lots are judged again. */
const MOST_AT_ONCE = 50;

export const RegistrationKindEnum = describedEnum<RegistrationKind>(
  'RegistrationKind',
  'Of an orchard, or of a packhouse.',
  {
    ORCHARD: '果园注册登记: the land fruit grows on.',
    PACKHOUSE: '包装厂注册登记: the house that packs it.',
  },
);

@ObjectType('RegistrationCoverage', {
  description:
    'The plots under a registration today. Customs ask for 100 contiguous mu; whether that is met is not judged here.',
})
export class RegistrationCoverageType {
  @Field(() => Int, {
    nullable: true,
    description:
      'How many plots are under it in all. Only whose registration it is and the base office know; empty for others.',
  })
  plotCount!: number | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      'Declared area of all of them, in mu 亩. Only whose registration it is and the base office know; empty for others.',
  })
  declaredMu!: Decimal | null;

  @Field(() => Int, {
    description: 'How many of them this account sees: its own share, or where its fruit grew.',
  })
  seenPlotCount!: number;

  @Field(() => DecimalScalar, { description: 'Declared area of the plots this account sees, in mu 亩.' })
  seenMu!: Decimal;
}

@ObjectType('Registration', { description: 'A registration 注册登记 of an orchard or packhouse at customs.' })
export class RegistrationType implements RegistrationRow {
  @Field(() => ID, { description: 'Id.' })
  id!: RegistrationId;

  @Field(() => RegistrationKindEnum, { description: 'Of an orchard, or of a packhouse.' })
  kind!: RegistrationKind;

  @Field(() => String, { description: 'Number as customs wrote it.' })
  number!: string;

  @Field(() => String, { description: 'Code of the customs district that issued it.' })
  customsDistrictCode!: string;

  @Field(() => String, { description: 'Name it was registered under, in Chinese.' })
  nameZh!: string;

  @Field(() => [String], {
    nullable: true,
    description: 'Codes of the markets it was given for; empty (null) where that is not recorded.',
  })
  marketCodes!: string[] | null;

  @Field(() => GramsScalar, { nullable: true, description: 'Yield of a season as declared to customs.' })
  estimatedYieldGrams!: Grams | null;

  @Field(() => LocalDateScalar, { description: 'First valid day.' })
  validFrom!: LocalDate;

  @Field(() => LocalDateScalar, { nullable: true, description: 'Last valid day; empty where none is set.' })
  validTo!: LocalDate | null;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'First day on which it no longer stood, if it was withdrawn.',
  })
  withdrawnOn!: LocalDate | null;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'When it is to be looked at again, as its holder or the base office planned.',
  })
  nextReviewOn!: LocalDate | null;

  @Field(() => InstantScalar, { description: 'When it was recorded here.' })
  recordedAt!: Instant;

  @Field(() => InstantScalar, {
    nullable: true,
    description:
      'When the base office confirmed the entry. Until then it decides nothing for fruit, whenever it was recorded here; what ended or was withdrawn decides against it all the same.',
  })
  confirmedAt!: Instant | null;

  @Field(() => ID, { nullable: true, description: 'Id of who confirmed it.' })
  confirmedById!: UserId | null;

  // Behind the nested field that the resolver adds.
  organisationId!: OrganisationId;
}

export const RegistrationConnection = connectionOf('Registration', () => RegistrationType);
export type RegistrationPage = Page<RegistrationRow> & { readonly filter: RegistrationFilter };

@ObjectType({ description: 'A registration was recorded or changed.' })
export class RegistrationPayload {
  @Field(() => RegistrationType, { description: 'The registration as it is now.' })
  registration!: RegistrationRow;
}

@InputType('RegistrationFilter', { description: 'Which registrations. What is left out does not limit.' })
export class RegistrationFilterInput {
  @Field(() => RegistrationKindEnum, { nullable: true, description: 'Of this kind.' })
  @IsOptional()
  @IsEnum(RegistrationKindEnum)
  kind?: RegistrationKind | null;

  @IdField({ nullable: true, description: 'Of this organisation.' })
  organisationId?: OrganisationId | null;

  @TextField({ nullable: true, max: 40, description: 'Issued by this customs district, by code.' })
  customsDistrictCode?: string | null;

  @TextField({ nullable: true, max: 40, description: 'Given for this market, by code.' })
  marketCode?: string | null;

  @PaperNumberField({ nullable: true, max: 40, description: 'Whose number begins so.' })
  numberPrefix?: string | null;

  @DayField({ nullable: true, description: 'That stand on this day.' })
  standingOn?: LocalDate | null;
}

@InputType({ description: 'A registration that customs gave.' })
export class RecordRegistrationInput extends CommandInputType {
  @Field(() => RegistrationKindEnum, { description: 'Of an orchard, or of a packhouse.' })
  @IsEnum(RegistrationKindEnum)
  kind!: RegistrationKind;

  @PaperNumberField({ max: 40, description: 'Number as customs wrote it.' })
  number!: string;

  @TextField({ max: 40, description: 'Code of the customs district that issued it.' })
  customsDistrictCode!: string;

  @IdField({
    nullable: true,
    description: 'Whose it is; your own organisation where left out. Only the base office names another.',
  })
  organisationId?: OrganisationId | null;

  @TextField({ max: 100, description: 'Name it was registered under, in Chinese.' })
  nameZh!: string;

  @Field(() => [String], {
    nullable: true,
    description: 'Codes of the markets it was given for. Leave it out where that is not known.',
  })
  @IsOptional()
  @ArrayMaxSize(MOST_MARKETS, {
    message: `最多 ${MOST_MARKETS} 项 | must have at most ${MOST_MARKETS} items`,
  })
  @EachText(20)
  marketCodes?: string[] | null;

  @Field(() => GramsScalar, { nullable: true, description: 'Yield of a season as declared to customs.' })
  @IsOptional()
  estimatedYieldGrams?: Grams | null;

  @Field(() => LocalDateScalar, { description: 'First valid day.' })
  @Satisfies((value) => typeof value === 'string', { zh: '应为日期', en: 'must be a day' })
  validFrom!: LocalDate;

  @DayField({ nullable: true, description: 'Last valid day, if one is set.' })
  validTo?: LocalDate | null;
}

@InputType({ description: 'Plots to put under a registration.' })
export class CoverPlotsInput extends CommandInputType {
  @IdField({ description: 'The registration.' })
  registrationId!: RegistrationId;

  @IdListField({ description: `The plots, at most ${MOST_PLOTS} at a time.` })
  @ArrayNotEmpty({ message: '至少一块地 | must name at least one plot' })
  @ArrayMaxSize(MOST_PLOTS, { message: `最多 ${MOST_PLOTS} 块 | must name at most ${MOST_PLOTS} plots` })
  plotIds!: PlotId[];

  @Field(() => LocalDateScalar, { description: 'First day on which they are under it.' })
  @Satisfies((value) => typeof value === 'string', { zh: '应为日期', en: 'must be a day' })
  validFrom!: LocalDate;

  @DayField({
    nullable: true,
    description: 'Last day on which they are under it; the last day of the registration where left out.',
  })
  validTo?: LocalDate | null;
}

@InputType({ description: 'A registration whose paper the base office has seen.' })
export class ConfirmRegistrationInput extends CommandInputType {
  @IdField({ description: 'The registration.' })
  registrationId!: RegistrationId;
}

@InputType({ description: 'Plots of which the base office has seen that they stand under a registration.' })
export class ConfirmCoverageInput extends CommandInputType {
  @IdField({ description: 'The registration.' })
  registrationId!: RegistrationId;

  @IdListField({
    description: `The plots, at most ${MOST_PLOTS} at a time; every span of theirs that is entered and not confirmed yet.`,
  })
  @ArrayNotEmpty({ message: '至少一块地 | must name at least one plot' })
  @ArrayMaxSize(MOST_PLOTS, { message: `最多 ${MOST_PLOTS} 块 | must name at most ${MOST_PLOTS} plots` })
  plotIds!: PlotId[];
}

@InputType({ description: 'A registration of a list from customs: itself, plots under it, or both.' })
export class RegistrationToConfirmInput {
  @IdField({ description: 'The registration.' })
  registrationId!: RegistrationId;

  @Field(() => Boolean, {
    defaultValue: true,
    description: 'Whether the registration itself is confirmed; false: only plots under it.',
  })
  @IsBoolean({ message: '应为 true 或 false | must be true or false' })
  itself: boolean = true;

  @IdListField({
    description: `Plots under it that are confirmed as well, at most ${MOST_PLOTS}; empty: none.`,
    max: MOST_PLOTS,
  })
  plotIds!: PlotId[];
}

@InputType({
  description: 'Registrations that the base office has compared with the papers, several at once.',
})
export class ConfirmRegistrationsInput extends CommandInputType {
  @Field(() => [RegistrationToConfirmInput], {
    description: `The registrations, at most ${MOST_AT_ONCE} at a time, each once.`,
  })
  @ArrayNotEmpty({ message: '至少一项 | must name at least one' })
  @ArrayMaxSize(MOST_AT_ONCE, { message: `最多 ${MOST_AT_ONCE} 项 | must name at most ${MOST_AT_ONCE}` })
  @ValidateNested({ each: true })
  @Type(() => RegistrationToConfirmInput)
  registrations!: RegistrationToConfirmInput[];
}

@ObjectType({ description: 'Registrations were confirmed.' })
export class RegistrationsPayload {
  @Field(() => [RegistrationType], { description: 'The registrations as they are now, in the order told.' })
  registrations!: RegistrationRow[];
}

@InputType({ description: 'A registration that no longer stands.' })
export class WithdrawRegistrationInput extends CommandInputType {
  @IdField({ description: 'The registration.' })
  registrationId!: RegistrationId;

  @Field(() => LocalDateScalar, { description: 'First day on which it no longer stands; not in the future.' })
  @Satisfies((value) => typeof value === 'string', { zh: '应为日期', en: 'must be a day' })
  withdrawnOn!: LocalDate;
}

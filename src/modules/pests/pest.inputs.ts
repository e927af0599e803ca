import { Field, InputType, Int } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  ArrayUnique,
  IsEnum,
  IsOptional,
  ValidateNested,
} from 'class-validator';
import { DayField } from '../../graphql/day-field.js';
import { FlagField } from '../../graphql/flag-field.js';
import { Satisfies } from '../../graphql/constraints.js';
import { IdField } from '../../graphql/id-field.js';
import { CommandInputType } from '../../graphql/refused.js';
import { DecimalScalar, InstantScalar, LocalDateScalar } from '../../graphql/scalars/scalars.js';
import { CodeField, EachText, PaperNumberField, TextField } from '../../graphql/text-field.js';
import type { Decimal } from '../../kernel/decimal.js';
import type {
  AreaStatusId,
  AttachmentId,
  BatchId,
  OfficerAppointmentId,
  PestTrapId,
  PlotId,
  QuarantineTreatmentId,
  RegistrationId,
  TrapCountId,
  UserId,
} from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { LocalDate } from '../../kernel/local-date.js';
import { GeoJsonScalar } from '../../graphql/scalars/geo-json.scalar.js';
import type { AreaStatusCode, TreatmentKind } from '../standards/domain/pest-words.js';
import type { Lure } from './domain/lure.js';
import type { DoseUnit } from './domain/refuse-treatment.js';
import { AreaStatusEnum, DoseUnitEnum, LureEnum, TreatmentKindEnum } from './pest-enums.types.js';

/** A year of readings every hour by a few probes; more belongs into the attached record. */
const MOST_READINGS = 2_000;
const MOST_PESTS = 50;

const isMoment = Satisfies((value) => typeof value === 'string', { zh: '应为时间', en: 'must be a moment' });

@InputType({ description: 'A member of your organisation as plant-protection officer 植保员.' })
export class AppointOfficerInput extends CommandInputType {
  @IdField({ description: 'The account of the person.' })
  userId!: UserId;

  @IdField({
    nullable: true,
    description: 'The orchard registration; a packhouse leaves it out and appoints for itself.',
  })
  registrationId?: RegistrationId | null;

  @Field(() => LocalDateScalar, { description: 'First day.' })
  validFrom!: LocalDate;

  @DayField({ nullable: true, description: 'Last day; without end where left out.' })
  validTo?: LocalDate | null;

  @TextField({ nullable: true, max: 200, description: 'Certificate or training. Name no people here.' })
  evidence?: string | null;

  @IdField({ nullable: true, description: 'The certificate, as an attachment.' })
  attachmentId?: AttachmentId | null;
}

@InputType({ description: 'An appointment that ends.' })
export class EndOfficerAppointmentInput extends CommandInputType {
  @IdField({ description: 'The appointment.' })
  appointmentId!: OfficerAppointmentId;

  @Field(() => LocalDateScalar, { description: 'First day on which it no longer stands.' })
  endedOn!: LocalDate;
}

@InputType({ description: 'An appointment whose papers you have seen.' })
export class ConfirmOfficerAppointmentInput extends CommandInputType {
  @IdField({ description: 'The appointment.' })
  appointmentId!: OfficerAppointmentId;
}

@InputType({ description: 'A trap: on a plot of your cooperative, or for an orchard registration of its.' })
export class SetUpTrapInput extends CommandInputType {
  @CodeField({ description: 'Code, as written on it; once in your organisation.' })
  code!: string;

  @IdField({ nullable: true, description: 'The plot it hangs on.' })
  plotId?: PlotId | null;

  @IdField({ nullable: true, description: 'The orchard registration it stands for, instead of a plot.' })
  registrationId?: RegistrationId | null;

  @Field(() => [String], { description: 'Codes of the pests it is for.' })
  @ArrayNotEmpty({ message: '至少一种有害生物 | must name at least one pest' })
  @ArrayMaxSize(MOST_PESTS, { message: `最多 ${MOST_PESTS} 种 | must name at most ${MOST_PESTS}` })
  @EachText(40)
  pests!: string[];

  @Field(() => LureEnum, { description: 'What draws them.' })
  @IsEnum(LureEnum)
  lure!: Lure;

  @Field(() => LocalDateScalar, { description: 'The day it was set up; not in the future.' })
  setUpOn!: LocalDate;

  @Field(() => GeoJsonScalar, { nullable: true, description: 'Where it hangs, as a GeoJSON Point.' })
  @IsOptional()
  point?: unknown;
}

@InputType({ description: 'A trap that was taken down.' })
export class TakeDownTrapInput extends CommandInputType {
  @IdField({ description: 'The trap.' })
  trapId!: PestTrapId;

  @Field(() => LocalDateScalar, { description: 'The last day it stood; not in the future.' })
  takenDownOn!: LocalDate;
}

@InputType({ description: 'How many of one pest were caught.' })
export class PestCountInput {
  @CodeField({ description: 'Code of the pest.' })
  pestCode!: string;

  @Field(() => Int, { description: 'How many; 0: looked for and not found.' })
  @Satisfies((value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 1_000_000, {
    zh: '应为 0 至 1000000 的整数',
    en: 'must be a whole number from 0 to 1000000',
  })
  count!: number;
}

@InputType({ description: 'What was found in a trap, or what an earlier record should have said.' })
export class RecordTrapCountInput extends CommandInputType {
  @IdField({ description: 'The trap.' })
  trapId!: PestTrapId;

  @Field(() => InstantScalar, { description: 'When somebody looked into it; late is not too late.' })
  @isMoment
  inspectedAt!: Instant;

  @IdField({
    nullable: true,
    description: 'The account of who looked; yours where left out. The record shows who entered it for whom.',
  })
  inspectorId?: UserId | null;

  @Field(() => [PestCountInput], { description: 'What was counted. What is not named was not looked for.' })
  @ArrayMaxSize(MOST_PESTS, { message: `最多 ${MOST_PESTS} 种 | must name at most ${MOST_PESTS}` })
  @ArrayUnique(({ pestCode }: PestCountInput) => pestCode, {
    message: '同一种有害生物只能计数一次 | must count each pest once',
  })
  @ValidateNested({ each: true })
  @Type(() => PestCountInput)
  counts!: PestCountInput[];

  @IdField({ nullable: true, description: 'The record whose place it takes; both stay.' })
  correctsId?: TrapCountId | null;

  @FlagField({ description: 'True: what that record tells did not happen.' })
  isVoid?: boolean | null;
}

@InputType({ description: 'What an official paper says of an area and a pest.' })
export class RecordAreaStatusInput extends CommandInputType {
  @CodeField({ description: 'Code of the pest.' })
  pestCode!: string;

  @Field(() => AreaStatusEnum, { description: 'What the area is.' })
  @IsEnum(AreaStatusEnum)
  status!: AreaStatusCode;

  @TextField({ nullable: true, max: 9, description: 'Code of the county or town.' })
  regionCode?: string | null;

  @IdField({ nullable: true, description: 'The orchard registration, instead of a county or town.' })
  registrationId?: RegistrationId | null;

  @Field(() => LocalDateScalar, { description: 'First day.' })
  validFrom!: LocalDate;

  @DayField({ nullable: true, description: 'Last day; without end where left out.' })
  validTo?: LocalDate | null;

  @TextField({
    max: 200,
    description: 'The paper, such as a supervision conclusion 监管结论: title and number.',
  })
  document!: string;

  @IdField({ nullable: true, description: 'Its scan, as an attachment.' })
  attachmentId?: AttachmentId | null;
}

@InputType({ description: 'A status that you have compared with the paper.' })
export class ConfirmAreaStatusInput extends CommandInputType {
  @IdField({ description: 'The status.' })
  areaStatusId!: AreaStatusId;
}

@InputType({ description: 'A status that ends.' })
export class EndAreaStatusInput extends CommandInputType {
  @IdField({ description: 'The status.' })
  areaStatusId!: AreaStatusId;

  @Field(() => LocalDateScalar, {
    description: 'First day on which it no longer stands; its own first day says that it never did.',
  })
  endedOn!: LocalDate;
}

@InputType({ description: 'A temperature read during a treatment.' })
export class TemperatureReadingInput {
  @Field(() => InstantScalar, { description: 'When.' })
  @isMoment
  at!: Instant;

  @Field(() => DecimalScalar, { description: 'Degrees Celsius.' })
  @Satisfies((value) => typeof value === 'string', { zh: '应为小数', en: 'must be a decimal' })
  celsius!: Decimal;
}

@InputType({
  description:
    'A quarantine treatment 检疫处理 of a packed batch. A lot that was treated as a whole has one for each of its batches.',
})
export class RecordQuarantineTreatmentInput extends CommandInputType {
  @IdField({ description: 'The packed batch, held by you or on its way to you.' })
  batchId!: BatchId;

  @Field(() => TreatmentKindEnum, { description: 'What was done.' })
  @IsEnum(TreatmentKindEnum)
  kind!: TreatmentKind;

  @TextField({ nullable: true, max: 100, description: 'Where it was done.' })
  facility?: string | null;

  @Field(() => InstantScalar, { description: 'When all probes had reached what is asked for.' })
  @isMoment
  startedAt!: Instant;

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'When it ended; leave it out while it goes on.',
  })
  @IsOptional()
  endedAt?: Instant | null;

  @Field(() => [TemperatureReadingInput], { nullable: true, description: 'Temperatures of the fruit.' })
  @IsOptional()
  @ArrayMaxSize(MOST_READINGS, { message: `最多 ${MOST_READINGS} 个 | must be at most ${MOST_READINGS}` })
  @ValidateNested({ each: true })
  @Type(() => TemperatureReadingInput)
  readings?: TemperatureReadingInput[] | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'The dose, with its unit.' })
  @IsOptional()
  dose?: Decimal | null;

  @Field(() => DoseUnitEnum, { nullable: true, description: 'Unit of the dose.' })
  @IsOptional()
  @IsEnum(DoseUnitEnum)
  doseUnit?: DoseUnit | null;

  @PaperNumberField({ nullable: true, max: 80, description: 'Number of the certificate.' })
  certificateNumber?: string | null;

  @IdField({ nullable: true, description: 'The certificate or record, as an attachment.' })
  attachmentId?: AttachmentId | null;

  @IdField({ nullable: true, description: 'The record whose place it takes; both stay.' })
  correctsId?: QuarantineTreatmentId | null;

  @FlagField({ description: 'True: what that record tells did not happen.' })
  isVoid?: boolean | null;
}

@InputType({ description: 'A treatment whose record you have compared with its certificate.' })
export class ConfirmQuarantineTreatmentInput extends CommandInputType {
  @IdField({ description: 'The record.' })
  treatmentId!: QuarantineTreatmentId;
}

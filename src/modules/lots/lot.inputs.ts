import { ArgsType, Field, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsIn, IsOptional, ValidateNested } from 'class-validator';
import { DayField } from '../../graphql/day-field.js';
import { PageArgs } from '../../graphql/connection.js';
import { Positive, Satisfies } from '../../graphql/constraints.js';
import { IdField } from '../../graphql/id-field.js';
import { CommandInputType } from '../../graphql/refused.js';
import { OwnCodeField, PaperNumberField, TextField, isClean } from '../../graphql/text-field.js';
import { DecimalScalar, InstantScalar, LocalDateScalar } from '../../graphql/scalars/scalars.js';
import type { Decimal } from '../../kernel/decimal.js';
import type { BatchId, ChannelId, LotId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { LocalDate } from '../../kernel/local-date.js';
import type { DocumentKind } from '../standards/domain/document-kinds.js';
import { STAGES, type Stage } from '../standards/domain/rule.js';
import { StageEnum } from '../standards/rule.types.js';
import { LOT_STATES, type LotState } from './domain/lot-state.js';
import { DOCUMENT_KIND_CODES, DocumentKindEnum, LotStateEnum } from './lot-enums.types.js';
import { LotType } from './lot.types.js';

@InputType({ description: 'A new joint lot.' })
export class OpenLotInput extends CommandInputType {
  @IdField({ description: 'The channel it leaves by; it says the market.' })
  channelId!: ChannelId;

  @Field(() => LocalDateScalar, { description: 'The day it is to leave.' })
  plannedDepartureOn!: LocalDate;

  @OwnCodeField({
    description: 'A code of your own; one is made where nothing is said.',
  })
  code?: string | null;
}

@InputType({ description: 'Another day of departure for a lot that has not left.' })
export class ChangeLotPlanInput extends CommandInputType {
  @IdField({ description: 'The lot.' })
  lotId!: LotId;

  @Field(() => LocalDateScalar, { description: 'The day it is to leave; not in the past.' })
  plannedDepartureOn!: LocalDate;
}

@InputType({ description: 'What goes into a lot.' })
export class AllocateToLotInput extends CommandInputType {
  @IdField({ description: 'The lot.' })
  lotId!: LotId;

  @IdField({ description: 'The packed batch, consigned to you.' })
  batchId!: BatchId;

  @Field(() => Int, {
    nullable: true,
    description: 'How many cartons; all that are left where nothing is said.',
  })
  @IsOptional()
  @Positive()
  cartons?: number | null;
}

@InputType({ description: 'What is taken out of a lot.' })
export class WithdrawFromLotInput extends CommandInputType {
  @IdField({ description: 'The lot.' })
  lotId!: LotId;

  @IdField({ description: 'The batch; all the lot has of it is given back.' })
  batchId!: BatchId;
}

@InputType({ description: 'Which lot is judged, and for which stage.' })
export class JudgeLotInput extends CommandInputType {
  @IdField({ description: 'The lot.' })
  lotId!: LotId;

  @Field(() => StageEnum, {
    nullable: true,
    description: 'The stage; the next gate on its way where nothing is said.',
  })
  @IsOptional()
  @IsIn(STAGES)
  stage?: Stage | null;
}

/** A zero byte would stop the database with a fault. */
const EachOf = Satisfies(
  (value) =>
    Array.isArray(value) && value.every((text) => isClean(text) && text.trim() !== '' && text.length <= 60),
  { zh: '每项应为 1 至 60 个字', en: 'each must have 1 to 60 characters' },
);

@InputType({ description: 'What customs found on site. It must equal the declaration.' })
export class CustomsFindingInput {
  @Field(() => [String], { description: 'Codes of the varieties found.' })
  @EachOf
  @ArrayMaxSize(50, { message: '最多 50 项 | at most 50' })
  varietyCodes!: string[];

  @Field(() => Int, { description: 'Cartons counted.' })
  @Positive()
  cartonCount!: number;

  @Field(() => [String], {
    description: 'Registration numbers of orchards and packhouses found on the cartons.',
  })
  @EachOf
  @ArrayMaxSize(500, { message: '最多 500 项 | at most 500' })
  registrationNumbers!: string[];

  @Field(() => DecimalScalar, { description: 'Temperature inside the fruit, °C.' })
  fruitTemperatureCelsius!: Decimal;
}

@InputType({ description: 'A phytosanitary certificate.' })
export class CertificateInput {
  @PaperNumberField({ description: 'Its number.', max: 60 })
  number!: string;

  @Field(() => LocalDateScalar, { description: 'When it was issued.' })
  issuedOn!: LocalDate;

  @Field(() => LocalDateScalar, { description: 'Last valid day.' })
  validUntil!: LocalDate;
}

/** Text that only some moves ask for. */
const Told = (description: string): PropertyDecorator => TextField({ description, max: 500, nullable: true });

/** A number that only some moves ask for. */
const ToldNumber = (description: string): PropertyDecorator =>
  PaperNumberField({ description, max: 60, nullable: true });

@InputType({ description: 'Where a lot moves, with what that move asks for.' })
export class MoveLotInput extends CommandInputType {
  @IdField({ description: 'The lot.' })
  lotId!: LotId;

  @Field(() => LotStateEnum, { description: 'Where to.' })
  @IsIn(LOT_STATES)
  to!: LotState;

  @Field(() => InstantScalar, { nullable: true, description: 'When it happened; now where nothing is said.' })
  @IsOptional()
  occurredAt?: Instant | null;

  @Told('Why: for OPEN, RETURNED, DIVERTED and CANCELLED.')
  reason?: string | null;

  @ToldNumber('Number of the customs declaration: for DECLARED.')
  declarationNumber?: string | null;

  @Field(() => CustomsFindingInput, {
    nullable: true,
    description: 'What customs found on site: for INSPECTED.',
  })
  @IsOptional()
  @ValidateNested()
  @Type(() => CustomsFindingInput)
  customsFinding?: CustomsFindingInput | null;

  @Field(() => CertificateInput, {
    nullable: true,
    description: 'The phytosanitary certificate: for CERTIFIED.',
  })
  @IsOptional()
  @ValidateNested()
  @Type(() => CertificateInput)
  certificate?: CertificateInput | null;

  @ToldNumber('Container or vehicle: for LOADED.')
  containerNumber?: string | null;

  @ToldNumber('Seal 封识: for LOADED.')
  sealNumber?: string | null;

  @Told(
    'Market it is diverted to: for DIVERTED; nothing means it is sold at home and judged by the limits there.',
  )
  marketCode?: string | null;
}

@InputType({ description: 'A document that goes with a lot.' })
export class RecordLotDocumentInput extends CommandInputType {
  @IdField({ description: 'The lot.' })
  lotId!: LotId;

  @Field(() => DocumentKindEnum, { description: 'What it is.' })
  @IsIn(DOCUMENT_KIND_CODES)
  kind!: DocumentKind;

  @PaperNumberField({ description: 'Its number.', max: 60 })
  number!: string;

  @Field(() => LocalDateScalar, { description: 'When it was issued.' })
  issuedOn!: LocalDate;

  @DayField({ nullable: true, description: 'Last valid day; empty where it names none.' })
  validUntil?: LocalDate | null;
}

@ArgsType()
export class ContributionPageArgs extends PageArgs {
  @Field(() => [LotStateEnum], { nullable: true, description: 'Only lots in these states.' })
  @IsOptional()
  @IsIn(LOT_STATES, { each: true })
  states?: LotState[] | null;
}

@ObjectType({ description: 'The lot as it is now.' })
export class LotPayload {
  @Field(() => LotType, { description: 'The lot.' })
  lot!: LotType;
}

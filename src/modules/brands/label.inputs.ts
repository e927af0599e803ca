import { Field, InputType, Int } from '@nestjs/graphql';
import { ArrayMaxSize, ArrayNotEmpty, IsEnum, IsOptional, IsString } from 'class-validator';
import { DayField } from '../../graphql/day-field.js';
import { Satisfies } from '../../graphql/constraints.js';
import { IdField } from '../../graphql/id-field.js';
import { CommandInputType } from '../../graphql/refused.js';
import { CodeField, TextField } from '../../graphql/text-field.js';
import type {
  AttachmentId,
  BatchId,
  LabelDesignId,
  LabelRangeId,
  LabelUseId,
  OrganisationId,
} from '../../kernel/ids.js';
import type { LocalDate } from '../../kernel/local-date.js';
import { LABEL_MARK_CODES, type LabelMark } from '../standards/domain/label-marks.js';
import { LabelMarkEnum } from './label.types.js';

const serial = (): PropertyDecorator =>
  Satisfies((value) => Number.isInteger(value) && Number(value) >= 0, {
    zh: '应为不小于 0 的整数',
    en: 'must be a whole number from 0',
  });
const SERIES = /^[A-Z0-9][A-Z0-9-]{0,19}$/;
const series = (): PropertyDecorator =>
  Satisfies((value) => typeof value === 'string' && SERIES.test(value), {
    zh: '应为 1 至 20 个大写字母、数字或连字符',
    en: 'must be 1 to 20 capitals, digits or hyphens',
  });

@InputType({ description: 'A label design as it lies before the base office, with its artwork.' })
export class ApproveLabelDesignInput extends CommandInputType {
  @CodeField({ description: 'Code of the design.' })
  code!: string;

  @TextField({ max: 60, description: 'Code of the brand it is for.' })
  brandCode!: string;

  @IdField({ description: 'The packhouse or exporter whose labels these are.' })
  organisationId!: OrganisationId;

  @TextField({ nullable: true, max: 10, description: 'Market it is for; leave it out where it is for any.' })
  marketCode?: string | null;

  @Field(() => [LabelMarkEnum], { description: 'What it shows.' })
  @ArrayNotEmpty({ message: '至少一项 | must name at least one' })
  @ArrayMaxSize(LABEL_MARK_CODES.length, { message: '每项一次 | must name each once' })
  @IsEnum(LabelMarkEnum, { each: true })
  marks!: LabelMark[];

  @TextField({ max: 2_000, description: 'What is printed on it, as it is printed.' })
  texts!: string;

  @Field(() => String, {
    nullable: true,
    description: 'What its serial numbers begin with; leave it out where it carries none.',
  })
  @IsOptional()
  @series()
  series?: string | null;

  @IdField({ description: 'The attachment that shows it.' })
  artworkId!: AttachmentId;

  @DayField({ description: 'First day.' })
  validFrom!: LocalDate;

  @DayField({ description: 'Last day.' })
  validTo!: LocalDate;
}

@InputType({ description: 'A design that you have compared with its artwork.' })
export class ConfirmLabelDesignInput extends CommandInputType {
  @IdField({ description: 'The design.' })
  labelDesignId!: LabelDesignId;
}

@InputType({ description: 'The early end of a design.' })
export class EndLabelDesignInput extends CommandInputType {
  @IdField({ description: 'The design.' })
  labelDesignId!: LabelDesignId;

  @DayField({ description: 'Its last day; what was packed on it is labelled rightly.' })
  endedOn!: LocalDate;

  @TextField({ max: 400, description: 'Why.' })
  reason!: string;
}

@InputType({ description: 'Serial numbers for a packhouse, both ends included.' })
export class IssueLabelRangeInput extends CommandInputType {
  @IdField({ description: 'The design; a second person has confirmed it.' })
  labelDesignId!: LabelDesignId;

  @IdField({ description: 'The packhouse.' })
  packhouseId!: OrganisationId;

  @Field(() => Int, { description: 'First number.' })
  @serial()
  firstSerial!: number;

  @Field(() => Int, { description: 'Last number.' })
  @serial()
  lastSerial!: number;

  @DayField({ nullable: true, description: 'When; today where left out.' })
  @IsString()
  issuedOn?: LocalDate | null;
}

@InputType({ description: 'A range whose remaining labels must not be used any more.' })
export class WithdrawLabelRangeInput extends CommandInputType {
  @IdField({ description: 'The range.' })
  labelRangeId!: LabelRangeId;

  @DayField({
    nullable: true,
    description: 'Last day on which its labels might be used; today where left out.',
  })
  @IsString()
  withdrawnOn?: LocalDate | null;

  @TextField({ max: 400, description: 'Why: lost, spoilt, misprinted.' })
  reason!: string;
}

@InputType({ isAbstract: true })
abstract class SerialsInput extends CommandInputType {
  @Field(() => Int, {
    nullable: true,
    description: 'First number used; leave both out where the labels carry none.',
  })
  @IsOptional()
  @serial()
  firstSerial?: number | null;

  @Field(() => Int, { nullable: true, description: 'Last number used.' })
  @IsOptional()
  @serial()
  lastSerial?: number | null;
}

@InputType({ description: 'Labels that were put on the cartons of a batch you packed.' })
export class RecordLabelUseInput extends SerialsInput {
  @IdField({ description: 'The packed batch.' })
  batchId!: BatchId;

  @IdField({ description: 'The design of the labels.' })
  labelDesignId!: LabelDesignId;
}

@InputType({
  description: 'What a record of labels should have said; without numbers: that they were not used.',
})
export class CorrectLabelUseInput extends SerialsInput {
  @IdField({ description: 'The record; the latest, if it was corrected before.' })
  labelUseId!: LabelUseId;
}

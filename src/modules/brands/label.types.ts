import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { IsString } from 'class-validator';
import { DayField } from '../../graphql/day-field.js';
import { FlagField } from '../../graphql/flag-field.js';
import { connectionOf, type Page } from '../../graphql/connection.js';
import { describedEnum } from '../../graphql/enums.js';
import { IdField } from '../../graphql/id-field.js';
import { InstantScalar, LocalDateScalar } from '../../graphql/scalars/scalars.js';
import { TextField } from '../../graphql/text-field.js';
import type {
  AttachmentId,
  BatchId,
  LabelDesignId,
  LabelRangeId,
  LabelUseId,
  OrganisationId,
} from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { LocalDate } from '../../kernel/local-date.js';
import { LABEL_MARKS, type LabelMark } from '../standards/domain/label-marks.js';
import type {
  LabelDesignFilter,
  LabelDesignView,
  LabelRangeFilter,
  LabelRangeView,
  LabelUseFilter,
  LabelUseView,
} from './label.queries.js';

const described = Object.fromEntries(
  Object.entries(LABEL_MARKS).map(([code, { zh, en }]) => [code, `${zh}: ${en}.`]),
) as Record<LabelMark, string>;

export const LabelMarkEnum = describedEnum<LabelMark>('LabelMark', 'What a label shows.', described);

@ObjectType('LabelDesign', {
  description:
    'A label design 标签设计 of a packhouse or exporter for a brand, approved by the base office; settles nothing before a second person has confirmed it.',
})
export class LabelDesignType implements Omit<LabelDesignView, 'confirmedById'> {
  @Field(() => ID, { description: 'Id.' })
  id!: LabelDesignId;

  @Field(() => String, { description: 'Code of the design.' })
  code!: string;

  @Field(() => String, { description: 'Code of the brand it is for.' })
  brandCode!: string;

  @Field(() => ID, { description: 'Id of the packhouse or exporter whose labels these are.' })
  organisationId!: OrganisationId;

  @Field(() => String, { nullable: true, description: 'Market it is for; empty: any.' })
  marketCode!: string | null;

  @Field(() => [LabelMarkEnum], { description: 'What it shows.' })
  marks!: LabelMark[];

  @Field(() => String, { description: 'What is printed on it.' })
  texts!: string;

  @Field(() => String, {
    nullable: true,
    description: 'What its serial numbers begin with; empty: it carries none.',
  })
  series!: string | null;

  @Field(() => ID, { description: 'Id of the attachment that shows it.' })
  artworkId!: AttachmentId;

  @Field(() => LocalDateScalar, { description: 'First day.' })
  validFrom!: LocalDate;

  @Field(() => LocalDateScalar, { description: 'Last day, as approved.' })
  validTo!: LocalDate;

  @Field(() => LocalDateScalar, { nullable: true, description: 'Last day, where it was ended early.' })
  endedOn!: LocalDate | null;

  @Field(() => InstantScalar, { description: 'When it was entered.' })
  recordedAt!: Instant;

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'When a second person confirmed it; empty before.',
  })
  confirmedAt!: Instant | null;
}

@ObjectType('LabelRange', {
  description:
    'Serial numbers 标签序号段, both ends included, issued to a packhouse for labels of a design. None is issued twice.',
})
export class LabelRangeType implements LabelRangeView {
  @Field(() => ID, { description: 'Id.' })
  id!: LabelRangeId;

  @Field(() => ID, { description: 'Id of the label design.' })
  designId!: LabelDesignId;

  @Field(() => ID, { description: 'Id of the packhouse it was issued to.' })
  packhouseId!: OrganisationId;

  @Field(() => String, { description: 'What the serial numbers begin with.' })
  series!: string;

  @Field(() => Int, { description: 'First number.' })
  firstSerial!: number;

  @Field(() => Int, { description: 'Last number.' })
  lastSerial!: number;

  @Field(() => LocalDateScalar, { description: 'When it was issued.' })
  issuedOn!: LocalDate;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Last day on which its labels might be used, where what was left was withdrawn.',
  })
  withdrawnOn!: LocalDate | null;

  @Field(() => InstantScalar, { description: 'When it was recorded.' })
  recordedAt!: Instant;

  @Field(() => Int, { description: 'How many of its labels are on cartons, as far as you see the batches.' })
  usedCount!: number;
}

@ObjectType('LabelUse', {
  description:
    'Labels that a packhouse put on the cartons of a batch. Never changed: corrections are records of their own.',
})
export class LabelUseType implements LabelUseView {
  @Field(() => ID, { description: 'Id.' })
  id!: LabelUseId;

  @Field(() => ID, { description: 'Id of the packed batch.' })
  batchId!: BatchId;

  @Field(() => String, { description: 'Code of the packed batch.' })
  batchCode!: string;

  @Field(() => ID, { description: 'Id of the packhouse.' })
  organisationId!: OrganisationId;

  @Field(() => ID, { description: 'Id of the label design.' })
  designId!: LabelDesignId;

  @Field(() => ID, {
    nullable: true,
    description: 'Id of the range the numbers come from; empty where the labels carry none.',
  })
  rangeId!: LabelRangeId | null;

  @Field(() => String, { nullable: true, description: 'What the serial numbers begin with.' })
  series!: string | null;

  @Field(() => Int, { nullable: true, description: 'First number used.' })
  firstSerial!: number | null;

  @Field(() => Int, { nullable: true, description: 'Last number used.' })
  lastSerial!: number | null;

  @Field(() => InstantScalar, { description: 'When it was recorded.' })
  recordedAt!: Instant;

  @Field(() => ID, { nullable: true, description: 'The record whose place it takes.' })
  correctsId!: LabelUseId | null;

  @Field(() => Boolean, { description: 'Whether it says that the labels were not used.' })
  isVoid!: boolean;

  @Field(() => InstantScalar, { nullable: true, description: 'When a correction took its place.' })
  replacedAt!: Instant | null;
}

export const LabelDesignConnection = connectionOf('LabelDesign', () => LabelDesignType);
export const LabelRangeConnection = connectionOf('LabelRange', () => LabelRangeType);
export const LabelUseConnection = connectionOf('LabelUse', () => LabelUseType);
export type LabelDesignPage = Page<LabelDesignView> & { readonly filter: LabelDesignFilter };
export type LabelRangePage = Page<LabelRangeView> & { readonly filter: LabelRangeFilter };
export type LabelUsePage = Page<LabelUseView> & { readonly filter: LabelUseFilter };

@ObjectType({ description: 'A label design as it is now.' })
export class LabelDesignPayload {
  @Field(() => LabelDesignType, { description: 'The design.' })
  labelDesign!: LabelDesignView;
}

@ObjectType({ description: 'A range of serial numbers as it is now.' })
export class LabelRangePayload {
  @Field(() => LabelRangeType, { description: 'The range.' })
  labelRange!: LabelRangeView;
}

@ObjectType({ description: 'The labels of a batch were recorded or put right.' })
export class LabelUsePayload {
  @Field(() => LabelUseType, { description: 'The record that stands now.' })
  labelUse!: LabelUseView;
}

@InputType('LabelDesignFilter', { description: 'Which designs. What is left out does not limit.' })
export class LabelDesignFilterInput {
  @IdField({ nullable: true, description: 'Of this packhouse or exporter.' })
  organisationId?: OrganisationId | null;

  @TextField({ nullable: true, max: 60, description: 'For this brand.' })
  brandCode?: string | null;

  @TextField({ nullable: true, max: 10, description: 'That may go to this market.' })
  marketCode?: string | null;

  @DayField({ nullable: true, description: 'Valid on this day.' })
  @IsString()
  on?: LocalDate | null;

  @FlagField({ description: 'Confirmed ones, or those that wait for it.' })
  isConfirmed?: boolean | null;
}

@InputType('LabelRangeFilter', { description: 'Which ranges. What is left out does not limit.' })
export class LabelRangeFilterInput {
  @IdField({ nullable: true, description: 'Of this design.' })
  labelDesignId?: LabelDesignId | null;

  @IdField({ nullable: true, description: 'Issued to this packhouse.' })
  packhouseId?: OrganisationId | null;
}

@InputType('LabelUseFilter', { description: 'Which records of labels. What is left out does not limit.' })
export class LabelUseFilterInput {
  @IdField({ nullable: true, description: 'On this batch.' })
  batchId?: BatchId | null;

  @IdField({ nullable: true, description: 'Of this design.' })
  labelDesignId?: LabelDesignId | null;

  @IdField({ nullable: true, description: 'Out of this range.' })
  labelRangeId?: LabelRangeId | null;

  @FlagField({
    description: 'With those that a correction took the place of, and those that are void.',
  })
  includeReplaced?: boolean | null;
}

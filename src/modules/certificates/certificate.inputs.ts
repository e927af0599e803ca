import { applyDecorators } from '@nestjs/common';
import { Field, InputType, ObjectType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsIn, IsOptional, IsString, ValidateNested } from 'class-validator';
import { DayField } from '../../graphql/day-field.js';
import { FlagField } from '../../graphql/flag-field.js';
import { Positive, Satisfies } from '../../graphql/constraints.js';
import { IdField } from '../../graphql/id-field.js';
import { CommandInputType } from '../../graphql/refused.js';
import { GramsScalar } from '../../graphql/scalars/scalars.js';
import { PaperNumberField, TextField } from '../../graphql/text-field.js';
import type { AttachmentId, BatchId, CertificateId, GrowerId, InspectionId } from '../../kernel/ids.js';
import type { LocalDate } from '../../kernel/local-date.js';
import type { Grams } from '../../kernel/mass.js';
import {
  CertificateBasisEnum,
  CertificateFormEnum,
  CollectedCertificateType,
  ComplianceCertificateType,
} from './certificate.types.js';
import {
  CERTIFICATE_BASES,
  CERTIFICATE_FORMS,
  type CertificateBasis,
  type CertificateForm,
} from './domain/certificate-lists.js';

const NUMBER = /^[\x21-\x7e]{1,60}$/;

/** A number is one word of ASCII: so it can stand in the ledger for ever and name nobody. */
const NumberField = (options: { description: string; nullable?: boolean }): PropertyDecorator =>
  applyDecorators(
    PaperNumberField({ ...options, max: 60 }),
    Satisfies((value) => typeof value === 'string' && NUMBER.test(value), {
      zh: '应为 1 至 60 个字母、数字或符号，中间没有空格',
      en: 'must have 1 to 60 letters, digits or signs and no blanks',
    }),
  );

@InputType({ description: 'The promise that is made of a batch.' })
export class IssueComplianceCertificateInput extends CommandInputType {
  @IdField({ description: 'A batch that your organisation holds.' })
  batchId!: BatchId;

  @NumberField({
    nullable: true,
    description: "Its number, unique among your organisation's; one is made where nothing is said.",
  })
  number?: string | null;

  @Field(() => GramsScalar, {
    nullable: true,
    description: 'Mass it is for; all of the batch where nothing is said, and never more.',
  })
  @IsOptional()
  @Positive()
  massGrams?: Grams | null;

  @DayField({
    nullable: true,
    description: 'The day of issue; today if nothing is said.',
  })
  @IsString()
  issuedOn?: LocalDate | null;

  @Field(() => [CertificateBasisEnum], { description: 'On what the promise rests; at least one.' })
  @ArrayMinSize(1, { message: '至少一项 | must have at least one' })
  @ArrayMaxSize(3, { message: '最多 3 项 | at most 3' })
  @IsIn(Object.keys(CERTIFICATE_BASES), { each: true })
  basis!: CertificateBasis[];

  @Field(() => CertificateFormEnum, { description: 'In which form it is handed over.' })
  @IsIn(Object.keys(CERTIFICATE_FORMS))
  form!: CertificateForm;

  @IdField({
    nullable: true,
    description: 'A signed inspection of this fruit or of what it was made of, which the promise rests on.',
  })
  inspectionId?: InspectionId | null;

  @IdField({ nullable: true, description: 'The report of a test, an attachment.' })
  reportId?: AttachmentId | null;

  @IdField({
    nullable: true,
    description: 'The grower whose own harvest it is and who promises; a clerk enters it 代录.',
  })
  onBehalfOfId?: GrowerId | null;

  @TextField({
    nullable: true,
    max: 120,
    description:
      'How to reach the producer, as printed on it. Kept where it can be erased, for your organisation alone.',
  })
  contact?: string | null;
}

@InputType({ description: 'The certificate to withdraw.' })
export class WithdrawComplianceCertificateInput extends CommandInputType {
  @IdField({ description: 'A certificate that your organisation issued.' })
  certificateId!: CertificateId;

  @TextField({ max: 400, description: 'Why.' })
  reason!: string;
}

@InputType({ description: 'A certificate that was not issued in this system, as the paper says.' })
export class PaperCertificateInput {
  @NumberField({ description: 'Its number.' })
  number!: string;

  @TextField({ max: 120, description: 'Who promises.' })
  issuer!: string;

  @DayField({ description: 'The day of issue.' })
  issuedOn!: LocalDate;

  @IdField({ description: 'A photograph or scan of it, an attachment.' })
  photographId!: AttachmentId;
}

@InputType({ description: 'The certificate that a delivery came with: one issued here, or a paper.' })
export class CollectComplianceCertificateInput extends CommandInputType {
  @IdField({ description: 'The batch, as your organisation weighed it in.' })
  batchId!: BatchId;

  @IdField({ nullable: true, description: 'The certificate, where it was issued in this system.' })
  certificateId?: CertificateId | null;

  @Field(() => PaperCertificateInput, { nullable: true, description: 'A paper from outside.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => PaperCertificateInput)
  paper?: PaperCertificateInput | null;

  @DayField({
    nullable: true,
    description: 'The day it was collected; today if nothing is said.',
  })
  @IsString()
  collectedOn?: LocalDate | null;

  @FlagField({
    description: 'True if it takes the place of what was collected by mistake; that stays on record.',
  })
  replaces?: boolean | null;
}

@ObjectType({ description: 'The certificate as it is now.' })
export class ComplianceCertificatePayload {
  @Field(() => ComplianceCertificateType, { description: 'The certificate.' })
  certificate!: ComplianceCertificateType;
}

@ObjectType({ description: 'What was collected.' })
export class CollectedCertificatePayload {
  @Field(() => CollectedCertificateType, { description: 'The certificate that is kept.' })
  collected!: CollectedCertificateType;
}

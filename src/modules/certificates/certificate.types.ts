import { ArgsType, Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { IsIn, IsOptional, IsString, ValidateNested } from 'class-validator';
import { DayField } from '../../graphql/day-field.js';
import { FlagField } from '../../graphql/flag-field.js';
import { connectionOf, PageArgs } from '../../graphql/connection.js';
import { describedEnum } from '../../graphql/enums.js';
import { IdField } from '../../graphql/id-field.js';
import { GramsScalar, InstantScalar, LocalDateScalar } from '../../graphql/scalars/scalars.js';
import { PaperNumberField } from '../../graphql/text-field.js';
import type {
  AttachmentId,
  BatchId,
  CertificateId,
  CollectionId,
  InspectionId,
  OrganisationId,
} from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { LocalDate } from '../../kernel/local-date.js';
import type { Grams } from '../../kernel/mass.js';
import type { Bilingual } from '../../kernel/refusal.js';
import type { CertificateView, CollectionView } from './certificate.queries.js';
import type { CertificateBasis, CertificateForm, CertificateProducer } from './domain/certificate-lists.js';
import { printedCertificate, readContents } from './domain/contents.js';
import { MISSING_DUTIES, whatToDo, type MissingDuty } from './domain/missing-duty.js';
import type { MissingRow } from './missing-certificates.queries.js';

export const CertificateBasisEnum = describedEnum<CertificateBasis>(
  'CertificateBasis',
  'On what the promise rests 承诺依据.',
  {
    QUALITY_CONTROL: '质量安全控制: control of quality and safety.',
    SELF_CHECK: "自检: the producer's own check.",
    COMMISSIONED_TEST: '委托检测: a test by others, of which the report or the inspection is named.',
  },
);
export const CertificateFormEnum = describedEnum<CertificateForm>(
  'CertificateForm',
  'In which form a certificate is handed over.',
  {
    ELECTRONIC: '电子: as a code or file; the form that is preferred.',
    PRINTED: '打印.',
    HANDWRITTEN: '手写.',
  },
);
export const CertificateProducerEnum = describedEnum<CertificateProducer>(
  'CertificateProducer',
  'Whose promise a certificate is.',
  {
    ORGANISATION: "The issuing organisation's own.",
    HOUSEHOLD: '农户: a farm household’s, entered by its cooperative on its behalf 代录.',
  },
);
export const MissingDutyEnum = describedEnum<MissingDuty>(
  'CertificateDuty',
  'What is still to be done about a certificate.',
  {
    TO_COLLECT: 'The buyer weighed fruit in and has not collected its certificate.',
    TO_ISSUE: 'Fruit was packed, sent or handed over without one.',
  },
);

@ObjectType('ComplianceCertificate', {
  description:
    'A compliance certificate 承诺达标合格证: the promise that comes with a batch. It is not a customs document.',
})
export class ComplianceCertificateType {
  @Field(() => ID, { description: 'Id.' })
  id!: CertificateId;

  @Field(() => String, { description: 'Number; the issuer has no other with it.' })
  number!: string;

  @Field(() => ID, { description: 'Who issued it.' })
  issuerId!: OrganisationId;

  @Field(() => ID, { description: 'The batch it was issued on.' })
  batchId!: BatchId;

  @Field(() => String, { description: 'Code of that batch.' })
  batchCode!: string;

  @Field(() => CertificateProducerEnum, { description: 'Whose promise it is.' })
  producer!: CertificateProducer;

  @Field(() => GramsScalar, { description: 'Mass it is for; never more than the batch had.' })
  massGrams!: Grams;

  @Field(() => [CertificateBasisEnum], { description: 'On what it rests.' })
  basis!: CertificateBasis[];

  @Field(() => CertificateFormEnum, { description: 'In which form.' })
  form!: CertificateForm;

  @Field(() => LocalDateScalar, { description: 'The day of issue.' })
  issuedOn!: LocalDate;

  @Field(() => LocalDateScalar, {
    description: 'Kept at least to this day, six months on; here nothing of it is deleted afterwards either.',
  })
  keepUntil!: LocalDate;

  @Field(() => ID, { nullable: true, description: 'The inspection it rests on.' })
  inspectionId!: InspectionId | null;

  @Field(() => ID, { nullable: true, description: 'The report it rests on, an attachment.' })
  reportId!: AttachmentId | null;

  @Field(() => [ID], {
    description: 'Certificates that the fruit came with before it was mixed or repacked.',
  })
  parentIds!: CertificateId[];

  @Field(() => ID, { nullable: true, description: 'The withdrawn one on the same batch that it replaces.' })
  replacesId!: CertificateId | null;

  @Field(() => String, { description: 'What it says, frozen, as JSON.' })
  contents!: string;

  @Field(() => String, { description: 'SHA-256 of that text, as the ledger has it.' })
  contentsSha256!: string;

  @Field(() => String, {
    description: 'The certificate as it is printed, in the language of the request; the same every time.',
  })
  text!: string;

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'When its issuer withdrew it; it speaks for nothing any more.',
  })
  withdrawnAt!: Instant | null;

  @Field(() => String, { nullable: true, description: 'Why it was withdrawn.' })
  withdrawalReason!: string | null;

  static of = (language: keyof Bilingual, row: CertificateView): ComplianceCertificateType =>
    Object.assign(new ComplianceCertificateType(), row, {
      text: printedCertificate(readContents(row.contents), language, row.contact),
    });
}

@ObjectType('CollectedCertificate', {
  description: 'A certificate that a buyer collected with a delivery, and keeps.',
})
export class CollectedCertificateType implements CollectionView {
  @Field(() => ID, { description: 'Id.' })
  id!: CollectionId;

  @Field(() => ID, { description: 'The buyer.' })
  organisationId!: OrganisationId;

  @Field(() => ID, { description: 'Who delivered the fruit.' })
  supplierId!: OrganisationId;

  @Field(() => ID, { description: 'The batch that was weighed in.' })
  batchId!: BatchId;

  @Field(() => String, { description: 'Its code.' })
  batchCode!: string;

  @Field(() => ID, { nullable: true, description: 'The certificate, where it was issued in this system.' })
  certificateId!: CertificateId | null;

  @Field(() => String, { description: 'Number of the certificate.' })
  number!: string;

  @Field(() => LocalDateScalar, { description: 'The day it was issued.' })
  issuedOn!: LocalDate;

  @Field(() => String, {
    nullable: true,
    description: 'Who issued it, as a paper from outside says; for the two parties of the delivery alone.',
  })
  paperIssuer!: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'Photograph of a paper from outside, an attachment; for the two parties of the delivery alone.',
  })
  photographId!: AttachmentId | null;

  @Field(() => LocalDateScalar, { description: 'The day it was collected.' })
  collectedOn!: LocalDate;

  @Field(() => LocalDateScalar, { description: 'Kept at least to this day, six months on.' })
  keepUntil!: LocalDate;

  @Field(() => Boolean, {
    description: 'Whether its issuer withdrew it: then the new one is to be collected.',
  })
  isWithdrawn!: boolean;

  @Field(() => InstantScalar, { nullable: true, description: 'When another took its place.' })
  replacedAt!: Instant | null;

  static of = (row: CollectionView): CollectedCertificateType =>
    Object.assign(new CollectedCertificateType(), row);
}

@ObjectType('MissingCertificate', {
  description: 'A batch whose certificate is still missing, and what to do.',
})
export class MissingCertificateType {
  @Field(() => MissingDutyEnum, { description: 'What is to be done.' })
  duty!: MissingDuty;

  @Field(() => ID, { description: 'The batch: as weighed in, or to be certified.' })
  batchId!: BatchId;

  @Field(() => String, { description: 'Its code.' })
  batchCode!: string;

  @Field(() => LocalDateScalar, { description: 'The day it was weighed in or made.' })
  day!: LocalDate;

  @Field(() => GramsScalar, { description: 'Its mass.' })
  massGrams!: Grams;

  @Field(() => String, { nullable: true, description: 'Number of the weigh ticket.' })
  ticketNumber!: string | null;

  @Field(() => ID, { nullable: true, description: 'Who delivered it.' })
  supplierId!: OrganisationId | null;

  @Field(() => ID, { nullable: true, description: 'To whom it is on its way.' })
  consignedToId!: OrganisationId | null;

  @Field(() => String, { nullable: true, description: 'Number of a certificate noted at the scale.' })
  notedNumber!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The certificate on what was delivered, which only has to be collected.',
  })
  offeredId!: CertificateId | null;

  @Field(() => String, { description: 'What to do, in the language of the request.' })
  whatToDo!: string;

  static of = (language: keyof Bilingual, row: MissingRow): MissingCertificateType =>
    Object.assign(new MissingCertificateType(), row, { whatToDo: whatToDo(row)[language] });
}

@InputType('ComplianceCertificateFilter', {
  description: 'Which certificates; all conditions that are given must hold.',
})
export class CertificateFilterInput {
  @IdField({ nullable: true, description: 'Issued by this organisation.' })
  issuerId?: OrganisationId | null;

  @IdField({ nullable: true, description: 'Collected by this organisation.' })
  buyerId?: OrganisationId | null;

  @IdField({ nullable: true, description: 'Issued on this batch.' })
  batchId?: BatchId | null;

  @FlagField({ description: 'Only withdrawn ones, or only those that stand.' })
  isWithdrawn?: boolean | null;

  @DayField({ nullable: true, description: 'Issued on or after this day.' })
  @IsString()
  issuedFrom?: LocalDate | null;

  @DayField({ nullable: true, description: 'Issued on or before this day.' })
  @IsString()
  issuedTo?: LocalDate | null;

  @PaperNumberField({ nullable: true, max: 60, description: 'Whose number begins with this.' })
  numberPrefix?: string | null;
}

@InputType('CollectedCertificateFilter', {
  description: 'Which collected certificates; all conditions that are given must hold.',
})
export class CollectionFilterInput {
  @IdField({ nullable: true, description: 'Collected by this organisation.' })
  buyerId?: OrganisationId | null;

  @IdField({ nullable: true, description: 'With fruit of this supplier.' })
  supplierId?: OrganisationId | null;

  @IdField({ nullable: true, description: 'With this batch, as it was weighed in.' })
  batchId?: BatchId | null;

  @IdField({ nullable: true, description: 'This certificate.' })
  certificateId?: CertificateId | null;

  @DayField({ nullable: true, description: 'Collected on or after this day.' })
  @IsString()
  collectedFrom?: LocalDate | null;

  @DayField({ nullable: true, description: 'Collected on or before this day.' })
  @IsString()
  collectedTo?: LocalDate | null;

  @FlagField({ description: 'With those that another took the place of.' })
  includeReplaced?: boolean | null;
}

@InputType('MissingCertificateFilter', { description: 'Which part of the board.' })
export class MissingFilterInput {
  @Field(() => MissingDutyEnum, { nullable: true, description: 'Only what is to be issued, or collected.' })
  @IsOptional()
  @IsIn(MISSING_DUTIES)
  duty?: MissingDuty | null;

  @IdField({ nullable: true, description: 'The board of this organisation; for the base office.' })
  organisationId?: OrganisationId | null;

  @DayField({ nullable: true, description: 'Weighed in or made on or after this day.' })
  @IsString()
  from?: LocalDate | null;

  @DayField({ nullable: true, description: 'Weighed in or made on or before this day.' })
  @IsString()
  to?: LocalDate | null;
}

@ArgsType()
export class CertificatePageArgs extends PageArgs {
  @Field(() => CertificateFilterInput, { nullable: true, description: 'Which certificates.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => CertificateFilterInput)
  filter?: CertificateFilterInput | null;
}

@ArgsType()
export class CollectionPageArgs extends PageArgs {
  @Field(() => CollectionFilterInput, { nullable: true, description: 'Which collected certificates.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => CollectionFilterInput)
  filter?: CollectionFilterInput | null;
}

@ArgsType()
export class MissingPageArgs extends PageArgs {
  @Field(() => MissingFilterInput, { nullable: true, description: 'Which part of the board.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => MissingFilterInput)
  filter?: MissingFilterInput | null;
}

@ObjectType('ComplianceCertificateConnection', { description: 'A page of compliance certificates.' })
export class CertificateConnection extends connectionOf(
  'ComplianceCertificate',
  () => ComplianceCertificateType,
) {
  /** What `totalCount` counts, if it is asked for. */
  filter!: CertificateFilterInput;
}

@ObjectType('CollectedCertificateConnection', { description: 'A page of collected certificates.' })
export class CollectionConnection extends connectionOf(
  'CollectedCertificate',
  () => CollectedCertificateType,
) {
  /** What `totalCount` counts, if it is asked for. */
  filter!: CollectionFilterInput;
}

@ObjectType('MissingCertificateConnection', { description: 'A page of the board.' })
export class MissingConnection extends connectionOf('MissingCertificate', () => MissingCertificateType) {
  /** What `totalCount` counts, if it is asked for. */
  filter!: MissingFilterInput;
}

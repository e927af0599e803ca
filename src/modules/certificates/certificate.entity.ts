import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { instantColumn } from '../../infrastructure/database/columns.js';
import type {
  AttachmentId,
  BatchId,
  CertificateId,
  CollectionId,
  GrowerId,
  InspectionId,
  OrganisationId,
  RunId,
  UserId,
} from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { LocalDate } from '../../kernel/local-date.js';
import type { Grams } from '../../kernel/mass.js';
import type { CertificateBasis, CertificateForm, CertificateProducer } from './domain/certificate-lists.js';

/** A compliance certificate 承诺达标合格证 that an organisation issued on a batch it holds. */
@Entity('compliance_certificate')
@Unique('compliance_certificate_number_key', ['issuerId', 'number'])
@Check('compliance_certificate_producer', `producer IN ('ORGANISATION', 'HOUSEHOLD')`)
@Check('compliance_certificate_household', `(producer = 'HOUSEHOLD') = (on_behalf_of_id IS NOT NULL)`)
@Check('compliance_certificate_mass', 'mass_grams > 0')
@Check(
  'compliance_certificate_basis',
  `cardinality(basis) > 0 AND basis <@ ARRAY['QUALITY_CONTROL', 'SELF_CHECK', 'COMMISSIONED_TEST']`,
)
@Check('compliance_certificate_form', `form IN ('ELECTRONIC', 'PRINTED', 'HANDWRITTEN')`)
@Check(
  'compliance_certificate_withdrawal',
  '(withdrawn_at IS NULL) = (withdrawn_by_id IS NULL) AND (withdrawn_at IS NULL) = (withdrawal_reason IS NULL)',
)
@Index('compliance_certificate_batch', ['batchId'])
@Index('compliance_certificate_report', ['reportId'], { where: 'report_id IS NOT NULL' })
@Index('compliance_certificate_issued', ['issuedOn', 'id'])
@Index('compliance_certificate_standing', ['batchId'], { unique: true, where: 'withdrawn_at IS NULL' })
export class ComplianceCertificate {
  @PrimaryColumn('uuid') id!: CertificateId;
  @Column('text') number!: string;
  @ForeignKey('Organisation') @Column('uuid') issuerId!: OrganisationId;
  @ForeignKey('Batch') @Column('uuid') batchId!: BatchId;
  @Column('text') producer!: CertificateProducer;
  /** The grower whose promise it is, where a household's certificate was entered by its cooperative 代录. */
  @ForeignKey('Grower') @Column('uuid', { nullable: true }) onBehalfOfId!: GrowerId | null;
  @Column('bigint') massGrams!: Grams;
  @Column('text', { array: true }) basis!: CertificateBasis[];
  @Column('text') form!: CertificateForm;
  @Column('date') issuedOn!: LocalDate;
  @ForeignKey('Inspection') @Column('uuid', { nullable: true }) inspectionId!: InspectionId | null;
  @ForeignKey('Attachment') @Column('uuid', { nullable: true }) reportId!: AttachmentId | null;
  /** Certificates that the fruit came with before it was mixed or repacked. */
  @Column('uuid', { array: true }) parentIds!: CertificateId[];
  @ForeignKey('ComplianceCertificate') @Column('uuid', { nullable: true }) replacesId!: CertificateId | null;
  /** Canonical JSON of what it says. */
  @Column('text') contents!: string;
  @Column('text') contentsSha256!: string;
  @Column('timestamptz', instantColumn) recordedAt!: Instant;
  @ForeignKey('UserAccount') @Column('uuid') recordedById!: UserId;
  @Column('timestamptz', { ...instantColumn, nullable: true }) withdrawnAt!: Instant | null;
  @ForeignKey('UserAccount') @Column('uuid', { nullable: true }) withdrawnById!: UserId | null;
  @Column('text', { nullable: true }) withdrawalReason!: string | null;
  @Column('uuid', { array: true }) visibleTo!: OrganisationId[];
}

/** Who stands on a certificate and how to reach them: personal, so apart, the issuer's alone, and erasable. */
@Entity('certificate_contact')
@Index('certificate_contact_grower', ['growerId'], { where: 'grower_id IS NOT NULL' })
export class CertificateContact {
  @ForeignKey('ComplianceCertificate') @PrimaryColumn('uuid') certificateId!: CertificateId;
  @ForeignKey('Organisation') @Column('uuid') organisationId!: OrganisationId;
  @ForeignKey('Grower') @Column('uuid', { nullable: true }) growerId!: GrowerId | null;
  @Column('text', { nullable: true }) name!: string | null;
  @Column('text', { nullable: true }) contact!: string | null;
}

/** What a buyer collected with a receipt: a certificate issued here, or a paper from outside with its photograph. */
@Entity('certificate_collection')
@Check(
  'certificate_collection_what',
  `CASE WHEN certificate_id IS NULL
      THEN paper_number IS NOT NULL AND paper_issuer IS NOT NULL AND paper_issued_on IS NOT NULL AND photograph_id IS NOT NULL
      ELSE paper_number IS NULL AND paper_issuer IS NULL AND paper_issued_on IS NULL AND photograph_id IS NULL END`,
)
@Index('certificate_collection_run', ['runId'])
@Index('certificate_collection_organisation', ['organisationId', 'id'])
@Index('certificate_collection_certificate', ['certificateId'], { where: 'certificate_id IS NOT NULL' })
@Index('certificate_collection_photograph', ['photographId'], { where: 'photograph_id IS NOT NULL' })
@Index('certificate_collection_standing', ['runId'], { unique: true, where: 'replaced_at IS NULL' })
export class CertificateCollection {
  @PrimaryColumn('uuid') id!: CollectionId;
  /** The receipt. */
  @ForeignKey('Receipt') @Column('uuid') runId!: RunId;
  /** The buyer. */
  @ForeignKey('Organisation') @Column('uuid') organisationId!: OrganisationId;
  @ForeignKey('ComplianceCertificate')
  @Column('uuid', { nullable: true })
  certificateId!: CertificateId | null;
  @Column('text', { nullable: true }) paperNumber!: string | null;
  @Column('text', { nullable: true }) paperIssuer!: string | null;
  @Column('date', { nullable: true }) paperIssuedOn!: LocalDate | null;
  @ForeignKey('Attachment') @Column('uuid', { nullable: true }) photographId!: AttachmentId | null;
  @Column('date') collectedOn!: LocalDate;
  @Column('timestamptz', instantColumn) recordedAt!: Instant;
  @ForeignKey('UserAccount') @Column('uuid') recordedById!: UserId;
  /** When another took its place. */
  @Column('timestamptz', { ...instantColumn, nullable: true }) replacedAt!: Instant | null;
  @Column('uuid', { array: true }) visibleTo!: OrganisationId[];
}

import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { instantColumn } from '../../infrastructure/database/columns.js';
import type { Decimal } from '../../kernel/decimal.js';
import type {
  AttachmentId,
  BatchId,
  OrganisationId,
  QuarantineTreatmentId,
  UserId,
} from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { TreatmentKind } from '../standards/domain/pest-words.js';
import type { DoseUnit, Reading } from './domain/refuse-treatment.js';

/** A quarantine treatment 检疫处理 of a packed batch. Never changed: a correction is a record of its own that names this one. */
@Entity('quarantine_treatment')
@Unique('quarantine_treatment_corrected_once', ['correctsId'])
@Check('quarantine_treatment_kind_check', `kind IN ('COLD', 'FUMIGATION', 'HEAT', 'IRRADIATION', 'OTHER')`)
@Check('quarantine_treatment_times', 'ended_at > started_at')
@Check('quarantine_treatment_readings_a_list', `jsonb_typeof(readings) = 'array'`)
@Check('quarantine_treatment_dose', 'dose > 0 AND (dose IS NULL) = (dose_unit IS NULL)')
@Check('quarantine_treatment_confirmed_by_somebody', '(confirmed_at IS NULL) = (confirmed_by_id IS NULL)')
@Check('quarantine_treatment_two_people', 'confirmed_by_id <> recorded_by_id')
@Index('quarantine_treatment_batch', ['batchId'])
@Index('quarantine_treatment_organisation', ['organisationId', 'id'])
@Index('quarantine_treatment_attachment', ['attachmentId'], { where: 'attachment_id IS NOT NULL' })
export class QuarantineTreatment {
  @PrimaryColumn('uuid') id!: QuarantineTreatmentId;
  @ForeignKey('Batch') @Column('uuid') batchId!: BatchId;
  @ForeignKey('Organisation') @Column('uuid') organisationId!: OrganisationId;
  @Column('text') kind!: TreatmentKind;
  @Column('text', { nullable: true }) facility!: string | null;
  /** When all probes had reached what the treatment asks for. */
  @Column('timestamptz', instantColumn) startedAt!: Instant;
  /** Null: it is still going on. */
  @Column('timestamptz', { nullable: true, ...instantColumn }) endedAt!: Instant | null;
  @Column('jsonb') readings!: readonly Reading[];
  @Column('numeric', { nullable: true }) dose!: Decimal | null;
  @Column('text', { nullable: true }) doseUnit!: DoseUnit | null;
  @Column('text', { nullable: true }) certificateNumber!: string | null;
  @ForeignKey('Attachment') @Column('uuid', { nullable: true }) attachmentId!: AttachmentId | null;
  @Column('timestamptz', instantColumn) recordedAt!: Instant;
  @ForeignKey('UserAccount') @Column('uuid') recordedById!: UserId;
  @ForeignKey('QuarantineTreatment')
  @Column('uuid', { nullable: true })
  correctsId!: QuarantineTreatmentId | null;
  @Column('boolean', { default: false }) isVoid!: boolean;
  @Column('timestamptz', { nullable: true, ...instantColumn }) confirmedAt!: Instant | null;
  @ForeignKey('UserAccount') @Column('uuid', { nullable: true }) confirmedById!: UserId | null;
  @Column('uuid', { array: true }) visibleTo!: OrganisationId[];
}

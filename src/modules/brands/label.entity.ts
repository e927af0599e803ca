import { Check, Column, Entity, Exclusion, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { instantColumn } from '../../infrastructure/database/columns.js';
import type {
  AttachmentId,
  BatchId,
  LabelDesignId,
  LabelRangeId,
  LabelUseId,
  OrganisationId,
  UserId,
} from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { LocalDate } from '../../kernel/local-date.js';
import type { LabelMark } from '../standards/domain/label-marks.js';

/** How labels of a packhouse or exporter look for a brand and a market, as the base office approved it. */
@Entity('label_design')
@Unique('label_design_code_key', ['code'])
@Check('label_design_dates', 'valid_from <= valid_to')
@Check('label_design_ended_within', 'ended_on BETWEEN valid_from AND valid_to')
@Check('label_design_confirmed_by_somebody', '(confirmed_at IS NULL) = (confirmed_by_id IS NULL)')
@Check('label_design_two_people', 'confirmed_by_id <> recorded_by_id')
@Index('label_design_organisation', ['organisationId'])
export class LabelDesign {
  @PrimaryColumn('uuid') id!: LabelDesignId;
  @Column('text') code!: string;
  @ForeignKey('Brand') @Column('text') brandCode!: string;
  /** Whose labels these are. */
  @ForeignKey('Organisation') @Column('uuid') organisationId!: OrganisationId;
  /** Null: for any market. */
  @ForeignKey('Market') @Column('text', { nullable: true }) marketCode!: string | null;
  /** What it shows. */
  @Column('text', { array: true }) marks!: LabelMark[];
  /** What is printed on it, as it is printed. */
  @Column('text') texts!: string;
  /** What its serial numbers begin with; null: it carries none. */
  @Column('text', { nullable: true }) series!: string | null;
  @ForeignKey('Attachment') @Column('uuid') artworkId!: AttachmentId;
  @Column('date') validFrom!: LocalDate;
  @Column('date') validTo!: LocalDate;
  /** Last day, where it was ended early. */
  @Column('date', { nullable: true }) endedOn!: LocalDate | null;
  @Column('timestamptz', instantColumn) recordedAt!: Instant;
  @ForeignKey('UserAccount') @Column('uuid') recordedById!: UserId;
  @Column('timestamptz', { nullable: true, ...instantColumn }) confirmedAt!: Instant | null;
  @ForeignKey('UserAccount') @Column('uuid', { nullable: true }) confirmedById!: UserId | null;
}

/** Serial numbers, both ends included, that the base office issued to a packhouse for labels of a design. */
@Entity('label_range')
@Check(
  'label_range_serials',
  '0 <= first_serial AND first_serial <= last_serial AND last_serial <= 2147483647',
)
@Check('label_range_withdrawn_after', 'withdrawn_on >= issued_on')
@Exclusion(
  'label_range_once',
  `USING gist (label_series_range(series, series, '[]') WITH &&, int8range(first_serial, last_serial, '[]') WITH &&)`,
)
@Index('label_range_design', ['designId'])
@Index('label_range_packhouse', ['packhouseId', 'id'])
export class LabelRange {
  @PrimaryColumn('uuid') id!: LabelRangeId;
  @ForeignKey('LabelDesign') @Column('uuid') designId!: LabelDesignId;
  @ForeignKey('Organisation') @Column('uuid') packhouseId!: OrganisationId;
  @Column('text') series!: string;
  @Column('bigint') firstSerial!: number;
  @Column('bigint') lastSerial!: number;
  @Column('date') issuedOn!: LocalDate;
  /** Last day on which its labels may be used; what was lost or spoilt is withdrawn. */
  @Column('date', { nullable: true }) withdrawnOn!: LocalDate | null;
  @Column('timestamptz', instantColumn) recordedAt!: Instant;
  @ForeignKey('UserAccount') @Column('uuid') recordedById!: UserId;
  @Column('uuid', { array: true }) visibleTo!: OrganisationId[];
}

/** Labels that a packhouse put on the cartons of a batch. Never changed: a correction takes its place. */
@Entity('label_use')
@Unique('label_use_corrected_once', ['correctsId'])
@Check(
  'label_use_serials',
  `num_nonnulls(range_id, series, first_serial, last_serial) IN (0, 4)
   AND (series IS NULL OR (0 <= first_serial AND first_serial <= last_serial))`,
)
@Check('label_use_void_corrects', 'NOT is_void OR corrects_id IS NOT NULL')
@Exclusion(
  'label_use_once',
  `USING gist (label_series_range(series, series, '[]') WITH &&, int8range(first_serial, last_serial, '[]') WITH &&)
   WHERE (series IS NOT NULL AND replaced_at IS NULL AND NOT is_void)`,
)
@Index('label_use_batch', ['batchId'])
@Index('label_use_design', ['designId'])
@Index('label_use_range', ['rangeId'], { where: 'range_id IS NOT NULL' })
@Index('label_use_organisation', ['organisationId', 'id'])
export class LabelUse {
  @PrimaryColumn('uuid') id!: LabelUseId;
  @ForeignKey('Batch') @Column('uuid') batchId!: BatchId;
  @ForeignKey('Organisation') @Column('uuid') organisationId!: OrganisationId;
  @ForeignKey('LabelDesign') @Column('uuid') designId!: LabelDesignId;
  @ForeignKey('LabelRange') @Column('uuid', { nullable: true }) rangeId!: LabelRangeId | null;
  @Column('text', { nullable: true }) series!: string | null;
  @Column('bigint', { nullable: true }) firstSerial!: number | null;
  @Column('bigint', { nullable: true }) lastSerial!: number | null;
  @Column('timestamptz', instantColumn) recordedAt!: Instant;
  @ForeignKey('UserAccount') @Column('uuid') recordedById!: UserId;
  @ForeignKey('LabelUse') @Column('uuid', { nullable: true }) correctsId!: LabelUseId | null;
  @Column('boolean', { default: false }) isVoid!: boolean;
  @Column('timestamptz', { nullable: true, ...instantColumn }) replacedAt!: Instant | null;
  @Column('uuid', { array: true }) visibleTo!: OrganisationId[];
}

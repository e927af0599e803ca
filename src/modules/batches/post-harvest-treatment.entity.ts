import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { instantColumn } from '../../infrastructure/database/columns.js';
import type { Decimal } from '../../kernel/decimal.js';
import type {
  BatchId,
  OrganisationId,
  PostHarvestTreatmentId,
  ProductLabelId,
  RunId,
  UserId,
} from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { LocalDate } from '../../kernel/local-date.js';
import type { DeclineReason } from '../growing/domain/settling.js';
import type { ConcentrationUnit, TreatmentKind } from './domain/post-harvest-treatment.js';

/**
 * What was applied to fruit after harvest 采后保鲜处理, or that nothing was, as it was told. Never changed: a correction is
 * an entry of its own that names this one.
 */
@Entity('post_harvest_treatment')
@Check('post_harvest_treatment_kind', `kind IN ('FUNGICIDE', 'WAX', 'DEGREENING', 'OTHER', 'NONE')`)
@Check('post_harvest_treatment_line', `(kind = 'NONE') = (line_code IS NULL)`)
@Check(
  'post_harvest_treatment_product',
  `(kind = 'NONE') = (product_label_id IS NULL AND product_name IS NULL)`,
)
@Check('post_harvest_treatment_product_key', '(product_name IS NULL) = (product_key IS NULL)')
@Check(
  'post_harvest_treatment_concentration',
  '(concentration IS NULL) = (concentration_unit IS NULL) AND concentration > 0',
)
@Check('post_harvest_treatment_void_reason', 'void_reason IS NULL OR is_void')
@Check('post_harvest_treatment_agreed_by_somebody', '(agreed_at IS NULL) = (agreed_by_id IS NULL)')
@Check('post_harvest_treatment_agreed_where_needed', 'agreed_at IS NULL OR needs_agreement')
@Check('post_harvest_treatment_agreed_by_another', 'agreed_by_id <> recorded_by_id')
@Check('post_harvest_treatment_agreement_of_correction', 'corrects_id IS NOT NULL OR NOT needs_agreement')
@Check(
  'post_harvest_treatment_declined_whole',
  '(declined_at IS NULL) = (declined_by_id IS NULL) AND (declined_at IS NULL) = (decline_reason IS NULL)',
)
@Check('post_harvest_treatment_declined_where_needed', 'declined_at IS NULL OR needs_agreement')
@Check('post_harvest_treatment_declined_by_another', 'declined_by_id <> recorded_by_id')
@Check('post_harvest_treatment_declined_before_agreed', 'agreed_at >= declined_at')
@Check(
  'post_harvest_treatment_decline_reason',
  `decline_reason IN ('CONTRADICTED', 'NOT_SHOWN', 'NO_SLIP', 'WRONG_ENTRY')`,
)
@Index('post_harvest_treatment_awaiting_agreement', ['performedAt', 'id'], {
  where: 'needs_agreement AND agreed_at IS NULL',
})
@Check('post_harvest_treatment_bath', 'bath_changed_at >= bath_made_up_at')
@Unique('post_harvest_treatment_corrected_once', ['correctsId'])
@Index('post_harvest_treatment_line_days', ['organisationId', 'lineCode', 'performedOn'])
@Index('post_harvest_treatment_performed', ['performedAt', 'id'])
@Index('post_harvest_treatment_label', ['productLabelId'], { where: 'product_label_id IS NOT NULL' })
export class PostHarvestTreatment {
  @PrimaryColumn('uuid') id!: PostHarvestTreatmentId;
  /** The packhouse. */
  @ForeignKey('Organisation') @Column('uuid') organisationId!: OrganisationId;
  @Column('text') kind!: TreatmentKind;
  /** The line or bath, by its code at the packhouse. */
  @Column('text', { nullable: true }) lineCode!: string | null;
  @ForeignKey('ProductLabel') @Column('uuid', { nullable: true }) productLabelId!: ProductLabelId | null;
  @Column('text', { nullable: true }) productName!: string | null;
  /** Tells apart the names that one packhouse typed, also those that were erased; the database gives it. */
  @Column({ type: 'uuid', nullable: true, insert: false, update: false })
  productKey!: string | null;
  /** Null: what is in it is not known; empty: nothing that leaves a residue. */
  @Column('text', { array: true, nullable: true }) substances!: string[] | null;
  @Column('numeric', { nullable: true }) concentration!: Decimal | null;
  @Column('text', { nullable: true }) concentrationUnit!: ConcentrationUnit | null;
  @Column('timestamptz', { nullable: true, ...instantColumn }) bathMadeUpAt!: Instant | null;
  /** When the bath was let go; null: still in use, or not told. */
  @Column('timestamptz', { nullable: true, ...instantColumn }) bathChangedAt!: Instant | null;
  @Column('timestamptz', instantColumn) performedAt!: Instant;
  @Column('date') performedOn!: LocalDate;
  /** Somebody of the packhouse. */
  @ForeignKey('UserAccount') @Column('uuid', { nullable: true }) operatorId!: UserId | null;
  @Column('timestamptz', instantColumn) recordedAt!: Instant;
  @ForeignKey('UserAccount') @Column('uuid') recordedById!: UserId;
  @ForeignKey('PostHarvestTreatment')
  @Column('uuid', { nullable: true })
  correctsId!: PostHarvestTreatmentId | null;
  @Column('boolean', { default: false }) isVoid!: boolean;
  /** Why it did not happen; null where nothing is voided, before a reason was asked for, and once it was erased. */
  @Column('text', { nullable: true }) voidReason!: string | null;
  /** Of a correction: whether it speaks for fruit only once the base office has agreed to it. */
  @Column('boolean', { default: false }) needsAgreement!: boolean;
  @Column('timestamptz', { nullable: true, ...instantColumn }) agreedAt!: Instant | null;
  @ForeignKey('UserAccount') @Column('uuid', { nullable: true }) agreedById!: UserId | null;
  @Column('timestamptz', { nullable: true, ...instantColumn }) declinedAt!: Instant | null;
  @ForeignKey('UserAccount') @Column('uuid', { nullable: true }) declinedById!: UserId | null;
  @Column('text', { nullable: true }) declineReason!: DeclineReason | null;
  @Column('uuid', { array: true }) visibleTo!: OrganisationId[];
}

/** A batch that was treated; what is made of it afterwards carries the treatment on. */
@Entity('post_harvest_treatment_batch')
@Index('post_harvest_treatment_batch_batch', ['batchId'])
export class PostHarvestTreatmentBatch {
  @ForeignKey('PostHarvestTreatment') @PrimaryColumn('uuid') treatmentId!: PostHarvestTreatmentId;
  @ForeignKey('Batch') @PrimaryColumn('uuid') batchId!: BatchId;
  /** The run whose outputs were treated; null where the batch itself was named. */
  @ForeignKey('Run') @Column('uuid', { nullable: true }) runId!: RunId | null;
  @Column('uuid', { array: true }) visibleTo!: OrganisationId[];
}

import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { instantColumn } from '../../infrastructure/database/columns.js';
import type {
  BatchId,
  GrowerId,
  OrganisationId,
  PlotId,
  RegistrationId,
  RunId,
  UserId,
} from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { LocalDate, Season } from '../../kernel/local-date.js';
import type { Grams } from '../../kernel/mass.js';
import type { QualityClass } from '../../kernel/quality-class.js';
import type { BatchKind } from './domain/batch-kind.js';

/** Fruit at one step, with one or more origins. What was drawn from it is gone from `remainingGrams`. */
@Entity('batch')
@Unique('batch_code_key', ['code'])
@Check('batch_kind_check', `kind IN ('HARVEST', 'RECEIVED', 'GRADED', 'PACKED', 'CULL', 'PRODUCT')`)
@Check('batch_class_check', `class IN ('EXTRA', 'I', 'II')`)
@Check('batch_mass_positive', 'mass_grams > 0')
@Check('batch_remaining', 'remaining_grams BETWEEN 0 AND mass_grams')
@Check('batch_deficit', 'deficit_grams >= 0 AND (deficit_grams = 0 OR remaining_grams = 0)')
@Check(
  'batch_cartons',
  `(carton_count IS NULL AND remaining_cartons IS NULL)
   OR (carton_count > 0 AND remaining_cartons BETWEEN 0 AND carton_count
       AND (remaining_cartons > 0) = (remaining_grams > 0))`,
)
@Check('batch_holds', 'open_hold_count >= 0')
@Check('batch_harvest_has_a_plot', `(kind = 'HARVEST') = (plot_id IS NOT NULL)`)
@Check('batch_made_by_a_run', `(kind = 'HARVEST') = (run_id IS NULL)`)
@Check('batch_packed_has_cartons', `kind <> 'PACKED' OR carton_count IS NOT NULL`)
@Index('batch_holder', ['holderId', 'id'])
@Index('batch_consigned', ['consignedToId', 'id'], { where: 'consigned_to_id IS NOT NULL' })
@Index('batch_run', ['runId'])
@Index('batch_plot', ['plotId'], { where: 'plot_id IS NOT NULL' })
@Index('batch_made', ['madeAt', 'id'])
@Index('batch_registration', ['registrationId'], { where: 'registration_id IS NOT NULL' })
@Index('batch_visible', { synchronize: false })
export class Batch {
  @PrimaryColumn('uuid') id!: BatchId;
  @Column('text') code!: string;
  @Column('text') kind!: BatchKind;
  @ForeignKey('Organisation') @Column('uuid') holderId!: OrganisationId;
  /** To whom it is on its way: that organisation sees it and may take it. */
  @ForeignKey('Organisation') @Column('uuid', { nullable: true }) consignedToId!: OrganisationId | null;
  @ForeignKey('Run') @Column('uuid', { nullable: true }) runId!: RunId | null;
  @ForeignKey('Plot') @Column('uuid', { nullable: true }) plotId!: PlotId | null;
  /** Null once varieties were mixed. */
  @ForeignKey('Variety') @Column('text', { nullable: true }) varietyCode!: string | null;
  @Column('text') season!: Season;
  @Column('timestamptz', instantColumn) madeAt!: Instant;
  @Column('date') madeOn!: LocalDate;
  @Column('bigint') massGrams!: Grams;
  @Column('bigint') remainingGrams!: Grams;
  /** More was drawn than a later correction says there was. */
  @Column('bigint', { default: 0 }) deficitGrams!: Grams;
  @Column('integer', { nullable: true }) cartonCount!: number | null;
  @Column('integer', { nullable: true }) remainingCartons!: number | null;
  @ForeignKey('Market') @Column('text', { nullable: true }) marketCode!: string | null;
  @Column('text', { nullable: true }) class!: QualityClass | null;
  @Column('text', { nullable: true }) sizeCode!: string | null;
  @ForeignKey('Registration') @Column('uuid', { nullable: true }) registrationId!: RegistrationId | null;
  @ForeignKey('Brand') @Column('text', { nullable: true }) brandCode!: string | null;
  @ForeignKey('Brand') @Column('text', { nullable: true }) geographicalIndicationCode!: string | null;
  @Column('text', { nullable: true }) certificateNumber!: string | null;
  @Column('text', { array: true }) countyCodes!: string[];
  @Column('uuid', { array: true }) originOrganisationIds!: OrganisationId[];
  @Column('integer', { default: 0 }) openHoldCount!: number;
  @Column('timestamptz', instantColumn) recordedAt!: Instant;
  @ForeignKey('UserAccount') @Column('uuid') recordedById!: UserId;
  @ForeignKey('Grower') @Column('uuid', { nullable: true }) onBehalfOfId!: GrowerId | null;
  @Column('uuid', { array: true }) visibleTo!: OrganisationId[];
}

import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { instantColumn } from '../../infrastructure/database/columns.js';
import type { MuHundredths } from '../../kernel/area.js';
import type {
  GrowerId,
  GrowingRecordId,
  OrganisationId,
  PlotId,
  ProductLabelId,
  UserId,
} from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { LocalDate } from '../../kernel/local-date.js';
import type { GrowingKind } from './domain/growing-kind.js';
import type { DeclineReason } from './domain/settling.js';

/** Something done on a plot, as it was told. Never changed: a correction is a record of its own that names this one. */
@Entity('growing_record')
@Check(
  'growing_record_kind_check',
  `kind IN ('SPRAYS_COMPLETE', 'SPRAY', 'FERTILISE', 'IRRIGATE', 'PRUNE', 'BAG', 'WEED', 'OTHER')`,
)
@Check('growing_record_agreed_by_somebody', '(agreed_at IS NULL) = (agreed_by_id IS NULL)')
@Check('growing_record_agreed_where_needed', 'agreed_at IS NULL OR needs_agreement')
@Check('growing_record_agreed_by_another', 'agreed_by_id <> recorded_by_id')
@Check('growing_record_agreement_of_correction', 'corrects_id IS NOT NULL OR NOT needs_agreement')
@Check(
  'growing_record_declined_whole',
  '(declined_at IS NULL) = (declined_by_id IS NULL) AND (declined_at IS NULL) = (decline_reason IS NULL)',
)
@Check('growing_record_declined_where_needed', 'declined_at IS NULL OR needs_agreement')
@Check('growing_record_declined_by_another', 'declined_by_id <> recorded_by_id')
@Check('growing_record_declined_before_agreed', 'agreed_at >= declined_at')
@Check(
  'growing_record_decline_reason',
  `decline_reason IN ('CONTRADICTED', 'NOT_SHOWN', 'NO_SLIP', 'WRONG_ENTRY')`,
)
@Index('growing_record_awaiting_agreement', ['performedAt', 'id'], {
  where: 'needs_agreement AND agreed_at IS NULL',
})
@Check(
  'growing_record_period_of_statement',
  `(kind = 'SPRAYS_COMPLETE') = (stated_from IS NOT NULL) AND (kind = 'SPRAYS_COMPLETE') = (stated_to IS NOT NULL)
    AND (kind = 'SPRAYS_COMPLETE') = (stated_sprays IS NOT NULL)`,
)
@Check(
  'growing_record_stated_period',
  'stated_to BETWEEN stated_from AND least(stated_from + 365, performed_on)',
)
@Check('growing_record_stated_sprays', 'stated_sprays >= 0')
@Index('growing_record_statements', ['plotId', 'statedFrom'], { where: "kind = 'SPRAYS_COMPLETE'" })
@Check('growing_record_area_mu_hundredths_check', 'area_mu_hundredths > 0')
@Unique('growing_record_corrected_once', ['correctsId'])
@Index('growing_record_plot', ['plotId', 'performedOn'])
@Index('growing_record_performed', ['performedAt', 'id'])
@Index('growing_record_organisation', ['organisationId', 'performedAt', 'id'])
@Index('growing_record_label', ['productLabelId'], { where: 'product_label_id IS NOT NULL' })
export class GrowingRecord {
  @PrimaryColumn('uuid') id!: GrowingRecordId;
  @ForeignKey('Plot') @Column('uuid') plotId!: PlotId;
  @ForeignKey('Organisation') @Column('uuid') organisationId!: OrganisationId;
  @Column('text') kind!: GrowingKind;
  @Column('timestamptz', instantColumn) performedAt!: Instant;
  @Column('date') performedOn!: LocalDate;
  @ForeignKey('ProductLabel') @Column('uuid', { nullable: true }) productLabelId!: ProductLabelId | null;
  @Column('text', { nullable: true }) productName!: string | null;
  /** Of a spray without any it is not known what was in it. */
  @Column('text', { array: true }) substances!: string[];
  @Column('text', { nullable: true }) dose!: string | null;
  @Column('integer', { nullable: true }) areaMuHundredths!: MuHundredths | null;
  @Column('text', { nullable: true }) target!: string | null;
  @ForeignKey('Grower') @Column('uuid', { nullable: true }) operatorId!: GrowerId | null;
  @Column('text', { nullable: true }) note!: string | null;
  @Column('timestamptz', instantColumn) recordedAt!: Instant;
  @ForeignKey('UserAccount') @Column('uuid') recordedById!: UserId;
  /** The grower for whom a clerk entered it (代录). */
  @ForeignKey('Grower') @Column('uuid', { nullable: true }) onBehalfOfId!: GrowerId | null;
  @ForeignKey('GrowingRecord') @Column('uuid', { nullable: true }) correctsId!: GrowingRecordId | null;
  @Column('boolean', { default: false }) isVoid!: boolean;
  /** Of a correction of a spray: whether it speaks for fruit only once the base office has agreed to it. */
  @Column('boolean', { default: false }) needsAgreement!: boolean;
  @Column('timestamptz', { nullable: true, ...instantColumn }) agreedAt!: Instant | null;
  @ForeignKey('UserAccount') @Column('uuid', { nullable: true }) agreedById!: UserId | null;
  @Column('timestamptz', { nullable: true, ...instantColumn }) declinedAt!: Instant | null;
  @ForeignKey('UserAccount') @Column('uuid', { nullable: true }) declinedById!: UserId | null;
  @Column('text', { nullable: true }) declineReason!: DeclineReason | null;
  /** Of a statement that nothing was sprayed beyond what is recorded: from and to which day, both included. */
  @Column('date', { nullable: true }) statedFrom!: LocalDate | null;
  @Column('date', { nullable: true }) statedTo!: LocalDate | null;
  /** How many sprays of the period whoever stated it had before him; none: that nothing was sprayed. */
  @Column('integer', { nullable: true }) statedSprays!: number | null;
  @Column('uuid', { array: true }) visibleTo!: OrganisationId[];
}

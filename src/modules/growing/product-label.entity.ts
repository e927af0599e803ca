import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { instantColumn } from '../../infrastructure/database/columns.js';
import type { AttachmentId, OrganisationId, ProductLabelId, UserId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';

/** What the label of a product says for one crop, typed in by one person and confirmed by another. Common knowledge. */
@Entity('product_label')
@Check('product_label_phi_days_check', 'phi_days BETWEEN 0 AND 365')
@Check('product_label_max_applications_check', 'max_applications BETWEEN 1 AND 50')
@Check('product_label_interval_or_none', 'phi_days IS NULL OR NOT states_no_interval')
@Check('product_label_maximum_or_none', 'max_applications IS NULL OR NOT states_no_maximum')
@Check('product_label_two_people', 'confirmed_by_id IS NULL OR confirmed_by_id <> entered_by_id')
@Check(
  'product_label_two_organisations',
  'confirmed_by_organisation_id IS NULL OR confirmed_by_organisation_id <> entered_by_organisation_id',
)
@Index('product_label_one_per_crop', ['registrationNumber', 'crop'], {
  unique: true,
  where: '((confirmed_at IS NULL) OR (phi_days IS NOT NULL) OR states_no_interval)',
})
@Index('product_label_photograph', ['photographId'], { where: 'photograph_id IS NOT NULL' })
export class ProductLabel {
  @PrimaryColumn('uuid') id!: ProductLabelId;
  /** 农药登记证号. */
  @Column('text') registrationNumber!: string;
  @Column('text') nameZh!: string;
  @Column('text') crop!: string;
  /** Codes of active ingredients; a name as the label prints it where no code is known. */
  @Column('text', { array: true }) substances!: string[];
  /** Days from the spray to the first harvest 安全间隔期; null: none was entered. */
  @Column('integer', { nullable: true }) phiDays!: number | null;
  /** The label was read and asks for no interval. */
  @Column('boolean', { default: false }) statesNoInterval!: boolean;
  /** Most applications a season; null: none was entered. */
  @Column('integer', { nullable: true }) maxApplications!: number | null;
  /** The label was read and sets no maximum. */
  @Column('boolean', { default: false }) statesNoMaximum!: boolean;
  /** What whoever confirms compares the figures with. */
  @ForeignKey('Attachment') @Column('uuid', { nullable: true }) photographId!: AttachmentId | null;
  @ForeignKey('Organisation') @Column('uuid') enteredByOrganisationId!: OrganisationId;
  @ForeignKey('UserAccount') @Column('uuid') enteredById!: UserId;
  @Column('timestamptz', instantColumn) enteredAt!: Instant;
  @ForeignKey('UserAccount') @Column('uuid', { nullable: true }) confirmedById!: UserId | null;
  @ForeignKey('Organisation')
  @Column('uuid', { nullable: true })
  confirmedByOrganisationId!: OrganisationId | null;
  @Column('timestamptz', { nullable: true, ...instantColumn }) confirmedAt!: Instant | null;
}

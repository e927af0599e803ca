import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { instantColumn } from '../../infrastructure/database/columns.js';
import type { OrganisationId, PlotId, PlotVarietyId, UserId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { LocalDate } from '../../kernel/local-date.js';

/** What a plot was planted with from a day on, until the next entry says otherwise. What was said stays. */
@Entity('plot_variety')
@Check('plot_variety_confirmed_by_somebody', '(confirmed_at IS NULL) = (confirmed_by_id IS NULL)')
@Check('plot_variety_two_people', 'confirmed_by_id <> recorded_by_id')
@Index('plot_variety_plot', ['plotId', 'validFrom'])
export class PlotVariety {
  @PrimaryColumn('uuid') id!: PlotVarietyId;
  @ForeignKey('Plot') @Column('uuid') plotId!: PlotId;
  @ForeignKey('Organisation') @Column('uuid') organisationId!: OrganisationId;
  @ForeignKey('Variety') @Column('text') varietyCode!: string;
  /** First day of harvest that it holds for; null: since ever. */
  @Column('date', { nullable: true }) validFrom!: LocalDate | null;
  @Column('timestamptz', instantColumn) recordedAt!: Instant;
  /** Null: put together from the ledger. */
  @ForeignKey('UserAccount') @Column('uuid', { nullable: true }) recordedById!: UserId | null;
  /** When the base office confirmed it; until then it proves nothing of harvests that had been recorded before it was said. */
  @Column('timestamptz', { ...instantColumn, nullable: true }) confirmedAt!: Instant | null;
  @ForeignKey('UserAccount') @Column('uuid', { nullable: true }) confirmedById!: UserId | null;
}

import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { instantColumn } from '../../infrastructure/database/columns.js';
import type { MuHundredths, SquareMetres } from '../../kernel/area.js';
import type { Polygon } from '../../kernel/geo.js';
import type { GrowerId, OrchardId, OrganisationId, PlotId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';

/** A piece of land with one variety: where every kilogram begins. */
@Entity('plot')
@Unique('plot_code_key', ['code'])
@Index('plot_organisation', ['organisationId', 'id'])
@Index('plot_orchard', ['orchardId'])
@Check('plot_declared_area', 'declared_mu_hundredths > 0')
@Check('plot_planted_year', 'planted_year BETWEEN 1900 AND 2100')
export class Plot {
  @PrimaryColumn('uuid') id!: PlotId;
  @Column('text') code!: string;
  @ForeignKey('Organisation') @Column('uuid') organisationId!: OrganisationId;
  @ForeignKey('Orchard') @Column('uuid', { nullable: true }) orchardId!: OrchardId | null;
  @ForeignKey('Grower') @Column('uuid', { nullable: true }) growerId!: GrowerId | null;
  @ForeignKey('Region') @Column('text') countyCode!: string;
  @ForeignKey('Region') @Column('text') townCode!: string;
  @ForeignKey('Variety') @Column('text') varietyCode!: string;
  @Column('integer', { nullable: true }) plantedYear!: number | null;
  @Column('integer') declaredMuHundredths!: MuHundredths;
  /** Of the boundary; for the owner's own reckoning. What others may see of it stands with the boundary. */
  @Column('integer', { nullable: true }) measuredSquareMetres!: SquareMetres | null;
  @Column('timestamptz', instantColumn) createdAt!: Instant;
  @Column('uuid', { array: true }) visibleTo!: OrganisationId[];
}

/** Apart from the plot, because fewer may see it: the owner, inspectors at work on its fruit and the base office. */
@Entity('plot_boundary')
@Check('plot_boundary_square_metres_check', 'square_metres > 0')
export class PlotBoundary {
  @ForeignKey('Plot') @PrimaryColumn('uuid') plotId!: PlotId;
  @ForeignKey('Organisation') @Column('uuid') organisationId!: OrganisationId;
  @Column('jsonb') geometry!: Polygon;
  @Column('integer') squareMetres!: SquareMetres;
  @Column('timestamptz', instantColumn) recordedAt!: Instant;
  @Column('uuid', { array: true }) visibleTo!: OrganisationId[];
}

import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { instantColumn } from '../../infrastructure/database/columns.js';
import type { OrchardId, OrganisationId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';

/** Plots that are looked after together. */
@Entity('orchard')
@Unique('orchard_code_key', ['code'])
@Index('orchard_organisation', ['organisationId'])
export class Orchard {
  @PrimaryColumn('uuid') id!: OrchardId;
  @Column('text') code!: string;
  @ForeignKey('Organisation') @Column('uuid') organisationId!: OrganisationId;
  @Column('text') nameZh!: string;
  @Column('text', { nullable: true }) nameEn!: string | null;
  @ForeignKey('Region') @Column('text') townCode!: string;
  @Column('timestamptz', instantColumn) createdAt!: Instant;
  @Column('uuid', { array: true }) visibleTo!: OrganisationId[];
}

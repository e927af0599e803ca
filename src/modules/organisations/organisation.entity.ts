import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import type { OrganisationKind } from '../../infrastructure/auth/permissions.js';
import { instantColumn } from '../../infrastructure/database/columns.js';
import type { Gln } from '../../kernel/gs1.js';
import type { OrganisationId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';

@Entity('organisation')
@Check(
  'organisation_kind',
  `kind IN ('BASE_OFFICE', 'COOPERATIVE', 'PACKHOUSE', 'PROCESSOR', 'INSPECTION_BODY', 'EXPORTER')`,
)
@Check('organisation_gln', `gln ~ '^[0-9]{13}$'`)
@Unique('organisation_code_key', ['code'])
@Unique('organisation_gln_key', ['gln'])
export class Organisation {
  @PrimaryColumn('uuid') id!: OrganisationId;
  @Column('text') code!: string;
  @Column('text') kind!: OrganisationKind;
  @Column('text') nameZh!: string;
  @Column('text') nameEn!: string;
  @ForeignKey('Region') @Column('text', { nullable: true }) countyCode!: string | null;
  @ForeignKey('Region') @Column('text', { nullable: true }) townCode!: string | null;
  @Column('text', { nullable: true }) gln!: Gln | null;
  @Column('timestamptz', instantColumn) createdAt!: Instant;
  @Column('timestamptz', { nullable: true, ...instantColumn }) closedAt!: Instant | null;
}

import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { instantColumn } from '../../infrastructure/database/columns.js';
import type { GrowerId, OrganisationId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';

/** A member household of a cooperative. Name and telephone are personal: nothing but this row holds them in clear. */
@Entity('grower')
@Unique('grower_code_key', ['organisationId', 'code'])
@Check('grower_erased_is_empty', 'erased_at IS NULL OR (name IS NULL AND telephone IS NULL)')
export class Grower {
  @PrimaryColumn('uuid') id!: GrowerId;
  @Column('text') code!: string;
  @ForeignKey('Organisation') @Column('uuid') organisationId!: OrganisationId;
  @ForeignKey('Region') @Column('text', { nullable: true }) townCode!: string | null;
  @Column('text', { nullable: true }) name!: string | null;
  @Column('text', { nullable: true }) telephone!: string | null;
  @Column('timestamptz', instantColumn) createdAt!: Instant;
  @Column('timestamptz', { nullable: true, ...instantColumn }) erasedAt!: Instant | null;
}

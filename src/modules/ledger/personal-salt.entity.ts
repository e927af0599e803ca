import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { instantColumn } from '../../infrastructure/database/columns.js';
import type { OrganisationId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';

/** What opens a commitment to a personal value. Erasing the row makes the commitment mean nothing to anybody. */
@Entity('personal_salt')
@Index('personal_salt_subject', ['subjectId'])
export class PersonalSalt {
  @PrimaryColumn('text') commitment!: string;
  @Column('uuid') subjectId!: string;
  @Column('uuid', { nullable: true }) organisationId!: OrganisationId | null;
  @Column('text') salt!: string;
  @Column('timestamptz', instantColumn) createdAt!: Instant;
}

import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { instantColumn } from '../../infrastructure/database/columns.js';
import type { LedgerEntryId, OrganisationId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';

/** Free text of an entry. The entry has a commitment to it; text and salt lie here, where they can be erased. */
@Entity('ledger_text')
@Check(
  'ledger_text_erased_is_empty',
  'CASE WHEN erased_at IS NULL THEN salt IS NOT NULL AND text IS NOT NULL ELSE salt IS NULL AND text IS NULL END',
)
@Index('ledger_text_entry', ['entryId'])
export class LedgerText {
  @PrimaryColumn('text') commitment!: string;
  @Column('uuid') entryId!: LedgerEntryId;
  /** Where it stood in what was told: `reason`, `ticket.number`. */
  @Column('text') field!: string;
  @Index('ledger_text_subject', { synchronize: false })
  @Column('uuid', { array: true })
  subjectIds!: string[];
  @Column('uuid', { nullable: true }) organisationId!: OrganisationId | null;
  @Column('uuid', { array: true }) shownTo!: OrganisationId[];
  @Column('text', { nullable: true }) salt!: string | null;
  @Column('text', { nullable: true }) text!: string | null;
  @Column('timestamptz', { nullable: true, ...instantColumn }) erasedAt!: Instant | null;
}

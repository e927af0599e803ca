import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { instantColumn } from '../../infrastructure/database/columns.js';
import type { LedgerEntryId, OrganisationId, UserId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';

/** One change, as it was told, for ever. `canonical` is what the hash covers; the other columns find it again. */
@Entity('ledger_entry')
@Check('ledger_entry_hash', `sha256 = encode(sha256(convert_to(canonical, 'UTF8')), 'hex')`)
@Check(
  'ledger_entry_is_what_it_says',
  `(canonical::jsonb ->> 'id')::uuid = id AND canonical::jsonb ->> 'kind' = kind`,
)
@Check('ledger_entry_offset', 'occurred_offset_minutes BETWEEN -840 AND 840')
@Index('ledger_entry_organisation', ['organisationId', 'id'])
@Index('ledger_entry_correction', ['recordedAt'], { where: `kind = 'batch.corrected'` })
@Index('ledger_entry_feed', ['transactionId', 'id'])
export class LedgerEntry {
  @PrimaryColumn('uuid') id!: LedgerEntryId;
  /**
   * `pg_current_xact_id()` as a number, since the mapper has no xid8; it stays far below 2^63.
   * The default is written without its casts, which the mapper drops when it compares.
   */
  @Column({
    type: 'bigint',
    default: () => '((pg_current_xact_id()))',
    insert: false,
    update: false,
  })
  transactionId!: number;
  @Column('text') kind!: string;
  @Column('uuid', { nullable: true }) organisationId!: OrganisationId | null;
  @Column('uuid', { nullable: true }) actorId!: UserId | null;
  @Column('uuid', { nullable: true }) onBehalfOfId!: string | null;
  @Column('text', { nullable: true }) device!: string | null;
  @Column('timestamptz', instantColumn) occurredAt!: Instant;
  @Column('smallint') occurredOffsetMinutes!: number;
  @Column('timestamptz', instantColumn) recordedAt!: Instant;
  @Index('ledger_entry_subject', { synchronize: false })
  @Column('uuid', { array: true })
  subjectIds!: string[];
  /** Organisations that read it besides the one that acted. */
  @Column('uuid', { array: true, default: [] }) shownTo!: OrganisationId[];
  @Column('text') canonical!: string;
  @Column('text') sha256!: string;
}

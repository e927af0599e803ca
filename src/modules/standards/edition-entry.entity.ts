import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { instantColumn } from '../../infrastructure/database/columns.js';
import type { AttachmentId, EditionEntryId, UserId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { LocalDate } from '../../kernel/local-date.js';
import type { EntryType } from './domain/edition-entry.js';

/**
 * One demand of an edition as the base office entered it, with who countersigned it. When the edition is published, what
 * it says is written into the tables that fruit is judged by, and neither changes any more.
 */
@Entity('edition_entry')
@Check(
  'edition_entry_type_check',
  `type IN ('RULE', 'RESIDUE_LIMIT', 'RESIDUE_FALLBACK', 'MARKET_STATUS', 'QUESTION', 'NEW_VARIETY', 'LISTED_VARIETY')`,
)
@Check('edition_entry_hash', `said_sha256 = encode(sha256(convert_to(said, 'UTF8')), 'hex')`)
@Check(
  'edition_entry_countersigned_by_somebody',
  '(countersigned_at IS NULL) = (countersigned_by_id IS NULL)',
)
@Check('edition_entry_two_people', 'countersigned_by_id <> entered_by_id')
@Check(
  'edition_entry_text_and_scan',
  `countersigned_at IS NULL OR type = 'QUESTION' OR (scan_id IS NOT NULL AND said::jsonb #>> '{source,clause}' IS NOT NULL)`,
)
@Check('edition_entry_dropped_by_somebody', 'dropped_by_id IS NULL OR dropped_at IS NOT NULL')
@Index('edition_entry_once', ['versionCode', 'type', 'code'], { unique: true, where: 'dropped_at IS NULL' })
@Index('edition_entry_version', ['versionCode'])
@Index('edition_entry_scan', ['scanId'], { where: 'scan_id IS NOT NULL' })
export class EditionEntry {
  @PrimaryColumn('uuid') id!: EditionEntryId;
  @ForeignKey('StandardVersionRow') @Column('text') versionCode!: string;
  @Column('text') type!: EntryType;
  @Column('text') code!: string;
  /** Canonical JSON of `Said`: what is countersigned, to the letter. */
  @Column('text') said!: string;
  @Column('text') saidSha256!: string;
  /** The page it was read from. */
  @ForeignKey('Attachment') @Column('uuid', { nullable: true }) scanId!: AttachmentId | null;
  @ForeignKey('UserAccount') @Column('uuid') enteredById!: UserId;
  @Column('timestamptz', instantColumn) enteredAt!: Instant;
  @ForeignKey('UserAccount') @Column('uuid', { nullable: true }) countersignedById!: UserId | null;
  @Column('timestamptz', { nullable: true, ...instantColumn }) countersignedAt!: Instant | null;
  /** Who sees to it until it is countersigned. */
  @ForeignKey('UserAccount') @Column('uuid', { nullable: true }) ownerId!: UserId | null;
  @Column('date', { nullable: true }) dueOn!: LocalDate | null;
  @Column('timestamptz', { nullable: true, ...instantColumn }) droppedAt!: Instant | null;
  @ForeignKey('UserAccount') @Column('uuid', { nullable: true }) droppedById!: UserId | null;
  @Column('boolean') isPublished!: boolean;
}

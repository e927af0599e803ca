import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { instantColumn } from '../../infrastructure/database/columns.js';
import type { SubstanceReadingId, UserId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { NamesWithdrawalReason } from './domain/refuse-names-withdrawal.js';

/** A substance, or other names of one, as the base office read them. They count once a second person confirmed them. */
@Entity('substance_reading')
@Check('substance_reading_both_names', '(name_zh IS NULL) = (name_en IS NULL)')
@Check('substance_reading_confirmed_by_somebody', '(confirmed_at IS NULL) = (confirmed_by_id IS NULL)')
@Check('substance_reading_two_people', 'confirmed_by_id <> entered_by_id')
@Check(
  'substance_reading_withdrawal_reason',
  `withdrawal_reason IN ('OTHER_SUBSTANCE', 'SEVERAL_SUBSTANCES', 'NOT_IN_TEXT')`,
)
@Check(
  'substance_reading_withdrawal_asked',
  `(withdrawal_asked_at IS NULL) = (withdrawal_asked_by_id IS NULL)
    AND (withdrawal_asked_at IS NULL) = (withdrawal_reason IS NULL)`,
)
@Check('substance_reading_withdrawn_by_somebody', '(withdrawn_at IS NULL) = (withdrawn_by_id IS NULL)')
@Check(
  'substance_reading_withdrawal_in_order',
  `(withdrawal_asked_at IS NULL OR confirmed_at IS NOT NULL)
    AND (withdrawn_at IS NULL OR withdrawal_asked_at IS NOT NULL)`,
)
@Check('substance_reading_withdrawn_by_two', 'withdrawn_by_id <> withdrawal_asked_by_id')
export class SubstanceReading {
  @PrimaryColumn('uuid') id!: SubstanceReadingId;
  @Column('text') code!: string;
  /** Null of a substance that is known: only other names of it were read. */
  @Column('text', { nullable: true }) nameZh!: string | null;
  @Column('text', { nullable: true }) nameEn!: string | null;
  @Column('text', { nullable: true }) casNumber!: string | null;
  @Column('text', { array: true }) otherNames!: string[];
  @Column('text') document!: string;
  @Column('text') clause!: string;
  @Column('text', { nullable: true }) url!: string | null;
  @Column('timestamptz', instantColumn) enteredAt!: Instant;
  @ForeignKey('UserAccount') @Column('uuid') enteredById!: UserId;
  @Column('timestamptz', { nullable: true, ...instantColumn }) confirmedAt!: Instant | null;
  @ForeignKey('UserAccount') @Column('uuid', { nullable: true }) confirmedById!: UserId | null;
  /** Why somebody wants the other names taken back; they count until another person agrees. */
  @Column('text', { nullable: true }) withdrawalReason!: NamesWithdrawalReason | null;
  @Column('timestamptz', { nullable: true, ...instantColumn }) withdrawalAskedAt!: Instant | null;
  @ForeignKey('UserAccount') @Column('uuid', { nullable: true }) withdrawalAskedById!: UserId | null;
  @Column('timestamptz', { nullable: true, ...instantColumn }) withdrawnAt!: Instant | null;
  @ForeignKey('UserAccount') @Column('uuid', { nullable: true }) withdrawnById!: UserId | null;
}

import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { instantColumn } from '../../infrastructure/database/columns.js';
import type { SubstanceReadingId, UserId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';

/** A substance, or other names of one, as the base office read them. They count once a second person confirmed them. */
@Entity('substance_reading')
@Check('substance_reading_both_names', '(name_zh IS NULL) = (name_en IS NULL)')
@Check('substance_reading_confirmed_by_somebody', '(confirmed_at IS NULL) = (confirmed_by_id IS NULL)')
@Check('substance_reading_two_people', 'confirmed_by_id <> entered_by_id')
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
}

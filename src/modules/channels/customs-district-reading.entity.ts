import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { instantColumn } from '../../infrastructure/database/columns.js';
import type { CustomsDistrictReadingId, UserId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';

/** Which counties a customs district 关区 has by an official text. The district's row says so once a second person confirmed it. */
@Entity('customs_district_reading')
@Check('customs_district_reading_confirmed_by_somebody', '(confirmed_at IS NULL) = (confirmed_by_id IS NULL)')
@Check('customs_district_reading_two_people', 'confirmed_by_id <> entered_by_id')
@Index('customs_district_reading_district', ['customsDistrictCode', 'id'])
export class CustomsDistrictReading {
  @PrimaryColumn('uuid') id!: CustomsDistrictReadingId;
  @ForeignKey('CustomsDistrict') @Column('text') customsDistrictCode!: string;
  @Column('text', { array: true }) countyCodes!: string[];
  @Column('text') document!: string;
  @Column('text') clause!: string;
  @Column('text', { nullable: true }) url!: string | null;
  @Column('timestamptz', instantColumn) enteredAt!: Instant;
  @ForeignKey('UserAccount') @Column('uuid') enteredById!: UserId;
  @Column('timestamptz', { nullable: true, ...instantColumn }) confirmedAt!: Instant | null;
  @ForeignKey('UserAccount') @Column('uuid', { nullable: true }) confirmedById!: UserId | null;
}

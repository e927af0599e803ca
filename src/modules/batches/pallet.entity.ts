import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { BatchId, OrganisationId, PalletId } from '../../kernel/ids.js';
import type { Sscc } from '../../kernel/gs1.js';

/** A pallet 托盘 with cartons of one packed batch, found by its SSCC. */
@Entity('pallet')
@Unique('pallet_sscc_key', ['sscc'])
@Check('pallet_sscc', `sscc ~ '^[0-9]{18}$'`)
@Check('pallet_carton_count_check', 'carton_count > 0')
@Index('pallet_batch', ['batchId'])
export class Pallet {
  @PrimaryColumn('uuid') id!: PalletId;
  @Column('text') sscc!: Sscc;
  @ForeignKey('Batch') @Column('uuid') batchId!: BatchId;
  @ForeignKey('Organisation') @Column('uuid') organisationId!: OrganisationId;
  @Column('integer') cartonCount!: number;
  @Column('uuid', { array: true }) visibleTo!: OrganisationId[];
}

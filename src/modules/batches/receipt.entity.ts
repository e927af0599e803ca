import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import type { GrowerId, OrganisationId, RunId } from '../../kernel/ids.js';
import type { Grams } from '../../kernel/mass.js';
import type { Fen } from '../../kernel/money.js';

/** The weigh ticket 磅单 of a receipt, as the scale printed it. */
@Entity('receipt')
@Unique('receipt_ticket_key', ['organisationId', 'ticketNumber'])
@Check('receipt_gross_grams_check', 'gross_grams > 0')
@Check('receipt_tare_grams_check', 'tare_grams >= 0')
@Check('receipt_deduction_grams_check', 'deduction_grams >= 0')
@Check('receipt_net_grams_check', 'net_grams > 0')
@Check('receipt_net', 'net_grams = gross_grams - tare_grams - deduction_grams')
export class Receipt {
  @ForeignKey('Run') @PrimaryColumn('uuid') runId!: RunId;
  @ForeignKey('Organisation') @Column('uuid') supplierId!: OrganisationId;
  @ForeignKey('Organisation') @Column('uuid') organisationId!: OrganisationId;
  @Column('text') ticketNumber!: string;
  @Column('bigint') grossGrams!: Grams;
  @Column('bigint') tareGrams!: Grams;
  @Column('bigint') deductionGrams!: Grams;
  @Column('bigint') netGrams!: Grams;
  @Column('text', { nullable: true }) certificateNumber!: string | null;
  @Column('uuid', { array: true }) visibleTo!: OrganisationId[];
}

/** Price and payee: the two parties' own affair, kept apart from the ticket because fewer may see it. */
@Entity('receipt_settlement')
@Check('receipt_settlement_price_fen_per_kg_check', 'price_fen_per_kg >= 0')
@Check('receipt_settlement_advance_fen_check', 'advance_fen >= 0')
export class ReceiptSettlement {
  @ForeignKey('Receipt') @PrimaryColumn('uuid') runId!: RunId;
  @ForeignKey('Organisation') @Column('uuid') organisationId!: OrganisationId;
  @ForeignKey('Organisation') @Column('uuid') supplierId!: OrganisationId;
  @Column('bigint') priceFenPerKg!: Fen;
  @Column('bigint') advanceFen!: Fen;
  @Column('char', { length: 3 }) currency!: string;
  @ForeignKey('Grower') @Column('uuid', { nullable: true }) payeeId!: GrowerId | null;
}

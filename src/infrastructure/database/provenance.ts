import { Column } from 'typeorm';
import type { LocalDate } from '../../kernel/local-date.js';

export const CONFIDENCE_LEVELS = ['official', 'confirmed', 'secondary', 'unverified'] as const;

/** Where a reference fact comes from and how far it may be trusted; the same columns on every reference table. */
export abstract class Provenance {
  @Column('text', { nullable: true }) edition!: string | null;
  @Column('date', { nullable: true }) validFrom!: LocalDate | null;
  @Column('date', { nullable: true }) validTo!: LocalDate | null;
  @Column('jsonb') source!: { document: string; clause: string | null; url: string | null };
  @Column('date') lastChecked!: LocalDate;
  @Column('text') confidence!: (typeof CONFIDENCE_LEVELS)[number];
}

import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import { Provenance } from '../../infrastructure/database/provenance.js';

/** A pest 有害生物, and the code by which traps, counts, areas and rules know it. */
@Entity('pest')
@Check('pest_confidence_check', `confidence IN ('official', 'confirmed', 'secondary', 'unverified')`)
export class Pest extends Provenance {
  @PrimaryColumn('text') code!: string;
  @Column('text') scientificName!: string;
  @Column('text') nameZh!: string;
  /** Null: not found. */
  @Column('text', { nullable: true }) eppoCode!: string | null;
}

import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import { Provenance } from '../../infrastructure/database/provenance.js';

/** The customs that an orchard or packhouse of a county deals with. Kept as data: it rests on experience, not on a text. */
@Entity('customs_district')
@Check(
  'customs_district_confidence_check',
  `confidence IN ('official', 'confirmed', 'secondary', 'unverified')`,
)
export class CustomsDistrict extends Provenance {
  @PrimaryColumn('text') code!: string;
  @Column('text') nameZh!: string;
  @Column('text') nameEn!: string;
  @Column('text', { array: true }) countyCodes!: string[];
}

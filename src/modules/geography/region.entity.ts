import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Provenance } from '../../infrastructure/database/provenance.js';

export type RegionLevel = 'PROVINCE' | 'CITY' | 'COUNTY' | 'TOWN';

/** A province, city, county (GB/T 2260) or town (statistical code of nine digits). */
@Entity('region')
@Check('region_level_check', `level IN ('PROVINCE', 'CITY', 'COUNTY', 'TOWN')`)
@Check('region_confidence_check', `confidence IN ('official', 'confirmed', 'secondary', 'unverified')`)
@Index('region_parent', ['parentCode'])
export class Region extends Provenance {
  @PrimaryColumn('text') code!: string;
  @Column('text') nameZh!: string;
  @Column('text', { nullable: true }) nameEn!: string | null;
  @Column('text') level!: RegionLevel;
  @ForeignKey('Region') @Column('text', { nullable: true }) parentCode!: string | null;
}

import { Field, ObjectType } from '@nestjs/graphql';
import { describedEnum } from '../../graphql/enums.js';
import { ProvenanceType } from '../../graphql/provenance.types.js';
import type { CustomsDistrict } from './customs-district.entity.js';
import type { RegionLevel } from './region.entity.js';

export const RegionLevelEnum = describedEnum<RegionLevel>('RegionLevel', 'Province, city, county or town.', {
  PROVINCE: 'Province or municipality 省、直辖市.',
  CITY: 'Prefecture-level city 地级市.',
  COUNTY: 'County or district 县、区.',
  TOWN: 'Town or street 镇、街道.',
});

@ObjectType('Region', { description: 'A province, city, county or town, by official code.' })
export class RegionType {
  @Field(() => String, { description: 'GB/T 2260 code of six digits, or the town code of nine.' })
  code!: string;

  @Field(() => String, { description: 'Name in Chinese.' })
  nameZh!: string;

  @Field(() => String, { nullable: true, description: 'Name in English, where there is an established one.' })
  nameEn!: string | null;

  @Field(() => RegionLevelEnum, { description: 'Province, city, county or town.' })
  level!: RegionLevel;

  @Field(() => String, { nullable: true, description: 'Code of the region it lies in.' })
  parentCode!: string | null;
}

@ObjectType('CustomsDistrict', {
  description: 'The customs that growers and packhouses of these counties deal with.',
})
export class CustomsDistrictType {
  @Field(() => String, { description: 'Code within this product.' })
  code!: string;

  @Field(() => String, { description: 'Name in Chinese.' })
  nameZh!: string;

  @Field(() => String, { description: 'Name in English.' })
  nameEn!: string;

  @Field(() => [String], { description: 'GB/T 2260 codes of its counties.' })
  countyCodes!: string[];

  @Field(() => ProvenanceType, { description: 'Where this comes from, and how far it may be trusted.' })
  provenance!: ProvenanceType;

  static of = (row: CustomsDistrict): CustomsDistrictType =>
    Object.assign(new CustomsDistrictType(), row, { provenance: row });
}

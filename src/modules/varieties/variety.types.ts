import { Field, ObjectType } from '@nestjs/graphql';
import { expectedRows } from '../../graphql/expected-rows.js';
import { BilingualType } from '../../graphql/bilingual.types.js';
import { describedEnum } from '../../graphql/enums.js';
import { ConfidenceEnum, ProvenanceType, SourceType } from '../../graphql/provenance.types.js';
import { DecimalScalar } from '../../graphql/scalars/scalars.js';
import type { Provenance } from '../../infrastructure/database/provenance.js';
import type { Variety, VarietyMeasurement } from './variety.entity.js';

export const MaturityClassEnum = describedEnum<NonNullable<Variety['maturityClass']>>(
  'MaturityClass',
  'When a variety ripens.',
  {
    EARLY: 'Early 早熟.',
    MID: 'Mid-season 中熟.',
    LATE: 'Late 晚熟.',
  },
);

@ObjectType('VarietyFigure', { description: 'One measured figure of a variety.' })
export class VarietyFigureType {
  @Field(() => String, { description: 'What was measured, such as TSS or FRUIT_WEIGHT.' })
  parameter!: string;

  @Field(() => DecimalScalar, { description: 'The value as the source prints it.' })
  value!: string;

  @Field(() => String, { description: 'Unit; "1" is a ratio.' })
  unit!: string;
}

@ObjectType('VarietyMeasurement', { description: 'What was measured of a variety on one sample.' })
export class VarietyMeasurementType {
  @Field(() => BilingualType, { description: 'Which fruit, where and when: figures without it say little.' })
  basis!: BilingualType;

  @Field(() => [VarietyFigureType], { complexity: expectedRows(5), description: 'The figures.' })
  figures!: readonly VarietyFigureType[];

  @Field(() => SourceType, { description: 'Where they were read.' })
  source!: SourceType;

  @Field(() => ConfidenceEnum, { description: 'How far they may be trusted.' })
  confidence!: Provenance['confidence'];
}

@ObjectType('Variety', { description: 'A blood-orange variety 品种.' })
export class VarietyType {
  @Field(() => String, { description: 'Code, such as TAROCCO-8.' })
  code!: string;

  @Field(() => String, { description: 'Name in Chinese.' })
  nameZh!: string;

  @Field(() => String, { nullable: true, description: 'Name in English, where there is one.' })
  nameEn!: string | null;

  @Field(() => String, { nullable: true, description: 'Botanical species, where a source says it.' })
  species!: string | null;

  @Field(() => MaturityClassEnum, {
    nullable: true,
    description: 'Early, mid-season or late, where a source says it.',
  })
  maturityClass!: Variety['maturityClass'];

  @Field(() => BilingualType, {
    nullable: true,
    description: 'When a source says it ripens; no rule about harvesting.',
  })
  maturity!: BilingualType | null;

  @Field(() => [VarietyMeasurementType], {
    complexity: expectedRows(2),
    description: 'What was measured of it.',
  })
  measurements!: readonly VarietyMeasurement[];

  @Field(() => BilingualType, { nullable: true, description: 'What else there is to say.' })
  note!: BilingualType | null;

  @Field(() => ProvenanceType, { description: 'Where this comes from.' })
  provenance!: ProvenanceType;

  static of(row: Variety): VarietyType {
    return Object.assign(new VarietyType(), row, { provenance: row, measurements: row.figures });
  }
}

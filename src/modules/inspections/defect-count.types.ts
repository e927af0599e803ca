import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { expectedRows } from '../../graphql/expected-rows.js';
import { describedEnum } from '../../graphql/enums.js';
import { DecimalScalar } from '../../graphql/scalars/scalars.js';
import type { Decimal } from '../../kernel/decimal.js';
import { DEFECT_KINDS, type DefectKindCode } from '../standards/domain/defect-kinds.js';
import type { DefectCount, ReachedClass, TallyBasis } from '../standards/domain/defect-tally.js';
import { MEASUREMENT_PARAMETERS } from '../standards/domain/measurement-parameters.js';
import { CorrectableType } from './correctable.types.js';
import type { SampleLayer, SamplePlace } from './domain/refuse-sample.js';

export const PARAMETER_CODES = Object.keys(MEASUREMENT_PARAMETERS);
const described = Object.entries(MEASUREMENT_PARAMETERS).map(([code, { name, unit }]) => [
  code,
  `${name.en} ${name.zh}, in ${unit === '1' ? 'no unit' : unit}.`,
]);
export const MeasurementParameterEnum = describedEnum(
  'MeasurementParameter',
  'What an inspection measures. Each has one unit; nothing is converted.',
  Object.fromEntries(described) as Record<string, string>,
);

export const SampleLayerEnum = describedEnum<SampleLayer>(
  'SampleLayer',
  'Where on the pallet a carton stood.',
  {
    TOP: 'Top layers 上层.',
    MIDDLE: 'Middle layers 中层.',
    BOTTOM: 'Bottom layers 下层.',
  },
);
export const TallyBasisEnum = describedEnum<TallyBasis>(
  'DefectCountBasis',
  'What is counted; one for the whole inspection.',
  { NUMBER: 'Fruits.', MASS: 'Their mass, in grams.' },
);
export const ReachedClassEnum = describedEnum<ReachedClass>(
  'ReachedClass',
  'The best class a fruit with a defect still reaches.',
  {
    I: 'Class I 一级.',
    II: 'Class II 二级.',
    NONE: 'None: below Class II, or not even the minimum requirements 最低要求.',
  },
);
export const DefectKindEnum = describedEnum<DefectKindCode>(
  'DefectKind',
  'Defects 缺陷 as the EU marketing standard for citrus fruit names them.',
  Object.fromEntries(
    Object.entries(DEFECT_KINDS).map(([code, { name }]) => [code, `${name.en} ${name.zh}.`]),
  ) as Record<DefectKindCode, string>,
);
@ObjectType('SamplePlace', { description: 'Cartons taken at one place.' })
export class SamplePlaceType implements SamplePlace {
  @Field(() => String, { nullable: true, description: 'SSCC of the pallet.' })
  pallet!: string | null;

  @Field(() => SampleLayerEnum, { nullable: true, description: 'Where on the pallet.' })
  layer!: SampleLayer | null;

  @Field(() => Int, { description: 'How many.' })
  cartons!: number;
}

@ObjectType('Defect', { description: 'Fruit with one defect; fruit with several is counted by the worst.' })
export class DefectType implements DefectCount {
  @Field(() => DefectKindEnum, { description: 'Which.' })
  kind!: DefectKindCode;

  @Field(() => ReachedClassEnum, {
    nullable: true,
    description: 'The best class it still reaches; empty for a size that is off.',
  })
  reaches!: ReachedClass | null;

  @Field(() => Int, { description: 'Fruits, or grams.' })
  amount!: number;
}

@ObjectType('DefectCount', { description: 'What was counted in one opened carton, or in several at once.' })
export class DefectCountType extends CorrectableType {
  @Field(() => ID, { description: 'Id; a correction names it.' })
  id!: string;

  @Field(() => TallyBasisEnum, { description: 'Fruits, or their mass.' })
  basis!: TallyBasis;

  @Field(() => Int, { description: 'Cartons.' })
  cartons!: number;

  @Field(() => Int, { description: 'Fruits looked at, or grams of them.' })
  examined!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Cartons that do not conform, in the word of who counted; empty: not judged by carton.',
  })
  nonconformingCartons!: number | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Smallest fruit of the carton, mm.' })
  smallestMillimetres!: Decimal | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Largest fruit of the carton, mm.' })
  largestMillimetres!: Decimal | null;

  @Field(() => [DefectType], { complexity: expectedRows(3), description: 'What was found; empty: nothing.' })
  defects!: readonly DefectType[];
}

@ObjectType('CountedShare', { description: 'A share that follows from the counts of an inspection.' })
export class CountedShareType {
  @Field(() => MeasurementParameterEnum, { description: 'Which.' })
  parameter!: string;

  @Field(() => Int, { description: 'Fruits counted, or grams.' })
  part!: number;

  @Field(() => Int, { description: 'Of so many examined.' })
  whole!: number;

  @Field(() => DecimalScalar, {
    description:
      'In %, rounded up at the sixth decimal, so that a limit is exceeded exactly where the count does.',
  })
  percent!: Decimal;
}

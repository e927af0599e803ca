import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { expectedRows } from '../../graphql/expected-rows.js';
import { describedEnum } from '../../graphql/enums.js';
import { Party } from '../../graphql/party.types.js';
import { GramsScalar, LocalDateScalar } from '../../graphql/scalars/scalars.js';
import { QualityClassEnum } from '../../graphql/quality-class.types.js';
import { BatchKindEnum } from '../batches/batch.types.js';
import { RunKindEnum } from '../batches/run-kind.types.js';
import { InspectionSummary } from '../inspections/inspection-summary.types.js';
import { VerdictEnum } from '../lots/finding.types.js';
import { LotStateEnum } from '../lots/lot-enums.types.js';
import { UnityEnum } from '../standards/rule.types.js';

const TraceStartKindEnum = describedEnum<'BATCH' | 'PALLET' | 'LOT'>(
  'TraceStartKind',
  'What a trace begins at.',
  {
    BATCH: 'A batch.',
    PALLET: 'A pallet, by its SSCC; followed as the batch on it.',
    LOT: 'A joint export lot; followed from all of its batches.',
  },
);

@ObjectType({ description: 'A batch of a trace.' })
export class TraceBatch {
  @Field(() => ID, { description: 'Id.' })
  id!: string;

  @Field(() => String, { description: 'Code.' })
  code!: string;

  @Field(() => BatchKindEnum, { description: 'What it is.' })
  kind!: string;

  @Field(() => Int, {
    description: 'Steps from the start: negative upstream, 0 the start, positive downstream.',
  })
  depth!: number;

  @Field(() => ID, { nullable: true, description: 'The run that made it.' })
  runId!: string | null;

  @Field(() => ID, { nullable: true, description: 'The plot it was picked on, for a harvest.' })
  plotId!: string | null;

  @Field(() => String, { nullable: true, description: 'Variety; empty once varieties were mixed.' })
  varietyCode!: string | null;

  @Field(() => LocalDateScalar, { description: 'When it came about.' })
  madeOn!: string;

  @Field(() => GramsScalar, { description: 'What it weighed then.' })
  massGrams!: number;

  @Field(() => GramsScalar, { description: 'What is left of it.' })
  remainingGrams!: number;

  @Field(() => GramsScalar, { description: 'What was drawn beyond what there was.' })
  deficitGrams!: number;

  @Field(() => Int, { nullable: true, description: 'Cartons, for packed fruit.' })
  cartonCount!: number | null;

  @Field(() => QualityClassEnum, { nullable: true, description: 'Class.' })
  class!: string | null;

  @Field(() => String, { nullable: true, description: 'The market it was packed for.' })
  marketCode!: string | null;

  @Field(() => [String], { description: 'Counties its fruit came from.' })
  countyCodes!: string[];

  @Field(() => Int, { description: 'How many holds stand on it.' })
  openHoldCount!: number;

  @Field(() => Party, { description: 'Who has it.' })
  holder!: Party;

  @Field(() => [InspectionSummary], { complexity: expectedRows(1), description: 'Inspections of it.' })
  inspections!: InspectionSummary[];
}

@ObjectType({ description: 'What a run took, or a lot has, of one batch.' })
export class TraceShare {
  @Field(() => ID, { description: 'The batch.' })
  batchId!: string;

  @Field(() => GramsScalar, { description: 'How much.' })
  massGrams!: number;
}

@ObjectType({ description: 'A step that turned batches into batches.' })
export class TraceRun {
  @Field(() => ID, { description: 'Id.' })
  id!: string;

  @Field(() => String, { description: 'Code.' })
  code!: string;

  @Field(() => RunKindEnum, { description: 'What was done.' })
  kind!: string;

  @Field(() => LocalDateScalar, { description: 'When.' })
  performedOn!: string;

  @Field(() => Party, { description: 'By whom.' })
  organisation!: Party;

  @Field(() => GramsScalar, { description: 'What went in.' })
  inputGrams!: number;

  @Field(() => GramsScalar, { description: 'What came out.' })
  outputGrams!: number;

  @Field(() => GramsScalar, { description: 'What was thrown away.' })
  discardedGrams!: number;

  @Field(() => GramsScalar, { description: 'What was lost.' })
  lossGrams!: number;

  @Field(() => Float, { description: 'What the scales say differently, in grams, signed.' })
  differenceGrams!: number;

  @Field(() => String, { nullable: true, description: 'Number of the weigh ticket, for a receipt.' })
  ticketNumber!: string | null;

  @Field(() => [TraceShare], { complexity: expectedRows(2), description: 'What was taken of each batch.' })
  draws!: TraceShare[];
}

@ObjectType({ description: 'A plot that fruit of the start grew on.' })
export class TracePlot {
  @Field(() => ID, { description: 'Id.' })
  id!: string;

  @Field(() => String, { description: 'Code.' })
  code!: string;

  @Field(() => String, { description: 'Code of its town.' })
  townCode!: string;

  @Field(() => String, { description: 'Name of its town.' })
  townName!: string;

  @Field(() => String, { description: 'Code of its county.' })
  countyCode!: string;

  @Field(() => String, { description: 'Name of its county.' })
  countyName!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Variety of the fruit that came from there, as recorded when it was picked, whatever was planted since; empty where it was more than one.',
  })
  varietyCode!: string | null;

  @Field(() => Party, { description: 'The cooperative it belongs to.' })
  cooperative!: Party;

  @Field(() => GramsScalar, { description: 'How much of the start came from there; the plots add up to it.' })
  massGrams!: number;

  @Field(() => [String], {
    description:
      'Numbers of the orchard registrations that cover it or did, confirmed by the base office or not: which count for the fruit is said by findings.',
  })
  registrations!: string[];
}

@ObjectType({ description: 'One of the four checks in a word.' })
export class TraceCheck {
  @Field(() => UnityEnum, { description: 'One variety list, one brand, one standard or one channel.' })
  unity!: string;

  @Field(() => VerdictEnum, { description: 'The worst of its gating findings.' })
  verdict!: string;
}

@ObjectType({ description: 'A joint export lot that fruit of the trace is in.' })
export class TraceLot {
  @Field(() => ID, { description: 'Id.' })
  id!: string;

  @Field(() => String, { description: 'Code.' })
  code!: string;

  @Field(() => LotStateEnum, { description: 'How far it is.' })
  state!: string;

  @Field(() => String, { description: 'Where it goes.' })
  marketCode!: string;

  @Field(() => Party, { description: 'Who exports it.' })
  exporter!: Party;

  @Field(() => Int, { nullable: true, description: 'Holds on it; not told to those who only contributed.' })
  openHoldCount!: number | null;

  @Field(() => [TraceShare], {
    complexity: expectedRows(2),
    description: 'What it has of the batches of this trace.',
  })
  members!: TraceShare[];

  @Field(() => [TraceCheck], {
    complexity: expectedRows(4),
    description: 'The last four checks; not told to those who only contributed.',
  })
  checks!: TraceCheck[];
}

@ObjectType({ description: 'What a trace begins at.' })
export class TraceStart {
  @Field(() => TraceStartKindEnum, { description: 'A batch, a pallet or a lot.' })
  kind!: string;

  @Field(() => ID, { description: 'Id.' })
  id!: string;

  @Field(() => String, { description: 'Code; for a pallet its SSCC.' })
  code!: string;
}

@ObjectType({ description: 'Upstream and downstream of something, as far as the caller may see.' })
export class Trace {
  @Field(() => TraceStart, { description: 'Where it begins.' })
  start!: TraceStart;

  @Field(() => [TraceBatch], {
    complexity: expectedRows(8),
    description: 'Batches, from the harvests down.',
  })
  batches!: TraceBatch[];

  @Field(() => [TraceRun], {
    complexity: expectedRows(5),
    description: 'Runs between them, in order of time.',
  })
  runs!: TraceRun[];

  @Field(() => [TracePlot], {
    complexity: expectedRows(3),
    description: 'The plots the start came from, largest share first.',
  })
  plots!: TracePlot[];

  @Field(() => [TraceLot], { complexity: expectedRows(1), description: 'The lots its fruit is in.' })
  lots!: TraceLot[];
}

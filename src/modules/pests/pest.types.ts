import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { connectionOf, type Page } from '../../graphql/connection.js';
import { expectedRows } from '../../graphql/expected-rows.js';
import { ProvenanceType } from '../../graphql/provenance.types.js';
import { DecimalScalar, InstantScalar, LocalDateScalar } from '../../graphql/scalars/scalars.js';
import type { Decimal } from '../../kernel/decimal.js';
import type { Instant } from '../../kernel/instant.js';
import type { LocalDate } from '../../kernel/local-date.js';
import { GeoJsonScalar } from '../../graphql/scalars/geo-json.scalar.js';
import type { AreaStatusCode, TreatmentKind } from '../standards/domain/pest-words.js';
import type { Lure } from './domain/lure.js';
import type { DoseUnit, Reading } from './domain/refuse-treatment.js';
import { AreaStatusEnum, DoseUnitEnum, LureEnum, TreatmentKindEnum } from './pest-enums.types.js';
import type {
  AreaStatusFilter,
  AreaStatusView,
  OfficerFilter,
  OfficerView,
  TrapCountFilter,
  TrapCountView,
  TrapFilter,
  TrapView,
  TreatmentFilter,
  TreatmentView,
} from './pest.queries.js';

@ObjectType('Pest', { description: 'A pest 有害生物, and the code by which traps, areas and rules know it.' })
export class PestType {
  @Field(() => String, { description: 'Code.' })
  code!: string;

  @Field(() => String, { description: 'Scientific name.' })
  scientificName!: string;

  @Field(() => String, { description: 'Name in Chinese.' })
  nameZh!: string;

  @Field(() => String, { nullable: true, description: 'EPPO code; empty where none was found.' })
  eppoCode!: string | null;

  @Field(() => ProvenanceType, { description: 'Where that was read.' })
  provenance!: ProvenanceType;
}

@ObjectType({ isAbstract: true })
abstract class RecordedType {
  @Field(() => ID, { description: 'Id.' })
  id!: string;

  @Field(() => InstantScalar, { description: 'When it was entered.' })
  recordedAt!: Instant;
}

@ObjectType({ isAbstract: true })
abstract class StandingType extends RecordedType {
  @Field(() => LocalDateScalar, { description: 'First day.' })
  validFrom!: LocalDate;

  @Field(() => LocalDateScalar, { nullable: true, description: 'Last day; empty: without end.' })
  validTo!: LocalDate | null;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'First day on which it no longer stands, where it was ended.',
  })
  endedOn!: LocalDate | null;

  @Field(() => ID, { nullable: true, description: 'Its paper, as an attachment.' })
  attachmentId!: string | null;

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'When the base office confirmed it; empty before.',
  })
  confirmedAt!: Instant | null;
}

@ObjectType('OfficerAppointment', {
  description: 'Somebody is plant-protection officer 植保员 of a registered orchard or a packhouse.',
})
export class OfficerAppointmentType extends StandingType {
  @Field(() => ID, { description: 'The organisation that appointed.' })
  organisationId!: string;

  @Field(() => ID, { nullable: true, description: 'The registered orchard; empty: the packhouse itself.' })
  registrationId!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Username of the officer; seen by the organisation and the base office.',
  })
  officer!: string | null;

  @Field(() => String, { nullable: true, description: 'Certificate or training; empty where erased.' })
  evidence!: string | null;
}

@ObjectType('PestTrap', { description: 'A trap 诱捕器 on a plot, or for a registered orchard.' })
export class PestTrapType extends RecordedType {
  @Field(() => String, { description: 'Code, as written on it.' })
  code!: string;

  @Field(() => ID, { description: 'The cooperative that looks after it.' })
  organisationId!: string;

  @Field(() => ID, { nullable: true, description: 'The plot it hangs on.' })
  plotId!: string | null;

  @Field(() => ID, { nullable: true, description: 'The registered orchard it stands for.' })
  registrationId!: string | null;

  @Field(() => [String], { description: 'Codes of the pests it is for.' })
  pests!: string[];

  @Field(() => LureEnum, { description: 'What draws them.' })
  lure!: Lure;

  @Field(() => LocalDateScalar, { description: 'The day it was set up.' })
  setUpOn!: LocalDate;

  @Field(() => LocalDateScalar, { nullable: true, description: 'The last day it stood; empty: it stands.' })
  takenDownOn!: LocalDate | null;

  @Field(() => GeoJsonScalar, {
    nullable: true,
    description: 'Where it hangs, as a GeoJSON Point; seen by whoever sees the boundary of a plot.',
  })
  point!: unknown;
}

@ObjectType('PestCount', { description: 'How many of one pest were caught.' })
export class PestCountType {
  @Field(() => String, { description: 'Code of the pest.' })
  pestCode!: string;

  @Field(() => Int, { description: 'How many; 0: looked for and not found.' })
  count!: number;
}

@ObjectType('TrapCount', {
  description: 'What was found in a trap. Never changed: corrections are records of their own.',
})
export class TrapCountType extends RecordedType {
  @Field(() => ID, { description: 'The trap.' })
  trapId!: string;

  @Field(() => InstantScalar, { description: 'When somebody looked into it.' })
  inspectedAt!: Instant;

  @Field(() => LocalDateScalar, { description: 'The day of that in China.' })
  inspectedOn!: LocalDate;

  @Field(() => String, {
    nullable: true,
    description: 'Username of who looked; seen by the cooperative and the base office.',
  })
  inspector!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Username of who entered it; seen by the cooperative and the base office.',
  })
  recordedBy!: string | null;

  @Field(() => ID, { nullable: true, description: 'The record whose place it takes.' })
  correctsId!: string | null;

  @Field(() => ID, { nullable: true, description: 'The record that takes its place.' })
  correctedById!: string | null;

  @Field(() => Boolean, { description: 'Whether it says that what it corrects did not happen.' })
  isVoid!: boolean;
}

@ObjectType('AreaStatus', {
  description:
    'What an area is for a pest, by an official paper. It settles nothing before a second person has confirmed it.',
})
export class AreaStatusType extends StandingType {
  @Field(() => String, { description: 'Code of the pest.' })
  pestCode!: string;

  @Field(() => AreaStatusEnum, { description: 'What the area is.' })
  status!: AreaStatusCode;

  @Field(() => String, { nullable: true, description: 'Code of the county or town.' })
  regionCode!: string | null;

  @Field(() => ID, { nullable: true, description: 'The registered orchard.' })
  registrationId!: string | null;

  @Field(() => String, { description: 'The paper, such as a supervision conclusion 监管结论.' })
  document!: string;

  @Field(() => InstantScalar, {
    nullable: true,
    description:
      'When another person confirmed that it ended. Before that a confirmed status that was ended speaks for no fruit any more, and still against it.',
  })
  endConfirmedAt!: Instant | null;
}

@ObjectType('TemperatureReading', { description: 'A temperature read during a treatment.' })
export class TemperatureReadingType {
  @Field(() => InstantScalar, { description: 'When.' })
  at!: Instant;

  @Field(() => DecimalScalar, { description: 'Degrees Celsius.' })
  celsius!: Decimal;
}

@ObjectType('QuarantineTreatment', {
  description:
    'A quarantine treatment 检疫处理 of a packed batch. Never changed: corrections are records of their own.',
})
export class QuarantineTreatmentType extends RecordedType {
  @Field(() => ID, { description: 'The packed batch.' })
  batchId!: string;

  @Field(() => ID, { description: 'The organisation that recorded it.' })
  organisationId!: string;

  @Field(() => TreatmentKindEnum, { description: 'What was done.' })
  kind!: TreatmentKind;

  @Field(() => String, { nullable: true, description: 'Where; empty where it was not said or was erased.' })
  facility!: string | null;

  @Field(() => InstantScalar, {
    description: 'When it began: when all probes had reached what is asked for.',
  })
  startedAt!: Instant;

  @Field(() => InstantScalar, { nullable: true, description: 'When it ended; empty: it is going on.' })
  endedAt!: Instant | null;

  @Field(() => [TemperatureReadingType], {
    complexity: expectedRows(24),
    description: 'Temperatures of the fruit, earliest first.',
  })
  readings!: Reading[];

  @Field(() => DecimalScalar, { nullable: true, description: 'The dose.' })
  dose!: Decimal | null;

  @Field(() => DoseUnitEnum, { nullable: true, description: 'Its unit.' })
  doseUnit!: DoseUnit | null;

  @Field(() => String, { nullable: true, description: 'Number of the certificate.' })
  certificateNumber!: string | null;

  @Field(() => ID, { nullable: true, description: 'The certificate or record, as an attachment.' })
  attachmentId!: string | null;

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'When the base office confirmed it; empty before.',
  })
  confirmedAt!: Instant | null;

  @Field(() => ID, { nullable: true, description: 'The record whose place it takes.' })
  correctsId!: string | null;

  @Field(() => ID, { nullable: true, description: 'The record that takes its place.' })
  correctedById!: string | null;

  @Field(() => Boolean, { description: 'Whether it says that what it corrects did not happen.' })
  isVoid!: boolean;
}

export const OfficerAppointmentConnection = connectionOf('OfficerAppointment', () => OfficerAppointmentType);
export const PestTrapConnection = connectionOf('PestTrap', () => PestTrapType);
export const TrapCountConnection = connectionOf('TrapCount', () => TrapCountType);
export const AreaStatusConnection = connectionOf('AreaStatus', () => AreaStatusType);
export const QuarantineTreatmentConnection = connectionOf(
  'QuarantineTreatment',
  () => QuarantineTreatmentType,
);

type Filtered<V, F> = Page<V> & { readonly filter: F };
export type OfficerPage = Filtered<OfficerView, OfficerFilter>;
export type TrapPage = Filtered<TrapView, TrapFilter>;
export type TrapCountPage = Filtered<TrapCountView, TrapCountFilter>;
export type AreaStatusPage = Filtered<AreaStatusView, AreaStatusFilter>;
export type TreatmentPage = Filtered<TreatmentView, TreatmentFilter>;

@ObjectType({ description: 'An officer was appointed, or an appointment ended or confirmed.' })
export class OfficerAppointmentPayload {
  @Field(() => OfficerAppointmentType, { description: 'The appointment as it is now.' })
  appointment!: OfficerView;
}

@ObjectType({ description: 'A trap was set up or taken down.' })
export class PestTrapPayload {
  @Field(() => PestTrapType, { description: 'The trap as it is now.' })
  trap!: TrapView;
}

@ObjectType({ description: 'A trap was counted, or a count put right.' })
export class TrapCountPayload {
  @Field(() => TrapCountType, { description: 'The record.' })
  count!: TrapCountView;
}

@ObjectType({ description: 'The status of an area was entered, confirmed or ended.' })
export class AreaStatusPayload {
  @Field(() => AreaStatusType, { description: 'The status as it is now.' })
  areaStatus!: AreaStatusView;
}

@ObjectType({ description: 'A quarantine treatment was recorded, put right or confirmed.' })
export class QuarantineTreatmentPayload {
  @Field(() => QuarantineTreatmentType, { description: 'The record as it is now.' })
  treatment!: TreatmentView;
}

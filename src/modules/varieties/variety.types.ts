import { Field, ObjectType } from '@nestjs/graphql';
import { expectedRows } from '../../graphql/expected-rows.js';
import { BilingualType } from '../../graphql/bilingual.types.js';
import { describedEnum } from '../../graphql/enums.js';
import { ConfidenceEnum, ProvenanceType, SourceType } from '../../graphql/provenance.types.js';
import { DecimalScalar, InstantScalar } from '../../graphql/scalars/scalars.js';
import type { Provenance } from '../../infrastructure/database/provenance.js';
import type { Instant } from '../../kernel/instant.js';
import type { VarietyList } from './variety-list.entity.js';
import type { Variety, VarietyMeasurement } from './variety.entity.js';
import type { ListWithEntries } from './variety.queries.js';

const MaturityClassEnum = describedEnum<NonNullable<Variety['maturityClass']>>(
  'MaturityClass',
  'When a variety ripens.',
  {
    EARLY: 'Early 早熟.',
    MID: 'Mid-season 中熟.',
    LATE: 'Late 晚熟.',
  },
);
const VarietyListStateEnum = describedEnum<VarietyList['state']>(
  'VarietyListState',
  'How far an edition of the list has come.',
  {
    DRAFT: 'Being written; binds nobody.',
    PUBLISHED: 'In use; never changes.',
    SUPERSEDED: 'Followed by another; still judges what was harvested while it was valid.',
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

@ObjectType('VarietyListEntry', { description: 'A variety of an edition of the unified list.' })
export class VarietyListEntryType {
  @Field(() => VarietyType, { description: 'The variety.' })
  variety!: VarietyType;

  @Field(() => String, {
    nullable: true,
    description: 'First day of the harvest window as MM-DD; empty where none is given.',
  })
  harvestFrom!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Last day of the harvest window as MM-DD; it may lie after the new year.',
  })
  harvestTo!: string | null;

  @Field(() => BilingualType, { nullable: true, description: 'Why it is listed.' })
  note!: BilingualType | null;

  @Field(() => ProvenanceType, { description: 'Where this comes from.' })
  provenance!: ProvenanceType;

  static of({ entry, variety }: ListWithEntries['entries'][number]): VarietyListEntryType {
    return Object.assign(new VarietyListEntryType(), entry, {
      provenance: entry,
      variety: VarietyType.of(variety),
    });
  }
}

@ObjectType('VarietyList', { description: 'An edition of the unified variety list 统一品种目录.' })
export class VarietyListType {
  @Field(() => String, { description: 'Code of the edition.' })
  code!: string;

  @Field(() => String, { description: 'Title in Chinese.' })
  titleZh!: string;

  @Field(() => String, { description: 'Title in English.' })
  titleEn!: string;

  @Field(() => Boolean, {
    description: "An example, standing in until the base office enters the base's own list.",
  })
  isExample!: boolean;

  @Field(() => VarietyListStateEnum, { description: 'How far it has come.' })
  state!: VarietyList['state'];

  @Field(() => InstantScalar, { nullable: true, description: 'When it was published here.' })
  publishedAt!: Instant | null;

  @Field(() => [VarietyListEntryType], { complexity: expectedRows(10), description: 'Its varieties.' })
  entries!: VarietyListEntryType[];

  @Field(() => ProvenanceType, { description: 'Where this comes from, and when it applies.' })
  provenance!: ProvenanceType;

  static of({ list, entries }: ListWithEntries): VarietyListType {
    const shown = entries.map((entry) => VarietyListEntryType.of(entry));
    return Object.assign(new VarietyListType(), list, { provenance: list, entries: shown });
  }
}

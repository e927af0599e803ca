import { Field, ObjectType } from '@nestjs/graphql';
import { BilingualType } from '../../graphql/bilingual.types.js';
import { describedEnum } from '../../graphql/enums.js';
import { expectedRows } from '../../graphql/expected-rows.js';
import { ProvenanceType } from '../../graphql/provenance.types.js';
import { InstantScalar, LocalDateScalar } from '../../graphql/scalars/scalars.js';
import type { Instant } from '../../kernel/instant.js';
import type { LocalDate } from '../../kernel/local-date.js';
import { VarietyType } from '../varieties/variety.types.js';
import type { HarvestWindow } from './domain/edition-entry.js';
import type { ListChange } from './domain/variety-list.js';
import type { OfficePerson } from './edition.queries.js';
import { OfficePersonType } from './edition.types.js';
import type { VersionState } from './standard.entity.js';
import type { ListWithEntries, OfficeWork } from './variety-list.queries.js';

const VarietyListStateEnum = describedEnum<VersionState>(
  'VarietyListState',
  'How far an edition of the list has come.',
  {
    DRAFT: 'Being written; binds nobody.',
    PUBLISHED: 'In use; never changes.',
    SUPERSEDED: 'Followed by another; still judges what was harvested while it was valid.',
  },
);

const ListChangeEnum = describedEnum<ListChange['change']>(
  'VarietyListChangeKind',
  'What an edition of the list changes about a variety.',
  {
    LISTED: 'It was not on the edition before.',
    TAKEN_OFF: 'It is not listed any more.',
    WINDOW: 'It may be picked on other days.',
  },
);

@ObjectType('HarvestWindow', { description: 'When a variety may be picked; empty where no window is given.' })
export class HarvestWindowType {
  @Field(() => String, { nullable: true, description: 'First day as MM-DD.' })
  harvestFrom!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Last day as MM-DD; it may lie after the new year.',
  })
  harvestTo!: string | null;
}

@ObjectType('VarietyListChange', { description: 'What an edition changes about one variety.' })
export class VarietyListChangeType {
  @Field(() => String, { description: 'Code of the variety.' })
  varietyCode!: string;

  @Field(() => BilingualType, { description: 'Its name.' })
  varietyName!: BilingualType;

  @Field(() => ListChangeEnum, { description: 'What is different.' })
  change!: ListChange['change'];

  @Field(() => HarvestWindowType, { nullable: true, description: 'Before; empty where it was not listed.' })
  before!: HarvestWindow | null;

  @Field(() => HarvestWindowType, { nullable: true, description: 'Now; empty where it is not listed.' })
  after!: HarvestWindow | null;
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
  state!: VersionState;

  @Field(() => InstantScalar, { nullable: true, description: 'When it was published here.' })
  publishedAt!: Instant | null;

  @Field(() => [VarietyListEntryType], { complexity: expectedRows(10), description: 'Its varieties.' })
  entries!: VarietyListEntryType[];

  @Field(() => ProvenanceType, { description: 'Where this comes from, and when it applies.' })
  provenance!: ProvenanceType;

  @Field(() => OfficePersonType, {
    nullable: true,
    description: 'Who of the base office began it; another one publishes it. Empty for what is shipped.',
  })
  draftedBy!: OfficePerson | null;

  @Field(() => InstantScalar, { nullable: true, description: 'When it was begun.' })
  draftedAt!: Instant | null;

  @Field(() => OfficePersonType, { nullable: true, description: 'Who published it.' })
  publishedBy!: OfficePerson | null;

  @Field(() => OfficePersonType, {
    nullable: true,
    description: 'Who sees to its entries, unless one says otherwise.',
  })
  owner!: OfficePerson | null;

  @Field(() => LocalDateScalar, { nullable: true, description: 'By when.' })
  dueOn!: LocalDate | null;

  @Field(() => String, { nullable: true, description: 'Code of the edition before it; empty for the first.' })
  follows!: string | null;

  // Behind the nested fields that the resolver adds.
  today!: LocalDate;

  static of({ list, entries, work, today }: ListWithEntries): VarietyListType {
    const shown = entries.map((entry) => VarietyListEntryType.of(entry));
    return Object.assign(new VarietyListType(), work ?? NOBODYS_WORK, list, {
      provenance: list,
      entries: shown,
      today,
    });
  }
}

/** Of what the product ships. */
const NOBODYS_WORK: { readonly [field in keyof OfficeWork]: null } = {
  draftedBy: null,
  draftedAt: null,
  publishedBy: null,
  owner: null,
  dueOn: null,
  follows: null,
};

@ObjectType({ description: 'The edition of the unified list as it is now.' })
export class VarietyListPayload {
  @Field(() => VarietyListType, { description: 'The edition.' })
  list!: VarietyListType;
}

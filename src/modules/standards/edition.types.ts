import { ArgsType, Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { IsIn, IsOptional, ValidateNested } from 'class-validator';
import { BilingualType } from '../../graphql/bilingual.types.js';
import { connectionOf, PageArgs } from '../../graphql/connection.js';
import { ConfidenceEnum, SourceType } from '../../graphql/provenance.types.js';
import { InstantScalar, LocalDateScalar } from '../../graphql/scalars/scalars.js';
import { SeasonField } from '../../graphql/season-field.js';
import { TextField } from '../../graphql/text-field.js';
import type { AttachmentId, EditionEntryId, UserId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { LocalDate } from '../../kernel/local-date.js';
import { confidenceOf, isOpen, titleOf, type EntryType } from './domain/edition-entry.js';
import { EntryTypeEnum } from './edition-enums.types.js';
import type { EntryView, OfficePerson, PackView } from './edition.queries.js';
import type { PackGap } from './market-status.entity.js';
import type { Confidence } from './domain/rule.js';
import { StandardVersionStateEnum, StandardVersionType } from './standard.types.js';
import type { VersionState } from './standard.entity.js';

@ObjectType('OfficePerson', { description: 'Somebody of the base office.' })
export class OfficePersonType {
  @Field(() => ID, { description: 'Id of the account; findings name the end of it.' })
  id!: UserId;

  @Field(() => String, { nullable: true, description: 'The name; for the base office itself only.' })
  displayName!: string | null;
}

@ObjectType('MarketPackGap', {
  description:
    'Something of a market’s demands, or of the unified list, that nobody has read and countersigned yet.',
})
export class MarketPackGapType {
  @Field(() => String, { description: 'What it is, in Chinese.' })
  zh!: string;

  @Field(() => String, { description: 'What it is, in English.' })
  en!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The account of the base office that sees to it; empty where nobody does yet.',
  })
  ownerId?: UserId | null;

  @Field(() => LocalDateScalar, { nullable: true, description: 'By when.' })
  dueOn?: LocalDate | null;
}

@ObjectType('EditionEntry', {
  description:
    'One demand of an edition as the base office entered it. Anything said anew voids the countersignature.',
})
export class EditionEntryType {
  @Field(() => ID, { description: 'Id.' })
  id!: EditionEntryId;

  @Field(() => String, { description: 'Code of the edition.' })
  versionCode!: string;

  @Field(() => EntryTypeEnum, { description: 'What it says.' })
  type!: EntryType;

  @Field(() => String, { description: 'Code, once in the edition for each type.' })
  code!: string;

  @Field(() => BilingualType, { description: 'What it is called.' })
  title!: BilingualType;

  @Field(() => String, { description: 'All that it says, as JSON.' })
  contentJson!: string;

  @Field(() => String, { description: 'SHA-256 of all that it says; countersigning asks for it.' })
  saidSha256!: string;

  @Field(() => SourceType, { description: 'Where it was read.' })
  source!: SourceType;

  @Field(() => ID, { nullable: true, description: 'The attachment that shows the page.' })
  scanId!: AttachmentId | null;

  @Field(() => ConfidenceEnum, {
    description: 'How far it may be trusted: CONFIRMED once a second person has countersigned.',
  })
  confidence!: Confidence;

  @Field(() => Boolean, { description: 'Whether it still waits for somebody.' })
  isOpen!: boolean;

  @Field(() => OfficePersonType, { description: 'Who entered it, or said it anew.' })
  enteredBy!: OfficePerson;

  @Field(() => InstantScalar, { description: 'When.' })
  enteredAt!: Instant;

  @Field(() => OfficePersonType, { nullable: true, description: 'Who countersigned; empty before.' })
  countersignedBy!: OfficePerson | null;

  @Field(() => InstantScalar, { nullable: true, description: 'When; empty before.' })
  countersignedAt!: Instant | null;

  @Field(() => OfficePersonType, { nullable: true, description: 'Who sees to it.' })
  owner!: OfficePerson | null;

  @Field(() => LocalDateScalar, { nullable: true, description: 'By when.' })
  dueOn!: LocalDate | null;

  static of(view: EntryView): EditionEntryType {
    const entry = { said: view.said, countersignedById: view.countersignedBy?.id ?? null };
    return Object.assign(new EditionEntryType(), view, {
      title: titleOf(view.said),
      contentJson: JSON.stringify(view.said.content),
      source: view.said.source,
      confidence: confidenceOf(entry),
      isOpen: isOpen(entry),
    });
  }
}

@ObjectType('MarketPackEdition', {
  description:
    'A market pack 市场资料包: what a market demands in a season, as one edition of the base office.',
})
export class MarketPackEditionType {
  @Field(() => String, { description: 'Code; findings name it.' })
  versionCode!: string;

  @Field(() => String, { description: 'The market.' })
  marketCode!: string;

  @Field(() => String, { description: 'The season, as 2025/26.' })
  season!: string;

  @Field(() => StandardVersionStateEnum, { description: 'How far it has come.' })
  state!: VersionState;

  @Field(() => LocalDateScalar, { description: 'First day on which it counts.' })
  validFrom!: LocalDate;

  @Field(() => LocalDateScalar, { nullable: true, description: 'Last day on which it counts.' })
  validTo!: LocalDate | null;

  @Field(() => LocalDateScalar, { description: 'When the base office is to look whether it still holds.' })
  reviewOn!: LocalDate;

  @Field(() => Boolean, { description: 'Whether that day has passed.' })
  isReviewDue!: boolean;

  @Field(() => OfficePersonType, { description: 'Who began it; another one publishes it.' })
  draftedBy!: OfficePerson;

  @Field(() => InstantScalar, { description: 'When.' })
  draftedAt!: Instant;

  @Field(() => InstantScalar, { nullable: true, description: 'When it was published; empty for a draft.' })
  publishedAt!: Instant | null;

  // Behind the nested fields that the resolver adds.
  view!: PackView;

  static of(view: PackView): MarketPackEditionType {
    return Object.assign(new MarketPackEditionType(), view, {
      view,
      isReviewDue: view.reviewOn < view.today,
    });
  }
}

@InputType('MarketPackEditionFilter', {
  description: 'Which packs; all conditions that are given must hold.',
})
export class MarketPackEditionFilterInput {
  @TextField({ nullable: true, max: 20, description: 'Of this market.' })
  marketCode?: string | null;

  @SeasonField({ nullable: true, description: 'Of this season.' })
  season?: string | null;

  @Field(() => StandardVersionStateEnum, { nullable: true, description: 'In this state.' })
  @IsOptional()
  @IsIn(['DRAFT', 'PUBLISHED', 'SUPERSEDED'])
  state?: VersionState | null;
}

@ArgsType()
export class MarketPackPageArgs extends PageArgs {
  @Field(() => MarketPackEditionFilterInput, { nullable: true, description: 'Which packs.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => MarketPackEditionFilterInput)
  filter?: MarketPackEditionFilterInput | null;
}

@ObjectType('MarketPackEditionConnection', { description: 'A page of market packs.' })
export class MarketPackEditionConnection extends connectionOf(
  'MarketPackEdition',
  () => MarketPackEditionType,
) {
  /** What `totalCount` counts, if it is asked for. */
  filter!: MarketPackEditionFilterInput;
}

@ObjectType({ description: 'The edition as it is now.' })
export class EditionPayload {
  @Field(() => StandardVersionType, { description: 'The edition.' })
  version!: StandardVersionType;
}

@ObjectType({ description: 'The entry as it is now; the last of it where it was dropped.' })
export class EditionEntryPayload {
  @Field(() => EditionEntryType, { description: 'The entry.' })
  entry!: EditionEntryType;
}

/** A gap with whether its day has passed. */
export const gapOf = ({ zh, en, ownerId, dueOn }: PackGap): MarketPackGapType =>
  Object.assign(new MarketPackGapType(), { zh, en, ownerId: ownerId ?? null, dueOn: dueOn ?? null });

import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { expectedRows } from '../../graphql/expected-rows.js';
import { connectionOf, type Page } from '../../graphql/connection.js';
import { describedEnum } from '../../graphql/enums.js';
import { DecimalScalar, InstantScalar, LocalDateScalar } from '../../graphql/scalars/scalars.js';
import type { Decimal } from '../../kernel/decimal.js';
import type { GrowerId, GrowingRecordId, OrganisationId, PlotId, ProductLabelId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { LocalDate } from '../../kernel/local-date.js';
import type { Bilingual } from '../../kernel/refusal.js';
import type { HarvestReason } from './domain/earliest-harvest.js';
import type { GrowingKind, WorkKind } from './domain/growing-kind.js';
import type { GrowingWarningCode } from './domain/spray-warnings.js';
import type { UnknownInterval } from './domain/spray.js';
import { unstatedSentence, type Period } from './domain/stated-sprays.js';
import type { GrowingRecordFilter, GrowingRecordView } from './growing-record.queries.js';
import type { DeclineReason } from './domain/settling.js';
import { DeclineReasonEnum } from './settling.types.js';

const WORK_DESCRIPTIONS: Record<WorkKind, string> = {
  FERTILISE: '施肥: fertiliser or manure was given.',
  IRRIGATE: '灌溉: watered.',
  PRUNE: '修剪: pruned.',
  BAG: '套袋: fruit was bagged.',
  WEED: '除草: weeds were removed without a pesticide.',
  OTHER: 'Anything else; the note says what.',
};
export const GrowingKindEnum = describedEnum<GrowingKind>('GrowingKind', 'What was done on a plot.', {
  SPRAY: '施药: a pesticide was applied.',
  SPRAYS_COMPLETE:
    '用药记录完整声明: stated that in a period nothing was sprayed beyond what is recorded, or nothing at all.',
  ...WORK_DESCRIPTIONS,
});

export const WorkKindEnum = describedEnum<WorkKind>(
  'WorkKind',
  'Work on a plot other than spraying.',
  WORK_DESCRIPTIONS,
);

export const GrowingWarningCodeEnum = describedEnum<GrowingWarningCode>(
  'GrowingWarningCode',
  'What should be looked at about a spray that was recorded as it happened.',
  {
    BANNED_SUBSTANCE: 'A substance in it was banned on that day.',
    BAN_NOT_CONFIRMED: 'A substance in it may be banned; the text of the ban was not confirmed.',
    LABEL_FOR_ANOTHER_CROP:
      'The label is not for citrus on the tree: its interval and its maximum say nothing of the fruit.',
    MAXIMUM_UNKNOWN: 'The maximum of applications on the label was not entered.',
    SUBSTANCES_NOT_RECORDED: 'It is not recorded what was in it.',
    SUBSTANCE_NOT_LISTED:
      'A substance in it is not in the list of known ones, so that bans and limits cannot be checked.',
    INTERVAL_UNKNOWN: 'Its interval is not known, so that the first day of harvest is not.',
    HARVESTED_WITHIN_INTERVAL: 'Fruit was picked before its interval was over.',
    HARVEST_PLANNED_WITHIN_INTERVAL: 'Harvest is planned before its interval is over.',
    TOO_MANY_APPLICATIONS: 'The product was applied more often than its label allows.',
    STATEMENT_NO_LONGER_HOLDS:
      'It was stated before that all sprays of these days were on record; that has to be stated again.',
  },
);

export const HarvestReasonEnum = describedEnum<HarvestReason>(
  'HarvestReason',
  'Why the first day of harvest is what it is.',
  {
    NO_SPRAY:
      'No spray of the past year is recorded: none speaks against any day. Whether those are all is what `unstated` tells.',
    NO_INTERVAL: 'Every label was read and asks for no interval: nothing speaks against any day.',
    INTERVAL: 'All intervals are known; the longest decides.',
    INTERVAL_UNKNOWN: 'An interval is not known, so that the day is not. It is never guessed.',
  },
);

export const UnknownIntervalEnum = describedEnum<UnknownInterval>(
  'UnknownInterval',
  'Why the interval of a spray is not known.',
  {
    NO_LABEL: 'The record names no product label.',
    LABEL_FOR_ANOTHER_CROP: 'The label is not for citrus on the tree.',
    LABEL_NOT_CONFIRMED: 'No second person has confirmed the label.',
    LABEL_WITHOUT_INTERVAL: 'Its interval was not entered.',
  },
);

@ObjectType('GrowingRecord', {
  description:
    'Something done on a plot 农事记录, as it was told. Never changed: corrections are records of their own.',
})
export class GrowingRecordType implements GrowingRecordView {
  @Field(() => ID, { description: 'Id.' })
  id!: GrowingRecordId;

  @Field(() => GrowingKindEnum, { description: 'What was done.' })
  kind!: GrowingKind;

  @Field(() => InstantScalar, { description: 'When it was done.' })
  performedAt!: Instant;

  @Field(() => LocalDateScalar, { description: 'The day it was done, in China: intervals count from it.' })
  performedOn!: LocalDate;

  @Field(() => String, { nullable: true, description: 'Product as the grower calls it.' })
  productName!: string | null;

  @Field(() => [String], {
    description:
      'Active ingredients: codes, or as they were told names that have no code or that the base office may take back. Empty for a spray: not recorded.',
  })
  substances!: string[];

  @Field(() => String, { nullable: true, description: 'Dose or dilution, as told.' })
  dose!: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Area worked on, in mu 亩.' })
  areaMu!: Decimal | null;

  @Field(() => String, { nullable: true, description: 'Pest or disease it was for.' })
  target!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What else was said; seen by the cooperative and the base office.',
  })
  note!: string | null;

  @Field(() => InstantScalar, { description: 'When it was entered here.' })
  recordedAt!: Instant;

  @Field(() => ID, { nullable: true, description: 'The earlier record whose place it takes.' })
  correctsId!: GrowingRecordId | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The later record that took its place; empty while it stands.',
  })
  correctedById!: GrowingRecordId | null;

  @Field(() => Boolean, { description: 'Says that what the corrected record tells did not happen.' })
  isVoid!: boolean;

  @Field(() => Boolean, {
    description:
      'A correction or voiding of a spray, which speaks for fruit only once the base office has agreed to it. Those made before that was asked for need nobody.',
  })
  needsAgreement!: boolean;

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'When the base office agreed to it; empty: not yet.',
  })
  agreedAt!: Instant | null;

  @Field(() => InstantScalar, {
    nullable: true,
    description:
      'When the base office declined it: what it withdrew counts, and it still counts against the fruit.',
  })
  declinedAt!: Instant | null;

  @Field(() => DeclineReasonEnum, { nullable: true, description: 'Why it was declined.' })
  declineReason!: DeclineReason | null;

  @Field(() => String, {
    nullable: true,
    description: 'Username of who declined it; seen by the base office.',
  })
  declinedBy!: string | null;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Of a statement that the spray record is complete: its first day.',
  })
  statedFrom!: LocalDate | null;

  @Field(() => LocalDateScalar, { nullable: true, description: 'Its last day.' })
  statedTo!: LocalDate | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'How many sprays of these days were on record when it was made; 0: it states that nothing was sprayed.',
  })
  statedSprays!: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether the statement still holds: no longer once a spray of its days is entered after it, until it is stated again. Empty for other records, for those that were corrected or are void, and to whom only a part of the sprays is shown.',
  })
  statementHolds!: boolean | null;

  // Behind the nested fields that the resolver adds.
  plotId!: PlotId;
  organisationId!: OrganisationId;
  productLabelId!: ProductLabelId | null;
  operatorId!: GrowerId | null;
  onBehalfOfId!: GrowerId | null;
}

export const GrowingRecordConnection = connectionOf('GrowingRecord', () => GrowingRecordType);
export type GrowingRecordPage = Page<GrowingRecordView> & { readonly filter: GrowingRecordFilter };

@ObjectType('GrowingWarning', {
  description: 'Something about a spray that should be looked at. It was recorded all the same.',
})
export class GrowingWarningType {
  @Field(() => GrowingWarningCodeEnum, { description: 'Stable code.' })
  code!: GrowingWarningCode;

  @Field(() => String, { description: 'The warning as a sentence in the language of the request.' })
  message!: string;
}

@ObjectType({ description: 'A growing record was made.' })
export class GrowingRecordPayload {
  @Field(() => GrowingRecordType, { description: 'The record.' })
  record!: GrowingRecordView;
}

@ObjectType('UnknownIntervalOfSpray', { description: 'A spray whose interval is not known.' })
export class UnknownIntervalType {
  @Field(() => UnknownIntervalEnum, { description: 'Why it is not known.' })
  reason!: UnknownInterval;

  @Field(() => String, { description: 'Why, as a sentence in the language of the request.' })
  message!: string;

  // Behind the nested field that the resolver adds.
  recordId!: GrowingRecordId;
}

@ObjectType('UnstatedSprays', {
  description:
    'Days for which nobody has stated that all sprays of the plot are on record, or that there were none: fruit picked there stays undecided until somebody does.',
})
export class UnstatedSpraysType {
  @Field(() => LocalDateScalar, { description: 'First of these days.' })
  from!: LocalDate;

  @Field(() => LocalDateScalar, { description: 'Last of these days.' })
  to!: LocalDate;

  @Field(() => String, { description: 'The same as a sentence in the language of the request.' })
  message!: string;

  static of(days: Period, language: keyof Bilingual): UnstatedSpraysType {
    const { from, to } = days;
    return Object.assign(new UnstatedSpraysType(), { from, to, message: unstatedSentence(days)[language] });
  }
}

@ObjectType('EarliestHarvest', {
  description: 'From which day harvest on a plot keeps the intervals of its sprays.',
})
export class EarliestHarvestType {
  @Field(() => HarvestReasonEnum, { description: 'Why the day is what it is.' })
  because!: HarvestReason;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'First day of harvest. Empty where no spray asks for one, and where it is not known.',
  })
  day!: LocalDate | null;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'What the known intervals alone ask for: certainly not before this day.',
  })
  notBefore!: LocalDate | null;

  @Field(() => LocalDateScalar, {
    description: 'The day on which it was reckoned, with the sprays known by then.',
  })
  asOf!: LocalDate;

  @Field(() => [UnknownIntervalType], {
    complexity: expectedRows(2),
    description: 'The sprays whose intervals are not known.',
  })
  unknown!: UnknownIntervalType[];

  @Field(() => [UnstatedSpraysType], {
    complexity: expectedRows(1),
    description:
      'Days of the year up to today for which nobody has stated that all sprays are on record: others may speak against the day.',
  })
  unstated!: UnstatedSpraysType[];

  @Field(() => [GrowingWarningType], {
    complexity: expectedRows(1),
    description:
      'Bans that sprays of the year up to today ran into: on whatever day it is picked, fruit of the plot is stopped by them.',
  })
  banned!: GrowingWarningType[];

  // Behind the nested field that the resolver adds.
  decidedBy!: GrowingRecordId | null;
}

import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { ArrayMaxSize } from 'class-validator';
import { Satisfies } from '../../graphql/constraints.js';
import { expectedRows } from '../../graphql/expected-rows.js';
import { IdField } from '../../graphql/id-field.js';
import { ConfidenceEnum, SourceType } from '../../graphql/provenance.types.js';
import { CommandInputType } from '../../graphql/refused.js';
import { LocalDateScalar } from '../../graphql/scalars/scalars.js';
import { TextField } from '../../graphql/text-field.js';
import { WebAddressField } from '../../graphql/web-address-field.js';
import type { WatchListId } from '../../kernel/ids.js';
import type { LocalDate } from '../../kernel/local-date.js';

@ObjectType('WatchList', {
  description:
    'An edition of what a market watches for in this fruit 残留关注清单, whatever was used on it. It counts once a second person confirmed it.',
})
export class WatchListType {
  @Field(() => ID, { description: 'Id.' })
  id!: string;

  @Field(() => String, { description: 'The market.' })
  marketCode!: string;

  @Field(() => String, { nullable: true, description: 'Its edition.' })
  edition!: string | null;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'First day on which it holds; empty: not known.',
  })
  validFrom!: LocalDate | null;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Last day on which it holds; empty: still in force.',
  })
  validTo!: LocalDate | null;

  @Field(() => [String], {
    complexity: expectedRows(5),
    description: 'Substances, by code; none: the market watches for nothing in particular.',
  })
  substances!: string[];

  @Field(() => [String], {
    complexity: expectedRows(1),
    description:
      'Names by which some of them were entered, which two people made known and may take back. Once one is, the list is UNVERIFIED.',
  })
  substancesTold!: string[];

  @Field(() => SourceType, { description: 'The text it was read in.' })
  source!: SourceType;

  @Field(() => ConfidenceEnum, { description: 'How far it may be trusted.' })
  confidence!: string;

  @Field(() => LocalDateScalar, { description: 'When it was last checked.' })
  lastChecked!: LocalDate;
}

@InputType({ description: 'An edition of what a market watches for, as it was read.' })
export class EnterWatchListInput extends CommandInputType {
  @TextField({ description: 'The market, by code.', max: 10 })
  marketCode!: string;

  @TextField({ description: 'The edition, as its publisher names it.', max: 80 })
  edition!: string;

  @Field(() => LocalDateScalar, { description: 'First day on which it holds.' })
  validFrom!: LocalDate;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Last day on which it holds; empty: still in force.',
  })
  validTo?: LocalDate | null;

  @Field(() => [String], {
    description:
      'Substances, by code or known name; an empty list states that the market watches for nothing in particular.',
  })
  @ArrayMaxSize(1000, { message: '最多 1000 项 | at most 1000' })
  @Satisfies(
    (value) =>
      Array.isArray(value) && value.every((code: unknown) => typeof code === 'string' && code.length <= 80),
    { zh: '每项应为物质的代码或名称', en: 'must be codes or names of substances' },
  )
  substances!: string[];

  @TextField({ description: 'The text it was read in.', max: 300 })
  document!: string;

  @TextField({ nullable: true, description: 'The clause.', max: 200 })
  clause?: string | null;

  @WebAddressField({ description: 'Where the text is published.' })
  url?: string | null;
}

@InputType({ description: 'Which watch list to confirm.' })
export class ConfirmWatchListInput extends CommandInputType {
  @IdField({ description: 'The watch list.' })
  watchListId!: WatchListId;
}

@ObjectType({ description: 'The watch list as it is now.' })
export class WatchListPayload {
  @Field(() => WatchListType, { description: 'The watch list.' })
  watchList!: WatchListType;
}

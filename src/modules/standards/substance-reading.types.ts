import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsIn, IsOptional } from 'class-validator';
import { Satisfies } from '../../graphql/constraints.js';
import { describedEnum } from '../../graphql/enums.js';
import { expectedRows } from '../../graphql/expected-rows.js';
import { IdField } from '../../graphql/id-field.js';
import { SourceType } from '../../graphql/provenance.types.js';
import { CommandInputType } from '../../graphql/refused.js';
import { InstantScalar } from '../../graphql/scalars/scalars.js';
import { isLegible, TextField } from '../../graphql/text-field.js';
import type { SubstanceReadingId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import { NAMES_WITHDRAWAL_REASONS, type NamesWithdrawalReason } from './domain/refuse-names-withdrawal.js';
import { isCasNumber } from './domain/substance-name.js';

/** As long as what a growing record may call an ingredient. */
const LONGEST_NAME = 60;
const CODE = /^[a-z0-9][a-z0-9,-]{1,59}$/;

const NamesWithdrawalReasonEnum = describedEnum<NamesWithdrawalReason>(
  'NamesWithdrawalReason',
  'Why names are none of the substance after all.',
  {
    OTHER_SUBSTANCE: '属于另一成分: they are names of another substance.',
    SEVERAL_SUBSTANCES: '一名多物: more than one substance is called so.',
    NOT_IN_TEXT: '原文并无此名: the text does not say so.',
  },
);

export type RestingTextKind = 'RESIDUE_LIMIT' | 'WATCH_LIST';
const RestingTextKindEnum = describedEnum<RestingTextKind>(
  'RestingTextKind',
  'What the base office entered by a name.',
  {
    RESIDUE_LIMIT: '残留限量: a limit of a market pack.',
    WATCH_LIST: '残留关注清单: what a market watches for.',
  },
);

@ObjectType('RestingText', {
  description:
    'A limit or a watch list that was entered by another name of a substance. Once the name is taken back it settles nothing, until somebody has read the text again.',
})
export class RestingTextType {
  @Field(() => RestingTextKindEnum, { description: 'Which of them.' })
  kind!: RestingTextKind;

  @Field(() => String, { description: 'The market.' })
  marketCode!: string;

  @Field(() => String, { description: 'The edition of the pack, by its code, or of the list.' })
  edition!: string;

  @Field(() => Boolean, {
    description: 'Whether the pack is not published yet, or nobody confirmed the list.',
  })
  isDraft!: boolean;

  @Field(() => String, { description: 'The name, as it was entered there.' })
  name!: string;
}

@ObjectType('SubstanceReading', {
  description:
    'A substance, or other names of a known one, as the base office read them in a text. They count once a second person confirmed them.',
})
export class SubstanceReadingType {
  @Field(() => ID, { description: 'Id.' })
  id!: string;

  @Field(() => String, { description: 'Code of the substance.' })
  code!: string;

  @Field(() => String, { nullable: true, description: 'Name in Chinese; empty where it was known before.' })
  nameZh!: string | null;

  @Field(() => String, { nullable: true, description: 'Name in English; empty where it was known before.' })
  nameEn!: string | null;

  @Field(() => String, { nullable: true, description: 'CAS registry number, where the text gives one.' })
  casNumber!: string | null;

  @Field(() => [String], { complexity: expectedRows(2), description: 'What else it is called.' })
  otherNames!: string[];

  @Field(() => SourceType, { description: 'The text it was read in.' })
  source!: SourceType;

  @Field(() => InstantScalar, { description: 'When it was entered.' })
  enteredAt!: Instant;

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'When a second person confirmed it; empty: nobody has.',
  })
  confirmedAt!: Instant | null;

  @Field(() => NamesWithdrawalReasonEnum, {
    nullable: true,
    description: 'Why somebody wants its other names taken back; empty: nobody does.',
  })
  withdrawalReason!: NamesWithdrawalReason | null;

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'When somebody asked for that. The names count until another person agrees.',
  })
  withdrawalAskedAt!: Instant | null;

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'When another person agreed: since then nothing is recognised by its other names.',
  })
  withdrawnAt!: Instant | null;

  @Field(() => [RestingTextType], {
    complexity: expectedRows(1),
    description:
      'Limits and watch lists that the base office entered by one of its other names, as far as you see them; drafts are for the base office. Sprays and results under them are looked up by themselves.',
  })
  restingTexts!: RestingTextType[];
}

@InputType({ description: 'A substance, or other names of a known one, as it was read.' })
export class EnterSubstanceInput extends CommandInputType {
  @Field(() => String, {
    description:
      'Code: that of a known substance which has other names too, or one for a new substance, which is its English name in small letters with hyphens.',
  })
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' ? value.trim().toLowerCase() : value,
  )
  @Satisfies((value) => typeof value === 'string' && CODE.test(value), {
    zh: '应为 2 至 60 个小写字母、数字、逗号或连字符，以字母或数字开头',
    en: 'must have 2 to 60 small letters, digits, commas or hyphens, and start with a letter or digit',
  })
  code!: string;

  @TextField({ nullable: true, description: 'Common name in Chinese; of a new one only.', max: LONGEST_NAME })
  nameZh?: string | null;

  @TextField({ nullable: true, description: 'Common name in English; of a new one only.', max: LONGEST_NAME })
  nameEn?: string | null;

  @Field(() => String, { nullable: true, description: 'CAS registry number.' })
  @IsOptional()
  @Satisfies((value) => typeof value === 'string' && isCasNumber(value), {
    zh: '应为 CAS 登记号，如 7732-18-5，且校验位正确',
    en: 'must be a CAS registry number such as 7732-18-5, with its check digit',
  })
  casNumber?: string | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'What else it is called on labels or by people. Capitals, the width of letters and blanks make no difference.',
  })
  @IsOptional()
  @ArrayMaxSize(20, { message: '最多 20 个 | at most 20' })
  @Transform(({ value }: { value: unknown }) =>
    Array.isArray(value)
      ? value.map((name: unknown) => (typeof name === 'string' ? name.trim() : name))
      : value,
  )
  @Satisfies(
    (value) =>
      Array.isArray(value) &&
      value.every((name: unknown) => isLegible(name) && Array.from(name).length <= LONGEST_NAME),
    {
      zh: `每项应为 1 至 ${LONGEST_NAME} 个字的名称`,
      en: `must be names of 1 to ${LONGEST_NAME} characters`,
    },
  )
  otherNames?: string[] | null;

  @TextField({ description: 'The text it was read in.', max: 300 })
  document!: string;

  @TextField({ description: 'The clause, table or page.', max: 200 })
  clause!: string;

  @TextField({ nullable: true, description: 'Where the text is published.', max: 500 })
  url?: string | null;
}

@InputType({ description: 'What was entered of a substance, to be confirmed.' })
export class ConfirmSubstanceInput extends CommandInputType {
  @IdField({ description: 'The entry that you have compared with the text.' })
  readingId!: SubstanceReadingId;
}

@InputType({ description: 'An entry whose other names are wrong, and why.' })
export class WithdrawSubstanceNamesInput extends CommandInputType {
  @IdField({ description: 'The entry, which two people have confirmed.' })
  readingId!: SubstanceReadingId;

  @Field(() => NamesWithdrawalReasonEnum, { description: 'Why.' })
  @IsIn(NAMES_WITHDRAWAL_REASONS)
  reason!: NamesWithdrawalReason;
}

@InputType({ description: 'An entry whose other names somebody else asked to take back.' })
export class ConfirmNamesWithdrawalInput extends CommandInputType {
  @IdField({ description: 'The entry.' })
  readingId!: SubstanceReadingId;
}

@ObjectType({ description: 'What was entered of the substance, as it is now.' })
export class SubstanceReadingPayload {
  @Field(() => SubstanceReadingType, { description: 'The entry.' })
  reading!: SubstanceReadingType;
}

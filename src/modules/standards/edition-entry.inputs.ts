import { Field, InputType, registerEnumType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  ArrayUnique,
  IsBoolean,
  IsIn,
  IsOptional,
  IsString,
  ValidateNested,
} from 'class-validator';
import { DayField } from '../../graphql/day-field.js';
import { FlagField } from '../../graphql/flag-field.js';
import { AtMostCharacters, Satisfies } from '../../graphql/constraints.js';
import { IdField } from '../../graphql/id-field.js';
import { QualityClassEnum } from '../../graphql/quality-class.types.js';
import { CommandInputType } from '../../graphql/refused.js';
import { DecimalScalar } from '../../graphql/scalars/scalars.js';
import { CodeField, EachText, TextField } from '../../graphql/text-field.js';
import type { Decimal } from '../../kernel/decimal.js';
import type { AttachmentId, EditionEntryId, UserId } from '../../kernel/ids.js';
import type { LocalDate } from '../../kernel/local-date.js';
import { QUALITY_CLASSES, type QualityClass } from '../../kernel/quality-class.js';
import { MOST_RESIDUE, residueFrom, type MicrogramsPerKg } from '../../kernel/residue.js';
import type { DraftEntryTold } from './commands/draft-entry.js';
import { statusCode } from './commands/edition-copies.js';
import { limitCode, type Content, type SaidConfidence } from './domain/edition-entry.js';
import { LIMIT_LEVELS, type LimitLevel } from './domain/narrowest-limits.js';
import { RESIDUE_DEFINITION_KINDS, type ResidueDefinitionKind } from './domain/residue-definition.js';
import { ALL_FRUIT, isForAllFruit, type RuleConditions } from './domain/rule-conditions.js';
import { EFFECTS, RULE_SUBJECTS, STAGES, UNITIES } from './domain/rule.js';
import type { Effect, RuleSubject, Stage, Unity } from './domain/rule.js';
import { MarketStateEnum } from './edition-enums.types.js';
import { SourceInput, sourceOf } from './edition.inputs.js';
import { ResidueDefinitionKindEnum } from './residue-definition.types.js';
import { LimitLevelEnum } from './residue.types.js';
import { EffectEnum, RuleSubjectEnum, StageEnum, UnityEnum } from './rule.types.js';

/** Nobody can say official or confirmed by hand: the one was read by the product, the other takes two people. */
const SaidConfidenceEnum = { SECONDARY: 'secondary', UNVERIFIED: 'unverified' } as const;
registerEnumType(SaidConfidenceEnum, {
  name: 'SaidConfidence',
  description: 'How far a person trusts what he or she enters, before a second one has countersigned.',
  valuesMap: {
    SECONDARY: { description: 'Read in an older, partial or unofficial text, or with a reservation.' },
    UNVERIFIED: { description: 'From memory, or not compared yet.' },
  },
});

@InputType({ isAbstract: true })
abstract class EntryInput extends CommandInputType {
  @TextField({ max: 200, description: 'Code of the draft.' })
  versionCode!: string;

  @IdField({ nullable: true, description: 'The attachment that shows the page; countersigning asks for it.' })
  scanId?: AttachmentId | null;

  @IdField({ nullable: true, description: 'Who of the base office sees to it.' })
  ownerId?: UserId | null;

  @DayField({ nullable: true, description: 'By when; not a day that has passed.' })
  @IsString()
  dueOn?: LocalDate | null;

  /** What the command is told, given what the entry says. */
  protected told(
    code: string,
    content: Content,
    source: SourceInput | null,
    confidence?: SaidConfidence | null,
  ): DraftEntryTold & { requestId: string } {
    const { requestId, versionCode, scanId, ownerId, dueOn } = this;
    const said = {
      content,
      source: source ? sourceOf(source) : { document: '—', clause: null, url: null },
      confidence: confidence ?? 'unverified',
    } as const;
    return { requestId, versionCode, code, said, scanId, ownerId, dueOn };
  }
}

@InputType({ isAbstract: true })
export abstract class SourcedEntryInput extends EntryInput {
  @Field(() => SourceInput, { description: 'Where it was read.' })
  @ValidateNested()
  @Type(() => SourceInput)
  source!: SourceInput;

  @Field(() => SaidConfidenceEnum, {
    nullable: true,
    description: 'How far you trust it; UNVERIFIED if left out.',
  })
  @IsOptional()
  @IsIn(Object.values(SaidConfidenceEnum))
  confidence?: 'secondary' | 'unverified' | null;
}

@InputType({ isAbstract: true })
abstract class DatedEntryInput extends SourcedEntryInput {
  @DayField({ nullable: true, description: 'First day; as the edition if left out.' })
  validFrom?: LocalDate | null;

  @DayField({ nullable: true, description: 'Last day; as the edition if left out.' })
  validTo?: LocalDate | null;

  protected get days() {
    return { validFrom: this.validFrom ?? null, validTo: this.validTo ?? null };
  }
}

const NOT_EMPTY = {
  message: '至少一项；不限定时请留空不填 | must have at least one item; leave it out for all',
};
const UNIQUE = { message: '各项不得重复 | must not name an item twice' };
const AT_MOST_100 = { message: '最多 100 项 | must have at most 100 items' };

@InputType({ description: 'Which packed batches a rule is for; all that are given must hold.' })
export class RuleConditionsInput {
  @Field(() => [QualityClassEnum], {
    nullable: true,
    description: 'Of these classes; left out: of every class, and fruit without one.',
  })
  @IsOptional()
  @ArrayNotEmpty(NOT_EMPTY)
  @ArrayUnique(UNIQUE)
  @IsIn(QUALITY_CLASSES, { each: true })
  classes?: QualityClass[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Of these varieties 品种, by code: what product the fruit is. Left out: of every variety.',
  })
  @IsOptional()
  @ArrayNotEmpty(NOT_EMPTY)
  @ArrayMaxSize(100, AT_MOST_100)
  @ArrayUnique(UNIQUE)
  @EachText(60)
  varieties?: string[] | null;

  toCommand(): RuleConditions {
    return { classes: this.classes ?? null, varieties: this.varieties ?? null };
  }
}

@InputType({ description: 'A rule as data, put into a draft or said anew there.' })
export class DraftRuleInput extends DatedEntryInput {
  @CodeField({ description: 'Code, the same in every edition.' })
  code!: string;

  @Field(() => UnityEnum, { description: 'The check it belongs to.' })
  @IsIn(UNITIES)
  unity!: Unity;

  @Field(() => RuleSubjectEnum, { description: 'What it is about.' })
  @IsIn(RULE_SUBJECTS)
  subject!: RuleSubject;

  @TextField({ max: 60, description: 'How it is judged: one of the kinds of this product.' })
  kind!: string;

  @Field(() => String, {
    description: 'The figures it judges by, as a JSON object; the kind says what is wrong with them.',
  })
  @IsString()
  @AtMostCharacters(20_000)
  parametersJson!: string;

  @Field(() => RuleConditionsInput, {
    nullable: true,
    description: 'Which packed batches it is for; left out: all. Rules of other subjects take none.',
  })
  @IsOptional()
  @ValidateNested()
  @Type(() => RuleConditionsInput)
  conditions?: RuleConditionsInput | null;

  @TextField({ nullable: true, max: 20, description: 'The market it is for; empty: for all, or the pack’s.' })
  marketCode?: string | null;

  @Field(() => [String], { nullable: true, description: 'Markets that a rule for all leaves out.' })
  @IsOptional()
  @ArrayMaxSize(100, AT_MOST_100)
  @EachText(20)
  exceptMarkets?: string[] | null;

  @Field(() => StageEnum, { description: 'The stage from which it must be met.' })
  @IsIn(STAGES)
  stage!: Stage;

  @Field(() => EffectEnum, { description: 'Law, contract or advice.' })
  @IsIn(EFFECTS)
  effect!: Effect;

  @TextField({ max: 200, description: 'What it asks for, in Chinese.' })
  titleZh!: string;

  @TextField({ max: 300, description: 'What it asks for, in English.' })
  titleEn!: string;

  /** @param parameters what `parametersJson` holds */
  toCommand(parameters: object): DraftEntryTold & { requestId: string } {
    const { code, unity, subject, kind, stage, effect } = this;
    const marketCode = this.marketCode ?? null;
    const exceptMarkets = this.exceptMarkets ?? [];
    const title = { zh: this.titleZh, en: this.titleEn };
    const conditions = this.conditions?.toCommand() ?? ALL_FRUIT;
    const said = isForAllFruit(conditions) ? {} : { conditions };
    const about = { unity, subject, kind, parameters, ...said };
    const rule = { ...about, marketCode, exceptMarkets, stage, effect, title };
    return this.told(code, { type: 'RULE', ...rule, ...this.days }, this.source, this.confidence);
  }
}

const ResidueField =
  (options: { description: string; nullable?: boolean }): PropertyDecorator =>
  (target, key) => {
    Field(() => DecimalScalar, options)(target, key);
    if (options.nullable) IsOptional()(target, key);
    Satisfies(isResidue, {
      zh: '应为 0 至 1000000、至多三位小数的数（mg/kg）',
      en: 'must be 0 to 1000000 mg/kg with at most three decimals',
    })(target, key);
  };

function isResidue(value: unknown): boolean {
  try {
    return residueFrom(String(value), 'MG_PER_KG') <= MOST_RESIDUE;
  } catch {
    return false;
  }
}

@InputType({ description: 'A residue limit of the market, put into a market pack or said anew there.' })
export class DraftResidueLimitInput extends DatedEntryInput {
  @TextField({ max: 100, description: 'The substance, by its code or a known name.' })
  substance!: string;

  @TextField({
    max: 200,
    description:
      "The fruit, as the market's table words it, with the Chinese or English beside another language: `오렌지 orange`.",
  })
  commodity!: string;

  @Field(() => LimitLevelEnum, { description: 'How broadly it is written; the narrowest counts.' })
  @IsIn(LIMIT_LEVELS)
  level!: LimitLevel;

  @ResidueField({ nullable: true, description: 'The limit in mg/kg; empty only where none is needed.' })
  mgPerKg?: Decimal | null;

  @FlagField({
    description:
      "The market's text says of the substance that no limit is needed 豁免制定限量; then the entry names none, and no definition.",
  })
  isExempt?: boolean | null;

  @FlagField({ description: 'Whether it is the limit of determination.' })
  atLoq?: boolean | null;

  @TextField({
    nullable: true,
    max: 300,
    description:
      "What is counted as the residue, as the market's table words it; empty where it says nothing. Laboratories choose among these words.",
  })
  residueDefinition?: string | null;

  @Field(() => ResidueDefinitionKindEnum, {
    nullable: true,
    description:
      'What those words say. A definition of which nobody says so is taken for a sum: only a result in the same words passes.',
  })
  @IsOptional()
  @IsIn(RESIDUE_DEFINITION_KINDS)
  residueDefinitionKind?: ResidueDefinitionKind | null;

  toCommand(): DraftEntryTold & { requestId: string } {
    const { substance, commodity, level } = this;
    const kind = this.residueDefinitionKind ?? null;
    const limit = {
      limitMicrogramsPerKg: this.mgPerKg ? residueFrom(this.mgPerKg, 'MG_PER_KG') : null,
      ...(this.isExempt ? { isExempt: true as const } : {}),
      atLoq: this.atLoq ?? false,
      residueDefinition: this.residueDefinition ?? null,
      ...(kind === null ? {} : { residueDefinitionKind: kind }),
    };
    const said = { substance, substanceName: { zh: '', en: '' }, commodity, level, ...limit, ...this.days };
    return this.told(limitCode(said), { type: 'RESIDUE_LIMIT', ...said }, this.source, this.confidence);
  }
}

@InputType({ description: 'What the market applies to substances it does not list; one to a market pack.' })
export class DraftResidueFallbackInput extends DatedEntryInput {
  @Field(() => [String], { description: 'Where the market looks, in order.' })
  @ArrayMaxSize(20, { message: '最多 20 项 | must have at most 20 items' })
  @EachText(300)
  steps!: string[];

  @ResidueField({ nullable: true, description: 'The uniform limit in mg/kg; empty where there is none.' })
  mgPerKg?: Decimal | null;

  @Field(() => Boolean, { description: 'Whether none of them may be found at all.' })
  @IsBoolean()
  mustNotBeDetected!: boolean;

  @Field(() => Boolean, { description: "Whether the limits of the pack are the market's whole list." })
  @IsBoolean()
  listComplete!: boolean;

  toCommand(): DraftEntryTold & { requestId: string } {
    const { steps, mustNotBeDetected, listComplete } = this;
    const given: MicrogramsPerKg | null = this.mgPerKg ? residueFrom(this.mgPerKg, 'MG_PER_KG') : null;
    const said = { steps, defaultMicrogramsPerKg: given, mustNotBeDetected, listComplete, ...this.days };
    return this.told('FALLBACK', { type: 'RESIDUE_FALLBACK', ...said }, this.source, this.confidence);
  }
}

@InputType({ description: 'A period in which the market is open or closed, put into a market pack.' })
export class DraftMarketStatusInput extends DatedEntryInput {
  @Field(() => MarketStateEnum, { description: 'Open or closed.' })
  @IsIn(['OPEN', 'CLOSED'])
  status!: 'OPEN' | 'CLOSED';

  @TextField({ nullable: true, max: 500, description: 'Why and on what conditions, in Chinese.' })
  noteZh?: string | null;

  @TextField({ nullable: true, max: 500, description: 'The same in English.' })
  noteEn?: string | null;

  toCommand(): DraftEntryTold & { requestId: string } {
    const { status, noteZh, noteEn } = this;
    const note = noteZh && noteEn ? { zh: noteZh, en: noteEn } : null;
    const content = { type: 'MARKET_STATUS', status, note, ...this.days } as const;
    return this.told(statusCode(content), content, this.source, this.confidence);
  }
}

@InputType({ description: 'Something nobody has read yet, put into a market pack, or answered there.' })
export class DraftPackQuestionInput extends EntryInput {
  @CodeField({ description: 'Code, once in the pack.' })
  code!: string;

  @TextField({ max: 300, description: 'What is not known, in Chinese.' })
  textZh!: string;

  @TextField({ max: 300, description: 'What is not known, in English.' })
  textEn!: string;

  @TextField({
    nullable: true,
    max: 1000,
    description:
      'The answer, and which entries hold it. A second person countersigns it; that closes the question.',
  })
  answer?: string | null;

  toCommand(): DraftEntryTold & { requestId: string } {
    const text = { zh: this.textZh, en: this.textEn };
    return this.told(this.code, { type: 'QUESTION', text, answer: this.answer ?? null }, null);
  }
}

@InputType({ description: 'An entry to be taken out of a draft.' })
export class DropDraftEntryInput extends CommandInputType {
  @IdField({ description: 'The entry.' })
  entryId!: EditionEntryId;
}

@InputType({ description: 'Who sees to an entry, and by when.' })
export class AssignDraftEntryInput extends CommandInputType {
  @IdField({ description: 'The entry.' })
  entryId!: EditionEntryId;

  @IdField({ description: 'Somebody of the base office.' })
  ownerId!: UserId;

  @DayField({ description: 'By when; not a day that has passed.' })
  dueOn!: LocalDate;
}

@InputType({ description: 'An entry that you have compared with clause and scan.' })
export class CountersignEntryInput extends CommandInputType {
  @IdField({ description: 'The entry.' })
  entryId!: EditionEntryId;

  @TextField({ max: 64, description: 'The `saidSha256` of what you compared.' })
  saidSha256!: string;
}

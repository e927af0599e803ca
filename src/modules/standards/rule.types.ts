import { ArgsType, Field, InputType, ObjectType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { IsIn, IsOptional, IsString, ValidateNested } from 'class-validator';
import { DayField } from '../../graphql/day-field.js';
import { BilingualType } from '../../graphql/bilingual.types.js';
import { connectionOf, PageArgs } from '../../graphql/connection.js';
import { describedEnum } from '../../graphql/enums.js';
import { ConfidenceEnum, ProvenanceType } from '../../graphql/provenance.types.js';
import { TextField } from '../../graphql/text-field.js';
import type { LocalDate } from '../../kernel/local-date.js';
import { conditionsOf } from './domain/rule-conditions.js';
import {
  CONFIDENCES,
  EFFECTS,
  settles,
  STAGES,
  UNITIES,
  type Confidence,
  type Effect,
  type RuleSubject,
  type Stage,
  type Unity,
} from './domain/rule.js';
import { ruleKinds } from './rules/index.js';
import type { RuleView } from './rule-view.js';

export const UnityEnum = describedEnum<Unity>(
  'Unity',
  'The four unities 四个统一: the four checks of a lot.',
  {
    VARIETY: '统一品种: one variety list.',
    BRAND: '统一品牌: one brand.',
    STANDARD: '统一标准: one standard.',
    CHANNEL: '统一渠道: one channel.',
  },
);
export const RuleSubjectEnum = describedEnum<RuleSubject>('RuleSubject', 'What a rule is about.', {
  PLOT: 'Each plot the fruit grew on.',
  BATCH: 'Each packed batch.',
  LOT: 'The joint export lot as a whole.',
  SHIPMENT: 'The lot as it travels: its channel, container, documents and dates.',
});
export const StageEnum = describedEnum<Stage>(
  'Stage',
  'The way of the fruit, in order. A rule gates from its own stage on.',
  {
    HARVEST: 'When the fruit is picked.',
    PACK: 'When it is packed for a market.',
    DECLARE: 'When the lot is declared to customs.',
    LOAD: 'When it is loaded and sealed.',
    DEPART: 'When it departs.',
    ARRIVE: 'When it arrives.',
  },
);
export const EffectEnum = describedEnum<Effect>('Effect', 'What a rule that is not met does.', {
  LEGAL: 'Law or treaty: gates.',
  CONTRACT: 'Agreed with the buyer or by the base: gates.',
  ADVICE: 'Informs and never blocks.',
});

@ObjectType('RuleConditions', { description: 'Which packed batches a rule is for.' })
export class RuleConditionsType {
  @Field(() => [String], {
    nullable: true,
    description: 'Of these classes; empty: of every class, and fruit without one.',
  })
  classes!: readonly string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Of these varieties 品种, by code; empty: of every variety.',
  })
  varieties!: readonly string[] | null;
}

@ObjectType('Rule', { description: 'One rule of a standard: data, dated, with its source.' })
export class RuleType {
  @Field(() => String, { description: 'Code, the same in every edition.' })
  code!: string;

  @Field(() => String, { description: 'Code of the standard.' })
  standardCode!: string;

  @Field(() => String, { description: 'Code of the edition of the standard; findings name it.' })
  versionCode!: string;

  @Field(() => BilingualType, { description: 'What it asks for.' })
  title!: BilingualType;

  @Field(() => UnityEnum, { description: 'The check it belongs to.' })
  unity!: Unity;

  @Field(() => RuleSubjectEnum, { description: 'What it is about.' })
  subject!: RuleSubject;

  @Field(() => StageEnum, { description: 'The stage from which it must be met.' })
  stage!: Stage;

  @Field(() => EffectEnum, { description: 'Whether it is law, contract or advice.' })
  effect!: Effect;

  @Field(() => String, { nullable: true, description: 'The market it is for; empty: for all.' })
  marketCode!: string | null;

  @Field(() => [String], {
    description: 'Markets that a rule for all leaves out, because they have a rule of their own.',
  })
  exceptMarkets!: readonly string[];

  @Field(() => String, { description: 'How it is judged.' })
  kind!: string;

  @Field(() => String, { description: 'The figures it judges by, as JSON.' })
  parametersJson!: string;

  @Field(() => RuleConditionsType, {
    description:
      'Which packed batches it is for: others get NOT_APPLICABLE, and those whose class or variety is not recorded INDETERMINATE.',
  })
  conditions!: RuleConditionsType;

  @Field(() => Boolean, {
    description:
      'Whether it is trusted far enough to lead to PASS or FAIL. Otherwise it gives INDETERMINATE and may warn.',
  })
  canSettle!: boolean;

  @Field(() => Boolean, {
    description:
      "A rule of the product's own, judged by the base's own registers; no authority issued it, and what it passes is no more than in order here.",
  })
  isOwn!: boolean;

  @Field(() => ProvenanceType, { description: 'Edition, validity, source and confidence.' })
  provenance!: ProvenanceType;

  static of(view: RuleView): RuleType {
    const { parameters, classes, varieties } = view;
    return Object.assign(new RuleType(), view, {
      provenance: view,
      title: { zh: view.titleZh, en: view.titleEn },
      parametersJson: JSON.stringify(view.parameters),
      conditions: conditionsOf({ parameters, conditions: { classes, varieties } }, ruleKinds.get(view.kind)),
      canSettle: settles(view.confidence),
    });
  }
}

@InputType('RuleFilter', { description: 'Which rules; all conditions that are given must hold.' })
export class RuleFilterInput {
  @TextField({
    nullable: true,
    max: 20,
    description: 'That concern this market, those for all markets included.',
  })
  marketCode?: string | null;

  @Field(() => UnityEnum, { nullable: true, description: 'Of this check.' })
  @IsOptional()
  @IsIn(UNITIES)
  unity?: Unity | null;

  @Field(() => StageEnum, { nullable: true, description: 'Of this stage.' })
  @IsOptional()
  @IsIn(STAGES)
  stage?: Stage | null;

  @Field(() => EffectEnum, { nullable: true, description: 'Law, contract or advice.' })
  @IsOptional()
  @IsIn(EFFECTS)
  effect?: Effect | null;

  @Field(() => ConfidenceEnum, { nullable: true, description: 'Trusted so far.' })
  @IsOptional()
  @IsIn(CONFIDENCES)
  confidence?: Confidence | null;

  @TextField({ nullable: true, max: 100, description: 'Of this standard.' })
  standardCode?: string | null;

  @TextField({ nullable: true, max: 200, description: 'Of this edition.' })
  versionCode?: string | null;

  @DayField({ nullable: true, description: 'In force on this day.' })
  @IsString()
  on?: LocalDate | null;
}

@ArgsType()
export class RulePageArgs extends PageArgs {
  @Field(() => RuleFilterInput, { nullable: true, description: 'Which rules.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => RuleFilterInput)
  filter?: RuleFilterInput | null;
}

@ObjectType('RuleConnection', { description: 'A page of rules.' })
export class RuleConnection extends connectionOf('Rule', () => RuleType) {
  /** What `totalCount` counts, if it is asked for. */
  filter!: RuleFilterInput;
}

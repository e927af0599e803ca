import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { expectedRows } from '../../graphql/expected-rows.js';
import type { Language } from '../../infrastructure/database/context.js';
import type { BatchId, LotId } from '../../kernel/ids.js';
import type { Verdict } from '../standards/domain/finding.js';
import type { Effect, Stage, Unity } from '../standards/domain/rule.js';
import { EffectEnum, StageEnum, UnityEnum } from '../standards/rule.types.js';
import { FindingSubject, VerdictEnum } from './finding.types.js';
import type { Preview } from './preview.queries.js';

@ObjectType('VerdictFlip', { description: 'A verdict that publishing the draft would turn.' })
export class VerdictFlipType {
  @Field(() => ID, {
    nullable: true,
    description: 'The joint lot; empty for a packed batch that is in none.',
  })
  lotId!: LotId | null;

  @Field(() => String, { nullable: true, description: 'Its code.' })
  lotCode!: string | null;

  @Field(() => String, { nullable: true, description: 'Code of the packed batch that is in no lot.' })
  batchCode!: string | null;

  @Field(() => String, { description: 'Code of the rule.' })
  ruleCode!: string;

  @Field(() => String, { description: 'What the rule asks for, in the language of the request.' })
  title!: string;

  @Field(() => UnityEnum, { description: 'The check it belongs to.' })
  unity!: Unity;

  @Field(() => StageEnum, { description: 'The stage from which the rule must be met.' })
  stage!: Stage;

  @Field(() => EffectEnum, { description: 'Law, contract or advice.' })
  effect!: Effect;

  @Field(() => FindingSubject, { description: 'What the verdict is about.' })
  subject!: FindingSubject;

  @Field(() => VerdictEnum, { nullable: true, description: 'As it is; empty: the rule is not asked.' })
  before!: Verdict | null;

  @Field(() => VerdictEnum, {
    nullable: true,
    description: 'As it would be; empty: the rule would not be asked.',
  })
  after!: Verdict | null;

  @Field(() => String, { description: 'Why it would be so, or is so where the rule would fall away.' })
  explanation!: string;
}

@ObjectType('CheckFlip', {
  description: 'One of the four checks of a lot that publishing the draft would turn.',
})
export class CheckFlipType {
  @Field(() => ID, { description: 'The joint lot.' })
  lotId!: LotId;

  @Field(() => String, { description: 'Its code.' })
  lotCode!: string;

  @Field(() => UnityEnum, { description: 'The check.' })
  unity!: Unity;

  @Field(() => VerdictEnum, { description: 'As it is.' })
  before!: Verdict;

  @Field(() => VerdictEnum, { description: 'As it would be.' })
  after!: Verdict;
}

@ObjectType('StandardVersionPreview', {
  description:
    'What a draft would turn in the lots that have not departed, and in packed batches that are in none. Nothing is stored.',
})
export class StandardVersionPreview {
  @Field(() => Int, { description: 'How many lots were judged for this page.' })
  lotsJudged!: number;

  @Field(() => Int, { description: 'How many packed batches that are in no lot were judged for it.' })
  batchesJudged!: number;

  @Field(() => Int, {
    description:
      'How many of these lots no rule of the draft looks at because of its days alone, such as fruit packed before they begin.',
  })
  lotsOutsideDates!: number;

  @Field(() => Int, { description: 'How many of these batches so.' })
  batchesOutsideDates!: number;

  @Field(() => [VerdictFlipType], { complexity: expectedRows(30), description: 'Verdicts that would turn.' })
  flips!: VerdictFlipType[];

  @Field(() => [CheckFlipType], { complexity: expectedRows(10), description: 'Checks that would turn.' })
  checks!: readonly CheckFlipType[];

  @Field(() => Boolean, { description: 'Whether more verdicts would turn than are listed.' })
  isCut!: boolean;

  @Field(() => ID, {
    nullable: true,
    description: 'Pass it as `after` for the next lots; empty: there are none.',
  })
  next!: LotId | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Pass it as `afterBatch` for the next batches; empty: there are none.',
  })
  nextBatch!: BatchId | null;

  static of(language: Language, preview: Preview): StandardVersionPreview {
    const flips = preview.flips.map(({ finding, ...flip }) => {
      const { ruleCode, unity, stage, effect, subject } = finding;
      const [title, explanation] = [finding.title[language], finding.explanation[language]];
      return { ...flip, ruleCode, unity, stage, effect, subject, title, explanation };
    });
    return Object.assign(new StandardVersionPreview(), preview, { flips });
  }
}

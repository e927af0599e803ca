import { Field, ObjectType } from '@nestjs/graphql';
import { expectedRows } from '../../graphql/expected-rows.js';
import type { Language } from '../../infrastructure/database/context.js';
import { describedEnum } from '../../graphql/enums.js';
import { ConfidenceEnum, SourceType } from '../../graphql/provenance.types.js';
import { nextStepsOf, type Evidence, type Finding, type Verdict } from '../standards/domain/finding.js';
import { releasabilityOf } from '../standards/domain/releasability.js';
import type { Confidence, Effect, Stage, Unity } from '../standards/domain/rule.js';
import { NextStepType } from '../standards/next-step.types.js';
import { EffectEnum, StageEnum, UnityEnum } from '../standards/rule.types.js';
import { FindingSubject } from './finding-subject.types.js';
import { LotReleaseType } from './release.types.js';

export { FindingSubject };

export const VerdictEnum = describedEnum<Verdict>('Verdict', 'What a rule, or a check, says.', {
  PASS: '合格: the requirement is met.',
  FAIL: '不合格: the requirement is not met.',
  INDETERMINATE: '待判定: something is missing or not confirmed, which is never a pass.',
  NOT_APPLICABLE: '不适用: there was nothing to judge.',
});

/*
 * Plain data in the caller's language: no field below has a resolver, so that a page of lots can answer with the same
 * types.
 */

@ObjectType('Evidence', { description: 'One recorded fact, or one limit, that a finding rests on.' })
export class EvidenceType {
  @Field(() => String, {
    description: 'What kind of thing: batch, plot, measurement, residue-limit and so on.',
  })
  type!: string;

  @Field(() => String, { nullable: true, description: 'Its id or code; empty where the fact is missing.' })
  id!: string | null;

  @Field(() => String, { description: 'Which of its fields.' })
  field!: string;

  @Field(() => String, { nullable: true, description: 'Its value as text; empty where it is missing.' })
  value!: string | null;

  @Field(() => String, { nullable: true, description: 'Unit of the value.' })
  unit!: string | null;

  static of({ type, id, field, value, unit }: Evidence): EvidenceType {
    return { type, id, field, value: value === null ? null : String(value), unit: unit ?? null };
  }
}

@ObjectType('Finding', { description: 'The verdict of one rule on one subject, with its reasons.' })
export class FindingType {
  @Field(() => String, { description: 'Code of the rule.' })
  ruleCode!: string;

  @Field(() => String, { description: 'Code of the version it was judged by.' })
  versionCode!: string;

  @Field(() => String, { nullable: true, description: 'Edition of the text, as its publisher names it.' })
  edition!: string | null;

  @Field(() => String, { description: 'What the rule asks for, in the language of the request.' })
  title!: string;

  @Field(() => UnityEnum, { description: 'The check it belongs to.' })
  unity!: Unity;

  @Field(() => String, { nullable: true, description: 'The market the rule is for; empty: for all.' })
  marketCode!: string | null;

  @Field(() => StageEnum, { description: 'The stage from which the rule must be met.' })
  stage!: Stage;

  @Field(() => EffectEnum, { description: 'Law, contract or advice.' })
  effect!: Effect;

  @Field(() => Boolean, { description: 'Whether it decides if the fruit may go on.' })
  gating!: boolean;

  @Field(() => VerdictEnum, { description: 'The verdict.' })
  verdict!: Verdict;

  @Field(() => FindingSubject, { description: 'What was judged.' })
  subject!: FindingSubject;

  @Field(() => SourceType, { description: 'Where the rule was read.' })
  source!: SourceType;

  @Field(() => Boolean, {
    description:
      "Whether the rule is the product's own, judged by the base's own registers, and not one that an authority issued.",
  })
  isOwn!: boolean;

  @Field(() => ConfidenceEnum, {
    description: 'How far the least trusted of the rule and the limits it used may be trusted.',
  })
  confidence!: Confidence;

  @Field(() => [EvidenceType], { complexity: expectedRows(1), description: 'What it rests on.' })
  evidence!: EvidenceType[];

  @Field(() => String, { description: 'Why, in the language of the request.' })
  explanation!: string;

  @Field(() => String, {
    nullable: true,
    description: 'nextSteps as one text, only where it is INDETERMINATE: what would settle it, and by whom.',
  })
  settledBy!: string | null;

  @Field(() => [NextStepType], {
    complexity: expectedRows(1),
    description:
      'What to do about it and who does it, where it is INDETERMINATE or FAIL; of several, each has to be done.',
  })
  nextSteps!: NextStepType[];

  @Field(() => Boolean, {
    description:
      'Whether two people of the base office may let the lot pass it 凭…放行: it is INDETERMINATE, stops the lot, and is of a kind that can be released.',
  })
  isReleasable!: boolean;

  @Field(() => LotReleaseType, {
    nullable: true,
    description:
      'Its release 凭…放行: proposed, in force, or kept with a lot that left. The verdict stays INDETERMINATE.',
  })
  release!: LotReleaseType | null;

  static of(language: Language, finding: Finding, release: LotReleaseType | null = null): FindingType {
    const { gating, verdict } = finding;
    const steps = NextStepType.allOf(language, nextStepsOf(finding));
    const isOpen = verdict === 'INDETERMINATE';
    return Object.assign(new FindingType(), {
      ruleCode: finding.ruleCode,
      edition: finding.edition,
      unity: finding.unity,
      stage: finding.stage,
      effect: finding.effect,
      gating,
      verdict,
      subject: finding.subject,
      source: finding.source,
      confidence: finding.confidence,
      versionCode: finding.versionId,
      marketCode: finding.market,
      title: finding.title[language],
      explanation: finding.explanation[language],
      settledBy: isOpen ? steps.map(({ text }) => text).join(language === 'zh' ? '' : ' ') : null,
      nextSteps: steps,
      evidence: finding.evidence.map((each) => EvidenceType.of(each)),
      isOwn: finding.isOwn ?? false,
      isReleasable: gating && isOpen && releasabilityOf(finding.kind) === true,
      release,
    });
  }
}

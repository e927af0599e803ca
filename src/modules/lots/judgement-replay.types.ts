import { Field, Int, ObjectType } from '@nestjs/graphql';
import { describedEnum } from '../../graphql/enums.js';
import { expectedRows } from '../../graphql/expected-rows.js';
import type { Verdict } from '../standards/domain/finding.js';
import { FindingSubject } from './finding-subject.types.js';
import { VerdictEnum } from './finding.types.js';
import type { Replayed } from './judgement-replay.js';
import { LotJudgementType } from './lot.types.js';

type Outcome = 'SAME' | 'DIFFERENT' | 'FACTS_CHANGED' | 'NOT_POSSIBLE';

const OutcomeEnum = describedEnum<Outcome>(
  'JudgementReplayOutcome',
  'What comes of judging the same again.',
  {
    SAME: 'Every finding has the verdict that is stored.',
    DIFFERENT: 'Some have not: what is stored was changed, or this version of the product judges otherwise.',
    FACTS_CHANGED: 'The facts do not have the hash they were stored with, so nothing was judged.',
    NOT_POSSIBLE: 'It was made before the days of its rules were kept.',
  },
);

@ObjectType('DifferingFinding', { description: 'A finding that does not come out as it is stored.' })
export class DifferingFindingType {
  @Field(() => String, { description: 'Code of the rule.' })
  ruleCode!: string;

  @Field(() => FindingSubject, { description: 'What it is about.' })
  subject!: FindingSubject;

  @Field(() => VerdictEnum, { nullable: true, description: 'As it is stored; empty where it is not.' })
  stored!: Verdict | null;

  @Field(() => VerdictEnum, { nullable: true, description: 'As it comes out now; empty where it does not.' })
  made!: Verdict | null;
}

@ObjectType('JudgementReplay', {
  description: 'A stored judgement beside what comes out of the same facts and the same versions now.',
})
export class JudgementReplayType {
  @Field(() => LotJudgementType, { description: 'As it is stored.' })
  judgement!: LotJudgementType;

  @Field(() => OutcomeEnum, { description: 'What comes of it.' })
  outcome!: Outcome;

  @Field(() => Int, { description: 'How many findings are stored.' })
  findingCount!: number;

  @Field(() => [DifferingFindingType], {
    complexity: expectedRows(1),
    description: 'What does not come out as it is stored.',
  })
  differing!: DifferingFindingType[];

  static of({ judgement, areFactsIntact, findings, differing }: Replayed): JudgementReplayType {
    const { id, stage, judgedFor, judgedAt, versionCodes, factsSha256 } = judgement;
    return {
      judgement: { id, stage, judgedFor, judgedAt, versionCodes, factsSha256 },
      outcome: outcomeOf(areFactsIntact, differing),
      findingCount: findings,
      differing: (differing ?? []).map((each) => ({ ...each, subject: { ...each.subject, code: null } })),
    };
  }
}

function outcomeOf(areFactsIntact: boolean, differing: Replayed['differing']): Outcome {
  if (!areFactsIntact) return 'FACTS_CHANGED';
  if (!differing) return 'NOT_POSSIBLE';
  return differing.length === 0 ? 'SAME' : 'DIFFERENT';
}

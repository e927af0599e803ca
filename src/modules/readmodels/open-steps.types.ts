import { Field, ObjectType } from '@nestjs/graphql';
import { expectedRows } from '../../graphql/expected-rows.js';
import { LocalDateScalar } from '../../graphql/scalars/scalars.js';
import type { Language } from '../../infrastructure/database/context.js';
import type { LocalDate } from '../../kernel/local-date.js';
import { VerdictEnum } from '../lots/finding.types.js';
import { NextStepType } from '../standards/next-step.types.js';
import type { Verdict } from '../standards/domain/finding.js';
import type { MarketStep } from './open-steps.reader.js';

@ObjectType('OpenStep', {
  description: 'Something your organisation can do so that fruit which has not left may go on.',
})
export class OpenStepType {
  @Field(() => String, { description: 'Code of the rule that asks for it.' })
  ruleCode!: string;

  @Field(() => String, { description: 'What the rule asks for, in the language of the request.' })
  title!: string;

  @Field(() => VerdictEnum, { description: 'FAIL, or INDETERMINATE where something is missing.' })
  verdict!: Verdict;

  @Field(() => String, { description: 'Why, in the language of the request.' })
  explanation!: string;

  @Field(() => NextStepType, { description: 'What to do.' })
  nextStep!: NextStepType;

  @Field(() => String, {
    nullable: true,
    description:
      'The market the fruit is for, or of fruit not packed yet the market that asks for it and to which a channel leads; empty: none was chosen.',
  })
  marketCode!: string | null;

  @Field(() => [String], {
    complexity: expectedRows(1),
    description:
      'Packed batches that wait for it; empty for a cooperative, whose fruit is only a part of them, and where a lot itself has to come with it.',
  })
  batchCodes!: string[];

  @Field(() => [String], {
    complexity: expectedRows(1),
    description:
      'Batches not packed yet that wait for it: of a cooperative its harvests, of a packhouse what it has weighed in and graded. They may still be kept apart, or packed for another market.',
  })
  unpackedBatchCodes!: string[];

  @Field(() => [String], {
    complexity: expectedRows(1),
    description:
      'Plots that wait for it: of a cooperative, sprayed this season and not picked yet, judged as if they were picked on the first day that their known intervals allow.',
  })
  plotCodes!: string[];

  @Field(() => [String], { description: 'Joint lots that wait for it.' })
  lotCodes!: string[];

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'By which day: the earliest planned departure of those lots; empty where it is in none.',
  })
  dueOn!: LocalDate | null;

  static of(language: Language, step: MarketStep, isGrower: boolean): OpenStepType {
    const {
      batchCodes,
      unpackedCodes,
      plotCodes,
      lots,
      title,
      explanation,
      nextStep,
      ruleCode,
      verdict,
      marketCode,
    } = step;
    const days = lots.map(({ departureOn }) => departureOn).sort();
    return {
      ruleCode,
      verdict,
      marketCode,
      title: title[language],
      explanation: explanation[language],
      nextStep: NextStepType.of(language, nextStep),
      batchCodes: isGrower ? [] : [...new Set(batchCodes)],
      unpackedBatchCodes: [...unpackedCodes],
      plotCodes: [...plotCodes],
      lotCodes: [...new Set(lots.map(({ code }) => code))],
      dueOn: days[0] ?? null,
    };
  }
}

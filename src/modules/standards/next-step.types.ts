import { Field, ObjectType } from '@nestjs/graphql';
import { describedEnum } from '../../graphql/enums.js';
import type { Language } from '../../infrastructure/database/context.js';
import type { NextStep, Settler } from './domain/finding.js';

export const SettlerEnum = describedEnum<Settler>(
  'Settler',
  'Who can take the step that settles a finding.',
  {
    COOPERATIVE: '合作社: plots, registrations of orchards, growing records, harvests.',
    PACKHOUSE: '包装厂: packing, labels, treatments, samples sent to a laboratory.',
    INSPECTION_BODY: '检验机构: measurements, laboratory results, signatures.',
    EXPORTER: '出口企业: lots, channels, documents, the market it ships to.',
    BASE_OFFICE: '基地办公室: lists, licences, channels, market packs, confirmations.',
  },
);

@ObjectType('NextStep', { description: 'What is to be done about a finding.' })
export class NextStepType {
  @Field(() => String, {
    description: 'The step, in the language of the request; it begins with who takes it.',
  })
  text!: string;

  @Field(() => SettlerEnum, {
    nullable: true,
    description: 'The kind of organisation that takes it; empty in findings of older versions.',
  })
  by!: Settler | null;

  static of(language: Language, step: NextStep): NextStepType {
    return { text: step[language], by: step.by ?? null };
  }

  static allOf(language: Language, steps: readonly NextStep[]): NextStepType[] {
    return steps.map((step) => NextStepType.of(language, step));
  }
}

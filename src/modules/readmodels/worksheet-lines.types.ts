import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { expectedRows } from '../../graphql/expected-rows.js';
import { describedEnum } from '../../graphql/enums.js';
import { ConfidenceEnum, SourceType } from '../../graphql/provenance.types.js';
import { DecimalScalar } from '../../graphql/scalars/scalars.js';
import type { Language } from '../../infrastructure/database/context.js';
import { MeasurementParameterEnum } from '../inspections/defect-count.types.js';
import type {
  ToDraw,
  WorksheetDemand,
  WorksheetLine,
  WorksheetPlan,
} from '../inspections/domain/worksheet.js';
import { formatPercent } from '../../kernel/ppm.js';
import type { Confidence, Effect, Rule, Stage } from '../standards/domain/rule.js';
import {
  operatingCharacteristic,
  type OperatingPoint,
} from '../standards/domain/sampling/operating-characteristic.js';
import type { SampledUnit, SamplingPlan } from '../standards/domain/sampling/sampling-plan.js';
import { MeasurementMethodType } from '../standards/measurement-method.types.js';
import { EffectEnum, StageEnum } from '../standards/rule.types.js';

const SampledUnitEnum = describedEnum<SampledUnit>('SampledUnit', 'What is drawn and judged one by one.', {
  CARTON: 'Cartons 箱.',
  FRUIT: 'Fruits 果.',
});
const SeverityEnum = describedEnum('SamplingSeverity', 'How severe inspection by ISO 2859-1 is.', {
  NORMAL: 'Normal 正常检验.',
  TIGHTENED: 'Tightened 加严检验, after batches of the packhouse that were not accepted.',
});
const SchemeEnum = describedEnum('SamplingScheme', 'By what a sample is drawn.', {
  ISO_2859_1: 'ISO 2859-1, GB/T 2828.1: acceptance numbers.',
  ISPM_31: 'ISPM 31: any find counts.',
  PACKAGE_COUNT: 'A table of packages to open; shares against tolerances.',
});
@ObjectType({ description: 'The rule a line of a worksheet comes from.' })
export class WorksheetRule {
  @Field(() => String, { description: 'Code of the rule.' })
  ruleCode!: string;

  @Field(() => String, { description: 'Code of the version.' })
  versionCode!: string;

  @Field(() => String, { description: 'What the rule asks for, in the language of the request.' })
  title!: string;

  @Field(() => String, { nullable: true, description: 'Edition of the text.' })
  edition!: string | null;

  @Field(() => SourceType, { description: 'Where it was read.' })
  source!: SourceType;

  @Field(() => ConfidenceEnum, { description: 'How far it may be trusted.' })
  confidence!: Confidence;

  @Field(() => EffectEnum, { description: 'Law, contract or advice.' })
  effect!: Effect;

  @Field(() => StageEnum, { description: 'The stage from which it must be met.' })
  stage!: Stage;

  @Field(() => Boolean, { description: 'Whether it decides if the fruit may go on.' })
  gating!: boolean;

  protected static fieldsOf(language: Language, rule: Rule, gating: boolean, confidence = rule.confidence) {
    const { code, versionId, title, edition, source, effect, stage } = rule;
    return {
      ruleCode: code,
      versionCode: versionId,
      title: title[language],
      edition,
      source,
      confidence,
      effect,
      stage,
      gating,
    };
  }
}

@ObjectType({ description: 'What one rule asks of a parameter.' })
export class WorksheetLimit extends WorksheetRule {
  @Field(() => String, {
    nullable: true,
    description:
      'The limit in words, in the language of the request; empty: judged together with other values.',
  })
  limit!: string | null;

  static of(language: Language, { rule, gating, limit }: WorksheetDemand): WorksheetLimit {
    return { ...this.fieldsOf(language, rule, gating), limit: limit?.[language] ?? null };
  }
}

@ObjectType({ description: 'A value that is recorded already.' })
export class WorksheetValue {
  @Field(() => DecimalScalar, { description: 'The value.' })
  value!: string;

  @Field(() => String, { description: 'Its unit; 1 for a ratio.' })
  unit!: string;

  @Field(() => Boolean, { description: 'Whether it follows from the counts.' })
  isCounted!: boolean;

  @Field(() => Boolean, {
    description:
      'Whether it was corrected after the signature and the base office has not agreed: until then it speaks against the fruit alone.',
  })
  awaitsAgreement!: boolean;

  @Field(() => Boolean, {
    description:
      'Whether the base office declined the correction it was entered by: it speaks against the fruit alone, and so does what was signed.',
  })
  isDeclined!: boolean;
}

@ObjectType('WorksheetLine', { description: 'One parameter to measure, or to have counted.' })
export class WorksheetLineType {
  @Field(() => MeasurementParameterEnum, { description: 'Which.' })
  parameter!: string;

  @Field(() => String, { description: 'Its name in the language of the request.' })
  name!: string;

  @Field(() => String, { description: 'Its one unit; 1 for a ratio.' })
  unit!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'How it is taken, where two people could take it differently, or as the best trusted of `methods` says; empty where neither is known.',
  })
  how!: string | null;

  @Field(() => [MeasurementMethodType], {
    complexity: expectedRows(1),
    description: 'What the texts that were read say of how it is sampled, measured or counted.',
  })
  methods!: MeasurementMethodType[];

  @Field(() => Boolean, {
    description: 'Whether it follows from counted defects, so that nobody needs to type it.',
  })
  isCounted!: boolean;

  @Field(() => [WorksheetLimit], {
    complexity: expectedRows(2),
    description: 'The rules that want it, gating first.',
  })
  limits!: WorksheetLimit[];

  @Field(() => [WorksheetValue], {
    complexity: expectedRows(1),
    description: 'What this inspection recorded.',
  })
  recorded!: readonly WorksheetValue[];

  static of(language: Language, line: WorksheetLine): WorksheetLineType {
    const { parameter, name, unit, how, isCounted, demands, recorded } = line;
    const methods = MeasurementMethodType.of(language, parameter);
    return {
      parameter,
      name: name[language],
      unit,
      how: how?.[language] ?? methods[0]?.text ?? null,
      methods,
      isCounted,
      limits: demands.map((each) => WorksheetLimit.of(language, each)),
      recorded,
    };
  }
}

@ObjectType('OperatingPoint', { description: 'How probably a plan accepts a batch of one quality.' })
export class OperatingPointType {
  @Field(() => Int, { description: 'Nonconforming units in the batch.' })
  nonconforming!: number;

  @Field(() => Float, { description: 'The same in % of the batch.' })
  nonconformingPercent!: number;

  @Field(() => Float, { description: 'How probably such a batch is accepted, in %.' })
  acceptedPercent!: number;

  static of({ nonconforming, share, accepted }: OperatingPoint): OperatingPointType {
    return {
      nonconforming,
      nonconformingPercent: Number(formatPercent(share)),
      acceptedPercent: Number(formatPercent(accepted)),
    };
  }
}

@ObjectType('WorksheetPlan', { description: 'A sampling plan that a rule in force names.' })
export class WorksheetPlanType extends WorksheetRule {
  @Field(() => Boolean, { description: 'Whether the worksheet goes by it.' })
  isChosen!: boolean;

  @Field(() => SchemeEnum, { nullable: true, description: 'By what; empty where no plan could be made.' })
  scheme!: string | null;

  @Field(() => SampledUnitEnum, { nullable: true, description: 'What is drawn.' })
  unit!: SampledUnit | null;

  @Field(() => Int, { nullable: true, description: 'How many.' })
  sampleSize!: number | null;

  @Field(() => Int, { nullable: true, description: 'Acceptance number 接收数, where the plan has one.' })
  accept!: number | null;

  @Field(() => Int, { nullable: true, description: 'Rejection number 拒收数, where the plan has one.' })
  reject!: number | null;

  @Field(() => SeverityEnum, { nullable: true, description: 'Severity, by ISO 2859-1 only.' })
  severity!: string | null;

  @Field(() => [OperatingPointType], {
    complexity: expectedRows(5),
    description:
      'How well the plan tells good batches of this size from bad ones 抽检特性, by ISO 2859-1 only: at shares from 0.65 to 40 %, rounded up to whole units.',
  })
  operatingCharacteristic!: OperatingPointType[];

  @Field(() => String, { nullable: true, description: 'What to take, in the language of the request.' })
  take!: string | null;

  @Field(() => String, { nullable: true, description: 'How to decide.' })
  decide!: string | null;

  @Field(() => [String], { description: 'What else to know of it.' })
  remarks!: string[];

  @Field(() => String, { nullable: true, description: 'Why no plan could be made for this batch.' })
  why!: string | null;

  static of(language: Language, line: WorksheetPlan): WorksheetPlanType {
    const { rule, gating, plan, why, confidence, isChosen } = line;
    return {
      ...this.fieldsOf(language, rule, gating, confidence),
      ...(plan ? planned(language, plan) : UNPLANNED),
      isChosen,
      why: why?.[language] ?? null,
    };
  }
}

/** What a plan says, where one could be made. */
const planned = (language: Language, plan: SamplingPlan) => {
  const { unit, sampleSize, explanation } = plan;
  return {
    scheme: plan.scheme,
    unit,
    sampleSize,
    accept: 'accept' in plan ? plan.accept : null,
    reject: 'reject' in plan ? plan.reject : null,
    severity: 'severity' in plan ? plan.severity : null,
    operatingCharacteristic:
      plan.scheme === 'ISO_2859_1' ? operatingCharacteristic(plan).map(OperatingPointType.of) : [],
    take: explanation.take[language],
    decide: explanation.decide[language],
    remarks: explanation.remarks.map((each) => each[language]),
  };
};

const UNPLANNED = {
  scheme: null,
  unit: null,
  sampleSize: null,
  accept: null,
  reject: null,
  severity: null,
  operatingCharacteristic: [],
  take: null,
  decide: null,
  remarks: [],
};

@ObjectType({ description: 'How many cartons or fruits to draw: by the strictest plan that is confirmed.' })
export class WorksheetDraw {
  @Field(() => SampledUnitEnum, { description: 'What.' })
  unit!: SampledUnit;

  @Field(() => Int, { description: 'How many.' })
  sampleSize!: number;

  @Field(() => Int, { nullable: true, description: 'Drawn so far; empty: nothing was.' })
  drawn!: number | null;

  @Field(() => Int, { description: 'Still to be drawn.' })
  lacking!: number;

  @Field(() => Boolean, {
    description: 'Whether the plan is confirmed; otherwise what is drawn by it settles nothing.',
  })
  isConfirmed!: boolean;

  @Field(() => String, { description: 'Why this plan, in the language of the request.' })
  why!: string;

  static of(language: Language, { why, ...draw }: ToDraw): WorksheetDraw {
    return { ...draw, why: why[language] };
  }
}

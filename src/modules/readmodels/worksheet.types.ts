import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { expectedRows } from '../../graphql/expected-rows.js';
import { describedEnum } from '../../graphql/enums.js';
import { ConfidenceEnum, SourceType } from '../../graphql/provenance.types.js';
import type { Language } from '../../infrastructure/database/context.js';
import { DefectKindEnum } from '../inspections/defect-count.types.js';
import { isCounting } from '../inspections/inspection.queries.js';
import { InspectionType } from '../inspections/inspection.types.js';
import { FindingType, VerdictEnum } from '../lots/finding.types.js';
import {
  DEFECT_KINDS,
  DEFECT_KINDS_SOURCE,
  type DefectKindCode,
  type DefectRequirement,
} from '../standards/domain/defect-kinds.js';
import type { Verdict } from '../standards/domain/finding.js';
import type { Confidence, Stage } from '../standards/domain/rule.js';
import { StageEnum } from '../standards/rule.types.js';
import { WorksheetDraw, WorksheetLineType, WorksheetPlanType } from './worksheet-lines.types.js';
import type { WorksheetRead } from './worksheet.reader.js';

const DefectRequirementEnum = describedEnum<DefectRequirement>(
  'DefectRequirement',
  'What a defect falls short of.',
  {
    MINIMUM: 'The minimum requirements of every class.',
    CLASS: 'What a class allows.',
    SIZE: 'The size the batch is sold as.',
  },
);

@ObjectType({ description: 'A kind of defect that can be counted.' })
export class WorksheetDefect {
  @Field(() => DefectKindEnum, { description: 'Which.' })
  kind!: DefectKindCode;

  @Field(() => String, { description: 'Its name in the language of the request.' })
  name!: string;

  @Field(() => DefectRequirementEnum, { description: 'What it falls short of.' })
  requirement!: DefectRequirement;

  @Field(() => Int, { description: 'Fruits, or grams, counted with it in this inspection.' })
  counted!: number;
}

@ObjectType({ description: 'The defects to count, with the text they are taken from.' })
export class WorksheetDefects {
  @Field(() => [WorksheetDefect], { complexity: expectedRows(19), description: 'Every kind.' })
  kinds!: WorksheetDefect[];

  @Field(() => String, { description: 'Edition of that text.' })
  edition!: string;

  @Field(() => SourceType, { description: 'Where it was read.' })
  source!: SourceType;

  @Field(() => ConfidenceEnum, { description: 'How far it may be trusted.' })
  confidence!: Confidence;

  static of(language: Language, read: WorksheetRead): WorksheetDefects {
    const { edition, confidence, ...source } = DEFECT_KINDS_SOURCE;
    const counts = (read.inspection?.defectCounts ?? []).filter(isCounting);
    const defects = counts.flatMap((each) => each.defects);
    const kinds = Object.entries(DEFECT_KINDS).map(([kind, { name, requirement }]) => ({
      kind: kind as DefectKindCode,
      name: name[language],
      requirement,
      counted: defects.reduce((sum, each) => sum + (each.kind === kind ? each.amount : 0), 0),
    }));
    return { kinds, edition, source, confidence };
  }
}

/** Plain data in the caller's language: no field has a resolver. */
@ObjectType('Worksheet', {
  description:
    'What an inspector, or the packhouse itself, goes through for one packed batch 检验工作单: what to draw, to measure and to count, and what is missing. Findings are as they would be if a lot with the batch were judged now; nothing of it is stored.',
})
export class WorksheetType {
  @Field(() => ID, { description: 'The packed batch.' })
  batchId!: string;

  @Field(() => String, { description: 'Its code.' })
  batchCode!: string;

  @Field(() => String, { nullable: true, description: 'Class it is sold as; tolerances go by it.' })
  class!: string | null;

  @Field(() => String, { nullable: true, description: 'Size code.' })
  sizeCode!: string | null;

  @Field(() => Int, { nullable: true, description: 'Cartons in the batch.' })
  cartonCount!: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'The market judged for; empty: only rules for every market.',
  })
  marketCode!: string | null;

  @Field(() => StageEnum, { description: 'The stage judged for.' })
  stage!: Stage;

  @Field(() => InspectionType, {
    nullable: true,
    description: 'The inspection that is filled in; empty: none.',
  })
  inspection!: InspectionType | null;

  @Field(() => [WorksheetDraw], { complexity: expectedRows(1), description: 'How much to draw.' })
  toDraw!: WorksheetDraw[];

  @Field(() => [WorksheetPlanType], {
    complexity: expectedRows(1),
    description: 'Every plan that a rule in force names.',
  })
  plans!: WorksheetPlanType[];

  @Field(() => [WorksheetLineType], { complexity: expectedRows(12), description: 'What to measure.' })
  lines!: WorksheetLineType[];

  @Field(() => WorksheetDefects, { description: 'What to count.' })
  defects!: WorksheetDefects;

  @Field(() => VerdictEnum, { description: 'The worst of the gating findings.' })
  verdict!: Verdict;

  @Field(() => [FindingType], {
    complexity: expectedRows(30),
    description: 'Every finding on the batch as it is now.',
  })
  findings!: FindingType[];

  @Field(() => [FindingType], {
    complexity: expectedRows(5),
    description:
      'Gating findings that are not met, those that fail first; the next step of each says who does what.',
  })
  missing!: FindingType[];

  static of(language: Language, read: WorksheetRead): WorksheetType {
    const { batch, inspection, marketCode, stage, verdict, sheet } = read;
    return {
      batchId: batch.id,
      batchCode: batch.code,
      class: batch.class,
      sizeCode: batch.sizeCode,
      cartonCount: batch.cartonCount,
      marketCode,
      stage,
      verdict,
      inspection: inspection && InspectionType.of(inspection),
      toDraw: sheet.toDraw.map((each) => WorksheetDraw.of(language, each)),
      plans: sheet.plans.map((each) => WorksheetPlanType.of(language, each)),
      lines: sheet.lines.map((each) => WorksheetLineType.of(language, each)),
      defects: WorksheetDefects.of(language, read),
      findings: sheet.findings.map((each) => FindingType.of(language, each)),
      missing: sheet.missing.map((each) => FindingType.of(language, each)),
    };
  }
}

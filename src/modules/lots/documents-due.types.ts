import { Field, ID, ObjectType } from '@nestjs/graphql';
import { describedEnum } from '../../graphql/enums.js';
import { expectedRows } from '../../graphql/expected-rows.js';
import { SourceType } from '../../graphql/provenance.types.js';
import { InstantScalar, LocalDateScalar } from '../../graphql/scalars/scalars.js';
import type { Language } from '../../infrastructure/database/context.js';
import type { Instant } from '../../kernel/instant.js';
import type { LocalDate } from '../../kernel/local-date.js';
import { nextStepsOf, type Settler, type Verdict } from '../standards/domain/finding.js';
import type { Effect, Stage } from '../standards/domain/rule.js';
import { EffectEnum, StageEnum } from '../standards/rule.types.js';
import type { LotDocumentsDue, MemberCustoms } from './documents-due.queries.js';
import { providersOf, type DocumentDue, type DocumentStanding } from './domain/documents-due.js';
import type { LotState } from './domain/lot-state.js';
import { NextStepType, SettlerEnum } from '../standards/next-step.types.js';
import { FindingSubject, VerdictEnum } from './finding.types.js';
import { DocumentKindEnum, LotStateEnum } from './lot-enums.types.js';

const DocumentStandingEnum = describedEnum<DocumentStanding>(
  'DocumentStanding',
  'Whether a document that is asked for is there.',
  {
    RECORDED: '已备: on record, and valid on the day the lot leaves.',
    NOT_VALID: '已备但届时无效: on record, but not valid on that day.',
    MISSING: '未备: not on record.',
    NOT_NEEDED: '不需要: this lot does not need it.',
  },
);

@ObjectType('DocumentDue', { description: 'A document that a rule asks for, and whether it is there.' })
export class DocumentDueType {
  @Field(() => DocumentKindEnum, { description: 'Which document.' })
  document!: string;

  @Field(() => DocumentStandingEnum, { description: 'Whether it is there.' })
  standing!: DocumentStanding;

  @Field(() => String, { nullable: true, description: 'Number of the one on record for the lot.' })
  number!: string | null;

  @Field(() => LocalDateScalar, { nullable: true, description: 'When that was issued.' })
  issuedOn!: LocalDate | null;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Its last valid day; empty where it names none.',
  })
  validUntil!: LocalDate | null;

  @Field(() => String, { description: 'Who provides it, in the language of the request.' })
  providedBy!: string;

  @Field(() => SettlerEnum, { description: 'Who records it here.' })
  recordedBy!: Settler;

  @Field(() => LotStateEnum, {
    description: 'What the lot cannot become without it, where the rule is more than advice.',
  })
  dueBefore!: LotState;

  @Field(() => String, { description: 'Code of the rule that asks for it.' })
  ruleCode!: string;

  @Field(() => String, { description: 'What that rule asks for, in the language of the request.' })
  title!: string;

  @Field(() => StageEnum, { description: 'The stage from which it must be there.' })
  stage!: Stage;

  @Field(() => EffectEnum, { description: 'Law, contract or advice.' })
  effect!: Effect;

  @Field(() => SourceType, { description: 'Where the rule was read.' })
  source!: SourceType;

  @Field(() => FindingSubject, { description: 'Whose document it is: the lot, its shipment or a batch.' })
  subject!: FindingSubject;

  @Field(() => VerdictEnum, { description: 'What the rule said when the lot was last judged.' })
  verdict!: Verdict;

  @Field(() => [NextStepType], {
    complexity: expectedRows(1),
    description: 'What is to be done about it, and by whom.',
  })
  nextSteps!: NextStepType[];

  static of(language: Language, due: DocumentDue): DocumentDueType {
    const { document, standing, recorded, dueBefore, finding } = due;
    const { providedBy, recordedBy } = providersOf(document);
    const { ruleCode, stage, effect, source, subject, verdict, title } = finding;
    return Object.assign(new DocumentDueType(), {
      document,
      standing,
      number: recorded?.number ?? null,
      issuedOn: recorded?.issuedOn ?? null,
      validUntil: recorded?.validUntil ?? null,
      providedBy: providedBy[language],
      recordedBy,
      dueBefore,
      ruleCode,
      title: title[language],
      stage,
      effect,
      source,
      subject,
      verdict,
      nextSteps: NextStepType.allOf(language, nextStepsOf(finding)),
    });
  }
}

@ObjectType('MemberCustoms', {
  description: 'Under which customs a member was packed, where it is declared, and under which it was grown.',
})
export class MemberCustomsType implements MemberCustoms {
  @Field(() => ID, { description: 'The packed batch.' })
  batchId!: MemberCustoms['batchId'];

  @Field(() => String, { description: 'Its code, as on the cartons.' })
  batchCode!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Customs district of the packhouse; empty where none is recorded for its county.',
  })
  packerCustomsDistrictCode!: string | null;

  @Field(() => [String], { description: 'Customs districts of the plots.' })
  originCustomsDistrictCodes!: string[];

  @Field(() => Boolean, {
    description:
      'Whether fruit of it was grown under another district than it was packed under: a 产地供货证明 follows.',
  })
  crossesDistricts!: boolean;
}

@ObjectType('LotDocumentsDue', {
  description: 'The documents a lot needs, by stage, and the customs of its members.',
})
export class LotDocumentsDueType {
  @Field(() => ID, { description: 'The lot.' })
  lotId!: string;

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'When the lot was judged; empty where it has to be judged first, and nothing is listed.',
  })
  judgedAt!: Instant | null;

  @Field(() => StageEnum, { nullable: true, description: 'At which stage it was judged.' })
  stage!: Stage | null;

  @Field(() => LocalDateScalar, {
    description: 'When it left or is to leave: the day they must be valid on.',
  })
  leavesOn!: LocalDate;

  @Field(() => [DocumentDueType], {
    complexity: expectedRows(12),
    description: 'Documents that rules ask for, in order of stage; what is more than advice first.',
  })
  documents!: DocumentDueType[];

  @Field(() => [MemberCustomsType], { complexity: expectedRows(8), description: 'Customs of its members.' })
  members!: MemberCustomsType[];

  static of(language: Language, due: LotDocumentsDue): LotDocumentsDueType {
    const documents = due.documents.map((each) => DocumentDueType.of(language, each));
    return Object.assign(new LotDocumentsDueType(), due, { documents });
  }
}

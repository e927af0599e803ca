import { Field, InputType, ObjectType } from '@nestjs/graphql';
import { IsIn } from 'class-validator';
import { IdField, IdListField } from '../../graphql/id-field.js';
import { CommandInputType } from '../../graphql/refused.js';
import { LocalDateScalar } from '../../graphql/scalars/scalars.js';
import { TextField } from '../../graphql/text-field.js';
import type { AttachmentId, LotId, LotReleaseId } from '../../kernel/ids.js';
import type { LocalDate } from '../../kernel/local-date.js';
import { RULE_SUBJECTS, type RuleSubject } from '../standards/domain/rule.js';
import { RuleSubjectEnum } from '../standards/rule.types.js';
import { RELEASE_REASONS, type ReleaseReason } from './domain/release.js';
import { LotType } from './lot.types.js';
import { LotReleaseType, ReleaseReasonEnum } from './release.types.js';

@InputType({ description: 'Which finding of which lot is to be released, on which evidence and until when.' })
export class ProposeReleaseInput extends CommandInputType {
  @IdField({ description: 'The lot; it is still here.' })
  lotId!: LotId;

  @TextField({ max: 60, description: 'Code of the rule whose finding is INDETERMINATE.' })
  ruleCode!: string;

  @TextField({
    max: 60,
    nullable: true,
    description: 'Code of the version, where two editions of the rule judge the same thing.',
  })
  versionCode?: string | null;

  @Field(() => RuleSubjectEnum, { description: 'What the finding is about.' })
  @IsIn(RULE_SUBJECTS)
  subjectType!: RuleSubject;

  @IdField({ description: 'Id of what it is about.' })
  subjectId!: string;

  @Field(() => ReleaseReasonEnum, { description: 'On the strength of what.' })
  @IsIn(RELEASE_REASONS)
  reasonCode!: ReleaseReason;

  @TextField({ max: 500, description: 'Why, in words.' })
  reason!: string;

  @IdListField({
    nullable: true,
    max: 20,
    description: 'Files that were uploaded as evidence; those who see the lot will see them.',
  })
  attachmentIds?: AttachmentId[] | null;

  @TextField({
    max: 120,
    nullable: true,
    description: 'A document by its number or name; needed where no file is attached.',
  })
  documentReference?: string | null;

  @Field(() => LocalDateScalar, { description: 'Last day it counts; not beyond the season.' })
  validUntil!: LocalDate;
}

@InputType({ description: 'The proposal that a second person agrees to.' })
export class AgreeToReleaseInput extends CommandInputType {
  @IdField({ description: 'The release.' })
  releaseId!: LotReleaseId;
}

@InputType({ description: 'The proposal that is declined or taken back.' })
export class DeclineReleaseInput extends CommandInputType {
  @IdField({ description: 'The release.' })
  releaseId!: LotReleaseId;

  @TextField({ max: 500, description: 'Why.' })
  reason!: string;
}

@InputType({ description: 'The release that is revoked.' })
export class RevokeReleaseInput extends CommandInputType {
  @IdField({ description: 'The release.' })
  releaseId!: LotReleaseId;

  @TextField({ max: 500, description: 'Why.' })
  reason!: string;
}

@ObjectType({ description: 'The release as it is now, and its lot.' })
export class LotReleasePayload {
  @Field(() => LotReleaseType, { description: 'The release.' })
  release!: LotReleaseType;

  @Field(() => LotType, { description: 'The lot, judged afresh where a finding was looked at.' })
  lot!: LotType;
}

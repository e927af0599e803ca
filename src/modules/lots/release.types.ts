import { ArgsType, Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { IsIn, IsOptional, ValidateNested } from 'class-validator';
import { connectionOf, PageArgs } from '../../graphql/connection.js';
import { describedEnum } from '../../graphql/enums.js';
import { expectedRows } from '../../graphql/expected-rows.js';
import { IdField } from '../../graphql/id-field.js';
import { InstantScalar, LocalDateScalar } from '../../graphql/scalars/scalars.js';
import { SeasonField } from '../../graphql/season-field.js';
import { TextField } from '../../graphql/text-field.js';
import type { Ctx } from '../../infrastructure/database/context.js';
import type { Instant } from '../../kernel/instant.js';
import { legalDay, type LocalDate } from '../../kernel/local-date.js';
import { UNITIES, type Unity } from '../standards/domain/rule.js';
import { UnityEnum } from '../standards/rule.types.js';
import {
  keyOf,
  RELEASE_REASONS,
  RELEASE_STATES,
  shownRelease,
  type ReleaseEnd,
  type ReleaseReason,
  type ReleaseState,
} from './domain/release.js';
import { FindingSubject } from './finding-subject.types.js';
import type { ReleaseRow } from './release-view.sql.js';
import { RELEASE_ENDS_IN_WORDS, releasedOnTheStrengthOf } from './release-words.js';

export const ReleaseStateEnum = describedEnum<ReleaseState>('ReleaseState', 'How far a release 凭…放行 is.', {
  PROPOSED: '待第二人同意: one person proposed it; it counts for nothing.',
  AGREED: '有效: two people released the finding, and the lot may pass it.',
  DECLINED: '未获同意: it was declined, or taken back by who proposed it.',
  REVOKED: '已撤销: somebody took it back after two had agreed.',
  ENDED: '已失效: it ended by itself; `endedBecause` says why.',
  KEPT: '存档: it was in force when its lot left, and is history.',
});

export const ReleaseEndEnum = describedEnum<ReleaseEnd>('ReleaseEnd', 'What ended a release by itself.', {
  EXPIRED: 'Its last day has passed.',
  PASSED: 'The finding became a PASS and needs none.',
  FAILED: 'The finding became a FAIL, which is never released.',
  NOTHING_TO_JUDGE: 'The finding is gone or no longer applies.',
  EDITION_CHANGED: 'Another edition of the rule judges now.',
  FACTS_CHANGED: 'The finding rests on other evidence than the two people saw.',
  PERSON_GAINS: 'A person who released it belongs to an organisation that has a part in the lot now.',
  LOT_LEFT: 'The lot left while it was only proposed.',
  LOT_CANCELLED: 'The lot was cancelled.',
});

export const ReleaseReasonEnum = describedEnum<ReleaseReason>(
  'ReleaseReason',
  'On the strength of what a finding is released.',
  {
    AUTHORITY_REPLY: '主管部门书面答复: the authority answered in writing.',
    BUYER_REPLY: '进口商书面答复: the importer answered in writing.',
    TEXT_BEING_CONFIRMED: '已查阅、尚待复核的原文: the text was read and waits for its countersignature.',
    THIRD_PARTY_REPORT: '第三方报告: a report of somebody with no part in the fruit.',
    EXPERT_OPINION: '专家意见: an opinion of an expert.',
    OTHER: '其他凭据: the reason says what.',
  },
);

@ObjectType('ReleaseAttachment', { description: 'A file that a release rests on.' })
export class ReleaseAttachmentType {
  @Field(() => ID, { description: 'Id of the attachment; `attachment` has a link to it.' })
  attachmentId!: string;

  @Field(() => String, { description: 'SHA-256 of its bytes, as the ledger has it.' })
  sha256!: string;
}

/* Plain data, as all that hangs on a lot: no field has a resolver. */

@ObjectType('LotRelease', {
  description:
    '凭…放行: two people of the base office let a lot pass a finding that is INDETERMINATE, with reason, evidence and expiry. Never a PASS, and never for registrations, bans, intervals or residues.',
})
export class LotReleaseType {
  @Field(() => ID, { description: 'Id.' })
  id!: string;

  @Field(() => ID, { description: 'The lot.' })
  lotId!: string;

  @Field(() => String, { description: 'Code of the lot.' })
  lotCode!: string;

  @Field(() => String, { description: 'The market the lot was for when it was proposed.' })
  marketCode!: string;

  @Field(() => String, { description: 'The season the lot was for when it was proposed.' })
  season!: string;

  @Field(() => UnityEnum, { description: 'The check the finding belongs to.' })
  unity!: Unity;

  @Field(() => String, { description: 'Code of the rule.' })
  ruleCode!: string;

  @Field(() => String, { description: 'Code of the version it was judged by; another one ends the release.' })
  versionCode!: string;

  @Field(() => String, { nullable: true, description: 'Edition of the text, as its publisher names it.' })
  edition!: string | null;

  @Field(() => String, { description: 'What the rule asks for, in the language of the request.' })
  title!: string;

  @Field(() => FindingSubject, { description: 'What was judged.' })
  subject!: FindingSubject;

  @Field(() => String, { description: 'What the finding said when it was proposed to be released.' })
  explanation!: string;

  @Field(() => String, {
    description: 'SHA-256 of rule, edition, subject and evidence as the two people saw them.',
  })
  findingSha256!: string;

  @Field(() => ID, { description: 'The judgement it was proposed by.' })
  judgementId!: string;

  @Field(() => String, {
    description: 'The sentence to show in the place of a verdict: 凭…放行. Never show it as a pass.',
  })
  statement!: string;

  @Field(() => ReleaseReasonEnum, { description: 'On the strength of what.' })
  reasonCode!: ReleaseReason;

  @Field(() => String, { description: 'Why, in words; empty where the text was erased.' })
  reason!: string;

  @Field(() => String, { nullable: true, description: 'Document it rests on, by its number or name.' })
  documentReference!: string | null;

  @Field(() => [ReleaseAttachmentType], { complexity: expectedRows(1), description: 'Files it rests on.' })
  attachments!: ReleaseAttachmentType[];

  @Field(() => LocalDateScalar, { description: 'Last day it counts.' })
  until!: LocalDate;

  @Field(() => ReleaseStateEnum, { description: 'How far it is today.' })
  state!: ReleaseState;

  @Field(() => ReleaseEndEnum, { nullable: true, description: 'What ended it, where it ended by itself.' })
  endedBecause!: ReleaseEnd | null;

  @Field(() => String, { nullable: true, description: 'The same in words, in the language of the request.' })
  endedBecauseText!: string | null;

  @Field(() => ID, { description: 'Who proposed it.' })
  proposedById!: string;

  @Field(() => InstantScalar, { description: 'When.' })
  proposedAt!: Instant;

  @Field(() => ID, { nullable: true, description: 'Who agreed, another person; nobody yet where empty.' })
  agreedById!: string | null;

  @Field(() => InstantScalar, { nullable: true, description: 'When.' })
  agreedAt!: Instant | null;

  @Field(() => ID, { nullable: true, description: 'Who declined or revoked it.' })
  settledById!: string | null;

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'When it was declined or revoked, found to have ended, or left with its lot.',
  })
  settledAt!: Instant | null;

  @Field(() => String, { nullable: true, description: 'Why it was declined or revoked.' })
  settledReason!: string | null;

  /** Of the finding it is about. */
  key!: string;
  /** Whether it is one of those that are counted. */
  counts!: boolean;

  static of({ language, now }: Pick<Ctx, 'language' | 'now'>, row: ReleaseRow): LotReleaseType {
    const { subjectType, subjectId, subjectCode, title, explanation, validUntil } = row;
    const { state, endedBecause } = shownRelease(row, legalDay(now));
    return Object.assign(new LotReleaseType(), row, {
      subject: { type: subjectType, id: subjectId, code: subjectCode },
      title: title[language],
      explanation: explanation[language],
      statement: releasedOnTheStrengthOf(row)[language],
      until: validUntil,
      state,
      endedBecause,
      endedBecauseText: endedBecause ? RELEASE_ENDS_IN_WORDS[endedBecause][language] : null,
      attachments: [...row.attachments],
      key: keyOf(row),
      counts: state === 'AGREED' || state === 'KEPT',
    });
  }
}

@InputType('LotReleaseFilter', { description: 'Which releases; all conditions that are given must hold.' })
export class ReleaseFilterInput {
  @Field(() => [ReleaseStateEnum], { nullable: true, description: 'In any of these states today.' })
  @IsOptional()
  @IsIn(RELEASE_STATES, { each: true })
  states?: ReleaseState[] | null;

  @TextField({ nullable: true, max: 20, description: 'Of lots for this market.' })
  marketCode?: string | null;

  @TextField({ nullable: true, max: 60, description: 'Of findings of this rule.' })
  ruleCode?: string | null;

  @SeasonField({ nullable: true, description: 'Of this season, as 2025/26.' })
  season?: string | null;

  @Field(() => UnityEnum, { nullable: true, description: 'Of this check.' })
  @IsOptional()
  @IsIn(UNITIES)
  unity?: Unity | null;

  @Field(() => ReleaseReasonEnum, { nullable: true, description: 'On the strength of this.' })
  @IsOptional()
  @IsIn(RELEASE_REASONS)
  reasonCode?: ReleaseReason | null;

  @IdField({ nullable: true, description: 'Of this lot.' })
  lotId?: string | null;
}

@ArgsType()
export class ReleasePageArgs extends PageArgs {
  @Field(() => ReleaseFilterInput, { nullable: true, description: 'Which releases.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => ReleaseFilterInput)
  filter?: ReleaseFilterInput | null;
}

@ObjectType('LotReleaseConnection', { description: 'A page of releases.' })
export class LotReleaseConnection extends connectionOf('LotRelease', () => LotReleaseType) {
  /** What `totalCount` counts, if it is asked for. */
  filter!: ReleaseFilterInput;
}

import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { instantColumn } from '../../infrastructure/database/columns.js';
import type { AttachmentId, LotId, LotReleaseId, OrganisationId, UserId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { LocalDate, Season } from '../../kernel/local-date.js';
import type { Sha256 } from '../../kernel/sha256.js';
import type { Finding } from '../standards/domain/finding.js';
import type { RuleSubject, Unity } from '../standards/domain/rule.js';
import type { ReleaseEnd, ReleaseReason, ReleaseState } from './domain/release.js';

/** 凭…放行: what two people of the base office let a lot pass although it is INDETERMINATE, why and until when. */
@Entity('lot_release')
@Check('lot_release_state', `state IN ('PROPOSED', 'AGREED', 'DECLINED', 'REVOKED', 'ENDED', 'KEPT')`)
@Check('lot_release_two_people', 'agreed_by_id <> proposed_by_id')
@Check(
  'lot_release_agreed_by_somebody',
  '(agreed_at IS NULL) = (agreed_by_id IS NULL) AND (agreed_at IS NULL) = (agreed_judgement_id IS NULL)',
)
@Check(
  'lot_release_counts_when_agreed',
  `state NOT IN ('AGREED', 'REVOKED', 'KEPT') OR agreed_at IS NOT NULL`,
)
@Check('lot_release_ended_for_a_reason', `(state = 'ENDED') = (ended_because IS NOT NULL)`)
@Check('lot_release_hash', `finding_sha256 ~ '^[0-9a-f]{64}$'`)
@Index('lot_release_lot', ['lotId', 'id'])
@Index('lot_release_one_open', ['lotId', 'ruleCode', 'versionCode', 'subjectType', 'subjectId'], {
  unique: true,
  where: `state IN ('PROPOSED', 'AGREED')`,
})
export class LotRelease {
  @PrimaryColumn('uuid') id!: LotReleaseId;
  @ForeignKey('Lot') @Column('uuid') lotId!: LotId;
  /** The market and season the lot was for then: what releases are counted by. */
  @ForeignKey('Market') @Column('text') marketCode!: string;
  @Column('text') season!: Season;
  @Column('text') unity!: Unity;
  @Column('text') ruleCode!: string;
  @Column('text') versionCode!: string;
  @Column('text') subjectType!: RuleSubject;
  @Column('text') subjectId!: string;
  /** As both people saw it. */
  @Column('jsonb') finding!: Finding;
  @Column('text') findingSha256!: Sha256;
  @ForeignKey('LotJudgement') @Column('uuid') judgementId!: string;
  @Column('text') reasonCode!: ReleaseReason;
  @Column('text') reason!: string;
  @Column('text', { nullable: true }) documentReference!: string | null;
  @Column('date') validUntil!: LocalDate;
  @Column('text') state!: ReleaseState;
  @Column('text', { nullable: true }) endedBecause!: ReleaseEnd | null;
  @Column('timestamptz', instantColumn) proposedAt!: Instant;
  @ForeignKey('UserAccount') @Column('uuid') proposedById!: UserId;
  @Column('timestamptz', { nullable: true, ...instantColumn }) agreedAt!: Instant | null;
  @ForeignKey('UserAccount') @Column('uuid', { nullable: true }) agreedById!: UserId | null;
  @ForeignKey('LotJudgement') @Column('uuid', { nullable: true }) agreedJudgementId!: string | null;
  /** When it was declined or revoked, ended, or left with its lot; who and why only where a person did it. */
  @Column('timestamptz', { nullable: true, ...instantColumn }) settledAt!: Instant | null;
  @ForeignKey('UserAccount') @Column('uuid', { nullable: true }) settledById!: UserId | null;
  @Column('text', { nullable: true }) settledReason!: string | null;
  @Column('uuid', { array: true }) personOrganisationIds!: OrganisationId[];
  @Column('uuid', { array: true }) visibleTo!: OrganisationId[];
}

/** A file that a release rests on, with its hash at the time. */
@Entity('lot_release_attachment')
@Index('lot_release_attachment_file', ['attachmentId'])
export class LotReleaseAttachment {
  @ForeignKey('LotRelease') @PrimaryColumn('uuid') releaseId!: LotReleaseId;
  @ForeignKey('Attachment') @PrimaryColumn('uuid') attachmentId!: AttachmentId;
  @Column('text') sha256!: Sha256;
  @Column('uuid', { array: true }) visibleTo!: OrganisationId[];
}

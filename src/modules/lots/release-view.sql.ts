import { field, momentField, Shape } from '../../infrastructure/database/json-rows.js';
import type { Bilingual } from '../../kernel/refusal.js';
import type { Instant } from '../../kernel/instant.js';
import type { LocalDate } from '../../kernel/local-date.js';
import type { RuleSubject, Unity } from '../standards/domain/rule.js';
import type { ReleaseEnd, ReleaseReason, ReleaseState } from './domain/release.js';

/** A release as it is stored; how it is shown depends on the day. */
export interface ReleaseRow {
  readonly id: string;
  readonly lotId: string;
  readonly lotCode: string;
  readonly marketCode: string;
  readonly season: string;
  readonly unity: Unity;
  readonly ruleCode: string;
  readonly versionCode: string;
  readonly subjectType: RuleSubject;
  readonly subjectId: string;
  /** Of a plot; null for what else it is about. */
  readonly subjectCode: string | null;
  readonly edition: string | null;
  readonly title: Bilingual;
  readonly explanation: Bilingual;
  readonly findingSha256: string;
  readonly judgementId: string;
  readonly reasonCode: ReleaseReason;
  readonly reason: string;
  readonly documentReference: string | null;
  readonly validUntil: LocalDate;
  readonly state: ReleaseState;
  readonly endedBecause: ReleaseEnd | null;
  readonly proposedAt: Instant;
  readonly proposedById: string;
  readonly agreedAt: Instant | null;
  readonly agreedById: string | null;
  readonly settledAt: Instant | null;
  readonly settledById: string | null;
  readonly settledReason: string | null;
  readonly attachments: readonly { attachmentId: string; sha256: string }[];
}

/** The row of a release `r` of a lot `l`, the same on a page of lots and on a page of releases. */
export const RELEASE = new Shape([
  field('id', 'r.id'),
  field('lotId', 'r.lot_id'),
  field('lotCode', 'l.code'),
  field('marketCode', 'r.market_code'),
  field('season', 'r.season'),
  field('unity', 'r.unity'),
  field('ruleCode', 'r.rule_code'),
  field('versionCode', 'r.version_code'),
  field('subjectType', 'r.subject_type'),
  field('subjectId', 'r.subject_id'),
  field('subjectCode', `r.finding #>> '{subject,code}'`),
  field('edition', `r.finding -> 'edition'`),
  field('title', `r.finding -> 'title'`),
  field('explanation', `r.finding -> 'explanation'`),
  field('findingSha256', 'r.finding_sha256'),
  field('judgementId', 'r.judgement_id'),
  field('reasonCode', 'r.reason_code'),
  field('reason', 'r.reason'),
  field('documentReference', 'r.document_reference'),
  field('validUntil', 'r.valid_until'),
  field('state', 'r.state'),
  field('endedBecause', 'r.ended_because'),
  momentField('proposedAt', 'r.proposed_at'),
  field('proposedById', 'r.proposed_by_id'),
  momentField('agreedAt', 'r.agreed_at'),
  field('agreedById', 'r.agreed_by_id'),
  momentField('settledAt', 'r.settled_at'),
  field('settledById', 'r.settled_by_id'),
  field('settledReason', 'r.settled_reason'),
  field(
    'attachments',
    `(SELECT coalesce(json_agg(json_build_object('attachmentId', a.attachment_id, 'sha256', a.sha256) ORDER BY a.attachment_id), '[]')
      FROM lot_release_attachment a WHERE a.release_id = r.id)`,
  ),
]);

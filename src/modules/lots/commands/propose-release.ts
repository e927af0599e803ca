import { Injectable } from '@nestjs/common';
import { notFound, type NotFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { AttachmentId, LotId, LotReleaseId } from '../../../kernel/ids.js';
import { legalDay, type LocalDate } from '../../../kernel/local-date.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Attachments, type ExistingAttachment } from '../../attachments/commands/attachments.js';
import { Ledger } from '../../ledger/ledger.js';
import type { Finding } from '../../standards/domain/finding.js';
import type { RuleSubject } from '../../standards/domain/rule.js';
import { isBeforeDeparture } from '../domain/lot-state.js';
import { refuseProposal } from '../domain/refuse-release.js';
import { findingSha256, OPEN_RELEASE_STATES, type ReleaseReason } from '../domain/release.js';
import { LotRelease, LotReleaseAttachment } from '../lot-release.entity.js';
import type { Lot } from '../lot.entity.js';
import type { ReleaseRefusal } from '../release.refusals.js';
import { LotDesk } from './lot-desk.js';
import { LotReleases } from './lot-releases.js';
import { ReleaseDesk } from './release-desk.js';

export interface ProposeReleaseTold {
  readonly lotId: LotId;
  readonly ruleCode: string;
  /** Needed only where two editions of the rule judge the subject. */
  readonly versionCode?: string | null | undefined;
  readonly subjectType: RuleSubject;
  readonly subjectId: string;
  readonly reasonCode: ReleaseReason;
  readonly reason: string;
  readonly attachmentIds?: readonly AttachmentId[] | null | undefined;
  readonly documentReference?: string | null | undefined;
  /** Last day it counts. */
  readonly validUntil: LocalDate;
}

type Refusal = ReleaseRefusal | NotFound;

/**
 * The first of two people says on the strength of what a lot may pass a finding that is INDETERMINATE. It counts for
 * nothing until a second one agrees.
 */
@Injectable()
export class ProposeRelease {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly lots: LotDesk,
    private readonly desk: ReleaseDesk,
    private readonly releases: LotReleases,
    private readonly attachments: Attachments,
    private readonly ledger: Ledger,
  ) {}

  execute(ctx: Ctx, told: ProposeReleaseTold & CommandInput): Outcome<{ releaseId: LotReleaseId }, Refusal> {
    return this.uow.command(ctx, 'proposeRelease', told, (tx) => this.within(tx, told));
  }

  async within(tx: Tx, told: ProposeReleaseTold): Promise<Result<{ releaseId: LotReleaseId }, Refusal[]>> {
    const lot = await this.lots.lockSeen(tx, told.lotId);
    if (!lot) return err([notFound(told.lotId, 'lotId')]);
    if (!isBeforeDeparture(lot.state))
      return err([{ code: 'RELEASE_TOO_LATE', values: { lot: lot.code, state: lot.state } }]);
    const attachmentIds = [...new Set(told.attachmentIds ?? [])];
    const missing = await this.attachments.refuseMissing(tx, attachmentIds, 'attachmentIds');
    const { judgementId, findings } = await this.desk.judge(tx, lot);
    const about = findings.filter((each) => isAbout(each, told));
    const finding = about.find(({ verdict }) => verdict === 'INDETERMINATE') ?? about[0] ?? null;
    const said = { ...told, attachmentIds, documentReference: told.documentReference ?? null };
    const refusals = refuseProposal(lot, finding, said, actorOf(tx), {
      today: legalDay(tx.now),
      gainers: await this.releases.gainers(tx, lot.id),
      stands: finding !== null && (await this.stands(tx, lot, finding)),
    });
    if (!finding || refusals.length + missing.length > 0) return err([...missing, ...refusals]);
    const files = [...(await this.attachments.existing(tx, attachmentIds)).values()];
    return ok({ releaseId: await this.propose(tx, lot, { finding, judgementId }, said, files) });
  }

  private stands(tx: Tx, { id: lotId }: Lot, { ruleCode, versionId, subject }: Finding): Promise<boolean> {
    const about = {
      lotId,
      ruleCode,
      versionCode: versionId,
      subjectType: subject.type,
      subjectId: subject.id,
    };
    return tx.manager.exists(LotRelease, {
      where: OPEN_RELEASE_STATES.map((state) => ({ ...about, state })),
    });
  }

  private async propose(
    tx: Tx,
    lot: Lot,
    { finding, judgementId }: { finding: Finding; judgementId: string },
    told: ProposeReleaseTold,
    files: readonly ExistingAttachment[],
  ): Promise<LotReleaseId> {
    const { userId, organisationIds } = actorOf(tx);
    const said = { ...saidOf(lot, finding, told), judgementId };
    const id = tx.ids.next<LotReleaseId>();
    await tx.manager.insert(LotRelease, {
      ...said,
      id,
      lotId: lot.id,
      finding,
      state: 'PROPOSED',
      proposedAt: tx.now,
      proposedById: userId,
      personOrganisationIds: [...organisationIds].sort(),
      visibleTo: lot.visibleTo,
    });
    await this.attach(tx, lot, id, files);
    await this.releases.count(tx, lot, 1);
    await this.ledger.append(tx, {
      kind: 'lot.release-proposed',
      subjects: [id, lot.id],
      facts: { ...said, attachments: files.map((file) => ({ attachmentId: file.id, sha256: file.sha256 })) },
      shownTo: lot.visibleTo,
    });
    return id;
  }

  /** Who sees the lot sees the evidence. */
  private async attach(
    tx: Tx,
    { visibleTo }: Lot,
    releaseId: LotReleaseId,
    files: readonly ExistingAttachment[],
  ): Promise<void> {
    const rows = files.map(({ id, sha256 }) => ({ releaseId, attachmentId: id, sha256, visibleTo }));
    if (rows.length > 0) await tx.manager.insert(LotReleaseAttachment, rows);
    const ids = files.map(({ id }) => id);
    await this.attachments.grant(tx, ids, visibleTo);
  }
}

/** What is said of the finding, and what of it is kept for counting. */
const saidOf = (lot: Lot, finding: Finding, told: ProposeReleaseTold) => ({
  marketCode: lot.marketCode,
  season: lot.season,
  unity: finding.unity,
  ruleCode: finding.ruleCode,
  versionCode: finding.versionId,
  subjectType: finding.subject.type,
  subjectId: finding.subject.id,
  findingSha256: findingSha256(finding),
  reasonCode: told.reasonCode,
  reason: told.reason,
  documentReference: told.documentReference ?? null,
  validUntil: told.validUntil,
});

const isAbout = (finding: Finding, told: ProposeReleaseTold): boolean =>
  finding.ruleCode === told.ruleCode &&
  (told.versionCode ?? finding.versionId) === finding.versionId &&
  finding.subject.type === told.subjectType &&
  finding.subject.id === told.subjectId;

import { Injectable } from '@nestjs/common';
import { notFound, type NotFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { LotReleaseId } from '../../../kernel/ids.js';
import { legalDay } from '../../../kernel/local-date.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Attachments } from '../../attachments/commands/attachments.js';
import type { ErasingRefusal } from '../../attachments/erasing.refusals.js';
import { Ledger } from '../../ledger/ledger.js';
import type { Finding } from '../../standards/domain/finding.js';
import { isBeforeDeparture } from '../domain/lot-state.js';
import { refuseAgreement } from '../domain/refuse-release.js';
import { findingKey, keyOf, whyItEnds } from '../domain/release.js';
import { LotRelease, LotReleaseAttachment } from '../lot-release.entity.js';
import type { Lot } from '../lot.entity.js';
import type { ReleaseRefusal } from '../release.refusals.js';
import type { Judged } from './judge-lot.js';
import { LotReleases } from './lot-releases.js';
import { ReleaseDesk } from './release-desk.js';

type Refusal = ReleaseRefusal | ErasingRefusal | NotFound;
const NOTHING_JUDGED: Pick<Judged, 'judgementId' | 'findings'> = { judgementId: '', findings: [] };

/** The second of two people agrees: from now on, until its last day, the lot may pass the finding 凭…放行. */
@Injectable()
export class AgreeToRelease {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly desk: ReleaseDesk,
    private readonly releases: LotReleases,
    private readonly attachments: Attachments,
    private readonly ledger: Ledger,
  ) {}

  execute(
    ctx: Ctx,
    told: { releaseId: LotReleaseId } & CommandInput,
  ): Outcome<{ releaseId: LotReleaseId }, Refusal> {
    return this.uow.command(ctx, 'agreeToRelease', told, (tx) => this.within(tx, told.releaseId));
  }

  async within(tx: Tx, releaseId: LotReleaseId): Promise<Result<{ releaseId: LotReleaseId }, Refusal[]>> {
    const locked = await this.desk.lock(tx, releaseId);
    if (!locked) return err([notFound(releaseId, 'releaseId')]);
    const { lot, release } = locked;
    const isToJudge = release.state === 'PROPOSED' && isBeforeDeparture(lot.state);
    const { judgementId, findings } = isToJudge ? await this.desk.judge(tx, lot) : NOTHING_JUDGED;
    const refusals = await this.refuse(tx, lot, release, findings);
    if (refusals.length > 0) return err(refusals);
    await this.agree(tx, lot, release, judgementId);
    return ok({ releaseId });
  }

  private async refuse(
    tx: Tx,
    lot: Lot,
    release: LotRelease,
    findings: readonly Finding[],
  ): Promise<Refusal[]> {
    const around = { today: legalDay(tx.now), gainers: await this.releases.gainers(tx, lot.id) };
    const finding = findings.find((each) => findingKey(each) === keyOf(release)) ?? null;
    const ended = whyItEnds(release, findings, around);
    const files = await tx.manager.findBy(LotReleaseAttachment, { releaseId: release.id });
    const { state, proposedById, validUntil, reason, documentReference } = release;
    const said = { reason, documentReference, attachmentCount: files.length };
    const proposed = { state, proposedById, validUntil, ...said };
    return [
      ...refuseAgreement(lot, proposed, finding, actorOf(tx), { ...around, ended }),
      ...(await this.attachments.refuseErased(
        tx,
        files.map(({ attachmentId }) => attachmentId),
      )),
    ];
  }

  private async agree(tx: Tx, lot: Lot, release: LotRelease, judgementId: string): Promise<void> {
    const { id, validUntil, findingSha256 } = release;
    const { userId, organisationIds } = actorOf(tx);
    const personOrganisationIds = [...new Set([...release.personOrganisationIds, ...organisationIds])].sort();
    await tx.manager.update(
      LotRelease,
      { id },
      {
        state: 'AGREED',
        agreedAt: tx.now,
        agreedById: userId,
        agreedJudgementId: judgementId,
        personOrganisationIds,
      },
    );
    await this.releases.count(tx, lot, 0);
    await this.ledger.append(tx, {
      kind: 'lot.release-agreed',
      subjects: [id, lot.id],
      facts: { judgementId, findingSha256, validUntil },
      shownTo: lot.visibleTo,
    });
  }
}

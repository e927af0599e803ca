import { Injectable } from '@nestjs/common';
import { notFound, type NotFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { LotReleaseId } from '../../../kernel/ids.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import { refuseDecline, refuseRevocation } from '../domain/refuse-release.js';
import { LotRelease } from '../lot-release.entity.js';
import type { ReleaseRefusal } from '../release.refusals.js';
import { LotReleases } from './lot-releases.js';
import { ReleaseDesk } from './release-desk.js';

export interface TakeBackTold {
  readonly releaseId: LotReleaseId;
  readonly reason: string;
}

type Outcomes = Result<{ releaseId: LotReleaseId }, (ReleaseRefusal | NotFound)[]>;

/** One person is enough to say no: to a proposal, or to what two had agreed to. */
@Injectable()
export class TakeBackRelease {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly desk: ReleaseDesk,
    private readonly releases: LotReleases,
    private readonly ledger: Ledger,
  ) {}

  decline(
    ctx: Ctx,
    told: TakeBackTold & CommandInput,
  ): Outcome<{ releaseId: LotReleaseId }, ReleaseRefusal | NotFound> {
    return this.uow.command(ctx, 'declineRelease', told, (tx) => this.within(tx, told, 'DECLINED'));
  }

  revoke(
    ctx: Ctx,
    told: TakeBackTold & CommandInput,
  ): Outcome<{ releaseId: LotReleaseId }, ReleaseRefusal | NotFound> {
    return this.uow.command(ctx, 'revokeRelease', told, (tx) => this.within(tx, told, 'REVOKED'));
  }

  private async within(
    tx: Tx,
    { releaseId, reason }: TakeBackTold,
    state: 'DECLINED' | 'REVOKED',
  ): Promise<Outcomes> {
    const locked = await this.desk.lock(tx, releaseId);
    if (!locked) return err([notFound(releaseId, 'releaseId')]);
    const { lot, release } = locked;
    const refusals = state === 'DECLINED' ? refuseDecline(release) : refuseRevocation(lot, release);
    if (refusals.length > 0) return err(refusals);
    await tx.manager.update(
      LotRelease,
      { id: releaseId },
      { state, settledAt: tx.now, settledById: actorOf(tx).userId, settledReason: reason },
    );
    await this.releases.count(tx, lot, -1);
    await this.ledger.append(tx, {
      kind: state === 'DECLINED' ? 'lot.release-declined' : 'lot.release-revoked',
      subjects: [releaseId, lot.id],
      facts: { reason },
      shownTo: lot.visibleTo,
    });
    return ok({ releaseId });
  }
}

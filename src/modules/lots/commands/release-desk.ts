import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../infrastructure/database/context.js';
import { UnitOfWork } from '../../../infrastructure/database/unit-of-work.js';
import type { LotReleaseId } from '../../../kernel/ids.js';
import { nextGate } from '../domain/lot-state.js';
import { LotRelease } from '../lot-release.entity.js';
import type { Lot } from '../lot.entity.js';
import { JudgeLot, type Judged } from './judge-lot.js';
import { LotDesk } from './lot-desk.js';

/** What the commands about releases share. */
@Injectable()
export class ReleaseDesk {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly desk: LotDesk,
    private readonly judging: JudgeLot,
  ) {}

  /** A release as it is now, under the lock of its lot: whatever changes one of the two waits. Null where there is none. */
  async lock(tx: Tx, id: LotReleaseId): Promise<{ lot: Lot; release: LotRelease } | null> {
    const found = await tx.manager.findOneBy(LotRelease, { id });
    const lot = found && (await this.desk.lockSeen(tx, found.lotId));
    const release = lot && (await tx.manager.findOneBy(LotRelease, { id }));
    return release ? { lot, release } : null;
  }

  /**
   * Judges a locked lot for its next gate by what is recorded now. It is the product's own work: who releases asks what
   * the verdict is, and does not make it.
   */
  judge(tx: Tx, lot: Lot): Promise<Judged> {
    return this.uow.elevated(tx, 'system', (wider) =>
      this.judging.judge({ ...wider, actor: null }, lot, nextGate(lot.state), lot.marketCode),
    );
  }
}

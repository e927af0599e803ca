import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Tx } from '../../../infrastructure/database/context.js';
import { UnitOfWork } from '../../../infrastructure/database/unit-of-work.js';
import type { LotId, LotReleaseId, OrganisationId } from '../../../kernel/ids.js';
import { legalDay } from '../../../kernel/local-date.js';
import { Ledger } from '../../ledger/ledger.js';
import type { Finding } from '../../standards/domain/finding.js';
import { membersChange, type LotState } from '../domain/lot-state.js';
import { keyOf, OPEN_RELEASE_STATES, whyItEnds, type ReleaseEnd } from '../domain/release.js';
import { LotRelease } from '../lot-release.entity.js';
import { Lot } from '../lot.entity.js';

/** How an open release ends without anybody deciding on it. */
type Ending = { readonly state: 'ENDED'; readonly endedBecause: ReleaseEnd } | { readonly state: 'KEPT' };

/**
 * Keeps the open releases of a lot true: every judgement ends those that it contradicts, and when the lot leaves they
 * become history. The lot is locked by whoever calls, so that a release cannot come or go meanwhile.
 */
@Injectable()
export class LotReleases {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly ledger: Ledger,
  ) {}

  /**
   * Ends what the judgement just made contradicts.
   *
   * @returns the releases in force, by the key of the finding each is about
   */
  async settle(tx: Tx, lot: Lot, findings: readonly Finding[]): Promise<Map<string, LotReleaseId>> {
    const inForce = new Map<string, LotReleaseId>();
    if (lot.openReleaseCount === 0) return inForce;
    // Who gains changes with the members; once these are frozen it was asked before.
    const gainers = membersChange(lot.state) ? await this.gainers(tx, lot.id) : [];
    const around = { today: legalDay(tx.now), gainers };
    for (const release of await this.open(tx, lot.id)) {
      const endedBecause = whyItEnds(release, findings, around);
      if (endedBecause) await this.end(tx, lot, release, { state: 'ENDED', endedBecause });
      else if (release.state === 'AGREED') inForce.set(keyOf(release), release.id);
    }
    return inForce;
  }

  /** When the lot has left, or was given up: what was agreed to is kept as it stood, a mere proposal ends. */
  async close(tx: Tx, lot: Lot, to: LotState): Promise<void> {
    if (lot.openReleaseCount === 0) return;
    for (const release of await this.open(tx, lot.id)) {
      if (to === 'CANCELLED')
        await this.end(tx, lot, release, { state: 'ENDED', endedBecause: 'LOT_CANCELLED' });
      else if (release.state === 'AGREED') await this.end(tx, lot, release, { state: 'KEPT' });
      else await this.end(tx, lot, release, { state: 'ENDED', endedBecause: 'LOT_LEFT' });
    }
  }

  /** One more of them, one less, or as many as before: the lot has changed in any case. */
  async count(tx: Tx, lot: Lot, change: 1 | 0 | -1): Promise<void> {
    lot.openReleaseCount += change;
    const { openReleaseCount } = lot;
    await tx.manager.update(Lot, { id: lot.id }, { openReleaseCount, changedAt: tx.now });
  }

  /** Who exports the lot, and whoever grew or packed fruit of it, or handled it on the way. */
  async gainers(tx: Tx, lotId: LotId): Promise<OrganisationId[]> {
    const rows = await this.uow.elevated(tx, 'system', ({ manager }) =>
      manager.query<{ id: OrganisationId }[]>(
        `SELECT l.exporter_id AS id FROM lot l WHERE l.id = $1
         UNION SELECT c.organisation_id FROM lot_contribution c WHERE c.lot_id = $1
         UNION SELECT w.organisation_id FROM organisations_on_the_way(
           ARRAY(SELECT m.batch_id FROM lot_member m WHERE m.lot_id = $1)) AS w`,
        [lotId],
      ),
    );
    return rows.map(({ id }) => id);
  }

  private open(tx: Tx, lotId: LotId): Promise<LotRelease[]> {
    return tx.manager.find(LotRelease, {
      where: { lotId, state: In([...OPEN_RELEASE_STATES]) },
      order: { id: 'ASC' },
    });
  }

  /** Nobody did it, so no person is named; whoever sees the lot reads the entry. */
  private async end(tx: Tx, lot: Lot, { id }: LotRelease, ending: Ending): Promise<void> {
    await this.uow.elevated(tx, 'system', async (wider) => {
      await wider.manager.update(LotRelease, { id }, { ...ending, settledAt: tx.now });
      await this.count(wider, lot, -1);
      await this.ledger.append(
        { ...wider, actor: null },
        {
          kind: ending.state === 'KEPT' ? 'lot.release-kept' : 'lot.release-ended',
          subjects: [id, lot.id],
          facts: ending.state === 'KEPT' ? {} : { reasonCode: ending.endedBecause },
          shownTo: lot.visibleTo,
        },
      );
    });
  }
}

import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../../../infrastructure/database/context.js';
import { UnitOfWork } from '../../../infrastructure/database/unit-of-work.js';
import { addDays, legalDay } from '../../../kernel/local-date.js';
import { SubstanceReactions, type SubstanceReaction } from '../../standards/substance-reactions.js';
import { DAYS_BACK } from '../domain/days-back.js';
import { GrowingReactions, type SpraysChange } from '../growing-reactions.js';
import { STANDS } from '../stated-sprays.queries.js';

/**
 * When another name of a substance becomes known, or is taken back: modules above are told of the sprays that were recorded
 * under it before, in all cooperatives, so that fruit sprayed with what turns out to be banned is held, and of a hold that was
 * placed by a wrong name it is noted that its cause is gone.
 */
@Injectable()
export class TellOfSubstances implements SubstanceReaction, OnModuleInit {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly substances: SubstanceReactions,
    private readonly reactions: GrowingReactions,
  ) {}

  onModuleInit(): void {
    this.substances.register(this);
  }

  onSubstanceKnown(tx: Tx, code: string): Promise<void> {
    return this.tell(tx, sprayedUnder('name <> $1 AND substance_code(name) = $1'), code);
  }

  /** Holds that rest on such a name alone are noted as without a cause; the base office may then release them. */
  onNamesWithdrawn(tx: Tx, keys: readonly string[]): Promise<void> {
    return this.tell(tx, sprayedUnder('substance_key(name) = ANY ($1::text[])'), keys);
  }

  private async tell(tx: Tx, sql: string, called: string | readonly string[]): Promise<void> {
    await this.uow.elevated(tx, 'system', async (wider) => {
      const since = addDays(legalDay(tx.now), -DAYS_BACK);
      const changes = await wider.manager.query<SpraysChange[]>(sql, [called, since]);
      for (const change of changes) await this.reactions.notify(wider, change);
    });
  }
}

// By name first: of a hundred thousand sprays few name an ingredient otherwise than by its code.
const sprayedUnder = (called: string): string => `
  WITH spray AS MATERIALIZED (
    SELECT g.id, g.plot_id, g.performed_on,
      CASE WHEN l.confirmed_at IS NULL THEN g.substances ELSE g.substances || l.substances END AS substances
    FROM growing_record g LEFT JOIN product_label l ON l.id = g.product_label_id
    WHERE g.kind = 'SPRAY' AND g.performed_on >= $2 AND ${STANDS}
  ), called AS (
    SELECT name FROM (SELECT DISTINCT unnest(substances) AS name FROM spray) AS told
    WHERE ${called}
  )
  SELECT plot_id AS "plotId", array_agg(id ORDER BY id) AS "recordIds", min(performed_on) AS "performedOn"
  FROM spray WHERE substances && ARRAY(SELECT name FROM called) GROUP BY plot_id ORDER BY plot_id`;

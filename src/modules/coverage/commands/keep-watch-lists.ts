import { Injectable } from '@nestjs/common';
import { notFound, type NotFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import { refusingViolations } from '../../../infrastructure/database/refuse-violation.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { UserId, WatchListId } from '../../../kernel/ids.js';
import { legalDay, type LocalDate } from '../../../kernel/local-date.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import { ReferenceReactions } from '../../standards/reference-reactions.js';
import { namesTakenBack, substancesCalled } from '../../standards/substance-name.queries.js';
import type { CoverageRefusal } from '../coverage.refusals.js';

export interface WatchListTold {
  readonly marketCode: string;
  readonly edition: string;
  readonly validFrom: LocalDate;
  readonly validTo?: LocalDate | null | undefined;
  /** Codes or known names; empty: the market watches for nothing in particular. */
  readonly substances: readonly string[];
  /** The text it was read in. */
  readonly document: string;
  readonly clause?: string | null | undefined;
  readonly url?: string | null | undefined;
}

export type WatchListKept = { watchListId: WatchListId };
type Refusal = CoverageRefusal | NotFound;

interface Found {
  readonly marketCode: string;
  readonly by: UserId;
  readonly isConfirmed: boolean;
  /** Names it was entered by that stand for none of its substances any more. */
  readonly takenBack: readonly string[];
}

/** What a market watches for: entered by the base office from a text, confirmed by a second person who read it too. */
@Injectable()
export class KeepWatchLists {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly ledger: Ledger,
    private readonly reactions: ReferenceReactions,
  ) {}

  enter(ctx: Ctx, told: WatchListTold & CommandInput): Outcome<WatchListKept, Refusal> {
    return this.uow.command(ctx, 'enterWatchList', told, (tx) => this.enterWithin(tx, told));
  }

  confirm(ctx: Ctx, told: { watchListId: WatchListId } & CommandInput): Outcome<WatchListKept, Refusal> {
    return this.uow.command(ctx, 'confirmWatchList', told, (tx) => this.confirmWithin(tx, told));
  }

  async enterWithin(tx: Tx, told: WatchListTold): Promise<Result<WatchListKept, Refusal[]>> {
    const called = await substancesCalled(tx, told.substances);
    const substances = [...new Set([...called.values()].map(({ code }) => code))].sort();
    const names = [...called].flatMap(([name, { mayBeTakenBack }]) => (mayBeTakenBack ? [name] : [])).sort();
    const unknown = [...new Set(told.substances)].filter((name) => !called.has(name));
    const refusals = await refuse(tx, told, unknown);
    if (refusals.length > 0) return err(refusals);
    const { marketCode, edition, validFrom, validTo = null, document, clause = null, url = null } = told;
    const taken: CoverageRefusal = {
      code: 'WATCH_LIST_ENTERED',
      values: { market: marketCode, edition },
      path: ['edition'],
    };
    return refusingViolations<WatchListKept, Refusal>({ watch_list_one_per_edition: taken }, async () => {
      const id = tx.ids.next<WatchListId>();
      const source = { document, clause, url };
      await tx.manager.query(
        `INSERT INTO watch_list (id, market_code, substances, edition, valid_from, valid_to, source, last_checked, confidence,
           entered_at, entered_by_id, substances_told) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'unverified', $9, $10, $11)`,
        [
          id,
          marketCode,
          substances,
          edition,
          validFrom,
          validTo,
          JSON.stringify(source),
          legalDay(tx.now),
          tx.now,
          actorOf(tx).userId,
          names.length > 0 ? names : null,
        ],
      );
      await this.ledger.append(tx, {
        kind: 'watch-list.entered',
        subjects: [id],
        facts: {
          marketCode,
          edition,
          validFrom,
          validTo,
          substances,
          ...(names.length > 0 ? { substancesTold: names } : {}),
          source,
        },
      });
      await this.reactions.notify(tx, marketCode);
      return ok({ watchListId: id });
    });
  }

  async confirmWithin(
    tx: Tx,
    { watchListId }: { watchListId: WatchListId },
  ): Promise<Result<WatchListKept, Refusal[]>> {
    const [found] = await tx.manager.query<Found[]>(
      `SELECT market_code AS "marketCode", entered_by_id AS by, confirmed_at IS NOT NULL AS "isConfirmed",
         ${namesTakenBack('w')} AS "takenBack"
       FROM watch_list w WHERE id = $1 AND entered_by_id IS NOT NULL FOR NO KEY UPDATE`,
      [watchListId],
    );
    if (!found) return err([notFound(watchListId, 'watchListId')]);
    const { userId } = actorOf(tx);
    if (found.isConfirmed) return err([{ code: 'WATCH_LIST_CONFIRMED_ALREADY', values: {} }]);
    if (found.by === userId) return err([{ code: 'WATCH_LIST_TAKES_TWO', values: {} }]);
    if (found.takenBack.length > 0)
      return err(
        found.takenBack.map((substance) => ({
          code: 'WATCH_LIST_SUBSTANCE_UNKNOWN',
          values: { substance },
          path: ['watchListId'],
        })),
      );
    await tx.manager.query(
      `UPDATE watch_list SET confidence = 'confirmed', confirmed_at = $2, confirmed_by_id = $3, last_checked = $4 WHERE id = $1`,
      [watchListId, tx.now, userId, legalDay(tx.now)],
    );
    await this.ledger.append(tx, { kind: 'watch-list.confirmed', subjects: [watchListId], facts: {} });
    await this.reactions.notify(tx, found.marketCode);
    return ok({ watchListId });
  }
}

async function refuse(
  tx: Tx,
  { marketCode, validFrom, validTo }: WatchListTold,
  unknown: readonly string[],
): Promise<CoverageRefusal[]> {
  const refusals: CoverageRefusal[] = [];
  const [{ market } = { market: false }] = await tx.manager.query<{ market: boolean }[]>(
    `SELECT EXISTS (SELECT FROM market WHERE code = $1) AS market`,
    [marketCode],
  );
  if (!market)
    refusals.push({
      code: 'WATCH_LIST_MARKET_UNKNOWN',
      values: { market: marketCode },
      path: ['marketCode'],
    });
  for (const substance of unknown)
    refusals.push({ code: 'WATCH_LIST_SUBSTANCE_UNKNOWN', values: { substance }, path: ['substances'] });
  if (validTo && validTo < validFrom)
    refusals.push({ code: 'WATCH_LIST_DAYS', values: { validFrom, validTo }, path: ['validTo'] });
  return refusals;
}

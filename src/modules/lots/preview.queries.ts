import { Injectable } from '@nestjs/common';
import type { Ctx, Reading } from '../../infrastructure/database/context.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import { FairQueue, letOthers, turnOf } from '../../infrastructure/limits/fair-queue.js';
import type { BatchId, LotId } from '../../kernel/ids.js';
import { legalDay, type LocalDate } from '../../kernel/local-date.js';
import { StockFacts } from '../facts/stock-facts.queries.js';
import { evaluateAll } from '../standards/domain/evaluate.js';
import type { Facts } from '../standards/domain/facts.js';
import type { Finding } from '../standards/domain/finding.js';
import { shipmentDay } from '../standards/domain/rule-kind.js';
import {
  EditionPreviewQueries,
  type EditionPreview,
  type Judging,
} from '../standards/edition-preview.queries.js';
import { BEFORE_DEPARTURE, nextGate, type LotState } from './domain/lot-state.js';
import { checkFlips, flipsBetween, isOutsideDates, type CheckFlip, type Flip } from './domain/flips.js';

/** More than people read; the rest is said to be there. */
const MOST_FLIPS = 1_000;

/** Of a lot, or of a packed batch that is in none. */
interface Where {
  readonly lotId: LotId | null;
  readonly lotCode: string | null;
  readonly batchCode: string | null;
}

export interface Preview {
  readonly lotsJudged: number;
  readonly batchesJudged: number;
  /** Of those judged, the ones that no rule of the draft looks at because of its days alone. */
  readonly lotsOutsideDates: number;
  readonly batchesOutsideDates: number;
  readonly flips: readonly (Flip & Where)[];
  readonly checks: readonly (CheckFlip & { readonly lotId: LotId; readonly lotCode: string })[];
  /** Whether there are more flips than are listed. */
  readonly isCut: boolean;
  /** The last lot of this page, to go on after; null: there are no more. */
  readonly next: LotId | null;
  readonly nextBatch: BatchId | null;
}

export interface PreviewPage {
  readonly first: number;
  /** Goes on with lots only. */
  readonly after: LotId | null;
  /** Goes on with batches only. */
  readonly afterBatch: BatchId | null;
}

interface JudgedLot {
  readonly id: LotId;
  readonly code: string;
  readonly state: LotState;
  readonly facts: string;
}

interface Stock {
  readonly id: BatchId;
  readonly marketCode: string | null;
}

/**
 * What publishing a draft would turn: in the lots that have not left, judged twice by the facts of their latest
 * judgement, which every change renews; and in packed batches that are in no lot, judged by what is recorded now.
 * Nothing is stored.
 */
@Injectable()
export class PreviewQueries {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly editions: EditionPreviewQueries,
    private readonly stock: StockFacts,
    private readonly turns: FairQueue,
  ) {}

  /** Null: there is no such draft. Nine statements and one a market at most, whatever the number of lots and batches. */
  preview(ctx: Ctx, versionCode: string, page: PreviewPage): Promise<Preview | null> {
    return this.turns.run(turnOf(ctx), () => this.now(ctx, versionCode, page));
  }

  private now(ctx: Ctx, versionCode: string, page: PreviewPage): Promise<Preview | null> {
    return this.uow.read(ctx, async (reading) => {
      let waiting: Stock[] = [];
      const preview = await this.editions.preview(reading, versionCode, async (markets) => {
        waiting = page.after === null ? await this.batches(reading, markets, page) : [];
        return waiting.flatMap(({ marketCode }) => marketCode ?? []).sort();
      });
      if (!preview) return null;
      const { first } = page;
      const found = page.afterBatch === null ? await this.lots(reading, preview.markets, page) : [];
      const [lots, batches] = [found.slice(0, first), waiting.slice(0, first)];
      const today = legalDay(reading.now);
      const turned: ReturnType<typeof turn>[] = [];
      for (const { id, code, state, facts } of lots) {
        await letOthers();
        const where = { lotId: id, lotCode: code, batchCode: null };
        turned.push(turn(preview, JSON.parse(facts) as Facts, state, today, where));
      }
      for (const { code, facts } of await this.alone(reading, batches)) {
        await letOthers();
        const where = { lotId: null, lotCode: null, batchCode: code };
        turned.push(turn(preview, facts, 'OPEN', today, where));
      }
      const flips = turned.flatMap((each) => each.flips);
      return {
        lotsJudged: lots.length,
        batchesJudged: batches.length,
        lotsOutsideDates: turned.filter((each) => each.isLot && each.isOutside).length,
        batchesOutsideDates: turned.filter((each) => !each.isLot && each.isOutside).length,
        flips: flips.slice(0, MOST_FLIPS),
        checks: turned.flatMap((each) => each.checks),
        isCut: flips.length > MOST_FLIPS,
        next: found.length > first ? (lots.at(-1)?.id ?? null) : null,
        nextBatch: waiting.length > first ? (batches.at(-1)?.id ?? null) : null,
      };
    });
  }

  private lots(
    { manager }: Reading,
    markets: readonly string[] | null,
    { first, after }: PreviewPage,
  ): Promise<JudgedLot[]> {
    return manager.query<JudgedLot[]>(
      `SELECT l.id, l.code, l.state, j.facts FROM lot l JOIN lot_judgement j ON j.id = l.judgement_id
       WHERE l.state = ANY ($1) AND ($2::text[] IS NULL OR l.market_code = ANY ($2)) AND ($3::uuid IS NULL OR l.id > $3)
       ORDER BY l.id LIMIT $4`,
      [BEFORE_DEPARTURE, markets, after, first + 1],
    );
  }

  /** Each batch with the facts it is judged by, for the market it was packed for. */
  private async alone(
    reading: Reading,
    batches: readonly Stock[],
  ): Promise<{ readonly code: string; readonly facts: Facts }[]> {
    if (batches.length === 0) return [];
    const marketOf = new Map<string, string | null>(batches.map(({ id, marketCode }) => [id, marketCode]));
    const recorded = await this.stock.gather(
      reading,
      batches.map(({ id }) => id),
    );
    return recorded.batches.map((batch) => ({
      code: batch.code,
      facts: { ...recorded, market: marketOf.get(batch.id) ?? null, batches: [batch] },
    }));
  }

  private batches(
    { manager }: Reading,
    markets: readonly string[] | null,
    { first, afterBatch }: PreviewPage,
  ): Promise<Stock[]> {
    return manager.query<Stock[]>(
      `SELECT b.id, b.market_code AS "marketCode" FROM batch b
       WHERE b.kind = 'PACKED' AND b.remaining_grams > 0 AND ($1::text[] IS NULL OR b.market_code = ANY ($1))
         AND ($2::uuid IS NULL OR b.id > $2) ORDER BY b.id LIMIT $3`,
      [markets, afterBatch, first + 1],
    );
  }
}

function turn(
  { before, after, drafted }: EditionPreview,
  facts: Facts,
  state: LotState,
  today: LocalDate,
  where: Where,
): Pick<Preview, 'flips' | 'checks'> & { readonly isLot: boolean; readonly isOutside: boolean } {
  const [is, would] = [judge(facts, before, state, today), judge(facts, after, state, today)];
  const { lotId, lotCode } = where;
  const saying = (versions: Judging['versions']) => judge(facts, { ...after, versions }, state, today);
  return {
    isLot: lotId !== null,
    isOutside: isOutsideDates(saying(drafted.dated), () => saying(drafted.undated)),
    flips: flipsBetween(is, would).map((flip) => ({ ...flip, ...where })),
    checks: lotId && lotCode ? checkFlips(is, would).map((flip) => ({ ...flip, lotId, lotCode })) : [],
  };
}

function judge(
  recorded: Facts,
  { versions, knowledge, varietyLists }: Judging,
  state: LotState,
  date: LocalDate,
): Finding[] {
  const at = { stage: nextGate(state), date };
  const known = knowledge(recorded.market, shipmentDay(recorded, at) ?? date);
  const lists = varietyLists && { varietyLists };
  return evaluateAll(versions, { ...recorded, ...known, ...lists }, at);
}

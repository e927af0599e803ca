import { Injectable } from '@nestjs/common';
import type { Ctx, Reading } from '../../infrastructure/database/context.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import type { LotId } from '../../kernel/ids.js';
import { legalDay, type LocalDate } from '../../kernel/local-date.js';
import { evaluateAll } from '../standards/domain/evaluate.js';
import type { Facts } from '../standards/domain/facts.js';
import type { Finding } from '../standards/domain/finding.js';
import { shipmentDay } from '../standards/domain/rule-kind.js';
import { EditionPreviewQueries, type Judging } from '../standards/edition-preview.queries.js';
import { BEFORE_DEPARTURE, nextGate, type LotState } from './domain/lot-state.js';
import { checkFlips, flipsBetween, type CheckFlip, type Flip } from './domain/flips.js';

/** More than people read; the rest is said to be there. */
const MOST_FLIPS = 1_000;

type OfLot<T> = T & { readonly lotId: LotId; readonly lotCode: string };

export interface Preview {
  readonly lotsJudged: number;
  readonly flips: readonly OfLot<Flip>[];
  readonly checks: readonly OfLot<CheckFlip>[];
  /** Whether there are more flips than are listed. */
  readonly isCut: boolean;
  /** The last lot of this page, to go on after; null: there are no more. */
  readonly next: LotId | null;
}

interface JudgedLot {
  readonly id: LotId;
  readonly code: string;
  readonly state: LotState;
  readonly facts: string;
}

/**
 * What publishing a draft would turn in the lots that have not left: each is judged twice by the facts of its latest
 * judgement, which every change renews. Nothing is stored.
 */
@Injectable()
export class PreviewQueries {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly editions: EditionPreviewQueries,
  ) {}

  /** Null: there is no such draft. Six statements at most, whatever the number of lots. */
  preview(
    ctx: Ctx,
    versionCode: string,
    { first, after }: { readonly first: number; readonly after: LotId | null },
  ): Promise<Preview | null> {
    return this.uow.read(ctx, async (reading) => {
      const preview = await this.editions.preview(reading, versionCode);
      if (!preview) return null;
      const found = await this.lots(reading, preview.markets, first + 1, after);
      const lots = found.slice(0, first);
      const today = legalDay(reading.now);
      const turned = lots.map(({ id, code, state, facts }) => {
        const recorded = JSON.parse(facts) as Facts;
        const before = judge(recorded, preview.before, state, today);
        const would = judge(recorded, preview.after, state, today);
        const lot = { lotId: id, lotCode: code };
        return {
          flips: flipsBetween(before, would).map((flip) => ({ ...flip, ...lot })),
          checks: checkFlips(before, would).map((flip) => ({ ...flip, ...lot })),
        };
      });
      const flips = turned.flatMap((each) => each.flips);
      return {
        lotsJudged: lots.length,
        flips: flips.slice(0, MOST_FLIPS),
        checks: turned.flatMap((each) => each.checks),
        isCut: flips.length > MOST_FLIPS,
        next: found.length > first ? (lots.at(-1)?.id ?? null) : null,
      };
    });
  }

  private lots(
    { manager }: Reading,
    markets: readonly string[] | null,
    limit: number,
    after: LotId | null,
  ): Promise<JudgedLot[]> {
    return manager.query<JudgedLot[]>(
      `SELECT l.id, l.code, l.state, j.facts FROM lot l JOIN lot_judgement j ON j.id = l.judgement_id
       WHERE l.state = ANY ($1) AND ($2::text[] IS NULL OR l.market_code = ANY ($2)) AND ($3::uuid IS NULL OR l.id > $3)
       ORDER BY l.id LIMIT $4`,
      [BEFORE_DEPARTURE, markets, after, limit],
    );
  }
}

function judge(
  recorded: Facts,
  { versions, knowledge }: Judging,
  state: LotState,
  date: LocalDate,
): Finding[] {
  const at = { stage: nextGate(state), date };
  const facts = knowledge ? { ...recorded, ...knowledge(shipmentDay(recorded, at) ?? date) } : recorded;
  return evaluateAll(versions, facts, at);
}

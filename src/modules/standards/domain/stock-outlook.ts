import { sumGrams, type Grams } from '../../../kernel/mass.js';
import type { Demanded, MarketOutlook, MissingPiece, Outlook } from './eligibility.js';
import type { Verdict } from './finding.js';

/** So many batches, and what they weigh, in grams. */
export interface Amount {
  readonly batches: number;
  readonly massGrams: Grams;
}

/** Why, for how much of the fruit, and what to do. */
export interface Reason extends Amount {
  readonly piece: MissingPiece;
}

/** A requirement that some of the fruit does not meet. */
export interface Lack extends Amount {
  readonly demanded: Demanded;
  readonly verdict: MissingPiece['verdict'];
  /** What is said of most of it first; at most {@link SHOWN}. */
  readonly reasons: readonly Reason[];
  /** How many more there are. */
  readonly moreReasons: number;
}

/** How much of a stock a market is open to, and what the rest lacks. */
export interface StockOutlook {
  readonly market: string;
  /** Of the market itself, which counts for each batch. */
  readonly whole: Outlook;
  readonly toCome: readonly MissingPiece[];
  /** Of every batch exactly one verdict. */
  readonly amounts: ReadonlyMap<Verdict, Amount>;
  /** What the fruit itself lacks, most of it first. */
  readonly lacks: readonly Lack[];
}

/** Reasons of one requirement that are told, as many as a screen shows; a choice of the product. */
export const SHOWN = 3;

const NOTHING: Amount = { batches: 0, massGrams: sumGrams([]) };

const plus = (sum: Amount | undefined, massGrams: Grams): Amount => {
  const { batches, massGrams: before } = sum ?? NOTHING;
  return { batches: batches + 1, massGrams: sumGrams([before, massGrams]) };
};

interface Counted {
  amount: Amount;
  readonly demanded: Demanded;
  readonly verdict: MissingPiece['verdict'];
  readonly reasons: Map<string, Reason>;
}

interface Market extends Pick<StockOutlook, 'market' | 'whole' | 'toCome'> {
  readonly amounts: Map<Verdict, Amount>;
  readonly lacks: Map<string, Counted>;
}

/** Adds up what is said of a stock part by part, so that nothing has to be held of the single batch. */
export class StockTally {
  private readonly markets = new Map<string, Market>();

  /** @param massOf grams of a batch, by its id */
  constructor(private readonly massOf: (batchId: string) => Grams) {}

  /** @param part what is said of batches that were not added before, by market */
  add(part: readonly MarketOutlook[]): void {
    for (const { market, whole, toCome, batches } of part) {
      const of: Market = this.markets.get(market) ?? {
        market,
        whole,
        toCome,
        amounts: new Map(),
        lacks: new Map(),
      };
      this.markets.set(market, of);
      for (const [id, { verdict, missing }] of batches) {
        const massGrams = this.massOf(id);
        of.amounts.set(verdict, plus(of.amounts.get(verdict), massGrams));
        for (const piece of missing) count(of.lacks, piece, massGrams);
      }
    }
  }

  /** In the order in which the markets were first told of. */
  result(): StockOutlook[] {
    return [...this.markets.values()].map(({ lacks, ...of }) => ({
      ...of,
      lacks: byAmount([...lacks.values()].map(lackOf)),
    }));
  }
}

function count(lacks: Map<string, Counted>, piece: MissingPiece, massGrams: Grams): void {
  const { demanded, verdict, explanation, nextSteps } = piece;
  const key = `${verdict} ${demanded.code}`;
  const known: Counted = lacks.get(key) ?? { amount: NOTHING, demanded, verdict, reasons: new Map() };
  known.amount = plus(known.amount, massGrams);
  const said = [explanation.zh, ...nextSteps.map(({ zh }) => zh)].join('\n');
  const reason = known.reasons.get(said);
  known.reasons.set(said, { piece: reason?.piece ?? piece, ...plus(reason, massGrams) });
  lacks.set(key, known);
}

function lackOf({ amount, demanded, verdict, reasons }: Counted): Lack {
  const all = byAmount([...reasons.values()]);
  return {
    demanded,
    verdict,
    ...amount,
    reasons: all.slice(0, SHOWN),
    moreReasons: Math.max(0, all.length - SHOWN),
  };
}

const byAmount = <T extends Amount>(amounts: readonly T[]): T[] =>
  amounts.toSorted((a, b) => b.massGrams - a.massGrams || b.batches - a.batches);

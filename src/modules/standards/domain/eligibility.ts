import { ruleKinds } from '../rules/index.js';
import { judgementsOf, nextStepsAfter, type Judged } from './evaluate.js';
import type { BatchFacts, ChannelFacts, Facts } from './facts.js';
import type { Evidence, NextStep, Verdict } from './finding.js';
import { both, step, worst } from './judgement.js';
import type { MarketKnowledge } from './market-knowledge.js';
import { marketNamed } from './names.js';
import { batchesOf } from './plot-subjects.js';
import type { Bilingual, Confidence, Effect, Rule, Source, Stage, Unity } from './rule.js';
import { within, type At } from './rule-kind.js';
import { isSettledBeforePacking } from './settled-before-packing.js';

/** A market that batches are asked about, with what is known of it and the channel that leads there. */
export interface Destination {
  readonly market: string;
  readonly knowledge: MarketKnowledge;
  /** The channel of whoever asks that is open to it; null: none, or nobody who exports asks. */
  readonly channel: ChannelFacts | null;
}

/** What is asked for: a rule, or what is no rule, which has no source. */
export interface Demanded {
  readonly code: string;
  readonly title: Bilingual;
  readonly unity: Unity;
  readonly stage: Stage;
  readonly effect: Effect;
  readonly source: Source | null;
}

/** What keeps fruit from a market, or leaves it open: a gating requirement that is not met, and what to do. */
export interface MissingPiece {
  readonly demanded: Demanded;
  readonly verdict: 'FAIL' | 'INDETERMINATE';
  readonly explanation: Bilingual;
  /** Each has to be done. */
  readonly nextSteps: readonly NextStep[];
  /** Null for what is no rule. */
  readonly confidence: Confidence | null;
  /** Days by which parts of it are due, as the evidence has them. */
  readonly dueOn: readonly string[];
}

/** How fruit stands to a market, with everything that is missing. */
export interface Outlook {
  readonly verdict: Verdict;
  readonly missing: readonly MissingPiece[];
}

/** How a market stands to all the fruit that was asked about. */
export interface MarketOutlook {
  readonly market: string;
  /** Of the market itself: whether it is open, its pack, the channel. */
  readonly whole: Outlook;
  /**
   * What a lot for it has to come with later, in the order of the rules: its documents above all. Not missing yet, so it
   * decides nothing.
   */
  readonly toCome: readonly MissingPiece[];
  /** By id of the batch; each with what is said of the market. */
  readonly batches: ReadonlyMap<string, Outlook>;
}

/**
 * Which markets are open to packed batches, and what is missing for the others. Judged are the legal and contract rules
 * of whatever stage that speak about plots, batches and the market; what a lot has to come with is told, but belongs to a
 * lot that does not exist yet. What does not look at the destination is judged once for all markets.
 *
 * @param recorded     facts of the batches, without a market; its lot says who would export and when, or is null
 * @param rules        of every edition and market that may speak about them
 * @param destinations the markets asked about
 * @throws Error as `evaluate`
 */
export function eligibility(
  recorded: Facts,
  rules: readonly Rule[],
  destinations: readonly Destination[],
  at: At,
): MarketOutlook[] {
  const gating = rules.filter(({ effect }) => effect !== 'ADVICE');
  const [ofFruit, ofLot] = parted(gating, ({ subject }) => subject === 'BATCH' || subject === 'PLOT');
  const [here, everywhere] = parted(ofFruit, (rule) => rule.market !== null || looksAtMarket(rule));
  const [ofMarket, ofDocuments] = parted(ofLot, looksAtMarket);
  const common = everywhere.map((rule) => ({ rule, unmet: unmetOf([rule], recorded, at) }));
  return destinations.map(({ market, knowledge, channel }) => {
    const facts: Facts = { ...recorded, ...knowledge, market, channel };
    const whole = outlookOf(ofMarket, facts, at);
    const shared = common.filter(({ rule }) => !rule.exceptMarkets.includes(market));
    const own = unmetOf(
      here.filter((rule) => rule.market === null || rule.market === market),
      facts,
      at,
    );
    const parts = [...shared.map(({ unmet }) => unmet), own].filter(({ size }) => size > 0);
    const isSettled = isSettledBeforePacking(inForceFor(market, ofFruit, at));
    const packed = new Map<string, MissingPiece>();
    const batches = new Map<string, Outlook>();
    for (const batch of facts.batches)
      batches.set(
        batch.id,
        outlookFor(batch, whole, parts, packedForAnother(batch, facts, isSettled, packed)),
      );
    return { market, whole, toCome: toCome(ofDocuments, facts, at), batches };
  });
}

const inForceFor = (market: string, rules: readonly Rule[], { date }: At): readonly Rule[] =>
  rules.filter(
    (rule) =>
      (rule.market ?? market) === market &&
      !rule.exceptMarkets.includes(market) &&
      within(date, rule.validFrom, rule.validTo),
  );

const looksAtMarket = ({ kind }: Rule): boolean => ruleKinds.get(kind)?.ofMarket ?? true;

function parted<T>(all: readonly T[], belongs: (each: T) => boolean): [T[], T[]] {
  const yes: T[] = [];
  const no: T[] = [];
  for (const each of all) (belongs(each) ? yes : no).push(each);
  return [yes, no];
}

const isOfPlots = ({ subject }: Rule): boolean => subject === 'PLOT';

/** What is not met, by id of the batch; most have none. */
type Unmet = ReadonlyMap<string, readonly MissingPiece[]>;

function unmetOf(rules: readonly Rule[], facts: Facts, at: At): Unmet {
  const unmet = new Map<string, MissingPiece[]>();
  // What is said of a plot counts for a batch as far as it is about the fruit in it: another day's harvest may be another matter.
  const alone = rules.some(isOfPlots)
    ? facts.batches.map((batch): Facts => ({ ...facts, batches: [batch] }))
    : [];
  const note = (id: string, piece: MissingPiece): void => {
    const known = unmet.get(id);
    if (known) known.push(piece);
    else unmet.set(id, [piece]);
  };
  for (const rule of rules) {
    const alike = new Map<string, MissingPiece[]>();
    for (const each of isOfPlots(rule) ? alone : [facts])
      for (const judged of judgementsOf(ruleKinds, rule, each, at)) {
        const found = pieceOf(rule, judged);
        if (!found) continue;
        const piece = kept(alike, found);
        for (const id of batchesOf(judged.subject, each)) note(id, piece);
      }
  }
  return unmet;
}

/**
 * The piece itself, or one of the same rule that says the same. Of ten thousand batches thousands lack the same, and what
 * is held until all are judged would otherwise be most of the work, with the facts that each sentence is made of.
 */
function kept(alike: Map<string, MissingPiece[]>, piece: MissingPiece): MissingPiece {
  const { zh, en } = piece.explanation;
  const sayingSo = alike.get(zh);
  const known = sayingSo?.find((each) => each.explanation.en === en && isAlike(each, piece));
  if (known) return known;
  const first: MissingPiece = { ...piece, explanation: both(zh, en) };
  if (sayingSo) sayingSo.push(first);
  else alike.set(zh, [first]);
  return first;
}

const isAlike = (a: MissingPiece, b: MissingPiece): boolean =>
  a.verdict === b.verdict &&
  a.confidence === b.confidence &&
  a.dueOn.length === b.dueOn.length &&
  a.dueOn.every((day, i) => day === b.dueOn[i]) &&
  a.nextSteps.length === b.nextSteps.length &&
  a.nextSteps.every((each, i) => each === b.nextSteps[i] || each.zh === b.nextSteps[i]?.zh);

/** What is open of the market counts for each batch. */
function outlookFor(
  { id }: BatchFacts,
  whole: Outlook,
  unmet: readonly Unmet[],
  packed: MissingPiece | null,
): Outlook {
  const missing: MissingPiece[] = [];
  for (const each of unmet) {
    const own = each.get(id);
    if (own) missing.push(...own);
  }
  if (packed) missing.push(packed);
  return { verdict: worst([whole.verdict, 'PASS', ...missing.map(({ verdict }) => verdict)]), missing };
}

function outlookOf(rules: readonly Rule[], facts: Facts, at: At): Outlook {
  const said = rules.flatMap((rule) =>
    Array.from(judgementsOf(ruleKinds, rule, facts, at), (judged) => ({ rule, judged })),
  );
  return {
    verdict: worst(said.map(({ judged }) => judged.judgement.verdict)),
    missing: said.flatMap(({ rule, judged }) => pieceOf(rule, judged) ?? []),
  };
}

/** Of a lot that has nothing yet, whoever exports it. */
function toCome(rules: readonly Rule[], facts: Facts, at: At): readonly MissingPiece[] {
  const lot = facts.lot ?? { id: '', code: '', exporterId: '', plannedDeparture: null, departedOn: null };
  const documents = rules.filter(({ kind }) => kind === DOCUMENTS);
  return outlookOf(documents, { ...facts, lot, documents: [] }, at).missing;
}

/** The kind of rule by which a lot has to come with a document. */
const DOCUMENTS = 'document-present';

function pieceOf(rule: Rule, judged: Judged): MissingPiece | null {
  const { verdict, explanation, evidence, confidence } = judged.judgement;
  if (verdict !== 'FAIL' && verdict !== 'INDETERMINATE') return null;
  return {
    demanded: rule,
    verdict,
    explanation,
    nextSteps: nextStepsAfter(judged),
    confidence: confidence ?? rule.confidence,
    dueOn: daysIn(evidence),
  };
}

const NO_DAYS: readonly string[] = [];

function daysIn(evidence: readonly Evidence[]): readonly string[] {
  if (!evidence.some(({ field }) => field === 'dueOn')) return NO_DAYS;
  return evidence.flatMap(({ field, value }) =>
    field === 'dueOn' && typeof value === 'string' ? [value] : [],
  );
}

const PACKED_FOR_MARKET: Demanded = {
  code: 'PACKED-FOR-MARKET',
  title: both('为该市场包装', 'Packed for the market'),
  unity: 'CHANNEL',
  stage: 'PACK',
  effect: 'CONTRACT',
  source: null,
};

/**
 * A packing run is for one market: its marks and its registration are that market's.
 *
 * @param isSettled whether the market asked about has to be settled before packing
 * @param said      what was said of the markets before
 */
function packedForAnother(
  { packedForMarket }: BatchFacts,
  facts: Facts,
  isSettled: boolean,
  said: Map<string, MissingPiece>,
): MissingPiece | null {
  const { market } = facts;
  if (!packedForMarket || !market || packedForMarket === market) return null;
  const known = said.get(packedForMarket);
  if (known) return known;
  const [is, wanted] = [marketNamed(facts, packedForMarket), marketNamed(facts, market)];
  const piece: MissingPiece = {
    demanded: PACKED_FOR_MARKET,
    verdict: 'FAIL',
    explanation: both(`该批是为${is.zh}包装的。`, `It was packed for ${is.en}.`),
    nextSteps: [
      isSettled
        ? step(
            'PACKHOUSE',
            `包装厂为${wanted.zh}另行包装果实；该市场须在包装前确定。`,
            `The packhouse packs other fruit for ${wanted.en}, which is settled before packing.`,
          )
        : step(
            'PACKHOUSE',
            `包装厂将该批重新标箱供${wanted.zh}并作换标记录，或另行包装；已编入出口批的，先由出口企业移出。`,
            `The packhouse marks it for ${wanted.en} and records that, or packs other fruit; what is in a lot the exporter takes out first.`,
          ),
    ],
    confidence: null,
    dueOn: NO_DAYS,
  };
  said.set(packedForMarket, piece);
  return piece;
}

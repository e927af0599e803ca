import { ruleKinds } from '../rules/index.js';
import { findingsOf } from './evaluate.js';
import type { BatchFacts, ChannelFacts, Facts } from './facts.js';
import type { Finding, NextStep, Verdict } from './finding.js';
import { both, step, worst } from './judgement.js';
import type { MarketKnowledge } from './market-knowledge.js';
import { nameOf } from './names.js';
import { batchesOf } from './open-steps.js';
import type { Bilingual, Confidence, Effect, Rule, Source, Stage, Unity } from './rule.js';
import type { At } from './rule-kind.js';

/** A market that batches are asked about, with what is known of it and the rules that may speak about fruit for it. */
export interface Destination {
  readonly market: string;
  readonly knowledge: MarketKnowledge;
  /** The channel of whoever asks that is open to it; null: none, or nobody who exports asks. */
  readonly channel: ChannelFacts | null;
}

/** What keeps fruit from a market, or leaves it open: a gating requirement that is not met, and what to do. */
export interface MissingPiece {
  /** Code of the rule. */
  readonly code: string;
  readonly title: Bilingual;
  readonly unity: Unity;
  readonly stage: Stage;
  readonly effect: Effect;
  readonly verdict: 'FAIL' | 'INDETERMINATE';
  readonly explanation: Bilingual;
  readonly nextStep: NextStep | null;
  /** Null for what is no rule: the market a batch was packed for. */
  readonly source: Source | null;
  readonly confidence: Confidence | null;
  /** Days by which parts of it are due, as the evidence has them. */
  readonly dueOn: readonly string[];
}

export interface Outlook {
  readonly verdict: Verdict;
  readonly missing: readonly MissingPiece[];
}

export interface MarketOutlook {
  readonly market: string;
  /** Of the market itself: whether it is open, its pack, the channel. */
  readonly whole: Outlook;
  /** By id of the batch; each with what is said of the market. */
  readonly batches: ReadonlyMap<string, Outlook>;
}

/**
 * Which markets are open to packed batches, and what is missing for the others. Judged are the legal and contract rules
 * of whatever stage that speak about plots, batches and the market; documents of a shipment belong to a lot that does not
 * exist yet. What does not look at the destination is judged once for all markets.
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
  const ofFruit = gating.filter(({ subject }) => subject === 'BATCH' || subject === 'PLOT');
  const everywhere = ofFruit.filter((rule) => rule.market === null && !looksAtMarket(rule));
  const here = ofFruit.filter((rule) => rule.market !== null || looksAtMarket(rule));
  const ofMarket = gating.filter((rule) => !ofFruit.includes(rule) && looksAtMarket(rule));
  const common = everywhere.map((rule) => ({
    rule,
    unmet: unmetByBatch(findingsOf(ruleKinds, rule, recorded, at), recorded),
  }));
  return destinations.map(({ market, knowledge, channel }) => {
    const facts: Facts = { ...recorded, ...knowledge, market, channel };
    const whole = outlookOf(judged(ofMarket, facts, at));
    const shared = common.filter(({ rule }) => !rule.exceptMarkets.includes(market));
    const own = here
      .filter((rule) => rule.market === null || rule.market === market)
      .map((rule) => unmetByBatch(findingsOf(ruleKinds, rule, facts, at), facts));
    const batches = new Map<string, Outlook>();
    for (const batch of facts.batches) {
      const missing = [...shared.map(({ unmet }) => unmet), ...own].flatMap(
        (unmet) => unmet.get(batch.id) ?? [],
      );
      const packed = packedForAnother(batch, facts);
      if (packed) missing.push(packed);
      const verdict = worst([whole.verdict, 'PASS', ...missing.map((piece) => piece.verdict)]);
      batches.set(batch.id, { verdict, missing });
    }
    return { market, whole, batches };
  });
}

const looksAtMarket = ({ kind }: Rule): boolean => ruleKinds.get(kind)?.ofMarket ?? true;

/** A rule for a lot that asks of documents or fruit of the lot has nothing to judge yet; one about the market has. */
const judged = (rules: readonly Rule[], facts: Facts, at: At): Finding[] =>
  rules.flatMap((rule) => findingsOf(ruleKinds, rule, facts, at));

function outlookOf(findings: readonly Finding[]): Outlook {
  return { verdict: worst(findings.map(({ verdict }) => verdict)), missing: findings.flatMap(pieceOf) };
}

function unmetByBatch(findings: readonly Finding[], facts: Facts): Map<string, MissingPiece[]> {
  const unmet = new Map<string, MissingPiece[]>();
  for (const finding of findings) {
    const [piece] = pieceOf(finding);
    if (!piece) continue;
    for (const id of batchesOf(finding, facts)) {
      const known = unmet.get(id);
      if (known) known.push(piece);
      else unmet.set(id, [piece]);
    }
  }
  return unmet;
}

function pieceOf(finding: Finding): MissingPiece[] {
  const { verdict } = finding;
  if (verdict !== 'FAIL' && verdict !== 'INDETERMINATE') return [];
  const { ruleCode, title, unity, stage, effect, explanation, nextStep, source, confidence } = finding;
  const dueOn = finding.evidence.flatMap(({ field, value }) =>
    field === 'dueOn' && typeof value === 'string' ? [value] : [],
  );
  return [
    {
      code: ruleCode,
      title,
      unity,
      stage,
      effect,
      verdict,
      explanation,
      nextStep: nextStep ?? null,
      source,
      confidence,
      dueOn,
    },
  ];
}

/** A packing run is for one market: its marks and its registration are that market's. */
function packedForAnother({ packedForMarket }: BatchFacts, facts: Facts): MissingPiece | null {
  const { market } = facts;
  if (!packedForMarket || !market || packedForMarket === market) return null;
  const [is, wanted] = [nameOf(facts, 'market', packedForMarket), nameOf(facts, 'market', market)];
  return {
    code: 'PACKED-FOR-MARKET',
    title: both('为该市场包装', 'Packed for the market'),
    unity: 'CHANNEL',
    stage: 'PACK',
    effect: 'CONTRACT',
    verdict: 'FAIL',
    explanation: both(`该批是为${is.zh}包装的。`, `It was packed for ${is.en}.`),
    nextStep: step(
      'PACKHOUSE',
      `包装厂为${wanted.zh}重新包装。`,
      `The packhouse packs it again for ${wanted.en}.`,
    ),
    source: null,
    confidence: null,
    dueOn: [],
  };
}

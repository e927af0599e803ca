import type { InParts } from '../../../kernel/in-parts.js';
import type { Facts } from './facts.js';
import type { Settler } from './finding.js';
import { openSteps, type OpenStep } from './open-steps.js';
import type { Rule } from './rule.js';
import type { At } from './rule-kind.js';

/** A step that fruit waits for before it is packed; of a market, where only that market asks for it. */
export interface StepBeforePacking extends OpenStep {
  readonly marketCode: string | null;
}

/**
 * What can be said of fruit before it is packed: the rules of the harvest, and whether its plots stand under a
 * registration on the day it was picked, which nothing done later makes good. What is asked of some classes only is
 * not, because a class is given at packing.
 *
 * @param market null: the rules for every market; otherwise those for this market alone
 * @see docs/adr/0030-steps-before-packing.md
 */
export const rulesBeforePacking = (rules: readonly Rule[], market: string | null): Rule[] =>
  rules.filter(
    (rule) =>
      rule.market === market &&
      rule.conditions.classes === null &&
      (rule.stage === 'HARVEST' || rule.kind === 'orchard-registration'),
  );

/**
 * The steps of one kind of organisation for fruit that is not packed yet: first what every market asks for, then what
 * single markets do. Fruit that has a way, a market for which nothing of this is left to do, is not asked to be fit for
 * others as well: which market it is meant for is decided when it is packed. In parts, as {@link openSteps}.
 *
 * @param facts   of batches with their harvests; their market is not chosen yet
 * @param markets to which channels lead
 * @param date    the legal day
 * @see docs/adr/0030-steps-before-packing.md
 */
export function* stepsBeforePacking(
  by: Settler,
  facts: Facts,
  rules: readonly Rule[],
  markets: readonly string[],
  date: At['date'],
): InParts<StepBeforePacking[]> {
  const at: At = { stage: 'HARVEST', date };
  const stepsFor = function* (market: string | null): InParts<StepBeforePacking[]> {
    const steps = yield* openSteps(by, { ...facts, market }, rulesBeforePacking(rules, market), at);
    return steps.map((step) => ({ ...step, marketCode: market }));
  };
  const asked: StepBeforePacking[][] = [];
  for (const market of markets)
    if (rulesBeforePacking(rules, market).length > 0) asked.push(yield* stepsFor(market));
  const hasWay = new Set(
    asked.flatMap((steps) => {
      const waiting = new Set(steps.flatMap((step) => step.waiting));
      return facts.batches.map(({ id }) => id).filter((id) => !waiting.has(id));
    }),
  );
  return [
    ...(yield* stepsFor(null)),
    ...asked.flat().flatMap((step) => {
      const waiting = step.waiting.filter((id) => !hasWay.has(id));
      return waiting.length > 0 ? [{ ...step, waiting }] : [];
    }),
  ];
}

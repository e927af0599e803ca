import type { AnyRuleKind } from './rule-kind.js';
import type { Rule } from './rule.js';

/**
 * Which fruit a rule is for. What leaves here is fresh fruit, and what product it is is told by its variety 品种, so a
 * condition by product names varieties (docs/adr/0029-conditions-and-plots.md).
 */
export interface RuleConditions {
  /** Classes as the packhouse gave them; null: every class, and fruit that has none. */
  readonly classes: readonly string[] | null;
  /** Codes of varieties; null: every variety, and fruit of which none is recorded. */
  readonly varieties: readonly string[] | null;
}

/** The conditions of a rule for all fruit, as every rule was before there were conditions. */
export const ALL_FRUIT: RuleConditions = { classes: null, varieties: null };

/** Whether conditions leave no fruit out. */
export const isForAllFruit = ({ classes, varieties }: RuleConditions): boolean =>
  classes === null && varieties === null;

/**
 * The conditions of a rule, also of one published before rules had them: some kinds took classes among their
 * parameters, and what is published never changes.
 *
 * @throws RangeError as the kind's `parseParameters`
 * @see docs/adr/0029-conditions-and-plots.md
 */
export const conditionsOf = (
  { conditions, parameters }: Pick<Rule, 'conditions' | 'parameters'>,
  kind: Pick<AnyRuleKind, 'classesIn'> | undefined,
): RuleConditions => ({
  classes: conditions.classes ?? kind?.classesIn(parameters) ?? null,
  varieties: conditions.varieties,
});

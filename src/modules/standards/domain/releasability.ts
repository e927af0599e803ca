import { ruleKinds } from '../rules/index.js';
import { both } from './judgement.js';
import type { Releasable } from './rule-kind.js';

const UNKNOWN: Releasable = {
  never: both('本版本没有这一类规则。', 'This version of the product has no such kind of rule.'),
};

/**
 * Whether two people may release an INDETERMINATE of rules of this kind; a kind that is not known never.
 *
 * @see docs/adr/0018-released-findings.md
 */
export const releasabilityOf = (kind: string): Releasable => ruleKinds.get(kind)?.releasable ?? UNKNOWN;

import { evaluate } from './evaluate.js';
import type { Facts } from './facts.js';
import type { Finding } from './finding.js';
import type { At } from './rule-kind.js';
import type { Rule } from './rule.js';
import { SAMPLE_AT, sampleRule } from './sample-facts.js';

/**
 * For tests of rule kinds: what one rule, as {@link sampleRule} makes it, says of these facts; of several the first.
 *
 * @throws Error if it says nothing
 */
export function judgedBy(
  rule: Partial<Rule> & Pick<Rule, 'kind'>,
  facts: Facts,
  at: At = SAMPLE_AT,
): Finding {
  const rules = [sampleRule(rule)];
  const [finding] = evaluate({ id: 'v', code: 'V', edition: '1', rules }, facts, at);
  if (!finding) throw new Error('a finding was expected');
  return finding;
}

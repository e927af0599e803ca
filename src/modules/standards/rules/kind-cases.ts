import type { Facts } from '../domain/facts.js';
import type { Verdict } from '../domain/finding.js';
import type { Rule, RuleSubject } from '../domain/rule.js';

/**
 * What every kind has to show: facts it passes, facts it fails, facts that are missing, where it does not apply, and
 * parameters it refuses. `null` says that the kind has no such case, and why must be clear from its doc comment.
 */
export interface KindCases {
  readonly subject: RuleSubject;
  readonly parameters: unknown;
  readonly pass: Facts;
  readonly fail: Facts | null;
  readonly missing: Facts;
  readonly notApplicable: Facts | null;
  readonly badParameters: readonly unknown[];
  /** Verdicts that only a rule with other parameters, of other days or less trusted gives. */
  readonly byOtherRules?: readonly (Partial<Pick<Rule, 'parameters' | 'validFrom' | 'confidence'>> & {
    readonly facts: Facts;
    readonly verdict: Verdict;
  })[];
  /** The other subjects that the kind takes, each with what is different of it. */
  readonly others?: Partial<Record<RuleSubject, Partial<Omit<KindCases, 'subject' | 'others'>>>>;
}

/** The cases of a kind with each subject it takes. */
export const eachSubject = ({ others = {}, ...cases }: KindCases): KindCases[] => [
  cases,
  ...Object.entries(others).map(([subject, more]) => ({
    ...cases,
    ...more,
    subject: subject as RuleSubject,
  })),
];

/** Parameters no kind takes. */
export const unexpected = [{ surprise: 1 }, null, 'text', []];

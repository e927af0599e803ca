import type { Finding, Verdict } from '../../standards/domain/finding.js';
import type { RuleSubject } from '../../standards/domain/rule.js';

/** A finding that does not come out as it was stored; a verdict is null where there is none. */
export interface Differing {
  readonly ruleCode: string;
  readonly subject: { readonly type: RuleSubject; readonly id: string };
  readonly stored: Verdict | null;
  readonly made: Verdict | null;
}

/**
 * Compares the findings that were stored with those made again from the same facts and versions: the same rules, about the
 * same subjects, with the same verdicts. Sentences are not compared, because later versions of the product word them better.
 *
 * @returns what differs, in the order in which it was stored, then what was not stored at all; empty: nothing
 */
export function differing(stored: readonly Finding[], made: readonly Finding[]): Differing[] {
  const again = new Map(made.map((finding) => [keyOf(finding), finding]));
  const lost = stored.flatMap((finding) => {
    const now = again.get(keyOf(finding));
    again.delete(keyOf(finding));
    return now?.verdict === finding.verdict ? [] : [said(finding, finding.verdict, now?.verdict ?? null)];
  });
  return [...lost, ...[...again.values()].map((finding) => said(finding, null, finding.verdict))];
}

const keyOf = ({ versionId, ruleCode, subject }: Finding): string =>
  [versionId, ruleCode, subject.type, subject.id].join(' ');

const said = ({ ruleCode, subject }: Finding, stored: Verdict | null, made: Verdict | null): Differing => ({
  ruleCode,
  subject,
  stored,
  made,
});

import { combine } from '../../standards/domain/evaluate.js';
import type { Finding, Verdict } from '../../standards/domain/finding.js';
import { UNITIES, type Unity } from '../../standards/domain/rule.js';
import { findingKey } from './release.js';

/** One of the four checks of a lot: is it one variety list, one brand, one standard, one channel? */
export interface UnityCheck {
  readonly unity: Unity;
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
}

/**
 * Findings as the four checks, always all four and in their order; each has the worst of its gating findings.
 * NOT_APPLICABLE where nothing gates, which is not a pass.
 */
export const fourChecks = (findings: readonly Finding[]): UnityCheck[] =>
  UNITIES.map((unity) => {
    const own = findings.filter((finding) => finding.unity === unity);
    return { unity, verdict: combine(own), findings: own };
  });

/** One rule that keeps a lot from moving, with its findings on each batch or plot. */
export interface UnmetRequirement {
  readonly unity: Unity;
  readonly ruleCode: string;
  /** At least one; each gating and FAIL or INDETERMINATE. */
  readonly findings: readonly Finding[];
}

/** Findings that would keep the lot from moving if nobody had released them: gating, of these checks, and undecided. */
const undecided = (findings: readonly Finding[], unities: readonly Unity[]): Finding[] =>
  findings.filter(
    ({ unity, gating, verdict }) => unities.includes(unity) && gating && verdict === 'INDETERMINATE',
  );

/**
 * The releases without which a move through these checks would be refused, in the order of their findings.
 *
 * @param released by the key of their finding
 * @see docs/adr/0018-released-findings.md
 */
export const releasesReliedOn = <Release>(
  findings: readonly Finding[],
  unities: readonly Unity[],
  released: ReadonlyMap<string, Release>,
): Release[] =>
  undecided(findings, unities).flatMap((finding) => {
    const release = released.get(findingKey(finding));
    return release === undefined ? [] : [release];
  });

/**
 * The rules of the given checks that are not met: a gating finding is neither PASS nor NOT_APPLICABLE, nor an
 * INDETERMINATE that two people released. One entry a rule, in the order of the findings, so that a rule broken by
 * forty batches is one reason and not forty.
 *
 * @param released keys of the findings with a release in force; it helps an INDETERMINATE and never a FAIL
 * @see docs/adr/0018-released-findings.md
 */
export function unmetRequirements(
  findings: readonly Finding[],
  unities: readonly Unity[],
  released: ReadonlySet<string> = new Set(),
): UnmetRequirement[] {
  const open = new Set(undecided(findings, unities).filter((finding) => !released.has(findingKey(finding))));
  const unmet = findings.filter(
    (finding) =>
      open.has(finding) || (unities.includes(finding.unity) && finding.gating && finding.verdict === 'FAIL'),
  );
  const byRule = Map.groupBy(unmet, (finding) => `${finding.versionId} ${finding.ruleCode}`);
  return [...byRule.values()].flatMap((group) => {
    const [first] = group;
    return first ? [{ unity: first.unity, ruleCode: first.ruleCode, findings: group }] : [];
  });
}

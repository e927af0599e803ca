import type { LocalDate } from '../../../kernel/local-date.js';
import type { Rule, StandardVersion } from './rule.js';

/** Version, rule, first and last day on which the rule applied; null is open. A rule may stand several times. */
export type RulePeriod = readonly [
  versionId: string,
  ruleCode: string,
  from: LocalDate | null,
  to: LocalDate | null,
];

/**
 * When each rule of these versions applies, in their order, so that a verdict can be made again when that has changed.
 *
 * @param of ids of the versions wanted; of others nothing is said
 * @see docs/adr/0017-market-packs.md: a judgement keeps the days
 */
export const rulePeriods = (versions: readonly StandardVersion[], of: readonly string[]): RulePeriod[] =>
  versions
    .filter(({ id }) => of.includes(id))
    .flatMap(({ rules }) => rules)
    .map(({ versionId, code, validFrom, validTo }) => [versionId, code, validFrom, validTo]);

/**
 * The versions as they were judged by: the rules as they stand, which never change, on the days kept then.
 *
 * @throws RangeError for a version or rule that is not there any more, which publishing makes impossible
 */
export function asJudged(
  versions: readonly StandardVersion[],
  periods: readonly RulePeriod[],
): StandardVersion[] {
  const byId = new Map(versions.map((version) => [version.id, version]));
  return [...Map.groupBy(periods, ([versionId]) => versionId)].map(([id, kept]) => {
    const version = byId.get(id);
    const rules = new Map(version?.rules.map((rule) => [rule.code, rule]));
    if (!version) throw new RangeError(`no version is called ${id}`);
    return { ...version, rules: kept.map((period) => onDays(rules, period)) };
  });
}

function onDays(rules: ReadonlyMap<string, Rule>, [versionId, code, validFrom, validTo]: RulePeriod): Rule {
  const rule = rules.get(code);
  if (!rule) throw new RangeError(`version ${versionId} has no rule ${code}`);
  return { ...rule, validFrom, validTo };
}

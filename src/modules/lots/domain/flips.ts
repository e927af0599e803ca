import type { Finding, Verdict } from '../../standards/domain/finding.js';
import { worst } from '../../standards/domain/judgement.js';
import { fourChecks } from './checks.js';

/** A verdict that another edition would turn; null: the rule would not be asked, or was not. */
export interface Flip {
  /** The finding as it would be, or as it is where the rule would fall away. */
  readonly finding: Finding;
  readonly before: Verdict | null;
  readonly after: Verdict | null;
}

/** One of the four checks that would turn. */
export interface CheckFlip {
  readonly unity: Finding['unity'];
  readonly before: Verdict;
  readonly after: Verdict;
}

/**
 * Which verdicts differ, by rule and subject, whichever edition says it: a rule that moves from one edition to another
 * and says the same has not turned. In the order in which the findings would be made.
 *
 * @see docs/adr/0017-market-packs.md: a preview
 */
export function flipsBetween(before: readonly Finding[], after: readonly Finding[]): Flip[] {
  const [was, is] = [byRuleAndSubject(before), byRuleAndSubject(after)];
  return [...new Set([...is.keys(), ...was.keys()])].flatMap((key) => {
    const [old, next] = [was.get(key), is.get(key)];
    const finding = (next ?? old)?.[0];
    const [from, to] = [verdictOf(old), verdictOf(next)];
    return finding && from !== to ? [{ finding, before: from, after: to }] : [];
  });
}

/** Which of the four checks would turn, in their order. */
export function checkFlips(before: readonly Finding[], after: readonly Finding[]): CheckFlip[] {
  const was = new Map(fourChecks(before).map(({ unity, verdict }) => [unity, verdict]));
  return fourChecks(after).flatMap(({ unity, verdict }) => {
    const old = was.get(unity);
    return old && old !== verdict ? [{ unity, before: old, after: verdict }] : [];
  });
}

/**
 * Whether nothing that was drafted looks at fruit because of its days alone: on those it judges nothing of it, on every day it
 * would.
 *
 * @param dated   what the drafted rules say of the fruit
 * @param undated what they would say if they were in force on every day; asked only where they say nothing
 */
export const isOutsideDates = (dated: readonly Finding[], undated: () => readonly Finding[]): boolean =>
  !dated.some(judges) && undated().some(judges);

const judges = ({ verdict }: Finding): boolean => verdict !== 'NOT_APPLICABLE';

const byRuleAndSubject = (findings: readonly Finding[]): Map<string, Finding[]> =>
  Map.groupBy(findings, ({ ruleCode, subject }) => `${ruleCode} ${subject.type} ${subject.id}`);

const verdictOf = (findings: readonly Finding[] | undefined): Verdict | null =>
  findings ? worst(findings.map(({ verdict }) => verdict)) : null;

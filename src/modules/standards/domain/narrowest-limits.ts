import { settles, type Confidence } from './rule.js';

/** How broadly a market wrote its limit, narrowest first: oranges, citrus fruit, all fruit. */
export const LIMIT_LEVELS = ['COMMODITY', 'GROUP', 'CLASS'] as const;
export type LimitLevel = (typeof LIMIT_LEVELS)[number];

/** What decides between two limits of a market for one substance on one day. */
export interface WrittenLimit {
  /** Absent: for oranges. */
  readonly level?: LimitLevel;
  /** It says that no limit is needed. */
  readonly isExempt?: boolean;
  readonly confidence?: Confidence;
}

/**
 * Of the limits of a market for one substance that are in force on one day, those that count: one for citrus fruit or all fruit
 * gives way to one written for something narrower (Korea: orange, then citrus fruit, then fruit: reference/residue-fallbacks.json).
 *
 * | narrower, on that day            | broader, on that day | what counts                                        |
 * | -------------------------------- | -------------------- | -------------------------------------------------- |
 * | none: not begun, or ended        | a limit              | the broader                                        |
 * | a limit                          | a limit              | the narrower, be it the stricter or not            |
 * | a limit that nobody confirmed    | a limit, confirmed   | the narrower, so that it stays open either way     |
 * | a limit that counts another sum  | a limit              | the narrower; what it does not count stays open    |
 * | no limit is needed, confirmed    | a limit              | that none is needed                                |
 * | no limit is needed, not confirmed | a limit             | the limit: one person's word takes none away       |
 * | a limit                          | no limit is needed   | the limit                                          |
 *
 * A narrower limit that nobody confirmed is not passed over for the broader: once somebody read for oranges something else, that
 * what is said of citrus fruit holds for oranges is not known any more, neither for the fruit nor against it.
 *
 * @param inForce of one substance and one day; in any order
 * @returns in the same order; of the same breadth all, for the later edition counts (`ownLimit`)
 * @see docs/adr/0028-residue-definitions.md, docs/adr/0038-what-settles-a-residue.md
 */
export const narrowestLimits = <L extends WrittenLimit>(inForce: readonly L[]): readonly L[] =>
  inForce.length < 2
    ? inForce
    : inForce.filter((row) => !inForce.some((other) => speaks(other) && isNarrower(other, row)));

const speaks = ({ isExempt = false, confidence }: WrittenLimit): boolean =>
  !isExempt || (confidence !== undefined && settles(confidence));

const isNarrower = (a: WrittenLimit, b: WrittenLimit): boolean => breadth(a) < breadth(b);

const breadth = ({ level = 'COMMODITY' }: WrittenLimit): number => LIMIT_LEVELS.indexOf(level);

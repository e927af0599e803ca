import type { ComplexityEstimator } from '@nestjs/graphql';

/**
 * What judging costs beside the rows that come of it, for the limit on the cost of a document (docs/adr/0010): about half
 * a second of the one thread there is. It is more than half of the limit, so that a document holds it once.
 */
export const HEAVY_JUDGING = 5_500;

/** For `complexity` of a field whose judging depends on what it is asked. @param work rows it is worth, by arguments */
export const judgingWork =
  (work: number | ((args: Readonly<Record<string, unknown>>) => number)): ComplexityEstimator =>
  ({ args, childComplexity }) =>
    (typeof work === 'number' ? work : Math.ceil(work(args))) + childComplexity;

/** How many an argument names that is a list; one value alone is a list of one. @returns `otherwise` where it names none */
export function namedIn(argument: unknown, otherwise: number, most: number): number {
  if (argument === null || argument === undefined) return otherwise;
  return Array.isArray(argument) ? Math.min(argument.length, most) : 1;
}

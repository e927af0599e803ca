import type { ComplexityEstimator } from '@nestjs/graphql';

/**
 * Says for the limit on cost how many rows a list is expected to have; goes into `complexity` of its field. It is about
 * what the demo season has on average, not the most there can be: a lot of a few packed batches, eighteen findings a check.
 */
export const expectedRows =
  (rows: number): ComplexityEstimator =>
  ({ childComplexity }) =>
    rows * (1 + childComplexity);

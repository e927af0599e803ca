import { describe, expect, it } from '@jest/globals';
import { instant } from '../../../kernel/instant.js';
import { kg } from '../../../kernel/mass.js';
import { RUN_RULES, type BatchKind, type RunKind } from './batch-kind.js';
import { SCALE_TOLERANCE } from './mass-balance.js';
import { refuseRun } from './refuse-run.js';

const MADE = instant('2026-01-20T02:00:00Z');
const run = (kind: RunKind, inputs: BatchKind[], out: number, hasReason = false, at = MADE) =>
  refuseRun(
    kind,
    at,
    inputs.map((input, i) => ({ code: `B${i}`, kind: input, massGrams: kg(100), madeAt: MADE })),
    { outputs: [kg(out)], discarded: kg(0), loss: kg(0) },
    { tolerance: SCALE_TOLERANCE, hasReason, gainedBefore: kg(0) },
  );

describe('booking a run', () => {
  it.each<[RunKind, BatchKind, boolean]>([
    ['RECEIPT', 'HARVEST', true],
    ['RECEIPT', 'PACKED', false],
    ['GRADING', 'RECEIVED', true],
    ['GRADING', 'HARVEST', false],
    ['PACKING', 'GRADED', true],
    ['PACKING', 'CULL', false],
    ['PACKING', 'PACKED', false],
    ['PROCESSING', 'CULL', true],
    ['PROCESSING', 'HARVEST', false],
  ])('%s of %s: %s', (kind, input, allowed) => {
    expect(run(kind, [input], 100).refusals.map((r) => r.code)).toEqual(allowed ? [] : ['KIND_NOT_FOR_RUN']);
  });

  it('says a wrong kind and too much output at once', () => {
    expect(run('PACKING', ['CULL', 'GRADED'], 300).refusals.map((r) => r.code)).toEqual([
      'KIND_NOT_FOR_RUN',
      'OUTPUTS_EXCEED_INPUTS',
    ]);
  });

  it('books a signed difference, and an explained shortfall', () => {
    expect(run('PACKING', ['GRADED'], 99.9)).toEqual({ refusals: [], booked: { differenceGrams: 100 } });
    expect(run('PACKING', ['GRADED'], 90, true)).toEqual({
      refusals: [],
      booked: { differenceGrams: 10_000 },
    });
    expect(run('PACKING', ['GRADED'], 90).refusals.map((r) => r.code)).toEqual(['UNEXPLAINED_SHORTFALL']);
  });

  it('does not happen before its fruit was there', () => {
    const before = instant('2026-01-20T01:59:59Z');
    expect(run('GRADING', ['RECEIVED'], 100, false, before).refusals.map((r) => r.code)).toEqual([
      'RUN_BEFORE_ITS_FRUIT',
    ]);
  });

  it('never packs or grades packed fruit again', () => {
    for (const kind of ['GRADING', 'PACKING'] as const) expect(RUN_RULES[kind].takes).not.toContain('PACKED');
  });
});

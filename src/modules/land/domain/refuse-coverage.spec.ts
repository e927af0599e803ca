import { describe, expect, it } from '@jest/globals';
import type { PlotId } from '../../../kernel/ids.js';
import { localDate } from '../../../kernel/local-date.js';
import { refuseCoverage, type CoveringRegistration, type PlotToCover } from './refuse-coverage.js';
import type { Span } from './registration.js';

const span = (from: string, to: string | null): Span => ({
  validFrom: localDate(from),
  validTo: to === null ? null : localDate(to),
});
const registration: CoveringRegistration = {
  kind: 'ORCHARD',
  number: 'R1',
  ...span('2025-09-01', '2027-08-31'),
  withdrawnOn: null,
};
const plot = (id: string, ...covered: Span[]): PlotToCover => ({
  id: id as PlotId,
  code: `P-${id}`,
  covered,
});
const season = span('2025-09-01', '2026-08-31');
const codes = (of: CoveringRegistration, asked: string[], plots: PlotToCover[], when: Span): string[] =>
  refuseCoverage(of, asked as PlotId[], plots, when).map(({ code }) => code);

describe('putting plots under a registration', () => {
  it('takes many plots at once', () => {
    expect(codes(registration, ['a', 'b'], [plot('a'), plot('b')], season)).toEqual([]);
  });

  it('takes a plot again once its earlier span is over', () => {
    const again = plot('a', span('2025-09-01', '2026-01-31'));
    expect(codes(registration, ['a'], [again], span('2026-02-01', '2026-08-31'))).toEqual([]);
  });

  it.each<[string, Span]>([
    ['the same days', season],
    ['one day in common', span('2026-08-31', '2027-08-31')],
  ])('refuses spans of one plot that overlap: %s', (_, when) => {
    const refusals = refuseCoverage(registration, ['a'] as PlotId[], [plot('a', season)], when);
    expect(refusals).toEqual([
      {
        code: 'PLOT_COVERED_ALREADY',
        values: { plot: 'P-a', from: '2025-09-01', to: '2026-08-31' },
        path: ['plotIds', '0'],
      },
    ]);
  });

  it.each<[string, CoveringRegistration, Span, string]>([
    ['before it begins', registration, span('2025-08-31', '2026-08-31'), 'COVERAGE_BEYOND_REGISTRATION'],
    ['without an end', registration, span('2025-09-01', null), 'COVERAGE_BEYOND_REGISTRATION'],
    [
      'after it was withdrawn',
      { ...registration, withdrawnOn: localDate('2026-03-01') },
      season,
      'REGISTRATION_WITHDRAWN',
    ],
  ])('keeps within the time of the registration: %s', (_, of, when, code) => {
    expect(codes(of, ['a'], [plot('a')], when)).toEqual([code]);
  });

  it('puts no plots under a packhouse', () => {
    expect(codes({ ...registration, kind: 'PACKHOUSE' }, ['a'], [plot('a')], season)).toEqual([
      'REGISTRATION_COVERS_NO_PLOTS',
    ]);
  });

  it('names every plot that cannot be covered, by its place in the list', () => {
    const refusals = refuseCoverage(registration, ['a', 'x', 'a'] as PlotId[], [plot('a')], season);
    expect(refusals).toEqual([
      { code: 'NOT_FOUND', values: { id: 'x' }, path: ['plotIds', '1'] },
      { code: 'PLOT_NAMED_TWICE', values: { plot: 'P-a' }, path: ['plotIds', '2'] },
    ]);
  });
});

import { describe, expect, it } from '@jest/globals';
import type { Instant } from '../../../kernel/instant.js';
import { openEntries, refuseCorrections, refuseVoids, standingEntries, type Entry } from './corrections.js';

const entry = (id: string, correctsId: string | null = null, isVoid = false): Entry => ({
  id,
  correctsId,
  isVoid,
});
const ids = (entries: readonly Entry[]): string[] => entries.map(({ id }) => id);

describe('entries of an inspection', () => {
  it.each<[string, Entry[], string[], string[]]>([
    ['that nobody corrected', [entry('a'), entry('b')], ['a', 'b'], ['a', 'b']],
    ['one corrected', [entry('a'), entry('b', 'a')], ['b'], ['b']],
    ['the correction corrected again', [entry('a'), entry('b', 'a'), entry('c', 'b')], ['c'], ['c']],
    ['one voided', [entry('a'), entry('b', 'a', true)], ['b'], []],
    ['a void put right', [entry('a'), entry('b', 'a', true), entry('c', 'b')], ['c'], ['c']],
    ['none', [], [], []],
  ])('%s', (_, entries, open, standing) => {
    expect(ids(openEntries(entries))).toEqual(open);
    expect(ids(standingEntries(entries))).toEqual(standing);
  });
});

describe('a correction', () => {
  const declined = { ...entry('f', 'e', true), declinedAt: '2026-11-02T00:00:00.000Z' as Instant };
  const entries = [entry('a'), entry('b', 'a'), entry('c'), entry('d', 'c', true), entry('e'), declined];

  it.each<[string, string[], string[]]>([
    ['takes the place of the last one', ['b'], []],
    ['takes the place of a void', ['d'], []],
    ['is refused of what was corrected', ['a'], ['measurements.0.correctsId']],
    ['is refused of what is no entry here', ['x'], ['measurements.0.correctsId']],
    ['is refused twice of the same', ['b', 'b'], ['measurements.1.correctsId']],
  ])('%s', (_, correctsIds, refused) => {
    const refusals = refuseCorrections(correctsIds, entries, 'measurements');
    expect(refusals.map(({ code, path }) => `${code} ${path?.join('.')}`)).toEqual(
      refused.map((path) => `ENTRY_NOT_TO_CORRECT ${path}`),
    );
  });

  it.each<[string, string[], string[]]>([
    ['voids an entry that stands', ['b'], []],
    ['does not void a void', ['d'], ['ENTRY_VOID_ALREADY resultIds.0']],
    ['voids again where the base office declined the void', ['f'], []],
    ['does not void what was corrected', ['a'], ['ENTRY_NOT_TO_CORRECT resultIds.0']],
    ['does not void the same twice', ['b', 'b'], ['ENTRY_NOT_TO_CORRECT resultIds.1']],
  ])('%s', (_, voided, refused) => {
    const refusals = refuseVoids(voided, entries, 'resultIds');
    expect(refusals.map(({ code, path }) => `${code} ${path?.join('.')}`)).toEqual(refused);
  });
});

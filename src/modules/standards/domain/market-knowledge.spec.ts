import { describe, expect, it } from '@jest/globals';
import { localDate, type LocalDate } from '../../../kernel/local-date.js';
import { microgramsPerKg } from '../../../kernel/residue.js';
import {
  marketKnowledge,
  type FallbackRow,
  type LimitRow,
  type MarketRows,
  type PackRow,
  type StatusRow,
} from './market-knowledge.js';
import type { Confidence } from './rule.js';

const PACK = 'PACK-TH@2025/26-1';
const source = { document: 'x', clause: null, url: null };
const always = { validFrom: null, validTo: null };
const season = { validFrom: localDate('2025-09-01'), validTo: localDate('2026-08-31') };
const IN = localDate('2026-02-10');
const AFTER = localDate('2026-10-10');

const of = (versionCode: string | null, confidence: Confidence) => ({
  versionCode,
  confidence,
  source,
  ...(versionCode ? season : always),
});
const status = (word: 'OPEN' | 'CLOSED', versionCode: string | null, confidence: Confidence): StatusRow => ({
  status: word,
  ...of(versionCode, confidence),
});
const limit = (
  substance: string,
  value: number,
  versionCode: string | null,
  confidence: Confidence,
  level: LimitRow['level'] = 'COMMODITY',
): LimitRow => ({
  substance,
  level,
  limitMicrogramsPerKg: microgramsPerKg(value),
  edition: versionCode,
  ...of(versionCode, confidence),
});
const fallback = (
  value: number,
  listComplete: boolean,
  versionCode: string | null,
  confidence: Confidence,
): FallbackRow => ({
  defaultMicrogramsPerKg: microgramsPerKg(value),
  mustNotBeDetected: false,
  listComplete,
  ...of(versionCode, confidence),
});
const pack = (edition: string, versionCode: string | null): PackRow => ({
  edition,
  missing: [],
  ...of(versionCode, versionCode ? 'confirmed' : 'secondary'),
});
const NOTHING: MarketRows = { statuses: [], limits: [], fallbacks: [], packs: [], watchLists: null };
const known = (rows: Partial<MarketRows>, on: LocalDate = IN) => marketKnowledge({ ...NOTHING, ...rows }, on);
const limits = (rows: Partial<MarketRows>): string[] =>
  known(rows).residueLimits.map(
    ({ substance, limitMicrogramsPerKg, validFrom, validTo }) =>
      `${substance} ${limitMicrogramsPerKg} ${validFrom ?? ''}..${validTo ?? ''}`,
  );

describe('what a market is judged by', () => {
  it('is nothing where nothing is held, and says which pack a row stands in nowhere', () => {
    expect(known({})).toEqual({
      marketStatus: [],
      residueLimits: [],
      residueFallback: null,
      watchList: null,
      marketPack: null,
    });
    const { marketStatus, marketPack } = known({
      statuses: [status('OPEN', PACK, 'confirmed')],
      packs: [pack('1', PACK)],
    });
    expect(marketStatus[0]).not.toHaveProperty('versionCode');
    expect(marketPack).not.toHaveProperty('versionCode');
  });

  it('is the pack on its days, and what is shipped on all others', () => {
    expect(
      known({
        statuses: [status('OPEN', null, 'secondary'), status('OPEN', PACK, 'confirmed')],
      }).marketStatus.map(({ confidence, validFrom, validTo }) => [confidence, validFrom, validTo]),
    ).toEqual([
      ['secondary', null, '2025-08-31'],
      ['secondary', '2026-09-01', null],
      ['confirmed', '2025-09-01', '2026-08-31'],
    ]);
  });

  it('keeps what was read in the official text, whatever a pack says', () => {
    const statuses = [status('CLOSED', null, 'official'), status('OPEN', PACK, 'confirmed')];
    expect(known({ statuses }).marketStatus).toHaveLength(2);
    const official = limit('imazalil', 100, null, 'official');
    expect(limits({ limits: [official, limit('imazalil', 500, PACK, 'confirmed')] })).toHaveLength(2);
  });

  it('replaces a shipped limit for the substance the pack lists, however narrow it is', () => {
    const shipped = [limit('imazalil', 100, null, 'secondary'), limit('abamectin', 20, null, 'secondary')];
    const listed = limit('imazalil', 500, PACK, 'confirmed', 'CLASS');
    expect(limits({ limits: [...shipped, listed] })).toEqual([
      'imazalil 100 ..2025-08-31',
      'imazalil 100 2026-09-01..',
      'abamectin 20 ..',
      'imazalil 500 2025-09-01..2026-08-31',
    ]);
  });

  it('leaves no shipped limit on the days of a list that is whole', () => {
    const rows = {
      limits: [limit('abamectin', 20, null, 'secondary')],
      fallbacks: [fallback(10, true, PACK, 'confirmed')],
    };
    expect(limits(rows)).toEqual(['abamectin 20 ..2025-08-31', 'abamectin 20 2026-09-01..']);
  });

  it.each([
    [
      'a confirmed pack before a shipped lead',
      [fallback(10, false, null, 'secondary'), fallback(20, true, PACK, 'confirmed')],
      IN,
      20,
    ],
    [
      'a confirmed pack before an official row',
      [fallback(10, false, null, 'official'), fallback(20, true, PACK, 'confirmed')],
      IN,
      20,
    ],
    [
      'an official row before a pack nobody signed',
      [fallback(10, false, null, 'official'), fallback(20, true, PACK, 'unverified')],
      IN,
      10,
    ],
    [
      'what is shipped after the season',
      [fallback(10, false, null, 'secondary'), fallback(20, true, PACK, 'confirmed')],
      AFTER,
      10,
    ],
  ])('applies to what is not listed %s', (_, fallbacks, on, limitOf) => {
    expect(known({ fallbacks }, on).residueFallback?.limitMicrogramsPerKg).toBe(limitOf);
  });

  it('knows the pack of the day, the base office’s before what is shipped, the latest first', () => {
    const later = { ...pack('2', `${PACK}b`), validFrom: localDate('2026-01-01') };
    const packs = [pack('shipped', null), pack('1', PACK), later];
    expect(known({ packs }).marketPack?.edition).toBe('2');
    expect(known({ packs }, localDate('2025-12-31')).marketPack?.edition).toBe('1');
    expect(known({ packs }, AFTER).marketPack?.edition).toBe('shipped');
  });
});

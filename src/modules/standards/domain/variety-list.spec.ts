import { describe, expect, it } from '@jest/globals';
import { localDate } from '../../../kernel/local-date.js';
import type { Content, Entry } from './edition-entry.js';
import { changesBetween, isMonthDay, refuseVarieties, refuseWindow, withList } from './variety-list.js';

const TAROCCO = { zh: '塔罗科', en: 'Tarocco' };
const listed = (varietyCode: string, from: string | null = null, to: string | null = null): Content => ({
  type: 'LISTED_VARIETY',
  varietyCode,
  varietyName: TAROCCO,
  harvestFrom: from,
  harvestTo: to,
  note: null,
});
const added = (): Content => ({
  type: 'NEW_VARIETY',
  nameZh: '示例新种',
  nameEn: null,
  species: null,
  maturityClass: null,
});
const entry = (code: string, content: Content, countersignedById: string | null = 'b'): Entry => ({
  type: content.type,
  code,
  said: { content, source: { document: 'x', clause: '1', url: null }, confidence: 'unverified' },
  hasScan: true,
  enteredById: 'a',
  countersignedById,
  ownerId: null,
  dueOn: null,
});
const codes = (refusals: readonly { code: string }[]): string[] => refusals.map(({ code }) => code);

describe('a day of every year', () => {
  it.each([
    ['12-01', true],
    ['02-29', true],
    ['02-30', false],
    ['04-31', false],
    ['13-01', false],
    ['00-10', false],
    ['1-01', false],
    ['12-00', false],
    ['2026-12-01', false],
    [1201, false],
  ])('%s: %s', (text, expected) => {
    expect(isMonthDay(text)).toBe(expected);
  });
});

describe('a harvest window', () => {
  it.each([
    ['of both days', '12-01', '05-31', []],
    ['of no day', null, null, []],
    ['of a first day only', '12-01', null, ['HARVEST_WINDOW_HALF']],
    ['of a last day only', null, '05-31', ['HARVEST_WINDOW_HALF']],
  ])('%s', (_, harvestFrom, harvestTo, expected) => {
    expect(codes(refuseWindow({ harvestFrom, harvestTo }))).toEqual(expected);
  });
});

describe('the varieties of a draft that is to be published', () => {
  const known = new Set(['TAROCCO', 'MORO']);
  it.each([
    ['known ones', [entry('TAROCCO', listed('TAROCCO'))], []],
    ['one that is not known', [entry('X', listed('X'))], ['VARIETY_UNKNOWN']],
    ['one that the draft makes known', [entry('X', listed('X')), entry('X', added())], []],
    ['one made known and not listed', [entry('TAROCCO', listed('TAROCCO')), entry('X', added())], []],
    [
      'one made known by nobody but one person',
      [entry('X', added(), null)],
      ['NEW_VARIETY_NOT_COUNTERSIGNED'],
    ],
    ['one made known that meanwhile is', [entry('MORO', added())], ['VARIETY_KNOWN_ALREADY']],
  ])('%s', (_, entries, expected) => {
    expect(codes(refuseVarieties(entries, known))).toEqual(expected);
  });
});

describe('what an edition changes of the one before', () => {
  const of = (...each: [string, string | null, string | null][]) =>
    each.map(([code, from, to]) => entry(code, listed(code, from, to)));
  it.each([
    ['nothing', of(['A', '12-01', '05-31']), of(['A', '12-01', '05-31']), []],
    ['a variety more', of(['A', null, null]), of(['A', null, null], ['B', null, null]), [['B', 'LISTED']]],
    ['a variety less', of(['A', null, null], ['B', null, null]), of(['A', null, null]), [['B', 'TAKEN_OFF']]],
    ['a window', of(['A', '12-01', '05-31']), of(['A', '12-15', '05-31']), [['A', 'WINDOW']]],
    ['a window where there was none', of(['A', null, null]), of(['A', '12-15', '05-31']), [['A', 'WINDOW']]],
    [
      'all, of no edition before',
      [],
      of(['B', null, null], ['A', null, null]),
      [
        ['A', 'LISTED'],
        ['B', 'LISTED'],
      ],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(changesBetween(before, after).map(({ varietyCode, change }) => [varietyCode, change])).toEqual(
      expected,
    );
  });

  it('says both windows', () => {
    expect(changesBetween(of(['A', '12-01', '05-31']), of(['A', null, null]))).toEqual([
      {
        varietyCode: 'A',
        varietyName: TAROCCO,
        change: 'WINDOW',
        before: { harvestFrom: '12-01', harvestTo: '05-31' },
        after: { harvestFrom: null, harvestTo: null },
      },
    ]);
  });
});

describe('a list as it would be published', () => {
  const list = (edition: string, from: string | null, to: string | null, isOfOffice: boolean) => ({
    edition,
    validFrom: from === null ? null : localDate(from),
    validTo: to === null ? null : localDate(to),
    confidence: 'confirmed' as const,
    entries: [],
    isOfOffice,
  });
  const draft = list('2', '2026-02-01', null, true);
  it.each([
    ['beside what is shipped', list('EXAMPLE', null, null, false), null],
    ['ends the one before on its eve', list('1', '2025-09-01', null, true), '2026-01-31'],
    ['leaves what ended before', list('1', '2025-09-01', '2025-12-31', true), '2025-12-31'],
  ])('%s', (_, held, validTo) => {
    expect(withList([held], draft)).toMatchObject([{ edition: held.edition, validTo }, { edition: '2' }]);
  });

  it('leaves nothing of one from the same day on', () => {
    expect(withList([list('1', '2026-02-01', null, true)], draft)).toMatchObject([{ edition: '2' }]);
  });
});

import { describe, expect, it } from '@jest/globals';
import { instant } from '../../../kernel/instant.js';
import { localDate, season } from '../../../kernel/local-date.js';
import { refuseClosing, refuseOpening, seasonAfter, seasonState } from './season-state.js';

const AT = instant('2026-08-20T01:00:00.000Z');
const OPENED = { openedAt: AT, closedAt: null };
const CLOSED = { openedAt: null, closedAt: AT };
const none = { laterClosed: null, earlierOpen: [], openLots: [] };

describe('the state of a season', () => {
  it.each([
    ['2025/26', '2025-08-31', null, 'UPCOMING'],
    ['2025/26', '2025-08-31', OPENED, 'OPEN'],
    ['2025/26', '2025-09-01', null, 'OPEN'],
    ['2025/26', '2026-08-31', null, 'OPEN'],
    // It stays open until somebody closes it: the last lots are still under way.
    ['2025/26', '2026-10-01', null, 'OPEN'],
    ['2025/26', '2026-10-01', CLOSED, 'CLOSED'],
    ['2025/26', '2026-10-01', { ...CLOSED, openedAt: AT }, 'CLOSED'],
  ] as const)('%s on %s', (code, today, marks, state) =>
    expect(seasonState(season(code), marks, localDate(today))).toBe(state),
  );

  it.each([
    ['2025/26', '2026/27'],
    ['2098/99', '2099/00'],
    ['2099/00', '2100/01'],
  ])('after %s comes %s', (one, next) => expect(seasonAfter(season(one))).toBe(next));
});

describe('opening a season early', () => {
  const codes = (code: string, marks: typeof OPENED | typeof CLOSED | null) =>
    refuseOpening(season(code), marks, localDate('2026-08-20')).map((refusal) => refusal.code);

  it('is for the next one', () => expect(codes('2026/27', null)).toEqual([]));
  it('is not for one further off', () => expect(codes('2027/28', null)).toEqual(['SEASON_NOT_NEXT']));
  it('is not for one that runs', () => expect(codes('2025/26', null)).toEqual(['SEASON_NOT_UPCOMING']));
  it('happens once', () => expect(codes('2026/27', OPENED)).toEqual(['SEASON_NOT_UPCOMING']));
  it('does not open a closed one again', () =>
    expect(codes('2024/25', CLOSED)).toEqual(['SEASON_NOT_UPCOMING']));
});

describe('closing a season', () => {
  const codes = (
    today: string,
    marks: typeof OPENED | typeof CLOSED | null,
    found: typeof none | object = none,
  ) =>
    refuseClosing(season('2025/26'), marks, localDate(today), { ...none, ...found }).map(({ code }) => code);

  it('waits for its last day to pass', () => {
    expect(codes('2026-08-31', null)).toEqual(['SEASON_NOT_OVER']);
    expect(codes('2026-09-01', null)).toEqual([]);
  });
  it('names every lot that is under way, and everything else at once', () =>
    expect(
      codes('2026-08-31', null, {
        laterClosed: season('2026/27'),
        openLots: [
          { code: 'A', state: 'DEPARTED' },
          { code: 'B', state: 'OPEN' },
        ],
      }),
    ).toEqual(['SEASON_NOT_OVER', 'LATER_SEASON_CLOSED', 'SEASON_HAS_OPEN_LOT', 'SEASON_HAS_OPEN_LOT']));
  it('waits for earlier ones that have stock or lots left', () =>
    expect(codes('2026-09-01', null, { earlierOpen: [season('2023/24'), season('2024/25')] })).toEqual([
      'EARLIER_SEASON_OPEN',
      'EARLIER_SEASON_OPEN',
    ]));
  it('happens once', () => expect(codes('2026-09-01', CLOSED)).toEqual(['SEASON_CLOSED_ALREADY']));
});

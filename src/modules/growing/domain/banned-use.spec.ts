import { describe, expect, it } from '@jest/globals';
import { localDate } from '../../../kernel/local-date.js';
import { bannedSubstancesOn, type Ban } from './banned-use.js';

const ban = (of: Partial<Ban>): Ban => ({
  act: 'MOA-2023-12-25',
  substance: 'omethoate',
  substanceZh: '氧乐果',
  substanceEn: 'Omethoate',
  scope: { zh: '禁止销售和使用', en: 'Sale and use banned' },
  bannedFrom: localDate('2026-06-01'),
  validTo: null,
  confidence: 'official',
  ...of,
});
const acts = (day: string, bans: Ban[]): string[] =>
  bannedSubstancesOn(localDate(day), ['omethoate', 'water'], bans).map((use) => use.ban.act);

describe('bans on the day of a spray', () => {
  it.each([
    ['the day before', '2026-05-31', []],
    ['the first day', '2026-06-01', ['MOA-2023-12-25']],
    ['years later', '2030-01-01', ['MOA-2023-12-25']],
  ])('hold from their first day: %s', (_, day, expected) => {
    expect(acts(day, [ban({})])).toEqual(expected);
  });

  it('hold throughout where the act names no first day', () => {
    expect(acts('2015-01-01', [ban({ bannedFrom: null })])).toHaveLength(1);
  });

  it('hold to their last day, if there is one', () => {
    const lifted = ban({ validTo: localDate('2027-01-31') });
    expect(acts('2027-01-31', [lifted])).toHaveLength(1);
    expect(acts('2027-02-01', [lifted])).toEqual([]);
  });

  it('concern only what was used, and every act that names it', () => {
    const bans = [ban({}), ban({ act: 'MOA-1586-CITRUS' }), ban({ substance: 'aldicarb' })];
    expect(acts('2026-11-01', bans)).toEqual(['MOA-2023-12-25', 'MOA-1586-CITRUS']);
  });

  it.each<[Ban['confidence'], boolean]>([
    ['official', true],
    ['confirmed', true],
    ['secondary', false],
    ['unverified', false],
  ])('settle something only if the text was read: %s', (confidence, isSettled) => {
    const [use] = bannedSubstancesOn(localDate('2026-11-01'), ['omethoate'], [ban({ confidence })]);
    expect(use?.isSettled).toBe(isSettled);
  });
});

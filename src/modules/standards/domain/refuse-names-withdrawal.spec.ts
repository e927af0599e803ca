import { describe, expect, it } from '@jest/globals';
import { refuseAskingWithdrawal, refuseWithdrawal, type NamesWithdrawal } from './refuse-names-withdrawal.js';

const entry = (more: Partial<NamesWithdrawal> = {}): NamesWithdrawal => ({
  code: 'carbofuran',
  otherNames: ['呋喃丹'],
  confirmedAt: '2026-01-25T01:00:00.000Z',
  withdrawalAskedById: null,
  withdrawnAt: null,
  ...more,
});
const asked = { withdrawalAskedById: 'first' };
const withdrawn = { ...asked, withdrawnAt: '2026-01-26T01:00:00.000Z' };

describe('to take names back', () => {
  it.each<[string, Partial<NamesWithdrawal>, string[]]>([
    ['is asked for once they were confirmed', {}, []],
    ['needs nobody before', { confirmedAt: null }, ['SUBSTANCE_NOT_CONFIRMED']],
    ['needs other names', { otherNames: [] }, ['SUBSTANCE_WITHOUT_OTHER_NAMES']],
    ['is asked for once', asked, ['SUBSTANCE_WITHDRAWAL_WAITS']],
    ['is done once', withdrawn, ['SUBSTANCE_WITHDRAWN_ALREADY']],
  ])('%s', (_, more, codes) => {
    expect(refuseAskingWithdrawal(entry(more)).map(({ code }) => code)).toEqual(codes);
  });

  it.each<[string, Partial<NamesWithdrawal>, string, string[]]>([
    ['is confirmed by another person', asked, 'second', []],
    ['is not confirmed by who asked', asked, 'first', ['SUBSTANCE_WITHDRAWAL_TAKES_TWO']],
    ['is not confirmed unasked', {}, 'second', ['SUBSTANCE_WITHDRAWAL_NOT_ASKED']],
    ['is not confirmed twice', withdrawn, 'second', ['SUBSTANCE_WITHDRAWN_ALREADY']],
  ])('%s', (_, more, by, codes) => {
    expect(refuseWithdrawal(entry(more), by).map(({ code }) => code)).toEqual(codes);
  });
});

import { describe, expect, it } from '@jest/globals';
import { localDate } from '../../../kernel/local-date.js';
import { refuseClosing, refuseOpening, type ChannelAsked, type ChannelContext } from './refuse-channel.js';

const asked: ChannelAsked = {
  code: 'RC-TH-SHEKOU',
  exporterId: '0199f3a0-0000-7000-8000-000000000002',
  marketCode: 'TH',
  customsDistrictCode: 'CHONGQING',
  validFrom: localDate('2026-09-01'),
  validTo: null,
};
const exporter = { code: 'EXP-1', kind: 'EXPORTER', isClosed: false } as const;
const fine: ChannelContext = { exporter, marketExists: true, customsDistrictExists: true, codeTaken: false };

describe('opening a channel', () => {
  it.each<[string, Partial<ChannelAsked>, Partial<ChannelContext>, string[]]>([
    ['is fine without an end', {}, {}, []],
    ['is fine for a single day', { validTo: asked.validFrom }, {}, []],
    ['is refused for an unknown exporter', {}, { exporter: null }, ['NOT_FOUND']],
    [
      'is refused for a packhouse',
      {},
      { exporter: { ...exporter, kind: 'PACKHOUSE' } },
      ['CHANNEL_EXPORTER_EXPECTED'],
    ],
    [
      'is refused for a closed exporter',
      {},
      { exporter: { ...exporter, isClosed: true } },
      ['CHANNEL_EXPORTER_CLOSED'],
    ],
    ['is refused for an unknown market', {}, { marketExists: false }, ['CHANNEL_MARKET_UNKNOWN']],
    ['is refused for unknown customs', {}, { customsDistrictExists: false }, ['CHANNEL_CUSTOMS_UNKNOWN']],
    ['is refused for a code that is taken', {}, { codeTaken: true }, ['CHANNEL_CODE_TAKEN']],
    ['is refused for days in reverse', { validTo: localDate('2026-08-31') }, {}, ['CHANNEL_DATES_REVERSED']],
    [
      'names every reason at once',
      { validTo: localDate('2026-08-31') },
      {
        exporter: { code: 'B', kind: 'BASE_OFFICE', isClosed: true },
        marketExists: false,
        customsDistrictExists: false,
        codeTaken: true,
      },
      [
        'CHANNEL_EXPORTER_EXPECTED',
        'CHANNEL_EXPORTER_CLOSED',
        'CHANNEL_MARKET_UNKNOWN',
        'CHANNEL_CUSTOMS_UNKNOWN',
        'CHANNEL_CODE_TAKEN',
        'CHANNEL_DATES_REVERSED',
      ],
    ],
  ])('%s', (_, change, context, codes) => {
    const refusals = refuseOpening({ ...asked, ...change }, { ...fine, ...context });
    expect(refusals.map(({ code }) => code)).toEqual(codes);
  });
});

describe('closing a channel', () => {
  it.each([
    ['on its first day', null, '2026-09-01', []],
    ['on any later day', null, '2027-03-01', []],
    ['earlier than it was to end', '2027-08-31', '2027-03-01', []],
    ['before it opened', null, '2026-08-31', ['CHANNEL_CLOSED_TOO_EARLY']],
    ['on the day it ends anyway', '2027-03-01', '2027-03-01', ['CHANNEL_CLOSED_ALREADY']],
    ['later than it ends', '2027-03-01', '2027-03-02', ['CHANNEL_CLOSED_ALREADY']],
  ])('%s', (_, validTo, day, codes) => {
    const channel = { ...asked, validTo: validTo === null ? null : localDate(validTo) };
    expect(refuseClosing(channel, localDate(day)).map(({ code }) => code)).toEqual(codes);
  });
});

import { describe, expect, it } from '@jest/globals';
import { localDate } from '../../../kernel/local-date.js';
import { refuseEnd, refuseGrant, type LicenceAsked, type LicenceContext } from './refuse-licence.js';

const asked: LicenceAsked = {
  number: 'L-2026-001',
  brandCode: 'JOINT',
  organisationId: '0199f3a0-0000-7000-8000-000000000001',
  validFrom: localDate('2026-09-01'),
  validTo: localDate('2027-08-31'),
};
const fine: LicenceContext = {
  brandExists: true,
  organisation: { code: 'PACK-1', isClosed: false },
  numberTaken: false,
};

describe('granting a licence', () => {
  it.each<[string, Partial<LicenceAsked>, Partial<LicenceContext>, string[]]>([
    ['is fine for an open organisation and a known brand', {}, {}, []],
    [
      'is fine for days long past, as on paper',
      { validFrom: localDate('2020-01-01'), validTo: localDate('2020-12-31') },
      {},
      [],
    ],
    ['is fine for a single day', { validTo: asked.validFrom }, {}, []],
    ['is refused for an unknown brand', {}, { brandExists: false }, ['BRAND_UNKNOWN']],
    ['is refused for an unknown organisation', {}, { organisation: null }, ['NOT_FOUND']],
    [
      'is refused for a closed organisation',
      {},
      { organisation: { code: 'P', isClosed: true } },
      ['LICENSEE_CLOSED'],
    ],
    ['is refused for a number that is taken', {}, { numberTaken: true }, ['LICENCE_NUMBER_TAKEN']],
    ['is refused for days in reverse', { validTo: localDate('2026-08-31') }, {}, ['LICENCE_DATES_REVERSED']],
    [
      'names every reason at once',
      { validTo: localDate('2026-08-31') },
      { brandExists: false, organisation: null, numberTaken: true },
      ['BRAND_UNKNOWN', 'NOT_FOUND', 'LICENCE_NUMBER_TAKEN', 'LICENCE_DATES_REVERSED'],
    ],
  ])('%s', (_, change, context, codes) => {
    const refusals = refuseGrant({ ...asked, ...change }, { ...fine, ...context });
    expect(refusals.map(({ code }) => code)).toEqual(codes);
  });
});

describe('ending a licence', () => {
  const licence = { ...asked, endedOn: null };

  it.each([
    ['on its first day', '2026-09-01', []],
    ['on its last day', '2027-08-31', []],
    ['before it began', '2026-08-31', ['LICENCE_END_OUTSIDE']],
    ['after it was over', '2027-09-01', ['LICENCE_END_OUTSIDE']],
  ])('%s', (_, day, codes) => {
    expect(refuseEnd(licence, localDate(day)).map(({ code }) => code)).toEqual(codes);
  });

  it('is refused a second time, with the day of the first', () => {
    const ended = { ...licence, endedOn: localDate('2027-01-15') };
    expect(refuseEnd(ended, localDate('2027-01-10'))).toEqual([
      { code: 'LICENCE_ENDED_ALREADY', values: { number: 'L-2026-001', endedOn: '2027-01-15' } },
    ]);
  });
});

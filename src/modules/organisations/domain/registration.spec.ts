import { describe, expect, it } from '@jest/globals';
import { refuseRegistration, type OrganisationDetails, type RegistrationFacts } from './registration.js';

const RONGCHANG = { code: '500153', level: 'COUNTY', parentCode: '500000' };
const ZIZHONG = { code: '511025', level: 'COUNTY', parentCode: '511000' };
const QINGLIU = { code: '500153112', level: 'TOWN', parentCode: '500153' };

const details: OrganisationDetails = { code: 'COOP-1', countyCode: '500153', townCode: null, gln: null };
const facts: RegistrationFacts = {
  regions: [RONGCHANG, ZIZHONG, QINGLIU],
  isCodeTaken: false,
  isGlnTaken: false,
};

describe('refuseRegistration', () => {
  it.each<[string, Partial<OrganisationDetails>, Partial<RegistrationFacts>, string[]]>([
    ['takes a county alone', {}, {}, []],
    ['takes a town of the county', { townCode: '500153112' }, {}, []],
    ['takes no place at all', { countyCode: null }, {}, []],
    ['takes a GLN with the right check digit', { gln: '9520000000011' }, {}, []],
    ['refuses a code in use', {}, { isCodeTaken: true }, ['ORGANISATION_CODE_TAKEN']],
    ['refuses an unknown county', { countyCode: '110101' }, {}, ['ORGANISATION_COUNTY_UNKNOWN']],
    ['refuses a province as county', { countyCode: '500000' }, {}, ['ORGANISATION_COUNTY_UNKNOWN']],
    ['refuses an unknown town', { townCode: '999999999' }, {}, ['ORGANISATION_TOWN_UNKNOWN']],
    ['refuses a county as town', { townCode: '511025' }, {}, ['ORGANISATION_TOWN_UNKNOWN']],
    [
      'refuses a town without its county',
      { countyCode: null, townCode: '500153112' },
      {},
      ['ORGANISATION_TOWN_WITHOUT_COUNTY'],
    ],
    [
      'refuses a town of another county',
      { countyCode: '511025', townCode: '500153112' },
      {},
      ['ORGANISATION_TOWN_ELSEWHERE'],
    ],
    ['refuses a wrong check digit', { gln: '9520000000012' }, {}, ['GLN_WRONG']],
    ['refuses a GLN that is too short', { gln: '952000000001' }, {}, ['GLN_WRONG']],
    ['refuses a GLN in use', { gln: '9520000000011' }, { isGlnTaken: true }, ['GLN_TAKEN']],
    [
      'gathers every reason',
      { countyCode: '110101', gln: 'x' },
      { isCodeTaken: true },
      ['ORGANISATION_CODE_TAKEN', 'ORGANISATION_COUNTY_UNKNOWN', 'GLN_WRONG'],
    ],
  ])('%s', (_, change, known, codes) => {
    const refusals = refuseRegistration({ ...details, ...change }, { ...facts, ...known });
    expect(refusals.map(({ code }) => code)).toEqual(codes);
  });
});

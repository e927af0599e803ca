import { describe, expect, it } from '@jest/globals';
import { marketNamed } from './names.js';

describe('a market inside a sentence', () => {
  const market = {
    EU: { zh: '欧盟', en: 'European Union' },
    US: { zh: '美国', en: 'United States' },
    AE: { zh: '阿联酋（迪拜）', en: 'United Arab Emirates (Dubai)' },
    PH: { zh: '菲律宾', en: 'Philippines' },
    TH: { zh: '泰国', en: 'Thailand' },
  };
  it.each([
    ['EU', '欧盟', 'the European Union'],
    ['US', '美国', 'the United States'],
    ['AE', '阿联酋（迪拜）', 'the United Arab Emirates (Dubai)'],
    ['PH', '菲律宾', 'the Philippines'],
    ['TH', '泰国', 'Thailand'],
    // Of what no name is on record, the code.
    ['ZZ', 'ZZ', 'ZZ'],
  ])('%s', (code, zh, en) => {
    expect(marketNamed({ names: { market } }, code)).toEqual({ zh, en });
  });
});

import { describe, expect, it } from '@jest/globals';
import { refuseSubstance, type SubstanceTold } from './refuse-substance.js';
import { isCasNumber, substanceKey } from './substance-name.js';

const names = new Map([
  ['carbofuran', 'carbofuran'],
  ['克百威', 'carbofuran'],
  ['imidacloprid', 'imidacloprid'],
]);
const other = (otherNames: string[], more: Partial<SubstanceTold> = {}): SubstanceTold => ({
  code: 'carbofuran',
  nameZh: null,
  nameEn: null,
  otherNames,
  ...more,
});
const made = (more: Partial<SubstanceTold> = {}): SubstanceTold => ({
  code: 'demo-substance',
  nameZh: '示范成分',
  nameEn: 'Demo substance',
  otherNames: [],
  ...more,
});

describe('what is read of a substance', () => {
  it.each<[string, SubstanceTold, boolean, string[]]>([
    ['another name of a known one', other(['呋喃丹']), true, []],
    ['a name that it has already', other(['克百威', '呋喃丹']), true, []],
    ['no other name of a known one', other([]), true, ['SUBSTANCE_SAYS_NOTHING']],
    ['a new Chinese name of a known one', other(['呋喃丹'], { nameZh: '呋喃丹' }), true, ['SUBSTANCE_NAMED']],
    ['a name of another one', other(['呋喃丹', 'ＩＭＩＤＡＣＬＯＰＲＩＤ']), true, ['SUBSTANCE_NAME_TAKEN']],
    ['a new one', made(), false, []],
    ['a new one with other names', made({ otherNames: ['示范别名'] }), false, []],
    ['a new one without a Chinese name', made({ nameZh: null }), false, ['SUBSTANCE_WITHOUT_NAME']],
    ['a new one without an English name', made({ nameEn: null }), false, ['SUBSTANCE_WITHOUT_NAME']],
    ['a new one by the name of another', made({ nameZh: '克百威' }), false, ['SUBSTANCE_NAME_TAKEN']],
    [
      'everything that is wrong with it',
      made({ nameZh: null, otherNames: ['克百威'] }),
      false,
      ['SUBSTANCE_WITHOUT_NAME', 'SUBSTANCE_NAME_TAKEN'],
    ],
  ])('%s', (_, told, exists, codes) => {
    expect(refuseSubstance(told, { exists, names }).map(({ code }) => code)).toEqual(codes);
  });

  it('says which name stands for which other substance, and where it was told', () => {
    expect(refuseSubstance(other(['呋喃丹', 'Imidacloprid']), { exists: true, names })).toEqual([
      {
        code: 'SUBSTANCE_NAME_TAKEN',
        values: { name: 'Imidacloprid', substance: 'imidacloprid' },
        path: ['otherNames', '1'],
      },
    ]);
  });
});

describe('names of substances', () => {
  it.each([
    ['2,4-D', '２，４－Ｄ'],
    ['Emamectin benzoate', ' EMAMECTIN　 benzoate '],
  ])('%s is %s', (one, other_) => {
    expect(substanceKey(one)).toBe(substanceKey(other_));
  });
});

describe('a CAS number', () => {
  // 7732-18-5 is water, the example that CAS gives; the others are it with one figure changed.
  it.each([
    ['7732-18-5', true],
    ['7732-18-4', false],
    ['7723-18-5', false],
    ['07732-18-5', false],
    ['7732185', false],
  ])('%s: %s', (text, is) => {
    expect(isCasNumber(text)).toBe(is);
  });
});

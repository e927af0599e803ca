import { describe, expect, it } from '@jest/globals';
import { validateSync } from 'class-validator';
import { asOnPaper, EachText, isLegible } from './text-field.js';

describe('a text that people are to read', () => {
  it.each([
    ['in Chinese', '已看到批文', true],
    ['of several lines', 'first\nsecond\tthird', true],
    ['with a letter joined to the next, as some scripts do', 'a\u200db', true],
    ['of nothing', '', false],
    ['of blanks that nobody sees', '\u200b\u2060', false],
    ['that turns the direction of writing', 'not \u202elegal', false],
    ['that closes what turns it', 'legal\u2069', false],
    ['with a zero byte', 'a\u0000b', false],
    ['with half a character', 'a\ud800', false],
    ['that is none', 7, false],
  ])('%s', (_, value, expected) => {
    expect(isLegible(value)).toBe(expected);
  });
});

describe('a list of texts', () => {
  class Listed {
    constructor(readonly codes: unknown) {}
  }
  EachText(3)(Listed.prototype, 'codes');

  it.each([
    ['of texts that are short enough', ['TH', '香港橙'], true],
    ['of none', [], true],
    ['with one that is too long', ['TH', 'LONG'], false],
    ['with one that is blank', ['TH', ' '], false],
    ['with one that is none', ['TH', null], false],
    ['that is a text', 'TH', false],
  ])('%s', (_, codes, expected) => {
    expect(validateSync(new Listed(codes)).length === 0).toBe(expected);
  });
});

describe('the number of a paper', () => {
  it.each([
    ['typed in full width', 'ＧＹ－２０２６　０１', 'GY-2026 01'],
    ['with Chinese brackets and a colon', '川（2026）第１号：甲', '川(2026)第1号:甲'],
    ['with blanks in a row', '  PD  2026 ', 'PD 2026'],
    ['as it is', 'DEMO-GY-ZZ01', 'DEMO-GY-ZZ01'],
    ['with half a character, which is refused', 'a\ud800', 'a\ud800'],
    ['of a full-width blank alone', '　', ''],
    ['that is none', 7, 7],
  ])('%s', (_, value, expected) => {
    expect(asOnPaper(value, false)).toBe(expected);
  });

  it('left empty is none where none is needed', () => {
    expect(asOnPaper(' 　', true)).toBeNull();
  });
});

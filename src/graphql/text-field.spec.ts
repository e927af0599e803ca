import { describe, expect, it } from '@jest/globals';
import { isLegible } from './text-field.js';

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

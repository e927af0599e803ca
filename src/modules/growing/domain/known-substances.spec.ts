import { describe, expect, it } from '@jest/globals';
import { knownSubstances } from './known-substances.js';

const called = [
  { name: '呋喃丹', code: 'carbofuran' },
  { name: '祖传秘方', code: null },
];

describe('ingredients as far as they are known', () => {
  it.each<[string, string[], string[], string[]]>([
    ['nothing told', [], [], []],
    ['a code', ['abamectin'], ['abamectin'], []],
    ['another name of a known one', ['呋喃丹'], ['carbofuran'], []],
    ['the code and another name of the same', ['carbofuran', '呋喃丹'], ['carbofuran'], []],
    ['a name that nobody knows', ['祖传秘方'], ['祖传秘方'], ['祖传秘方']],
    [
      'all of them, in their order',
      ['祖传秘方', '呋喃丹', 'abamectin', '祖传秘方'],
      ['祖传秘方', 'carbofuran', 'abamectin'],
      ['祖传秘方'],
    ],
  ])('%s', (_, told, substances, unlisted) => {
    expect(knownSubstances(told, called)).toEqual({ substances, unlisted });
  });
});

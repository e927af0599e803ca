import { describe, expect, it } from '@jest/globals';
import { unsoundIn } from './sound-text.js';

describe('text in variables', () => {
  it.each<[string, object, string[] | null]>([
    ['is sound', { code: '血橙 🍊', list: ['a', null, 1, true], nested: { note: '' } }, null],
    ['has a zero byte', { code: 'a\0b' }, ['code']],
    [
      'has half a character, deep inside',
      { input: { outputs: [{ note: 'x' }, { note: '\ud83c' }] } },
      ['input', 'outputs', '1', 'note'],
    ],
    ['has a zero byte in a name', { input: { 'a\0': 1 } }, ['input', 'a\0']],
    ['is not there', {}, null],
  ])('%s', (_, variables, path) => {
    expect(unsoundIn(variables)).toEqual(path);
  });

  it('is found below a hundred thousand brackets, without running out of stack', () => {
    const deep = JSON.parse(`${'['.repeat(100_000)}"\\u0000"${']'.repeat(100_000)}`) as unknown;
    expect(unsoundIn({ deep })).toHaveLength(100_001);
  });
});

import { describe, expect, it } from '@jest/globals';
import { languageOf } from './language.js';

describe('the language of an answer', () => {
  it.each<[string | null | undefined, 'zh' | 'en']>([
    [undefined, 'en'],
    [null, 'en'],
    ['', 'en'],
    ['zh', 'zh'],
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
    ['en-GB,en;q=0.9,zh;q=0.8', 'en'],
    ['fr,zh;q=0.5,en;q=0.4', 'zh'],
    ['en;q=0.1, zh-Hans;q=0.9', 'zh'],
    ['zh;q=0', 'en'],
    ['*', 'en'],
    ['zhongwen', 'en'],
  ])('of %p is %s', (header, language) => {
    expect(languageOf(header)).toBe(language);
  });
});

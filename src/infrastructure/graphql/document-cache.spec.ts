import { describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { DocumentCache } from './document-cache.js';

const document = parse('{ a }');
const text = (name: string, length: number): string => `{ ${name} }`.padEnd(length, '#');

describe('the documents that are kept', () => {
  it('are those used last, as many as there is room for', () => {
    const cache = new DocumentCache();
    for (let i = 0; i < 13; i += 1) {
      cache.set(text(`a${i}`, 20_000), document);
      cache.get(text('a0', 20_000));
    }
    expect(cache.size).toBe(12);
    expect(cache.get(text('a0', 20_000))).toBe(document);
    expect(cache.get(text('a1', 20_000))).toBeUndefined();
    expect(cache.get(text('a12', 20_000))).toBe(document);
  });

  it('are not those that would take the room of many', () => {
    const cache = new DocumentCache();
    cache.set(text('long', 20_001), document);
    expect(cache.get(text('long', 20_001))).toBeUndefined();
  });

  it('are counted once, however often they are set', () => {
    const cache = new DocumentCache();
    cache.set(text('first', 10), document);
    for (let i = 0; i < 1_000; i += 1) cache.set(text('again', 1_000), document);
    expect(cache.get(text('first', 10))).toBe(document);
    expect(cache.size).toBe(2);
  });
});

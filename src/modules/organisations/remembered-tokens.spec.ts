import { describe, expect, it } from '@jest/globals';
import { addMillis, instant } from '../../kernel/instant.js';
import { RememberedTokens } from './remembered-tokens.js';

const NOW = instant('2026-11-27T08:00:00.000Z');
const LATER = instant('2026-11-27T08:01:00.000Z');

describe('remembered tokens', () => {
  it('are good until the moment they were given, and then forgotten', () => {
    const tokens = new RememberedTokens<string>();
    tokens.set('a', 'found', LATER);
    expect([tokens.get('a', NOW), tokens.get('a', addMillis(LATER, -1))]).toEqual(['found', 'found']);
    expect(tokens.get('a', LATER)).toBeNull();
    expect(tokens.size).toBe(0);
  });

  it('are a thousand at most; the one that was not used for longest goes', () => {
    const tokens = new RememberedTokens<string>();
    for (let n = 0; n < 1_000; n++) tokens.set(`${n}`, 'found', LATER);
    tokens.get('0', NOW);
    tokens.set('new', 'found', LATER);
    expect(tokens.size).toBe(1_000);
    expect([tokens.get('0', NOW), tokens.get('1', NOW)]).toEqual(['found', null]);
  });
});

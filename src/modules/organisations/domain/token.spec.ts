import { describe, expect, it } from '@jest/globals';
import { newToken, tokenHash, tokenKind } from './token.js';

describe('tokens', () => {
  it.each(['session', 'api-key', 'invitation'] as const)('of a %s tell what they are', (kind) => {
    const token = newToken(kind);
    expect(tokenKind(token)).toBe(kind);
    // 256 bits in base64url: 43 characters behind the four of the prefix.
    expect(token).toHaveLength(47);
    expect(newToken(kind)).not.toBe(token);
  });

  it('of other origin are nothing', () => {
    expect(tokenKind('ghp_0123456789')).toBeNull();
    expect(tokenKind('')).toBeNull();
  });

  it('are kept as SHA-256', () => {
    expect(tokenHash('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});

import { describe, expect, it } from '@jest/globals';
import { unreachable } from './exhaustive.js';
import { err, ok, type Result } from './result.js';

function half(n: number): Result<number, { kind: 'odd'; n: number }> {
  return n % 2 === 0 ? ok(n / 2) : err({ kind: 'odd', n });
}

describe('Result', () => {
  it('carries a value or a refusal, told apart by ok', () => {
    expect(half(4)).toEqual({ ok: true, value: 2 });
    expect(half(3)).toEqual({ ok: false, error: { kind: 'odd', n: 3 } });
  });
});

describe('unreachable', () => {
  it('names the kind of a case that nobody handled, and nothing else of it', () => {
    const stray = { kind: 'stray', name: 'somebody' } as never;
    expect(() => unreachable(stray)).toThrow(/^unreachable case: stray$/);
  });

  it('names only the type of a bare value, which may be personal data', () => {
    expect(() => unreachable('somebody' as never)).toThrow(/^unreachable case: string$/);
  });
});

import { describe, expect, it } from '@jest/globals';
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

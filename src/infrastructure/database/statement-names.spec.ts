import { describe, expect, it } from '@jest/globals';
import { StatementNames } from './statement-names.js';

describe('which statements a connection prepares', () => {
  it('names a statement when it is met again, and keeps the name', () => {
    const names = new StatementNames();
    expect([1, 2, 3].map(() => names.nameOf('SELECT 1'))).toEqual([undefined, 's0', 's0']);
    names.nameOf('SELECT 2');
    expect(names.nameOf('SELECT 2')).toBe('s1');
  });

  it('stops at a hundred, and never counts what is met once', () => {
    const names = new StatementNames();
    for (let n = 0; n < 2_000; n++) expect(names.nameOf(`SELECT ${n} AS once`)).toBeUndefined();
    const named = new Set<string | undefined>();
    for (let n = 0; n < 150; n++) {
      names.nameOf(`SELECT ${n}`);
      named.add(names.nameOf(`SELECT ${n}`));
    }
    expect(named.size).toBe(101);
    expect(names.nameOf('SELECT 0')).toBe('s0');
  });
});

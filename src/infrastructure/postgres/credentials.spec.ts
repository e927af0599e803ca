import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CannotStart } from '../config/cannot-start.js';
import { loadCredentials } from './credentials.js';

describe('loadCredentials', () => {
  let dataDir: string;
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'chengyuan-credentials-'));
  });
  afterEach(() => rmSync(dataDir, { recursive: true }));

  it('makes three different passwords once and keeps them from other users', () => {
    const made = loadCredentials(dataDir, false);
    expect(new Set(Object.values(made)).size).toBe(3);
    expect(Object.values(made).every((password) => /^[\w-]{32}$/.test(password))).toBe(true);
    expect(loadCredentials(dataDir, true)).toEqual(made);
    expect(statSync(join(dataDir, 'postgres-passwords.json')).mode & 0o777).toBe(0o600);
  });

  it('makes no new ones for a database that has others', () => {
    expect(() => loadCredentials(dataDir, true)).toThrow(CannotStart);
  });
});

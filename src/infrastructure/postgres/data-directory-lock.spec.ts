import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CannotStart } from '../config/cannot-start.js';
import { lockDataDirectory } from './data-directory-lock.js';

const SHORT = { runningMs: 0, stoppingMs: 25_000 };

describe('lockDataDirectory', () => {
  let dataDir: string;
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'chengyuan-lock-'));
  });
  afterEach(() => rmSync(dataDir, { recursive: true }));

  it('refuses a second server, naming the first', async () => {
    const first = await lockDataDirectory(dataDir);
    const second = lockDataDirectory(dataDir, SHORT);
    await expect(second).rejects.toThrow(CannotStart);
    await expect(second).rejects.toThrow(`process ${process.pid}`);
    first.release();
  });

  it('lets the next one in after the first has gone, and leaves no note of it', async () => {
    (await lockDataDirectory(dataDir)).release();
    (await lockDataDirectory(dataDir, SHORT)).release();
    expect(readdirSync(dataDir)).toEqual(['server.lock']);
  });

  it('waits for a server that says it is stopping', async () => {
    const first = await lockDataDirectory(dataDir);
    first.announceStop();
    const second = lockDataDirectory(dataDir, SHORT);
    let hasLeft = false;
    setTimeout(() => {
      hasLeft = true;
      first.release();
    }, 300);
    const lock = await second;
    expect(hasLeft).toBe(true);
    lock.release();
  });

  it('lets only one of many in', async () => {
    const tries = await Promise.allSettled(
      Array.from({ length: 10 }, () => lockDataDirectory(dataDir, SHORT)),
    );
    const winners = tries.filter((attempt) => attempt.status === 'fulfilled');
    const losers = tries.filter((attempt) => attempt.status === 'rejected');
    expect(winners).toHaveLength(1);
    expect(losers.every(({ reason }) => reason instanceof CannotStart)).toBe(true);
    winners[0]?.value.release();
  });
});

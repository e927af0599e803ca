import { describe, expect, it } from '@jest/globals';
import { LookUps } from './look-ups.js';

const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('looking tokens up', () => {
  it('asks once for requests that arrive together, and once for a token that several show', async () => {
    const asked: string[][] = [];
    const lookUps = new LookUps<{ who: string }>((hashes) => {
      asked.push(hashes);
      return Promise.resolve(
        hashes.filter((hash) => hash !== 'bad').map((hash) => ({ token_hash: hash, who: hash })),
      );
    });
    const found = await Promise.all(['a', 'b', 'a', 'bad'].map((hash) => lookUps.find(hash)));
    expect(found.map((row) => row?.who ?? null)).toEqual(['a', 'b', 'a', null]);
    expect(asked).toEqual([['a', 'b', 'bad']]);
  });

  it('asks again for a request that comes after the statement was sent, so that it sees what was revoked before it', async () => {
    let isRevoked = false;
    let answer: () => void = () => undefined;
    const lookUps = new LookUps<object>(async (hashes) => {
      const rows = isRevoked ? [] : hashes.map((hash) => ({ token_hash: hash }));
      await new Promise<void>((resolve) => (answer = resolve));
      return rows;
    });
    const before = lookUps.find('a');
    await tick();
    const answerBefore = answer;
    isRevoked = true;
    const after = lookUps.find('a');
    await tick();
    answerBefore();
    answer();
    expect(await before).not.toBeNull();
    expect(await after).toBeNull();
  });

  it('fails all that wait when the statement fails, and asks anew for the next', async () => {
    let isDown = true;
    const lookUps = new LookUps<object>((hashes) =>
      isDown
        ? Promise.reject(new Error('down'))
        : Promise.resolve(hashes.map((hash) => ({ token_hash: hash }))),
    );
    const failed = await Promise.allSettled([lookUps.find('a'), lookUps.find('b')]);
    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    isDown = false;
    expect(await lookUps.find('a')).not.toBeNull();
  });
});

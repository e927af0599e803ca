import { describe, expect, it } from '@jest/globals';
import { GivenUp } from '../database/give-up.js';
import type { InParts } from '../../kernel/in-parts.js';
import { FairQueue, letOthers, lettingOthers } from './fair-queue.js';

/** Work that ends when it is told to, and notes its name when it begins. */
class Bench {
  readonly begun: string[] = [];
  private readonly ends = new Map<string, () => void>();

  constructor(private readonly queue: FairQueue) {}

  ask(name: string, signal?: AbortSignal): Promise<string> {
    return this.queue.run({ key: name.slice(0, 1), signal }, () => {
      this.begun.push(name);
      return new Promise((resolve, reject) =>
        this.ends.set(name, () => (name.endsWith('!') ? reject(new Error(name)) : resolve(name))),
      );
    });
  }

  async end(name: string): Promise<void> {
    this.ends.get(name)?.();
    await letOthers();
  }
}

const bench = (atOnce: number, waiting = 10): Bench => new Bench(new FairQueue({ atOnce, waiting }));

describe('heavy work', () => {
  it('begins at once while there is room, and answers what it did', async () => {
    const work = bench(2);
    const asked = [work.ask('a1'), work.ask('b1')];
    expect(work.begun).toEqual(['a1', 'b1']);
    await work.end('b1');
    await work.end('a1');
    expect(await Promise.all(asked)).toEqual(['a1', 'b1']);
  });

  it('of one caller runs one at a time, in the order asked, though there is room', async () => {
    const work = bench(3);
    void work.ask('a1');
    void work.ask('a2');
    void work.ask('a3');
    expect(work.begun).toEqual(['a1']);
    await work.end('a1');
    await work.end('a2');
    expect(work.begun).toEqual(['a1', 'a2', 'a3']);
  });

  it('goes by turns: who asked a hundred times waits behind who asked once', async () => {
    const work = bench(1, 100);
    for (let i = 0; i < 100; i += 1) void work.ask(`a${i}`);
    void work.ask('b0');
    void work.ask('c0');
    void work.ask('b1');
    for (const name of ['a0', 'a1', 'b0', 'c0', 'a2', 'b1']) await work.end(name);
    expect(work.begun).toEqual(['a0', 'a1', 'b0', 'c0', 'a2', 'b1', 'a3']);
  });

  it('that fails is told to who asked, and the next one begins', async () => {
    const work = bench(1);
    const failing = expect(work.ask('a!')).rejects.toThrow('a!');
    const next = work.ask('b1');
    await work.end('a!');
    await failing;
    expect(work.begun).toEqual(['a!', 'b1']);
    await work.end('b1');
    expect(await next).toBe('b1');
  });

  it('never begins for a caller who went away before its turn', async () => {
    const work = bench(1);
    const gone = new AbortController();
    void work.ask('a1');
    const left = expect(work.ask('b1', gone.signal)).rejects.toThrow(GivenUp);
    void work.ask('c1');
    gone.abort();
    await left;
    await work.end('a1');
    expect(work.begun).toEqual(['a1', 'c1']);
    await expect(work.ask('d1', AbortSignal.abort())).rejects.toThrow(GivenUp);
  });

  it('is refused where too much of the same caller waits, and of nobody else', async () => {
    const work = bench(1, 2);
    void work.ask('a1');
    void work.ask('a2');
    void work.ask('a3');
    await expect(work.ask('a4')).rejects.toMatchObject({ extensions: { code: 'RATE_LIMITED' } });
    void work.ask('b1');
    await work.end('a1');
    expect(work.begun).toEqual(['a1', 'a2']);
    await work.end('a2');
    expect(work.begun).toEqual(['a1', 'a2', 'b1']);
  });
});

describe('work in parts', () => {
  function* counting(to: number, done: string[]): InParts<number> {
    for (let at = 1; at <= to; at += 1) {
      done.push(`part ${at}`);
      yield;
    }
    return to;
  }

  it('lets others have the thread between its parts, and answers when it is through', async () => {
    const done: string[] = [];
    const other = letOthers().then(() => done.push('other'));
    const answered = lettingOthers(counting(2, done));
    expect(await answered).toBe(2);
    await other;
    expect(done).toEqual(['part 1', 'other', 'part 2']);
  });

  it('is given up where a part fails', async () => {
    const failing = function* (): InParts<void> {
      yield;
      throw new Error('in the second part');
    };
    await expect(lettingOthers(failing())).rejects.toThrow('in the second part');
  });
});

import { describe, expect, it } from '@jest/globals';
import type { Ctx } from '../infrastructure/database/context.js';
import { groupBy, mapBy, RequestLoader } from './loaders.js';

const context = (): Ctx => ({ traceId: 'test' }) as Ctx;

function recording() {
  const asked: (readonly string[])[] = [];
  const loader = new RequestLoader<string, string>((_, keys) => {
    asked.push(keys);
    return Promise.resolve(new Map(keys.filter((key) => key !== 'x').map((key) => [key, `row ${key}`])));
  });
  return { asked, loader };
}

describe('RequestLoader', () => {
  it('asks once for all keys of a tick, each once, and knows what is missing', async () => {
    const { asked, loader } = recording();
    const ctx = context();
    expect(await Promise.all(['a', 'x', 'b', 'a'].map((key) => loader.load(ctx, key)))).toEqual([
      'row a',
      null,
      'row b',
      'row a',
    ]);
    expect(asked).toEqual([['a', 'x', 'b']]);
  });

  it('asks again later: a mutation may have changed the row', async () => {
    const { asked, loader } = recording();
    const ctx = context();
    await loader.load(ctx, 'a');
    await loader.load(ctx, 'a');
    expect(asked).toEqual([['a'], ['a']]);
  });

  it('never serves one caller what was fetched for another', async () => {
    const { asked, loader } = recording();
    await Promise.all([loader.load(context(), 'a'), loader.load(context(), 'a')]);
    expect(asked).toEqual([['a'], ['a']]);
  });
});

describe('rows by key', () => {
  const rows = [
    { id: 1, parent: 'p' },
    { id: 2, parent: 'p' },
  ];

  it('come one each, or in groups that may be empty', () => {
    expect(mapBy(rows, ({ id }) => id).get(2)).toBe(rows[1]);
    expect(groupBy(['p', 'q'], rows, ({ parent }) => parent)).toEqual(
      new Map([
        ['p', rows],
        ['q', []],
      ]),
    );
  });
});

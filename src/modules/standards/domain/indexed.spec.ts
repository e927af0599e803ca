import { describe, expect, it } from '@jest/globals';
import { indexedBy } from './indexed.js';

describe('an index over a list', () => {
  const find = indexedBy(({ keys }: { keys: string[] }) => keys);
  const [a, b] = [{ keys: ['x', 'y', 'x'] }, { keys: ['x'] }];

  it('finds every entry under each of its keys once, in the order of the list', () => {
    const list = [a, b];
    expect(find(list, 'x')).toEqual([a, b]);
    expect(find(list, 'y')).toEqual([a]);
    expect(find(list, 'z')).toEqual([]);
  });

  it('is another one for another list', () => {
    expect(find([b], 'x')).toEqual([b]);
    expect(find([], 'x')).toEqual([]);
  });
});

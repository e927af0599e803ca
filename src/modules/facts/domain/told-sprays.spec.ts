import { describe, expect, it } from '@jest/globals';
import { localDate } from '../../../kernel/local-date.js';
import type { GrowingFactRow, ProductLabelFactRow } from '../fact-rows.js';
import { toldSprays } from './told-sprays.js';

const spray = (given: Partial<GrowingFactRow>): GrowingFactRow => ({
  id: 'spray',
  plotId: 'plot',
  labelId: null,
  substances: [],
  performedOn: localDate('2025-10-10'),
  withdrawnById: null,
  ...given,
});
const label = (given: Partial<ProductLabelFactRow>): ProductLabelFactRow => ({
  id: 'label',
  productName: '示范药剂 PD20259999',
  substances: null,
  isConfirmed: false,
  crop: '柑橘树',
  phiDays: 14,
  statesNoInterval: false,
  maxApplications: 2,
  statesNoMaximum: false,
  ...given,
});

describe('a spray', () => {
  it.each<[string, Partial<GrowingFactRow>, ProductLabelFactRow[], string[]]>([
    ['without a label: what was told', { substances: ['b', 'a'] }, [], ['b', 'a']],
    ['with a label that nobody confirmed: what was told', { substances: ['b'] }, [label({})], ['b']],
    ['with a confirmed label: what that says', {}, [label({ substances: ['a'] })], ['a']],
    [
      'with a confirmed label, and more was told: both, each once',
      { substances: ['c', 'a'] },
      [label({ substances: ['b', 'a'] })],
      ['a', 'b', 'c'],
    ],
    ['of another label: nothing of this one', { labelId: 'other' }, [label({ substances: ['a'] })], []],
    ['of nothing that is known', {}, [], []],
  ])('%s', (_, given, productLabels, told) => {
    const growing = [spray({ labelId: 'label', ...given })];
    const [found] = toldSprays({ growing, productLabels });
    expect(found?.told).toEqual(told);
    expect(found?.label ?? null).toEqual(productLabels.find(({ id }) => id === growing[0]!.labelId) ?? null);
  });

  it('stays in its place, with the label of its own', () => {
    const growing = ['x', 'y', 'z'].map((id, i) => spray({ id, labelId: i === 1 ? 'other' : 'label' }));
    const found = toldSprays({ growing, productLabels: [label({}), label({ id: 'other' })] });
    expect(found.map(({ id, label: of }) => [id, of?.id])).toEqual([
      ['x', 'label'],
      ['y', 'other'],
      ['z', 'label'],
    ]);
  });
});

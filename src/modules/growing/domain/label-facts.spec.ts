import { expect, it } from '@jest/globals';
import { labelFactsOf, type LabelRow } from './label-facts.js';

const row: LabelRow = {
  id: 'label',
  isConfirmed: true,
  crop: '柑橘',
  phiDays: 14,
  statesNoInterval: false,
  maxApplications: 2,
  statesNoMaximum: true,
};

it.each<[string, Partial<LabelRow>, number | null, string | null]>([
  ['has its interval', {}, 14, null],
  ['has none before it is confirmed', { isConfirmed: false }, null, null],
  ['has none that was not entered', { phiDays: null }, null, null],
  ['has none of another crop', { crop: '茶树' }, null, '茶树'],
])('a label %s', (_, more, interval, otherCrop) => {
  const { preharvestIntervalDays, label } = labelFactsOf({ ...row, ...more });
  expect(preharvestIntervalDays).toBe(interval);
  expect(label).toMatchObject({ id: 'label', otherCrop, maxApplications: 2, statesNoMaximum: true });
});

it('no label says nothing', () => {
  expect(labelFactsOf(null)).toEqual({ preharvestIntervalDays: null, label: null });
});

import { describe, expect, it } from '@jest/globals';
import { localDate } from '../../../kernel/local-date.js';
import { sampleSpray } from '../../standards/domain/sample-facts.js';
import { plotsAsPicked } from './plots-as-picked.js';

const TODAY = localDate('2026-01-25');
const plot = (id: string) => ({
  id,
  code: `P-${id}`,
  varietyCode: 'TAROCCO',
  townCode: '511025123',
  countyCode: '511025',
  ownerId: 'cooperative',
});
const spray = (on: string, days: number | null, plotId = 'a') =>
  sampleSpray({ id: `${on}-${plotId}`, plotId, performedOn: localDate(on), preharvestIntervalDays: days });
const standing = (sprays: ReturnType<typeof spray>[]) => ({ standing: sprays, withdrawn: [] });
const pickedOn = (...sprays: ReturnType<typeof spray>[]) =>
  plotsAsPicked([plot('a')], standing(sprays), [], {}, TODAY).batches[0]?.origins?.[0]?.harvestedOn;

describe('the day on which a plot is taken to be picked', () => {
  it.each([
    ['today, where nothing was sprayed', [], '2026-01-25'],
    ['today, where all intervals are over', [spray('2026-01-11', 14)], '2026-01-25'],
    ['the first day that the interval allows', [spray('2026-01-20', 14)], '2026-02-03'],
    ['the last of several', [spray('2026-01-20', 28), spray('2026-01-24', 7)], '2026-02-17'],
    [
      'that of the known ones, where another is not known',
      [spray('2026-01-20', null), spray('2026-01-24', 7)],
      '2026-01-31',
    ],
    ['its own: a neighbour’s spray says nothing', [spray('2026-01-24', 14, 'b')], '2026-01-25'],
  ])('is %s', (_, sprays, day) => {
    expect(pickedOn(...sprays)).toBe(day);
  });
});

it('each plot has its own sprays, and is called by its own code', () => {
  const { batches } = plotsAsPicked(
    [plot('a'), plot('b')],
    {
      standing: [spray('2026-01-20', 14), spray('2026-01-20', 14, 'b')],
      withdrawn: [spray('2026-01-21', 14, 'b')],
    },
    [],
    {},
    TODAY,
  );
  expect(batches.map(({ code, sprays }) => [code, sprays?.map(({ plotId }) => plotId)])).toEqual([
    ['P-a', ['a']],
    ['P-b', ['b']],
  ]);
  expect(batches.map(({ withdrawnSprays }) => withdrawnSprays?.length)).toEqual([undefined, 1]);
});

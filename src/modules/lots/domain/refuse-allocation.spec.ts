import { describe, expect, it } from '@jest/globals';
import type { BatchId, OrganisationId } from '../../../kernel/ids.js';
import { grams } from '../../../kernel/mass.js';
import { refuseAllocation, type AllocatedBatch } from './refuse-allocation.js';

const exporter = 'exporter' as OrganisationId;
const lot = { code: 'L-1', state: 'OPEN', marketCode: 'TH' } as const;
const batch = (given: Partial<AllocatedBatch> = {}): AllocatedBatch => ({
  id: 'b' as BatchId,
  code: 'P-1',
  kind: 'PACKED',
  holderId: 'packhouse' as OrganisationId,
  consignedToId: exporter,
  remainingGrams: grams(10_000),
  remainingCartons: 10,
  openHoldCount: 0,
  marketCode: 'TH',
  ...given,
});
const codes = (
  given: Partial<AllocatedBatch>,
  cartons: number | null = 10,
  state = lot.state as 'OPEN' | 'CLEARED',
) => refuseAllocation({ ...lot, state }, batch(given), cartons, exporter).map(({ code }) => code);

describe('allocating a batch to a lot', () => {
  it.each([
    ['all that is left', null],
    ['every carton by number', 10],
    ['a part', 1],
  ])('takes %s', (_, cartons) => {
    expect(codes({}, cartons)).toEqual([]);
  });

  it('takes fruit packed for no market in particular', () => {
    expect(codes({ marketCode: null })).toEqual([]);
  });

  it.each([
    ['another market', { marketCode: 'EU' }, 10, 'BATCH_FOR_OTHER_MARKET'],
    ['loose fruit', { kind: 'GRADED', remainingCartons: null }, null, 'BATCH_NOT_PACKED'],
    [
      'what is on its way to somebody else',
      { consignedToId: 'other' as OrganisationId },
      10,
      'BATCH_NOT_CONSIGNED',
    ],
    ['what is on its way to nobody', { consignedToId: null }, 10, 'BATCH_NOT_CONSIGNED'],
    ['held fruit', { openHoldCount: 1 }, 10, 'BATCH_HELD'],
    ['more cartons than are left', {}, 11, 'NOT_ENOUGH_CARTONS'],
    ['all of nothing', { remainingCartons: 0, remainingGrams: grams(0) }, null, 'NOTHING_LEFT_TO_ALLOCATE'],
  ] as const)('refuses %s', (_, given, cartons, code) => {
    expect(codes(given, cartons)).toEqual([code]);
  });

  it('refuses to change a lot whose members are frozen', () => {
    expect(codes({}, 10, 'CLEARED')).toEqual(['LOT_MEMBERS_FROZEN']);
  });

  it('gives every reason at once', () => {
    expect(codes({ marketCode: 'EU', openHoldCount: 2, consignedToId: null }, 11, 'CLEARED')).toEqual([
      'LOT_MEMBERS_FROZEN',
      'BATCH_NOT_CONSIGNED',
      'BATCH_FOR_OTHER_MARKET',
      'BATCH_HELD',
      'NOT_ENOUGH_CARTONS',
    ]);
  });
});

import { describe, expect, it } from '@jest/globals';
import type { BatchId, OrganisationId } from '../../../kernel/ids.js';
import { grams, kg } from '../../../kernel/mass.js';
import { refuseDraw, type DrawRequest, type DrawSource } from './refuse-draw.js';

const HOLDER = 'holder' as OrganisationId;
const CONSIGNEE = 'consignee' as OrganisationId;
const STRANGER = 'stranger' as OrganisationId;
const batchId = 'b' as BatchId;
const loose: DrawSource = {
  id: batchId,
  code: 'R2526-1',
  holderId: HOLDER,
  consignedToId: CONSIGNEE,
  remainingGrams: kg(100),
  remainingCartons: null,
  openHoldCount: 0,
};
const packed: DrawSource = { ...loose, remainingCartons: 10 };
const byMass = (n: number): DrawRequest => ({ batchId, grams: kg(n) });
const byCartons = (cartons: number): DrawRequest => ({ batchId, cartons });

describe('drawing from a batch', () => {
  it.each<[string, DrawSource | null, DrawRequest, OrganisationId, string[]]>([
    ['the holder takes all of it', loose, byMass(100), HOLDER, []],
    ['the consignee takes some', loose, byMass(1), CONSIGNEE, []],
    ['somebody else', loose, byMass(1), STRANGER, ['BATCH_NOT_YOURS']],
    ['a batch that cannot be seen', null, byMass(1), HOLDER, ['BATCH_NOT_FOUND']],
    ['more than is left', loose, { batchId, grams: grams(100_001) }, HOLDER, ['NOT_ENOUGH_LEFT']],
    ['held fruit', { ...loose, openHoldCount: 1 }, byMass(1), HOLDER, ['BATCH_HELD']],
    [
      'held and too little: both are said',
      { ...loose, openHoldCount: 2 },
      byMass(101),
      HOLDER,
      ['BATCH_HELD', 'NOT_ENOUGH_LEFT'],
    ],
    ['cartons of packed fruit', packed, byCartons(10), HOLDER, []],
    ['more cartons than are left', packed, byCartons(11), HOLDER, ['NOT_ENOUGH_CARTONS']],
    ['packed fruit by mass', packed, byMass(1), HOLDER, ['DRAW_IN_CARTONS']],
    ['loose fruit by cartons', loose, byCartons(1), HOLDER, ['DRAW_BY_MASS']],
  ])('%s', (_, source, request, by, codes) => {
    expect(refuseDraw(source, request, by).map((refusal) => refusal.code)).toEqual(codes);
  });

  it.each<[string, OrganisationId, string[]]>([
    ['the holder works on it, also while it is sent to somebody', HOLDER, []],
    ['the consignee has to weigh it in first', CONSIGNEE, ['BATCH_NOT_WEIGHED_IN']],
    ['somebody else', STRANGER, ['BATCH_NOT_YOURS']],
  ])('for work that takes nothing over: %s', (_, by, codes) => {
    expect(refuseDraw(loose, byMass(1), by, false).map((refusal) => refusal.code)).toEqual(codes);
  });
});

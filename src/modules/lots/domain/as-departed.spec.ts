import { describe, expect, it } from '@jest/globals';
import { localDate } from '../../../kernel/local-date.js';
import type { Facts } from '../../standards/domain/facts.js';
import { sampleFacts } from '../../standards/domain/sample-facts.js';
import { asDeparted } from './as-departed.js';

const limit = (microgramsPerKg: number) =>
  ({
    substance: 'abamectin',
    limitMicrogramsPerKg: microgramsPerKg,
  }) as unknown as Facts['residueLimits'][number];
const watched = [{ id: 'w-1' }] as unknown as NonNullable<Facts['watchList']>;
const document = {
  id: 'd-1',
  kind: 'PACKING_LIST',
  number: 'TEST-1',
  issuedOn: localDate('2026-03-01'),
  validUntil: null,
  subject: { type: 'LOT', id: 'lot-1' },
} as unknown as NonNullable<Facts['documents']>[number];

describe('the facts of a lot that arrives', () => {
  it.each([
    ['limits', { residueLimits: [limit(10)] }, { residueLimits: [limit(20)] }],
    ['periods of the market', { marketStatus: [] }, { marketStatus: sampleFacts().marketStatus }],
    [
      'what is applied where nothing is listed',
      { residueFallback: null },
      { residueFallback: sampleFacts().residueFallback },
    ],
    ['the pack', { marketPack: null }, { marketPack: sampleFacts().marketPack }],
    ['the unified list', { varietyLists: [] }, { varietyLists: sampleFacts().varietyLists }],
    ['what is watched for', { watchList: null }, { watchList: watched }],
  ] as [string, Partial<Facts>, Partial<Facts>][])('are %s as at departure', (_, now, then) => {
    expect(asDeparted(sampleFacts(now), sampleFacts(then))).toEqual({ ...sampleFacts(), ...then });
  });

  it('are, of the fruit and its papers, what is recorded now', () => {
    const now = sampleFacts({ documents: [document], batches: [] });
    expect(asDeparted(now, sampleFacts())).toMatchObject({ documents: [document], batches: [] });
  });

  it('leave out what was not kept yet when it left', () => {
    const { watchList: _, ...departed } = sampleFacts();
    expect(asDeparted(sampleFacts({ watchList: watched }), departed)).not.toHaveProperty('watchList');
  });
});

import { describe, expect, it } from '@jest/globals';
import { localDate } from '../../../kernel/local-date.js';
import type { BatchFacts } from '../domain/facts.js';
import {
  SAMPLE_NAMES,
  belowLoq,
  sampleOrigin,
  sampleSpray,
  tested,
  withBatch,
} from '../domain/sample-facts.js';
import { judgeScope } from './residue-scope.js';

const spray = (substances: string[] | null, on = '2026-10-01', plotId = 'plot-1') =>
  sampleSpray({ id: `spray-${on}`, substances, performedOn: localDate(on), plotId });
const judge = (changes: Partial<BatchFacts>) => {
  const facts = withBatch(changes, { names: SAMPLE_NAMES });
  const [batch] = facts.batches;
  if (!batch) throw new Error('the sample has a batch');
  return judgeScope(batch, batch.laboratoryResults ?? [], facts);
};

describe('what a batch was tested for', () => {
  // Picked on 2027-01-12, in the season that began on 2026-09-01; the sample's report names imidacloprid alone.
  it.each<[string, Partial<BatchFacts>, string]>([
    ['is what was sprayed', { sprays: [spray(['imidacloprid'])] }, 'PASS'],
    ['is more than was sprayed', { sprays: [] }, 'PASS'],
    ['is something else', { sprays: [spray(['omethoate'])] }, 'INDETERMINATE'],
    ['is one of two that were sprayed', { sprays: [spray(['imidacloprid', 'omethoate'])] }, 'INDETERMINATE'],
    [
      'is both, one of them not found',
      {
        sprays: [spray(['imidacloprid', 'omethoate'])],
        laboratoryResults: [tested('imidacloprid', 12), belowLoq('omethoate', 10)],
      },
      'PASS',
    ],
    [
      'leaves out what was sprayed before the season',
      { sprays: [spray(['omethoate'], '2026-08-31')] },
      'PASS',
    ],
    [
      'leaves out a spray of its first day',
      { sprays: [spray(['omethoate'], '2026-09-01')] },
      'INDETERMINATE',
    ],
    [
      'leaves out a spray of the day of harvest',
      { sprays: [spray(['omethoate'], '2027-01-12')] },
      'INDETERMINATE',
    ],
    [
      'leaves out what was sprayed after the harvest',
      { sprays: [spray(['omethoate'], '2027-01-13')] },
      'PASS',
    ],
    [
      'leaves out what was sprayed on the second of its plots',
      {
        origins: [sampleOrigin(), sampleOrigin({ plotId: 'plot-2' })],
        sprays: [spray(['imidacloprid']), spray(['omethoate'], '2026-10-02', 'plot-2')],
      },
      'INDETERMINATE',
    ],
    ['cannot be known, a spray having no ingredients on record', { sprays: [spray(null)] }, 'INDETERMINATE'],
    ['cannot be known without growing records', { sprays: null }, 'INDETERMINATE'],
  ])('%s', (_, changes, verdict) => {
    expect(judge(changes).verdict).toBe(verdict);
  });

  it('is told by name, with who settles it', () => {
    const { explanation, settledBy } = judge({ sprays: [spray(['omethoate'])] });
    expect(explanation).toEqual({
      zh: '来源地块本产季用过 氧乐果，检测报告未包括。',
      en: 'Sprayed on its plots this season and not in the test: Omethoate.',
    });
    expect(settledBy?.en).toContain('The packhouse has it tested');
  });
});

import { describe, expect, it } from '@jest/globals';
import { localDate } from '../../../kernel/local-date.js';
import type { Finding } from '../../standards/domain/finding.js';
import { documentsDue, departureOf, type DocumentFinding } from './documents-due.js';
import { sampleFinding } from './sample-findings.js';

const LEAVES = localDate('2026-02-10');
const asks = (document: string | null, changes: Partial<Finding> = {}): DocumentFinding => ({
  ...sampleFinding({ kind: 'document-present', subject: { type: 'LOT', id: 'lot' }, ...changes }),
  document,
});
const paper = (kind: string, issued: string, until: string | null = null) => ({
  kind,
  number: `${kind}-${issued}`,
  issuedOn: localDate(issued),
  validUntil: until === null ? null : localDate(until),
});

describe('the documents of a lot', () => {
  const cases: [string, Partial<Finding>, ReturnType<typeof paper>[], string][] = [
    ['missing', { verdict: 'INDETERMINATE' }, [], 'MISSING'],
    ['recorded since it was judged', { verdict: 'FAIL' }, [paper('PACKING_LIST', '2026-02-01')], 'RECORDED'],
    [
      'valid until before it leaves',
      { verdict: 'FAIL' },
      [paper('PACKING_LIST', '2026-01-01', '2026-02-09')],
      'NOT_VALID',
    ],
    [
      'a valid one beside one that has run out',
      {},
      [paper('PACKING_LIST', '2026-02-01'), paper('PACKING_LIST', '2026-01-01', '2026-02-09')],
      'RECORDED',
    ],
    ['another paper is none', {}, [paper('SALES_CONTRACT', '2026-02-01')], 'MISSING'],
    ['not needed', { verdict: 'NOT_APPLICABLE' }, [], 'NOT_NEEDED'],
  ];
  it.each(cases)('%s', (_, finding, papers, standing) => {
    expect(documentsDue([asks('PACKING_LIST', finding)], papers, LEAVES)[0]!.standing).toBe(standing);
  });

  it('are those of batches by their verdict', () => {
    const of = (verdict: Finding['verdict']) =>
      documentsDue(
        [asks('COMPLIANCE_CERTIFICATE', { verdict, stage: 'PACK', subject: { type: 'BATCH', id: 'b' } })],
        [],
        LEAVES,
      )[0]!;
    expect(of('PASS')).toMatchObject({ standing: 'RECORDED', dueBefore: 'CLEARED', recorded: null });
    expect(of('INDETERMINATE').standing).toBe('MISSING');
    expect(of('NOT_APPLICABLE').standing).toBe('NOT_NEEDED');
  });

  it('come in order of stage, what gates first, and name the state they are needed for', () => {
    const due = documentsDue(
      [
        asks('PHYTOSANITARY_CERTIFICATE', { stage: 'LOAD' }),
        asks('PACKING_LIST', { stage: 'DECLARE', effect: 'ADVICE' }),
        asks('SUPPLY_CERTIFICATE', { stage: 'DECLARE', effect: 'CONTRACT' }),
      ],
      [],
      LEAVES,
    );
    expect(due.map(({ document, dueBefore }) => [document, dueBefore])).toEqual([
      ['SUPPLY_CERTIFICATE', 'CLEARED'],
      ['PACKING_LIST', 'CLEARED'],
      ['PHYTOSANITARY_CERTIFICATE', 'LOADED'],
    ]);
  });

  it('leave out what no rule names any more', () => {
    expect(documentsDue([asks(null), asks('A_LETTER')], [], LEAVES)).toEqual([]);
  });

  it('are needed on the day it left, or leaves', () => {
    const planned = { departedOn: null, plannedDepartureOn: localDate('2026-02-01') };
    expect(departureOf(planned, localDate('2026-02-05'))).toBe('2026-02-05');
    expect(departureOf({ ...planned, departedOn: localDate('2026-02-03') }, localDate('2026-03-05'))).toBe(
      '2026-02-03',
    );
  });
});

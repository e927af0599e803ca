import { describe, expect, it } from '@jest/globals';
import { canonicalJson, sha256Hex } from '../../../kernel/canonical-json.js';
import { instant } from '../../../kernel/instant.js';
import { localDate } from '../../../kernel/local-date.js';
import { signatureOf, type SignedRecord } from './signature.js';

const measurement = (id: string, value: string) => ({
  id,
  parameter: 'TSS',
  value,
  unit: 'Brix',
  method: null,
  samplePosition: null,
});
const record: SignedRecord = {
  id: 'inspection',
  code: 'I-1',
  batchId: 'batch',
  organisationId: 'body',
  requestedById: 'packhouse',
  inspectorId: 'inspector',
  inspectorOrganisationIds: ['body'],
  sampledOn: localDate('2026-11-20'),
  sampledCartons: 5,
  sampledFruits: 50,
  measurements: [measurement('m1', '12.8'), measurement('m2', '11.9')],
  laboratoryResults: [],
  verdict: 'PASS',
  remarks: null,
  signedAt: instant('2026-11-22T01:00:00Z'),
};

describe('the signature of an inspection', () => {
  it('is the SHA-256 of the canonical JSON of everything recorded, so that anybody can compute it', () => {
    expect(signatureOf(record)).toBe(sha256Hex(canonicalJson(record)));
  });

  it('does not depend on the order in which rows are read', () => {
    expect(signatureOf({ ...record, measurements: record.measurements.toReversed() })).toBe(
      signatureOf(record),
    );
  });

  it('holds what a report counted, and nothing where it does not say', () => {
    const result = {
      id: 'r1',
      laboratory: 'L',
      reportNumber: 'R-1',
      accreditation: null,
      testedOn: localDate('2026-11-21'),
      substance: 'prochloraz',
      microgramsPerKg: 20,
      loqMicrogramsPerKg: 10,
    } as const;
    const said = { ...result, residueDefinitionKind: 'SUM', residueDefinition: 'sum of …' } as const;
    const signed = (laboratoryResults: SignedRecord['laboratoryResults']) =>
      signatureOf({ ...record, laboratoryResults });
    expect(signed([result])).toBe(sha256Hex(canonicalJson({ ...record, laboratoryResults: [result] })));
    expect(signed([said])).not.toBe(signed([result]));
    expect(signed([said])).not.toBe(signed([{ ...said, residueDefinitionKind: 'OTHER' }]));
  });

  it('holds which entries took the place of which, and nothing where nobody corrected', () => {
    const first = { id: 'm2', correctsId: 'm0', isVoid: false };
    const second = { id: 'r2', correctsId: 'r1', isVoid: true };
    const signed = signatureOf({ ...record, corrections: [first, second] });
    expect(signed).not.toBe(signatureOf(record));
    expect(signed).toBe(signatureOf({ ...record, corrections: [second, first] }));
    expect(signed).not.toBe(signatureOf({ ...record, corrections: [first] }));
    // What was signed before anything could be corrected is still computed the same.
    expect(signatureOf(record)).toBe('d07e3a77ba9ea48f19cefed7cd0b40b350e50ba7ed96e97d2f1db47144426b16');
  });

  it.each([
    ['a value', { measurements: [measurement('m1', '12.9'), measurement('m2', '11.9')] }],
    ['a value left out', { measurements: [measurement('m1', '12.8')] }],
    ['the verdict', { verdict: 'FAIL' }],
    ['the inspector', { inspectorId: 'somebody' }],
    ['the number of cartons', { sampledCartons: 6 }],
  ] as const)('changes with %s', (_, change) => {
    expect(signatureOf({ ...record, ...change })).not.toBe(signatureOf(record));
  });
});

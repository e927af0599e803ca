import { describe, expect, it } from '@jest/globals';
import { decimal } from '../../../kernel/decimal.js';
import { localDate } from '../../../kernel/local-date.js';
import { microgramsPerKg } from '../../../kernel/residue.js';
import type { LaboratoryResultRow, MeasurementRow } from '../fact-rows.js';
import { facts, inspected } from './sample-rows.js';

const STANDS = { inspectionId: 'inspection', withdrawnById: null, awaitsAgreement: false };
const measurement = (given: Partial<MeasurementRow> = {}): MeasurementRow => ({
  ...STANDS,
  id: 'm',
  parameter: 'TSS',
  value: decimal('12.5'),
  unit: 'Brix',
  ...given,
});
/** Below the limit of quantification. */
const result = (given: Partial<LaboratoryResultRow> = {}): LaboratoryResultRow => ({
  ...STANDS,
  id: 'r',
  substance: 'imazalil',
  value: null,
  loq: microgramsPerKg(10),
  testedOn: localDate('2026-01-24'),
  definitionKind: null,
  definition: null,
  ...given,
});

describe('the figures of a batch', () => {
  it('tell a residue from "below the limit of quantification"', () => {
    const results = [result({ id: '1', value: microgramsPerKg(12) }), result({ id: '2' })];
    const { laboratoryResults } = facts({ inspections: [inspected({ results })] });
    expect(laboratoryResults?.map((each) => each.result)).toEqual([
      { kind: 'QUANTIFIED', microgramsPerKg: 12 },
      { kind: 'BELOW_LOQ', limitOfQuantification: 10 },
    ]);
  });

  it('tell what was corrected after the signature apart from what stands, while nobody has agreed', () => {
    const results = [
      result({ id: '1', withdrawnById: '3' }),
      result({ id: '2', substance: 'lead', withdrawnById: 'void' }),
      result({ id: '3', awaitsAgreement: true }),
    ];
    const told = facts({ inspections: [inspected({ results })] });
    expect(told.laboratoryResults).toMatchObject([{ id: '3', awaitsAgreement: true }]);
    expect(told.withdrawnResults).toMatchObject([{ id: '1', correctedById: '3' }]);
    expect(told.contaminants).toEqual([]);
    expect(told.withdrawnContaminants).toMatchObject([{ id: '2', correctedById: 'void' }]);
    expect(told).not.toHaveProperty('withdrawnMeasurements');
    const declined = [
      result({ id: '1', withdrawnById: '3', isWithdrawalDeclined: true }),
      result({ id: '3', isDeclined: true }),
    ];
    expect(facts({ inspections: [inspected({ results: declined })] })).toMatchObject({
      laboratoryResults: [{ id: '3', isDeclined: true }],
      withdrawnResults: [{ id: '1', correctedById: '3', isWithdrawalDeclined: true }],
    });
    const stands = result({ isWithdrawalDeclined: null, isDeclined: false });
    const [alone] = facts({ inspections: [inspected({ results: [stands] })] }).laboratoryResults ?? [];
    expect(Object.keys(alone ?? {}).sort()).toEqual([
      'id',
      'isProvisional',
      'result',
      'sampledOn',
      'substance',
      'testedOn',
    ]);
  });

  it('tell what a laboratory counted, and leave it out where its report does not say', () => {
    const results = [result({ id: '1' }), result({ id: '2', definitionKind: 'SUM', definition: 'sum of …' })];
    const { laboratoryResults } = facts({ inspections: [inspected({ results })] });
    expect(laboratoryResults?.[0]).not.toHaveProperty('residueDefinition');
    expect(laboratoryResults?.[0]).not.toHaveProperty('residueDefinitionKind');
    expect(laboratoryResults?.[1]).toMatchObject({
      residueDefinitionKind: 'SUM',
      residueDefinition: 'sum of …',
    });
  });

  it('keep heavy metals apart from pesticides, whose limits say nothing of them', () => {
    const results = ['imazalil', 'lead', 'lead-compounds', 'cadmium'].map((substance) =>
      result({ id: substance, substance, value: microgramsPerKg(30) }),
    );
    const { laboratoryResults, contaminants } = facts({ inspections: [inspected({ results })] });
    expect(laboratoryResults?.map(({ substance }) => substance)).toEqual(['imazalil', 'lead-compounds']);
    expect(contaminants?.map(({ substance }) => substance)).toEqual(['lead', 'cadmium']);
  });

  it.each([
    ['is not signed', {}, true],
    ['is signed by somebody independent', { signedOn: localDate('2026-01-25') }, undefined],
    [
      'is signed by somebody who also belongs to whoever grew it',
      { signedOn: localDate('2026-01-25'), inspectorOrganisationIds: ['body', 'coop'] },
      true,
    ],
    [
      'is signed for a body of the exporter',
      { signedOn: localDate('2026-01-25'), organisationId: 'exporter' },
      true,
    ],
  ] as const)(
    'say which figures may not speak for the fruit: an inspection that %s',
    (_, given, expected) => {
      const row = inspected({
        ...given,
        measurements: [measurement()],
        results: [result()],
      });
      const { measurements, laboratoryResults } = facts({ inspections: [row] });
      expect(
        [...(measurements ?? []), ...(laboratoryResults ?? [])].map((each) => each.isProvisional),
      ).toEqual([expected, expected]);
    },
  );

  it('date a measurement by its sample, and name every organisation of the inspector', () => {
    const row = inspected({
      measurements: [measurement()],
      signedOn: localDate('2026-01-25'),
      inspectorOrganisationIds: ['university', 'body'],
      verdict: 'PASS',
    });
    const { measurements, inspections } = facts({ inspections: [row] });
    expect(measurements).toEqual([
      { id: 'm', parameter: 'TSS', value: '12.5', unit: 'Brix', method: null, measuredOn: '2026-01-24' },
    ]);
    expect(inspections).toEqual([
      {
        id: 'inspection',
        signedOn: '2026-01-25',
        inspectorOrganisationIds: ['body', 'university'],
        verdict: 'PASS',
      },
    ]);
  });

  it('belong to the inspection they were recorded in', () => {
    const inspections = [
      inspected({ id: 'first', measurements: [measurement({ id: '1', inspectionId: 'first' })] }),
      inspected({
        id: 'second',
        sampledOn: localDate('2026-01-25'),
        signedOn: localDate('2026-01-26'),
        measurements: [measurement({ id: '2', inspectionId: 'second' })],
      }),
    ];
    const told = facts({ inspections }).measurements?.map((each) => [
      each.id,
      each.measuredOn,
      each.isProvisional ?? false,
    ]);
    expect(told).toEqual([
      ['1', '2026-01-24', true],
      ['2', '2026-01-25', false],
    ]);
  });
});

import { describe, expect, it } from '@jest/globals';
import { readReferenceTable } from '../../../reference/reference-tables.js';
import { referenceDirectory } from '../../infrastructure/database/reference-loader.js';
import { isMeasurementParameter, MEASUREMENT_PARAMETERS } from './domain/measurement-parameters.js';
import { methodsFor } from './measurement-methods.js';

describe('how a parameter is measured', () => {
  it('is said of parameters that there are', () => {
    const rows = readReferenceTable(referenceDirectory(), 'measurement-methods');
    expect(rows.map(({ parameter }) => parameter).filter((code) => !isMeasurementParameter(code))).toEqual(
      [],
    );
  });

  it('is told with the best trusted text first', () => {
    const told = methodsFor('OUT_OF_SIZE_SHARE').map(({ code, confidence }) => [code, confidence]);
    expect(told).toEqual([
      ['EU-OUT-OF-SIZE', 'official'],
      ['CXS245-OUT-OF-SIZE', 'unverified'],
    ]);
  });

  it('is left empty where no text that says so was read', () => {
    const silent = Object.entries(MEASUREMENT_PARAMETERS).filter(
      ([code, { how }]) => !how && methodsFor(code).length === 0,
    );
    expect(silent.map(([code]) => code)).toEqual([
      'SUGAR_ACID_RATIO',
      'TSS',
      'TITRATABLE_ACID',
      'TSS_ACID_RATIO',
      'DECAY_SHARE',
    ]);
  });
});

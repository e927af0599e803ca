import { describe, expect, it } from '@jest/globals';
import { localDate } from '../../../kernel/local-date.js';
import type { CoverageFacts } from '../domain/coverage-facts.js';
import type { BatchFacts, Facts, LaboratoryResultFacts } from '../domain/facts.js';
import { referenceTo } from '../domain/names.js';
import {
  SAMPLE_NAMES,
  belowLoq,
  sampleCoverage,
  sampleSpray,
  sampleWatchList,
  tested,
  withBatch,
} from '../domain/sample-facts.js';
import { judgedBy } from '../domain/sample-judge.js';

/*
 * Results that were entered by a name which two people took back. Imidacloprid was sprayed; its limit is 0.5 mg/kg, and something
 * else is nothing the fruit may not have.
 */

const NAMELESS = referenceTo('line', 1);
const found = tested(NAMELESS, 12);
const notFound = belowLoq(NAMELESS, 10);
const clean = tested('imidacloprid', 120);
const judge = (kind: string, batch: Partial<BatchFacts>, around: Partial<Facts> = {}) =>
  judgedBy({ kind }, withBatch(batch, { names: SAMPLE_NAMES, ...around }));
const report = (results: readonly LaboratoryResultFacts[], more: Partial<CoverageFacts> = {}) =>
  sampleCoverage([], { results, ...more });

describe('the limits of residues', () => {
  it.each<[string, readonly LaboratoryResultFacts[] | null, readonly CoverageFacts[], string]>([
    ['are kept by what was tested', [clean], [], 'PASS'],
    ['are open where something was found that nobody knows', [clean, found], [], 'INDETERMINATE'],
    ['say nothing of what was not found, whatever it is', [clean, notFound], [], 'PASS'],
    ['are open where that is all there is', [notFound], [], 'INDETERMINATE'],
    ['are open where that is all a report has', null, [report([notFound])], 'INDETERMINATE'],
    ['are open where a report found such a thing', [clean], [report([found])], 'INDETERMINATE'],
    [
      'are open where a report found it that may speak for nothing',
      [clean],
      [report([found], { isConfirmed: false })],
      'INDETERMINATE',
    ],
    ['say nothing of what a report did not find', [clean], [report([notFound])], 'PASS'],
    ['are exceeded all the same', [tested('imidacloprid', 501), found], [], 'FAIL'],
    [
      'are open although another test found none of it',
      [clean, found, { ...notFound, id: 'later', testedOn: localDate('2027-01-17') }],
      [],
      'INDETERMINATE',
    ],
  ])('%s', (_, laboratoryResults, coverages, verdict) => {
    expect(judge('residue-limit', { laboratoryResults }, { coverages }).verdict).toBe(verdict);
  });

  it('name the figure and not what somebody called it, and who puts the line right', () => {
    const own = judge('residue-limit', { laboratoryResults: [clean, found] });
    expect(own.explanation).toEqual({
      zh: expect.stringContaining('检出 0.012 mg/kg'),
      en: expect.stringContaining('Found at 0.012 mg/kg'),
    });
    expect(JSON.stringify(own.explanation)).not.toContain('unlisted:');
    expect(own.evidence).toEqual([
      { type: 'laboratory-result', id: found.id, field: 'unlistedSubstance', value: '0.012', unit: 'mg/kg' },
    ]);
    expect(own.nextSteps).toMatchObject([{ by: 'INSPECTION_BODY', en: expect.stringContaining('corrects') }]);
    const covering = judge('residue-limit', { laboratoryResults: [clean] }, { coverages: [report([found])] });
    expect(covering.nextSteps).toMatchObject([{ en: expect.stringContaining('enters it anew') }]);
  });
});

describe('whether everything was tested for', () => {
  it.each<[string, readonly LaboratoryResultFacts[] | null, readonly CoverageFacts[], string]>([
    ['is so by the code', [clean], [], 'PASS'],
    ['is so whatever else was', [clean, found, notFound], [], 'PASS'],
    ['is not so by a result that nobody knows', [found], [], 'INDETERMINATE'],
    ['is not so by one that found nothing', [notFound], [], 'INDETERMINATE'],
    ['is not so by a report of such', null, [report([notFound])], 'INDETERMINATE'],
    ['is so by a report beside it', [notFound], [sampleCoverage()], 'PASS'],
  ])('%s', (_, laboratoryResults, coverages, verdict) => {
    expect(judge('residue-coverage', { laboratoryResults }, { coverages }).verdict).toBe(verdict);
  });

  it('says of a hole that a result was entered by such a name, and that correcting it or another test helps', () => {
    const own = judge('residue-coverage', { laboratoryResults: [notFound] });
    expect(own.explanation.en).toContain("of a result of the batch's own");
    expect(own.evidence).toContainEqual(
      expect.objectContaining({ type: 'laboratory-result', id: notFound.id, field: 'NAME_TAKEN_BACK' }),
    );
    expect(own.nextSteps?.map(({ by }) => by)).toEqual(['INSPECTION_BODY', 'COOPERATIVE']);
    const covering = judge(
      'residue-coverage',
      { laboratoryResults: null },
      { coverages: [report([notFound])] },
    );
    expect(covering.explanation.en).toContain('of a line of report R-1');
    expect(covering.evidence).toContainEqual(
      expect.objectContaining({ type: 'residue-coverage', id: 'coverage-1', field: 'NAME_TAKEN_BACK' }),
    );
    expect(covering.nextSteps?.map(({ by }) => by)).toEqual(['INSPECTION_BODY', 'COOPERATIVE']);
  });

  it('says nothing of a report that would not cover the fruit anyhow', () => {
    const elsewhere = report([notFound], {
      of: { kind: 'BLOCK', plotIds: ['plot-9'], sprayedAgainOn: null },
    });
    const { evidence } = judge('residue-coverage', { laboratoryResults: null }, { coverages: [elsewhere] });
    expect(evidence.filter(({ type }) => type === 'residue-coverage')).toEqual([]);
  });

  it('asks for what the market watches for too', () => {
    const watchList = [sampleWatchList({ substances: ['omethoate'] })];
    const verdict = (results: readonly LaboratoryResultFacts[]) =>
      judge('residue-coverage', { laboratoryResults: results, sprays: [sampleSpray()] }, { watchList })
        .verdict;
    expect(verdict([clean, belowLoq('omethoate', 10)])).toBe('PASS');
    expect(verdict([clean, notFound])).toBe('INDETERMINATE');
  });
});

describe('fruit with a line by such a name', () => {
  const lines: readonly [string, LaboratoryResultFacts][] = [
    ['what is clean', clean],
    ['what is above', tested('imidacloprid', 501)],
    ['what is too coarse', belowLoq('imidacloprid', 900)],
    ['what is of another', belowLoq('omethoate', 10)],
  ];
  // Every selection of them, none and all included.
  const selections = lines.reduce<[string, LaboratoryResultFacts][][]>(
    (all, each) => [...all, ...all.map((own) => [...own, each])],
    [[]],
  );
  const cases = selections.flatMap((own) =>
    ['residue-limit', 'residue-coverage'].map(
      (kind) =>
        [kind, own.map(([name]) => name).join(', ') || 'nothing', own.map(([, line]) => line)] as const,
    ),
  );

  it.each(cases)(
    'is judged as without it where it found nothing, and no better where it did: %s, beside %s',
    (kind, _, own) => {
      const verdict = (results: readonly LaboratoryResultFacts[], coverages: readonly CoverageFacts[] = []) =>
        judge(kind, { laboratoryResults: results }, { coverages }).verdict;
      const without = verdict(own);
      expect(verdict([...own, notFound])).toBe(without);
      expect(verdict(own, [report([notFound])])).toBe(without);
      const withFound = kind === 'residue-limit' && without === 'PASS' ? 'INDETERMINATE' : without;
      expect(verdict([...own, found])).toBe(withFound);
      expect(verdict(own, [report([found])])).toBe(withFound);
    },
  );
});

describe('a heavy metal', () => {
  it('is not tested for by a result that nobody knows', () => {
    const rule = {
      kind: 'contaminant-limit',
      parameters: { contaminant: 'lead', maximum: '100', unit: 'ug/kg' },
    };
    const of = (batch: Partial<BatchFacts>) => judgedBy(rule, withBatch(batch)).verdict;
    expect(of({})).toBe('PASS');
    expect(of({ contaminants: [], laboratoryResults: [clean, notFound] })).toBe('INDETERMINATE');
  });
});

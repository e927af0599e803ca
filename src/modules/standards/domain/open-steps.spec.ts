import { describe, expect, it } from '@jest/globals';
import { atOnce } from '../../../kernel/in-parts.js';
import { openSteps, ownShare } from './open-steps.js';
import type { Facts } from './facts.js';
import {
  SAMPLE_AT,
  sampleBatch,
  sampleFacts,
  sampleOrigin,
  sampleRule,
  sampleSpray,
  tested,
} from './sample-facts.js';

const AT = { ...SAMPLE_AT, stage: 'PACK' } as const;
const INTERVAL = sampleRule({ kind: 'preharvest-interval', parameters: {} });
const INSPECTED = sampleRule({ kind: 'inspection-signed', code: 'INSPECTED', parameters: {} });
const OTHERS = sampleOrigin({ plotId: 'plot-2', plotCode: 'PLOT-2', ownerId: 'cooperative-2' });
const own = sampleOrigin({ ownerId: 'cooperative' });
const unlabelled = (plotId: string) =>
  sampleSpray({ id: `spray-${plotId}`, plotId, preharvestIntervalDays: null });

const facts = (...batches: Facts['batches'][number][]): Facts => sampleFacts({ batches });

describe('open steps', () => {
  it('are those of the one who takes them, each once for all the batches that wait for it', () => {
    const waiting = { origins: [own], sprays: [unlabelled('plot-1')], inspections: null };
    const two = facts(sampleBatch(waiting), sampleBatch({ ...waiting, id: 'batch-2', code: 'P-2' }));
    const rules = [INTERVAL, INSPECTED];
    expect(atOnce(openSteps('COOPERATIVE', two, rules, AT))).toMatchObject([
      { ruleCode: INTERVAL.code, verdict: 'INDETERMINATE', waiting: [sampleBatch().id, 'batch-2'] },
    ]);
    expect(atOnce(openSteps('INSPECTION_BODY', two, rules, AT))).toHaveLength(1);
    expect(atOnce(openSteps('EXPORTER', two, rules, AT))).toEqual([]);
  });

  it('about a plot wait for every batch that came from it, and are one', () => {
    const rule = { ...INTERVAL, subject: 'PLOT' } as const;
    const plots = [
      { id: 'plot-1', sprays: [unlabelled('plot-1')] },
      { id: 'plot-2', sprays: [] },
    ];
    const batches = [
      sampleBatch({ id: 'b1', origins: [own] }),
      sampleBatch({ id: 'b2', origins: [OTHERS, sampleOrigin({ ownerId: 'cooperative' })] }),
      sampleBatch({ id: 'b3', origins: [OTHERS] }),
    ];
    const all = sampleFacts({ batches, plots });
    expect(atOnce(openSteps('COOPERATIVE', all, [rule], AT))).toMatchObject([{ waiting: ['b1', 'b2'] }]);
    const unseen = ownShare(all, 'cooperative-2');
    expect(unseen.plots).toEqual([{ id: 'plot-2', sprays: [] }]);
    expect(atOnce(openSteps('COOPERATIVE', unseen, [rule], AT, all))).toEqual([]);
  });

  it('are none where all is in order, nor for advice', () => {
    expect(atOnce(openSteps('COOPERATIVE', sampleFacts(), [INTERVAL], AT))).toEqual([]);
    const advice = { ...INTERVAL, effect: 'ADVICE' } as const;
    const late = facts(sampleBatch({ origins: [own], sprays: [unlabelled('plot-1')] }));
    expect(atOnce(openSteps('COOPERATIVE', late, [advice], AT))).toEqual([]);
  });
});

describe('the share of a cooperative', () => {
  const mixed = facts(
    sampleBatch({
      origins: [own, OTHERS],
      sprays: [unlabelled('plot-1'), unlabelled('plot-2')],
      laboratoryResults: [tested('imidacloprid', 501)],
    }),
  );

  it('holds its own plots and what was sprayed there, and nothing that others found out', () => {
    const [batch] = ownShare(mixed, 'cooperative').batches;
    expect(batch?.origins).toEqual([own]);
    expect(batch?.sprays?.map(({ plotId }) => plotId)).toEqual(['plot-1']);
    expect([batch?.laboratoryResults, batch?.measurements, batch?.inspections]).toEqual([null, null, null]);
    expect(JSON.stringify(batch)).not.toContain('PLOT-2');
  });

  it('says nothing of the others in any step', () => {
    const steps = atOnce(openSteps('COOPERATIVE', ownShare(mixed, 'cooperative'), [INTERVAL], AT));
    expect(steps).toHaveLength(1);
    expect(JSON.stringify(steps)).not.toContain('spray-plot-2');
  });

  it('leaves nothing to do about what others know to be met', () => {
    const all = facts(sampleBatch({ origins: [own] }));
    const unseen = ownShare(all, 'cooperative');
    expect(atOnce(openSteps('INSPECTION_BODY', unseen, [INSPECTED], AT))).toHaveLength(1);
    expect(atOnce(openSteps('INSPECTION_BODY', unseen, [INSPECTED], AT, all))).toEqual([]);
  });

  it('tells of nothing that waits for others alone, and says nothing is missing that others have recorded', () => {
    const COVERED = sampleRule({ kind: 'residue-coverage', code: 'COVERED', parameters: {} });
    const spray = sampleSpray({ plotId: 'plot-1', substances: ['imidacloprid'] });
    const batch = (laboratoryResults: Facts['batches'][number]['laboratoryResults']): Facts => ({
      ...facts(sampleBatch({ origins: [own], sprays: [spray], treatments: [], laboratoryResults })),
      watchList: null,
    });
    const stepsOf = (all: Facts) =>
      atOnce(openSteps('COOPERATIVE', ownShare(all, 'cooperative'), [COVERED], AT, all));
    expect(stepsOf(batch([tested('imidacloprid', 1)]))).toEqual([]);
    const [step] = stepsOf(batch([tested('abamectin', 1)]));
    expect(step?.explanation).toEqual(COVERED.title);
    expect(step?.nextStep.by).toBe('COOPERATIVE');
  });
});

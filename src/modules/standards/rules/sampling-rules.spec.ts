import { describe, expect, it } from '@jest/globals';
import { decimal } from '../../../kernel/decimal.js';
import { localDate } from '../../../kernel/local-date.js';
import { demandsOn } from '../domain/evaluate.js';
import type { BatchFacts, CorrectiveActionFacts, EarlierSampleFacts, Facts } from '../domain/facts.js';
import type { Rule } from '../domain/rule.js';
import {
  measured,
  SAMPLE_AT,
  sampleBatch,
  sampleRule,
  sampleSample,
  withBatch,
} from '../domain/sample-facts.js';
import { judgedBy } from '../domain/sample-judge.js';

const versionOf = (rule: Pick<Rule, 'kind' | 'parameters'> & Partial<Rule>) => ({
  id: 'v',
  code: 'V',
  edition: '1',
  rules: [sampleRule(rule)],
});

const judge = (kind: string, parameters: unknown, batch: Partial<BatchFacts>, more: Partial<Rule> = {}) =>
  judgedBy({ kind, parameters, ...more }, withBatch(batch));
const askedOf = (kind: string, parameters: unknown, batch: Partial<BatchFacts>) =>
  demandsOn([versionOf({ kind, parameters })], withBatch(batch), SAMPLE_AT).map(({ asked }) => asked);

describe('package counts', () => {
  const parameters = {
    steps: [
      { from: 1, to: 100, packages: 5 },
      { from: 101, to: 500, packages: 9 },
    ],
  };
  const opened = (cartonsOpened: number | null, cartonCount: number | null = 300) =>
    judge('package-count-plan', parameters, { cartonCount, samples: [sampleSample({ cartonsOpened })] });

  it.each([
    [8, 'INDETERMINATE'],
    [9, 'PASS'],
    [12, 'PASS'],
    [null, 'INDETERMINATE'],
  ])('of 300 cartons, %s opened: %s', (cartons, verdict) => {
    expect(opened(cartons).verdict).toBe(verdict);
  });

  it('says how many cartons more are to be opened', () => {
    expect(opened(6).nextSteps).toEqual([
      {
        by: 'INSPECTION_BODY',
        zh: '检验员再随机抽取 3 箱。',
        en: 'The inspector draws 3 cartons more at random.',
      },
    ]);
  });

  it('opens a batch of fewer cartons whole, and leaves one beyond the table open', () => {
    expect(opened(3, 3).verdict).toBe('PASS');
    expect(opened(20, 501)).toMatchObject({ verdict: 'INDETERMINATE' });
    expect(opened(20, null)).toMatchObject({ verdict: 'INDETERMINATE' });
  });

  it('never counts a sample that nobody independent has signed for the fruit', () => {
    const samples = [sampleSample({ isProvisional: true })];
    expect(judge('package-count-plan', parameters, { samples }).verdict).toBe('INDETERMINATE');
  });

  it('tells the worksheet what to open', () => {
    const [asked] = askedOf('package-count-plan', parameters, { cartonCount: 300 });
    expect(asked).toMatchObject({
      kind: 'SAMPLE',
      plan: { sampleSize: 9, unit: 'CARTON', confidence: 'confirmed' },
    });
    expect(askedOf('package-count-plan', parameters, { cartonCount: null })[0]?.kind).toBe('NO_SAMPLE');
  });
});

/** A hundred cartons at level II are letter F: 20 cartons, 1 accepted and 2 refused at 2.5 %; tightened, 32 cartons. */
describe('ISO 2859-1', () => {
  const parameters = { level: 'II', aql: '2.5', comparedWithText: true };
  const counted = (cartonsCounted: number, nonconformingCartons: number, more: Partial<BatchFacts> = {}) =>
    judge('iso-2859-plan', parameters, {
      samples: [sampleSample({ cartonsCounted, nonconformingCartons })],
      ...more,
    });

  it.each([
    [20, 0, 'PASS'],
    [20, 1, 'PASS'],
    [20, 2, 'FAIL'],
    // Too few to accept, enough to refuse.
    [19, 0, 'INDETERMINATE'],
    [5, 2, 'FAIL'],
    // More than the plan: few enough bad ones accept all the same, enough say nothing of the plan's own size.
    [25, 1, 'PASS'],
    [25, 2, 'INDETERMINATE'],
    [0, 0, 'INDETERMINATE'],
  ])('%i cartons counted, %i nonconforming: %s', (cartons, bad, verdict) => {
    expect(counted(cartons, bad).verdict).toBe(verdict);
  });

  const earlier = (...bad: number[]): EarlierSampleFacts[] =>
    bad.map((nonconformingCartons) => ({ batchSize: 100, cartonsCounted: 32, nonconformingCartons }));

  it.each([
    ['no batch before', [], 20],
    ['one of five not accepted', [0, 0, 2, 0, 0], 20],
    ['two of five not accepted', [0, 2, 0, 0, 2], 32],
    ['tightened, then four accepted', [2, 2, 0, 0, 0, 0], 32],
    ['tightened, then five accepted', [2, 2, 0, 0, 0, 0, 0], 20],
  ])('after %s the plan asks for its own number of cartons', (_, bad, cartons) => {
    const [asked] = askedOf('iso-2859-plan', parameters, { earlierSamples: earlier(...bad) });
    expect(asked).toMatchObject({ kind: 'SAMPLE', plan: { sampleSize: cartons } });
  });

  it('is discontinued after five batches not accepted since it was tightened', () => {
    const earlierSamples = earlier(2, 2, 2, 2, 2, 2, 2);
    expect(counted(32, 0, { earlierSamples })).toMatchObject({ verdict: 'INDETERMINATE' });
    expect(askedOf('iso-2859-plan', parameters, { earlierSamples })[0]?.kind).toBe('NO_SAMPLE');
    const fixed = { ...parameters, severity: 'NORMAL' };
    expect(askedOf('iso-2859-plan', fixed, { earlierSamples })[0]?.kind).toBe('SAMPLE');
  });

  describe('discontinued, and a corrective action', () => {
    const LAST = localDate('2027-01-10');
    /** Seven not accepted, the last on 10 January; the batch itself is sampled on the 16th. */
    const stopped = earlier(2, 2, 2, 2, 2, 2, 2).map((each) => ({ ...each, sampledOn: LAST }));
    const action = (changes: Partial<CorrectiveActionFacts> = {}): CorrectiveActionFacts => ({
      id: 'action-1',
      packerId: 'packhouse',
      takenOn: localDate('2027-01-12'),
      confirmedOn: localDate('2027-01-14'),
      ...changes,
    });
    const facts = (
      correctiveActions: CorrectiveActionFacts[],
      more: EarlierSampleFacts[] = [],
      bad = 0,
    ): Facts =>
      withBatch(
        {
          earlierSamples: [...stopped, ...more],
          samples: [sampleSample({ cartonsCounted: 32, nonconformingCartons: bad })],
        },
        { correctiveActions },
      );
    const said = (of: Facts) => judgedBy({ kind: 'iso-2859-plan', parameters }, of);

    it.each<[string, Partial<CorrectiveActionFacts>, string]>([
      ['that the base office agreed to before the sample', {}, 'PASS'],
      ['agreed to on the day of the sample', { confirmedOn: localDate('2027-01-16') }, 'PASS'],
      ['agreed to after the sample', { confirmedOn: localDate('2027-01-17') }, 'INDETERMINATE'],
      ['that nobody agreed to', { confirmedOn: null }, 'INDETERMINATE'],
      ['on the day of the last sample', { takenOn: LAST }, 'PASS'],
      ['from before it was discontinued', { takenOn: localDate('2027-01-09') }, 'INDETERMINATE'],
      ['of another packhouse', { packerId: 'packhouse-2' }, 'INDETERMINATE'],
    ])('%s: %s', (_, changes, verdict) => {
      expect(said(facts([action(changes)])).verdict).toBe(verdict);
    });

    it('is judged tightened from then on', () => {
      // One bad carton in 32: accepted tightened as well; two are not.
      expect(said(facts([action()], [], 2)).verdict).toBe('FAIL');
      const unsampled = withBatch(
        { earlierSamples: stopped, samples: [] },
        { correctiveActions: [action()] },
      );
      expect(said(unsampled).evidence).toEqual(
        expect.arrayContaining([expect.objectContaining({ field: 'sampleSize', value: 32 })]),
      );
    });

    it('says who goes on: the packhouse acts, or the base office agrees', () => {
      const by = (...actions: CorrectiveActionFacts[]) =>
        said(facts(actions)).nextSteps?.map((each) => each.by);
      expect(by()).toEqual(['PACKHOUSE']);
      expect(by(action({ confirmedOn: null }))).toEqual(['BASE_OFFICE']);
      expect(said(facts([action({ confirmedOn: null })])).evidence).toContainEqual({
        type: 'corrective-action',
        id: 'action-1',
        field: 'confirmedOn',
        value: null,
      });
    });

    it('counts nothing that was sampled while it was discontinued', () => {
      const meanwhile = earlier(2, 2).map((each) => ({ ...each, sampledOn: localDate('2027-01-13') }));
      const since = earlier(0, 0, 0, 0, 0).map((each) => ({ ...each, sampledOn: localDate('2027-01-15') }));
      const asked = (more: EarlierSampleFacts[]) =>
        said(
          withBatch(
            { earlierSamples: [...stopped, ...more], samples: [] },
            { correctiveActions: [action()] },
          ),
        ).evidence.find(({ field }) => field === 'sampleSize')?.value;
      expect(asked(meanwhile)).toBe(32);
      // Five accepted in a row under tightened inspection lead back to normal, as ever.
      expect(asked([...meanwhile, ...since])).toBe(20);
    });

    it('takes another action where it is discontinued again', () => {
      const again = earlier(2, 2, 2, 2, 2).map((each) => ({ ...each, sampledOn: localDate('2027-01-15') }));
      expect(said(facts([action()], again)).verdict).toBe('INDETERMINATE');
      const next = action({
        id: 'action-2',
        takenOn: localDate('2027-01-15'),
        confirmedOn: localDate('2027-01-16'),
      });
      expect(said(facts([action(), next], again)).verdict).toBe('PASS');
    });

    it('is not known to facts that were kept before there were any: what they said comes out again', () => {
      const kept = withBatch({ earlierSamples: earlier(2, 2, 2, 2, 2, 2, 2) });
      expect(said(kept).nextSteps).toEqual([
        {
          by: 'PACKHOUSE',
          zh: '包装厂采取纠正措施并经负责部门同意后恢复；在此之前须全检。',
          en: 'It begins again once the packhouse has acted and the responsible authority agrees; until then every carton is examined.',
        },
      ]);
    });
  });

  it('passes over batches of which fewer cartons were counted than their plan asked for', () => {
    const earlierSamples = earlier(2, 2).map((each) => ({ ...each, cartonsCounted: 5 }));
    expect(askedOf('iso-2859-plan', parameters, { earlierSamples })[0]).toMatchObject({
      plan: { sampleSize: 20 },
    });
  });

  it('settles nothing while nobody compared the plan with the standard itself, but warns', () => {
    const bad = { samples: [sampleSample({ nonconformingCartons: 2 })] };
    const finding = judge('iso-2859-plan', { level: 'II', aql: '2.5' }, bad);
    expect(finding).toMatchObject({ verdict: 'INDETERMINATE', confidence: 'secondary' });
    expect(finding.explanation.en).toMatch(/^Warning/);
  });
});

describe('ISPM 31', () => {
  const aim = {
    unit: 'FRUIT',
    detectionLevel: '1',
    confidenceLevel: '95',
    efficacy: '100',
    comparedWithText: true,
  };

  it.each([
    [299, 0, 'PASS'],
    [298, 0, 'INDETERMINATE'],
    [10, 1, 'FAIL'],
    [299, null, 'INDETERMINATE'],
  ])('%i fruits, %s with pests: %s', (fruitsExamined, infestedFruits, verdict) => {
    const samples = [sampleSample({ fruitsExamined, infestedFruits })];
    expect(judge('ispm31-sample', aim, { samples }).verdict).toBe(verdict);
  });

  it('by cartons, counts those of the batch', () => {
    const [asked] = askedOf('ispm31-sample', { ...aim, unit: 'CARTON', detectionLevel: '5' }, {});
    expect(asked).toMatchObject({ kind: 'SAMPLE', plan: { sampleSize: 45, unit: 'CARTON' } });
  });
});

describe('a self-check', () => {
  const check = (changes: object) => [
    {
      id: 's',
      organisationId: 'packhouse',
      signedOn: localDate('2027-01-15'),
      verdict: 'PASS' as const,
      ...changes,
    },
  ];
  it.each([
    ['signed before the inspection', {}, 'PASS'],
    ['signed on its day', { signedOn: localDate('2027-01-16') }, 'PASS'],
    ['signed after it', { signedOn: localDate('2027-01-17') }, 'INDETERMINATE'],
    ['not signed', { signedOn: null, verdict: null }, 'INDETERMINATE'],
    ['found not fit', { verdict: 'FAIL' }, 'FAIL'],
    ['of somebody else', { organisationId: 'exporter' }, 'INDETERMINATE'],
  ])('%s', (_, changes, verdict) => {
    expect(judge('self-check-signed', {}, { selfChecks: check(changes) }).verdict).toBe(verdict);
  });
});

describe('size codes', () => {
  const parameters = { codes: { '6': { minimum: '70', maximum: '80' } }, tolerance: '10' };
  const carton = (smallest: string, largest: string, isProvisional?: true) => ({
    id: `${smallest}-${largest}`,
    smallest: decimal(smallest),
    largest: decimal(largest),
    ...(isProvisional ? { isProvisional } : {}),
  });
  const of = (changes: Partial<BatchFacts>) =>
    judge('size-uniformity', parameters, { sizeCode: '6', ...changes }).verdict;

  it('every carton that was measured counts, and both ends belong to the code', () => {
    expect(of({ packages: [carton('70', '80'), carton('71', '79')] })).toBe('PASS');
    const off = [carton('70', '80'), carton('69.9', '79')];
    expect(of({ packages: off, measurements: [measured('OUT_OF_SIZE_SHARE', '10')] })).toBe('PASS');
    expect(of({ packages: off, measurements: [measured('OUT_OF_SIZE_SHARE', '10.000001')] })).toBe('FAIL');
    expect(of({ packages: off, measurements: [] })).toBe('INDETERMINATE');
  });

  it('a code the standard does not have leaves it open', () => {
    expect(of({ sizeCode: 'XL' })).toBe('INDETERMINATE');
  });

  it('cartons that nobody independent signed for never let it pass', () => {
    const measurements = (sampleBatch().measurements ?? []).filter(
      ({ parameter }) => !parameter.startsWith('PACKAGE'),
    );
    expect(of({ packages: [carton('70', '80', true)], measurements })).toBe('INDETERMINATE');
  });
});

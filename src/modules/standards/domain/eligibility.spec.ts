import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { readDemoTables, readReferenceTables } from '../../../../reference/reference-tables.js';
import { standardVersions } from '../../../../reference/standard-versions.js';
import { localDate } from '../../../kernel/local-date.js';
import { eligibility, type Destination, type MarketOutlook, type Outlook } from './eligibility.js';
import { evaluateAll } from './evaluate.js';
import type { BatchFacts, Facts } from './facts.js';
import { worst } from './judgement.js';
import {
  SAMPLE_AT,
  sampleBatch as sample,
  sampleFacts,
  sampleOrigin,
  sampleRule,
  sampleSpray,
  tested,
} from './sample-facts.js';

/** Without a geographical indication, whose rules nobody has confirmed. */
const sampleBatch = (changes: Partial<BatchFacts> = {}): BatchFacts =>
  sample({ indicationClaims: [], ...changes });
const fine = sampleFacts({ batches: [sampleBatch()] });
const AT = { ...SAMPLE_AT, stage: 'PACK' } as const;

/** The facts of the sample's market as those of a destination. */
const destination = (changes: Partial<Facts> = {}): Destination => {
  const { market, marketStatus, marketPack, residueLimits, residueFallback, watchList, channel } = {
    ...fine,
    ...changes,
  };
  return {
    market: market!,
    knowledge: { marketStatus, marketPack, residueLimits, residueFallback, watchList: watchList ?? null },
    channel,
  };
};
const UNKNOWN = destination({
  market: 'ZZ',
  marketStatus: [],
  marketPack: null,
  residueLimits: [],
  residueFallback: null,
  watchList: null,
  channel: null,
});

const directory = fileURLToPath(new URL('../../../../reference', import.meta.url));
const idOf = ({ code }: { code: string }) => `${code}-1`;
const versions = [
  ...standardVersions(readReferenceTables(directory), idOf),
  ...standardVersions(readDemoTables(directory), idOf),
];
const RULES = versions.flatMap(({ rules }) => rules);

const outlook = (facts: Facts, to: Destination = destination(), rules = RULES): MarketOutlook =>
  eligibility({ ...facts, market: null }, rules, [to], AT)[0]!;
const codes = ({ missing }: Outlook): string[] =>
  missing.map(({ demanded, verdict }) => `${demanded.code} ${verdict}`);
const ofBatch = (found: MarketOutlook, id = sampleBatch().id) => found.batches.get(id)!;

describe('which markets are open to a packed batch', () => {
  it('one whose every demand is met', () => {
    const found = outlook(fine);
    expect(found.whole).toEqual({ verdict: 'PASS', missing: [] });
    expect(ofBatch(found)).toEqual({ verdict: 'PASS', missing: [] });
  });

  it('none of which nothing is known: what is missing is said of the market and of the fruit', () => {
    const found = outlook(fine, UNKNOWN);
    expect(codes(found.whole)).toEqual([
      'WORK-CHANNEL-OPEN INDETERMINATE',
      'WORK-MARKET-OPEN INDETERMINATE',
      'WORK-MARKET-PACK INDETERMINATE',
    ]);
    expect(ofBatch(found).verdict).toBe('INDETERMINATE');
    expect(codes(ofBatch(found))).toContain('WORK-RESIDUE INDETERMINATE');
  });

  it('not one whose residue limit is exceeded, while another that allows more stays open', () => {
    const batch = sampleBatch({ laboratoryResults: [tested('imidacloprid', 501)] });
    const generous = destination({
      market: 'GG',
      residueLimits: fine.residueLimits.map((row) => ({ ...row, limitMicrogramsPerKg: 5_000 as never })),
      marketStatus: fine.marketStatus,
      channel: fine.channel && { ...fine.channel, market: 'GG' },
    });
    const facts = { ...fine, market: null, batches: [batch] };
    const [here, there] = eligibility(facts, RULES, [destination(), generous], AT);
    expect(codes(ofBatch(here!))).toEqual(['WORK-RESIDUE FAIL']);
    expect(codes(ofBatch(there!))).not.toContain('WORK-RESIDUE FAIL');
  });

  it('each piece says what to do and who does it', () => {
    const batch = sampleBatch({ laboratoryResults: null });
    const [piece] = ofBatch(outlook({ ...fine, batches: [batch] })).missing;
    expect(piece).toMatchObject({ verdict: 'INDETERMINATE', nextSteps: [{ by: 'PACKHOUSE' }] });
  });

  it('says what documents a lot has to come with, which decide nothing yet', () => {
    const found = outlook(fine);
    expect(found.toCome.map(({ demanded, verdict }) => [demanded.code, demanded.stage, verdict])).toEqual(
      expect.arrayContaining([['XD-PHYTOSANITARY', 'LOAD', 'INDETERMINATE']]),
    );
    expect(found.whole.verdict).toBe('PASS');
    const [elsewhere] = eligibility({ ...fine, lot: null, market: null }, RULES, [UNKNOWN], AT);
    expect(elsewhere?.toCome.map(({ demanded }) => demanded.code)).not.toContain('XD-PHYTOSANITARY');
  });

  it('only the one it was packed for', () => {
    const batch = sampleBatch({ packedForMarket: 'TH' });
    expect(codes(ofBatch(outlook({ ...fine, batches: [batch] })))).toEqual(['PACKED-FOR-MARKET FAIL']);
    const same = sampleBatch({ packedForMarket: fine.market });
    expect(ofBatch(outlook({ ...fine, batches: [same] })).verdict).toBe('PASS');
  });

  it('that it may be marked for another, unless that one is settled before packing', () => {
    const facts = { ...fine, batches: [sampleBatch({ packedForMarket: 'TH' })] };
    const single = (changes: object) =>
      sampleRule({ kind: 'single-registration-per-run', parameters: {}, market: fine.market, ...changes });
    const toDo = (rules: typeof RULES) =>
      ofBatch(outlook(facts, destination(), rules)).missing.find(
        ({ demanded }) => demanded.code === 'PACKED-FOR-MARKET',
      )?.nextSteps[0]?.en;
    const others = RULES.filter(({ kind }) => kind !== 'single-registration-per-run');
    expect(toDo(others)).toMatch(/marks it for .+, or packs other fruit/);
    expect(toDo([...others, single({ market: 'TH' })])).toMatch(/marks it/);
    expect(toDo([...others, single({ validTo: '2025-12-31' })])).toMatch(/marks it/);
    expect(toDo([...others, single({})])).toMatch(/packs other fruit .+ settled before packing/);
  });

  it('days by which the base office wants to have filled the gaps of its pack', () => {
    const gap = {
      zh: '冷处理指标',
      en: 'cold treatment',
      ownerId: 'user-000001',
      dueOn: localDate('2027-02-01'),
    };
    const pack = fine.marketPack && { ...fine.marketPack, missing: [gap] };
    expect(outlook(fine, destination({ marketPack: pack })).whole.missing[0]).toMatchObject({
      demanded: { code: 'WORK-MARKET-PACK' },
      dueOn: ['2027-02-01'],
    });
  });

  it('advice keeps nothing from a market, and a rule that leaves a market out says nothing of it', () => {
    const advice = sampleRule({ kind: 'flesh-colour', effect: 'ADVICE', parameters: {} });
    const elsewhere = sampleRule({ kind: 'variety-listed', exceptMarkets: [fine.market!], parameters: {} });
    const moro = { ...fine, batches: [sampleBatch({ varietyCode: 'MORO' })] };
    expect(codes(ofBatch(outlook(moro, destination(), [advice, elsewhere])))).toEqual([]);
    expect(codes(ofBatch(outlook(moro, UNKNOWN, [elsewhere])))).toEqual([`${elsewhere.code} FAIL`]);
  });

  it('what is alike of many batches is held once, and what differs is not', () => {
    const untested = ['1', '2'].map((n) => sampleBatch({ id: n, code: `P-${n}`, laboratoryResults: null }));
    const other = sampleBatch({
      id: '3',
      code: 'P-3',
      laboratoryResults: [tested('imidacloprid', 501)],
    });
    const rule = sampleRule({ kind: 'residue-limit', parameters: {} });
    const { batches } = outlook({ ...fine, batches: [...untested, other] }, destination(), [rule]);
    const [one, two, three] = [...batches.values()].map(({ missing }) => missing[0]);
    expect(one).toBe(two);
    expect([one?.verdict, three?.verdict]).toEqual(['INDETERMINATE', 'FAIL']);
  });

  it('a rule about a plot counts for each batch that came from it', () => {
    const other = sampleBatch({ id: 'batch-2', code: 'P-2', origins: [sampleOrigin({ plotId: 'plot-2' })] });
    const third = sampleBatch({ id: 'batch-3', code: 'P-3' });
    const rule = sampleRule({
      kind: 'banned-substance',
      subject: 'PLOT',
      parameters: { substances: ['omethoate'] },
    });
    const facts: Facts = {
      ...fine,
      batches: [sampleBatch(), other, third],
      plots: [
        { id: 'plot-1', sprays: [sampleSpray({ substances: ['omethoate'] })] },
        { id: 'plot-2', sprays: [] },
      ],
    };
    const found = outlook(facts, destination(), [rule]);
    expect([...found.batches].map(([id, each]) => [id, codes(each)])).toEqual([
      [sampleBatch().id, [`${rule.code} FAIL`]],
      ['batch-2', []],
      ['batch-3', [`${rule.code} FAIL`]],
    ]);
  });

  it('what is said of a plot counts for a batch as far as it is about the fruit in it', () => {
    const early = sampleBatch({ id: 'early', origins: [sampleOrigin()] });
    const late = sampleBatch({
      id: 'late',
      origins: [sampleOrigin({ harvestBatchId: 'harvest-2', harvestedOn: localDate('2027-02-20') })],
    });
    const rule = sampleRule({ kind: 'preharvest-interval', subject: 'PLOT' });
    const plots = [{ id: 'plot-1', sprays: [sampleSpray({ performedOn: localDate('2027-01-01') })] }];
    const found = outlook({ ...fine, batches: [early, late], plots }, destination(), [rule]);
    expect(codes(ofBatch(found, 'early'))).toEqual([`${rule.code} FAIL`]);
    expect(codes(ofBatch(found, 'late'))).toEqual([]);
  });

  it.each(['XD', 'TH', 'EU', 'RU', 'CN'])(
    'says of %s what the checks of a lot would say of the fruit',
    (market) => {
      const facts: Facts = { ...fine, market, channel: fine.channel && { ...fine.channel, market } };
      const batches = [
        sampleBatch(),
        sampleBatch({ id: 'batch-2', code: 'P-2', laboratoryResults: null }),
        sampleBatch({
          id: 'batch-3',
          code: 'P-3',
          varietyCode: 'MORO',
          origins: [sampleOrigin({ plotId: 'plot-9' })],
        }),
      ];
      const judged = evaluateAll(versions, { ...facts, batches }, AT).filter(
        ({ effect, subject }) => effect !== 'ADVICE' && subject.type === 'BATCH',
      );
      const found = outlook({ ...facts, batches }, destination({ market, channel: facts.channel }));
      for (const { id } of batches) {
        const own = judged.filter(({ subject }) => subject.id === id);
        const unmet = own.filter(({ verdict }) => verdict === 'FAIL' || verdict === 'INDETERMINATE');
        expect(codes(ofBatch(found, id)).toSorted()).toEqual(
          unmet.map(({ ruleCode, verdict }) => `${ruleCode} ${verdict}`).toSorted(),
        );
        for (const { demanded, explanation, nextSteps, confidence } of ofBatch(found, id).missing)
          expect(unmet.find(({ ruleCode }) => ruleCode === demanded.code)).toMatchObject({
            explanation,
            nextSteps,
            confidence,
          });
        expect(ofBatch(found, id).verdict).toBe(
          worst([found.whole.verdict, ...own.map(({ verdict }) => verdict), 'PASS']),
        );
      }
    },
  );
});

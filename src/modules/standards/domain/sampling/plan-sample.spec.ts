import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { readReferenceTables } from '../../../../../reference/reference-tables.js';
import { percent } from '../../../../kernel/ppm.js';
import { describeRefusal, sentenceOf } from '../../../../kernel/refusal.js';
import { planIso2859, planIspm31, planPackageCount } from './plan-sample.js';
import type { SamplingPlan, SamplingStandard } from './sampling-plan.js';
import { samplingRefusals } from './sampling.refusals.js';
import { outcomeOf } from './severity-switching.js';

const directory = fileURLToPath(new URL('../../../../../reference', import.meta.url));
const reference = readReferenceTables(directory);
const shippedStandard = (code: string) => {
  const row = reference['sampling-standards'].find((each) => each.code === code);
  if (!row) throw new Error(`no sampling standard ${code}`);
  return row;
};
const [shippedTable] = reference['package-counts'];
if (!shippedTable) throw new Error('a package-count table ships');

const confirmed = (standard: SamplingStandard): SamplingStandard => ({
  ...standard,
  confidence: 'confirmed',
});
const iso = {
  standard: confirmed(shippedStandard('ISO-2859-1')),
  batchSize: 1200,
  unit: 'CARTON',
  level: 'II',
  severity: 'NORMAL',
  aql: '2.5',
} as const;
const ispm = {
  standard: confirmed(shippedStandard('ISPM-31')),
  batchSize: 1000,
  unit: 'FRUIT',
  detectionLevel: percent('5'),
  confidenceLevel: percent('95'),
  efficacy: percent('100'),
} as const;
const counts = {
  table: { ...shippedTable, confidence: 'confirmed' },
  batchSize: 800,
} as const;

const planned = <P extends SamplingPlan>(
  result: { ok: true; value: P } | { ok: false; error: unknown },
): P => {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
};
const sentences = ({ explanation: { take, decide, remarks } }: SamplingPlan) => [take, decide, ...remarks];

describe('a plan by ISO 2859-1', () => {
  it('says what to draw and how to decide', () => {
    const plan = planned(planIso2859(iso));
    expect(plan).toMatchObject({
      codeLetter: 'J',
      planLetter: 'J',
      sampleSize: 80,
      everything: false,
      accept: 5,
      reject: 6,
      aql: '2.5',
      level: 'II',
      severity: 'NORMAL',
      confidence: 'confirmed',
    });
    expect(sentences(plan)).toEqual([
      {
        zh: '整批 1200 箱，随机抽取 80 箱。依据 ISO 2859-1:1999：一般检验水平 II，正常检验，AQL 2.5 %，样本量字码 J。',
        en: 'Of a batch of 1200 cartons, draw 80 cartons at random. By ISO 2859-1:1999: general inspection level II, normal inspection, AQL 2.5 %, code letter J.',
      },
      {
        zh: '不合格的不超过 5 箱，接收；达到 6 箱及以上，不接收。',
        en: 'Accept with at most 5 cartons nonconforming; do not accept with 6 cartons or more.',
      },
    ]);
  });

  it('follows an arrow to another sample size, and says so', () => {
    const own = planned(planIso2859({ ...iso, batchSize: 60, level: 'S_4', unit: 'FRUIT' }));
    expect(own).toMatchObject({ codeLetter: 'C', planLetter: 'C', sampleSize: 5, accept: 0 });
    expect(own.explanation.remarks).toEqual([]);
    const down = planned(planIso2859({ ...iso, batchSize: 60, level: 'S_4', aql: '1', unit: 'FRUIT' }));
    expect(down).toMatchObject({ codeLetter: 'C', planLetter: 'E', sampleSize: 13, accept: 0, reject: 1 });
    expect(sentences(down)).toEqual([
      expect.objectContaining({ zh: expect.stringContaining('特殊检验水平 S-4') }),
      {
        zh: '没有不合格的，接收；不合格的有 1 个果及以上，不接收。',
        en: 'Accept if none is nonconforming; do not accept with 1 fruit or more.',
      },
      {
        zh: '字码 C 在此 AQL 处为箭头，改用字码 E 的方案，样本量和判定数都按它。',
        en: 'Code letter C has an arrow at this AQL: the plan of E applies, with its sample size and its numbers.',
      },
    ]);
  });

  it.each([
    [12, 12, true], // B at 1 % leads to E: 13
    [13, 13, true],
    [14, 13, false],
  ])('of a batch of %d examines %d', (batchSize, sampleSize, everything) => {
    const plan = planned(planIso2859({ ...iso, batchSize, aql: '1' }));
    expect(plan).toMatchObject({ sampleSize, everything, accept: 0, reject: 1 });
    expect(plan.explanation.take.en.includes('examine all')).toBe(everything);
    expect(plan.explanation.remarks.some(({ zh }) => zh.includes('全部检验'))).toBe(everything);
  });

  it('is no better than what it rests on', () => {
    const standard = shippedStandard('ISO-2859-1');
    const shipped = planned(planIso2859({ ...iso, standard }));
    expect(shipped).toMatchObject({ confidence: 'secondary' });
    expect(shipped.explanation.remarks.at(-1)?.zh).toContain('不能作为合格或不合格的定论');
    expect(planned(planIso2859({ ...iso, aql: '0.4' })).confidence).toBe('unverified');
    expect(planned(planIso2859({ ...iso, standard, aql: '0.4' })).confidence).toBe('unverified');
  });

  it('is refused with every reason at once', () => {
    expect(planIso2859({ ...iso, batchSize: 1, aql: '3' })).toMatchObject({
      error: [{ code: 'SAMPLING_BATCH_TOO_SMALL' }, { code: 'SAMPLING_AQL_UNKNOWN' }],
    });
    expect(
      planIso2859({ ...iso, batchSize: 600_000, level: 'III', aql: '0.025', severity: 'TIGHTENED' }),
    ).toMatchObject({
      error: [{ code: 'SAMPLING_PLAN_NOT_ON_RECORD', values: { codeLetter: 'R', aql: '0.025' } }],
    });
  });
});

describe('a sample by ISPM 31', () => {
  it('says what it would find, and how surely', () => {
    const plan = planned(planIspm31(ispm));
    expect(plan).toMatchObject({ sampleSize: 57, everything: false, accept: 0, reject: 1 });
    expect(sentences(plan)).toEqual([
      {
        zh: '整批 1000 个果，随机抽取 57 个果。依据 ISPM 31 (2008)：检出水平 5 %，置信水平 95 %，检出效率 100 %。',
        en: 'Of a batch of 1000 fruits, draw 57 fruits at random. By ISPM 31 (2008): level of detection 5 %, confidence level 95 %, efficacy of detection 100 %.',
      },
      {
        zh: '一例未查到，符合：受害率达到 5 % 时，这样抽样有 95 % 的把握至少查到一例。查到一例即不符合。',
        en: 'Met if none is infested: with 5 % infested, such a sample finds at least one with 95 % confidence. Not met as soon as one is found.',
      },
    ]);
  });

  it('takes a batch of unknown size as endless', () => {
    const plan = planned(planIspm31({ ...ispm, batchSize: null }));
    expect(plan).toMatchObject({ batchSize: null, sampleSize: 59, everything: false });
    expect(plan.explanation.take.zh).toMatch(/^批量视为无限，随机抽取 59 个果/);
  });

  it('may be the whole batch', () => {
    const plan = planned(planIspm31({ ...ispm, batchSize: 25, confidenceLevel: percent('99') }));
    expect(plan).toMatchObject({ sampleSize: 25, everything: true });
  });

  it('is refused where the level is less than one unit', () => {
    expect(planIspm31({ ...ispm, batchSize: 19 })).toEqual({
      ok: false,
      error: [
        {
          code: 'SAMPLING_DETECTION_BELOW_ONE',
          values: { batchSize: 19, level: '5' },
          path: ['detectionLevel'],
        },
      ],
    });
  });
});

it('an efficacy below 100 % makes the level a sample has to look for smaller', () => {
  const request = { ...ispm, batchSize: 124, detectionLevel: percent('1'), efficacy: percent('80') };
  expect(planIspm31(request)).toMatchObject({
    error: [{ code: 'SAMPLING_DETECTION_BELOW_ONE', values: { batchSize: 124, level: '0.8' } }],
  });
});

describe('a plan by package counts', () => {
  it('says how many cartons to open, and that tolerances decide', () => {
    const plan = planned(planPackageCount(counts));
    expect(plan).toMatchObject({ table: 'GB-T-8855', unit: 'CARTON', sampleSize: 10, everything: false });
    expect(sentences(plan)).toEqual([
      {
        zh: '整批 800 箱，随机开 10 箱。依据 GB/T 8855-2008。',
        en: 'Of a batch of 800 cartons, open 10 cartons at random. By GB/T 8855-2008.',
      },
      expect.objectContaining({ zh: expect.stringContaining('容许度') }),
    ]);
  });

  it('calls a table without an edition by its title', () => {
    const { title } = shippedTable;
    const plan = planned(planPackageCount({ ...counts, table: { ...counts.table, edition: null } }));
    expect(plan.explanation.take.zh).toContain(title.zh);
    expect(plan.explanation.take.en).toContain(title.en);
  });

  it('opens every carton of a small batch', () => {
    expect(planned(planPackageCount({ ...counts, batchSize: 3 }))).toMatchObject({
      sampleSize: 3,
      everything: true,
    });
  });

  it('is refused where the table has nothing', () => {
    expect(planPackageCount({ ...counts, batchSize: 0 })).toMatchObject({
      error: [{ code: 'SAMPLING_BATCH_TOO_SMALL' }],
    });
  });
});

it.each<[string, SamplingPlan]>([
  ['ISO_2859_1', planned(planIso2859(iso))],
  ['ISPM_31', planned(planIspm31(ispm))],
  ['PACKAGE_COUNT', planned(planPackageCount(counts))],
])('%s: a plan is plain JSON that a worksheet can keep', (scheme, plan) => {
  expect(JSON.parse(JSON.stringify(plan))).toEqual({ ...plan, scheme });
});

it('nothing that ships lets a sample settle a verdict: the texts themselves were not read', () => {
  const rows = [...reference['sampling-standards'], ...reference['package-counts']];
  expect(rows.map(({ code, confidence }) => [code, confidence])).toEqual([
    ['ISO-2859-1', 'secondary'],
    ['ISO-2859-1-SWITCHING', 'secondary'],
    ['ISPM-31', 'secondary'],
    ['GB-T-8855', 'unverified'],
  ]);
});

it.each([
  [0, 'ACCEPTED'],
  [5, 'ACCEPTED'],
  [6, 'NOT_ACCEPTED'],
  [80, 'NOT_ACCEPTED'],
])('%d bad ones of 80 with 5 allowed: %s', (nonconforming, outcome) => {
  expect(outcomeOf(planned(planIso2859(iso)), nonconforming)).toBe(outcome);
});

it.each(Object.keys(samplingRefusals))('refusal %s is described and said in both languages', (code) => {
  expect(describeRefusal(code)).toMatch(/^[A-Z].+|^\{/);
  const { zh, en } = sentenceOf({ code, values: {} });
  expect(zh).toMatch(/\p{Script=Han}/u);
  expect(en).not.toMatch(/\p{Script=Han}/u);
});

import { describe, expect, it } from '@jest/globals';
import { localDate } from '../../../kernel/local-date.js';
import { grams } from '../../../kernel/mass.js';
import { SAMPLE_NAMES, sampleFacts, sampleOrigin, withBatch } from '../domain/sample-facts.js';
import { judgedBy } from '../domain/sample-judge.js';

describe('the unified list', () => {
  const list = (edition: string, from: string | null, varietyCode: string) => ({
    edition,
    validFrom: from === null ? null : localDate(from),
    validTo: null,
    confidence: 'confirmed' as const,
    entries: [{ varietyCode, harvestFrom: null, harvestTo: null }],
  });
  it('is the edition valid on the day of harvest; of several, the later one', () => {
    const varietyLists = [list('1', null, 'TAROCCO'), list('2', '2027-01-12', 'MORO')];
    expect(judgedBy({ kind: 'variety-listed' }, sampleFacts({ varietyLists })).verdict).toBe('FAIL');
    const origins = [sampleOrigin({ harvestedOn: localDate('2027-01-11') })];
    expect(judgedBy({ kind: 'variety-listed' }, withBatch({ origins }, { varietyLists })).verdict).toBe(
      'PASS',
    );
  });

  it('judges fruit of several days by each of them', () => {
    const varietyLists = [list('1', null, 'TAROCCO'), list('2', '2027-01-12', 'MORO')];
    const origins = [sampleOrigin(), sampleOrigin({ harvestedOn: localDate('2027-01-11') })];
    expect(judgedBy({ kind: 'variety-listed' }, withBatch({ origins }, { varietyLists })).verdict).toBe(
      'FAIL',
    );
  });

  it('an example settles nothing, whatever it lists', () => {
    const varietyLists = [{ ...list('EXAMPLE', null, 'TAROCCO'), confidence: 'unverified' as const }];
    expect(judgedBy({ kind: 'variety-listed' }, sampleFacts({ varietyLists }))).toMatchObject({
      verdict: 'INDETERMINATE',
      confidence: 'unverified',
    });
  });

  it('is the base office’s own before what is shipped, whichever began last', () => {
    const office = { ...list('1', '2025-09-01', 'TAROCCO'), isOfOffice: true };
    const varietyLists = [office, list('DEMO', '2026-09-01', 'MORO')];
    expect(judgedBy({ kind: 'variety-listed' }, sampleFacts({ varietyLists })).verdict).toBe('PASS');
  });

  describe('published before every entry was countersigned', () => {
    const gap = { ownerId: '0190a000-0000-7000-8000-0000000abcde', dueOn: localDate('2027-02-01') };
    const of = (varietyCode: string, confidence: 'confirmed' | 'unverified') => ({
      varietyCode,
      harvestFrom: '12-01',
      harvestTo: '05-31',
      confidence,
      gap: confidence === 'confirmed' ? null : gap,
    });
    const withEntries = (...entries: ReturnType<typeof of>[]) =>
      sampleFacts({ varietyLists: [{ ...list('1', null, 'X'), confidence: 'unverified', entries }] });

    it.each([
      [
        'variety-listed',
        'its entry is countersigned',
        [of('TAROCCO', 'confirmed'), of('MORO', 'unverified')],
        'PASS',
      ],
      [
        'variety-listed',
        'its entry is not',
        [of('TAROCCO', 'unverified'), of('MORO', 'confirmed')],
        'INDETERMINATE',
      ],
      ['variety-listed', 'it is not listed', [of('MORO', 'unverified')], 'INDETERMINATE'],
      [
        'harvest-window',
        'its entry is countersigned',
        [of('TAROCCO', 'confirmed'), of('MORO', 'unverified')],
        'PASS',
      ],
      ['harvest-window', 'its entry is not', [of('TAROCCO', 'unverified')], 'INDETERMINATE'],
    ])('%s: %s', (kind, _, entries, verdict) => {
      expect(judgedBy({ kind }, withEntries(...entries)).verdict).toBe(verdict);
    });

    it.each(['variety-listed', 'harvest-window'])('%s says who sees to it and by when', (kind) => {
      const { nextSteps, explanation, evidence } = judgedBy(
        { kind },
        withEntries(of('TAROCCO', 'unverified')),
      );
      expect(nextSteps?.map(({ by }) => by)).toEqual(['BASE_OFFICE']);
      expect(explanation.en).toMatch(/ The base office sees to it, by 2027-02-01\.$/);
      expect(explanation.zh).toMatch(/。由基地办公室负责，2027-02-01 当日或之前完成。$/);
      expect(evidence).toContainEqual({ type: 'account', id: gap.ownerId, field: 'dueOn', value: gap.dueOn });
    });
  });

  it.each([
    ['2026-12-01', 'PASS'],
    ['2026-11-30', 'FAIL'],
    ['2027-05-31', 'PASS'],
    ['2027-06-01', 'FAIL'],
  ])('the window from December to May on %s: %s', (day, verdict) => {
    const origins = [sampleOrigin({ harvestedOn: localDate(day) })];
    expect(judgedBy({ kind: 'harvest-window' }, withBatch({ origins })).verdict).toBe(verdict);
  });
});

describe('the variety of a plot that was entered after the harvest, and is not confirmed', () => {
  const origin = (plotVarietyCode: string, isUnproven: boolean, plotId = 'plot-1') =>
    sampleOrigin({
      plotId,
      plotVarietyCode,
      ...(isUnproven ? { unprovenVarietyId: 'plot-variety-1' } : {}),
    });
  it.each<[string, ReturnType<typeof origin>[], string]>([
    ['is no pass where it equals the cartons', [origin('TAROCCO', true)], 'INDETERMINATE'],
    ['is no fail where it does not', [origin('MORO', true)], 'INDETERMINATE'],
    [
      'is open beside a plot that passes',
      [origin('TAROCCO', false), origin('TAROCCO', true, 'plot-2')],
      'INDETERMINATE',
    ],
    ['hides no other plot that fails', [origin('MORO', false), origin('TAROCCO', true, 'plot-2')], 'FAIL'],
  ])('%s', (_, origins, verdict) => {
    expect(judgedBy({ kind: 'variety-matches-plot' }, withBatch({ origins })).verdict).toBe(verdict);
  });

  it.each(['variety-listed', 'harvest-window', 'variety-matches-plot'])(
    'is named as evidence by %s, with who confirms it',
    (kind) => {
      const subject = kind === 'variety-matches-plot' ? 'BATCH' : 'PLOT';
      const facts = withBatch({ origins: [origin('TAROCCO', true)] }, { names: SAMPLE_NAMES });
      const { verdict, evidence, nextSteps, explanation } = judgedBy({ kind, subject }, facts);
      expect(verdict).toBe('INDETERMINATE');
      expect(evidence).toEqual([
        { type: 'plot-variety', id: 'plot-variety-1', field: 'isConfirmed', value: false },
      ]);
      expect(nextSteps?.map(({ by }) => by)).toEqual(['BASE_OFFICE']);
      expect(explanation.zh).toBe('地块品种在采收录入之后才补录，尚未确认：P-1（塔罗科血橙）。');
    },
  );
});

describe('licences', () => {
  const brand = (holder: string) => ({ kind: 'brand-licence', parameters: { holder } });
  it.each([
    ['2027-01-14', 'FAIL'],
    ['2027-01-15', 'PASS'],
  ])('packed on 2027-01-15 under a licence that ended on %s: %s', (ended, verdict) => {
    const licences = sampleFacts().licences.map((each) => ({ ...each, validTo: localDate(ended) }));
    expect(judgedBy(brand('PACKER'), sampleFacts({ licences })).verdict).toBe(verdict);
  });

  it('says when the licence ended', () => {
    const licences = sampleFacts().licences.map((each) => ({ ...each, validTo: localDate('2026-12-31') }));
    expect(judgedBy(brand('PACKER'), sampleFacts({ licences, names: SAMPLE_NAMES })).explanation).toEqual({
      zh: '包装日 2027-01-15 包装厂无权使用“示范品牌”：授权已于 2026-12-31 终止。',
      en: 'On the packing day 2027-01-15 the packhouse had no right to use Demo brand: its licence ended on 2026-12-31.',
    });
  });

  it("the packhouse's licence is not the exporter's, nor one brand's another's", () => {
    const licences = sampleFacts().licences.filter(({ organisationId }) => organisationId === 'packhouse');
    expect(judgedBy(brand('EXPORTER'), sampleFacts({ licences })).verdict).toBe('FAIL');
    expect(judgedBy(brand('PACKER'), withBatch({ brandClaims: ['JOINT', 'OTHER'] })).verdict).toBe('FAIL');
  });

  it('authorised use of an indication is no licence for a brand of that name', () => {
    const licences = sampleFacts().licences.map((each) => ({
      ...each,
      kind: 'GEOGRAPHICAL_INDICATION' as const,
    }));
    expect(judgedBy(brand('PACKER'), sampleFacts({ licences })).verdict).toBe('FAIL');
  });

  it('waits for the exporter where none is known', () => {
    expect(judgedBy(brand('EXPORTER'), sampleFacts({ lot: null })).verdict).toBe('INDETERMINATE');
  });
});

it('names the mass and the plots from outside the protected area', () => {
  const origins = [
    sampleOrigin({ massGrams: grams(900_000) }),
    sampleOrigin({ plotCode: 'P-9', townCode: '500153112', countyCode: '500153', massGrams: grams(100_000) }),
  ];
  const parameters = { indication: 'ZIZHONG-BLOOD-ORANGE', areaCode: '511025' };
  const finding = judgedBy(
    { kind: 'geographical-indication-origin', parameters },
    withBatch({ origins }, { names: SAMPLE_NAMES }),
  );
  expect(finding.verdict).toBe('FAIL');
  expect(finding.explanation).toEqual({
    zh: '其中 100 kg 产自保护区域（资中县）以外（地块 P-9），不得使用此名称。',
    en: '100 kg grew outside the protected area, Zizhong County (P-9): it may not carry the name.',
  });
});

it('a neighbour county is outside the protected area as well', () => {
  const origins = [sampleOrigin({ townCode: '511002100', countyCode: '511002' })];
  const parameters = { indication: 'ZIZHONG-BLOOD-ORANGE', areaCode: '511025' };
  expect(
    judgedBy({ kind: 'geographical-indication-origin', parameters }, withBatch({ origins })).verdict,
  ).toBe('FAIL');
});

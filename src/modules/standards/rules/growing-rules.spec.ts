import { describe, expect, it } from '@jest/globals';
import { localDate } from '../../../kernel/local-date.js';
import type { SprayFacts } from '../domain/facts.js';
import { UNLABELLED } from '../domain/names.js';
import { sampleOrigin, sampleSpray, withBatch } from '../domain/sample-facts.js';
import { judgedBy } from '../domain/sample-judge.js';

describe('banned substances', () => {
  const ban = {
    kind: 'banned-substance',
    parameters: { substances: ['omethoate', 'methomyl'] },
    validFrom: localDate('2026-06-01'),
  };
  it.each<[string, Partial<SprayFacts>, string]>([
    [
      'used on the last day before the ban',
      { substances: ['omethoate'], performedOn: localDate('2026-05-31') },
      'PASS',
    ],
    [
      'used on the first day of the ban',
      { substances: ['omethoate'], performedOn: localDate('2026-06-01') },
      'FAIL',
    ],
    ['one of several ingredients', { substances: ['imidacloprid', 'methomyl'] }, 'FAIL'],
    ['ingredients not recorded', { substances: null }, 'INDETERMINATE'],
    ['an ingredient not in the list', { substances: ['呋喃丹'], unlisted: ['呋喃丹'] }, 'INDETERMINATE'],
    [
      'one that is banned beside one not in the list',
      { substances: ['methomyl', '呋喃丹'], unlisted: ['呋喃丹'] },
      'FAIL',
    ],
    [
      'one that is not banned beside one not in the list',
      { substances: ['imidacloprid', '呋喃丹'], unlisted: ['呋喃丹'] },
      'INDETERMINATE',
    ],
    [
      'not in the list, used before the ban',
      { substances: ['呋喃丹'], unlisted: ['呋喃丹'], performedOn: localDate('2026-05-31') },
      'PASS',
    ],
    ['a name in facts that do not say whether it is in the list', { substances: ['呋喃丹'] }, 'PASS'],
    ['used after the harvest', { substances: ['omethoate'], performedOn: localDate('2027-01-13') }, 'PASS'],
    [
      'used on the day of the harvest',
      { substances: ['omethoate'], performedOn: localDate('2027-01-12') },
      'FAIL',
    ],
    ['used on a plot of other fruit', { substances: ['omethoate'], plotId: 'plot-9' }, 'PASS'],
  ])('%s', (_, spray, verdict) => {
    expect(judgedBy(ban, withBatch({ sprays: [sampleSpray(spray)] })).verdict).toBe(verdict);
  });

  it.each<[string, Partial<SprayFacts>, string, string]>([
    [
      'what was sprayed before the ban is not its business',
      { performedOn: localDate('2026-05-31') },
      '采收前，在该禁令有效的日子里没有施药记录。',
      'No spray before the harvest is recorded on a day on which this ban was in force.',
    ],
    [
      'what was sprayed since',
      { performedOn: localDate('2026-10-01') },
      '该禁令有效期内记录的 1 次施药均未使用所列禁用成分。',
      'The one spray recorded while this ban was in force used none of its substances.',
    ],
    [
      'a product that no label names, in the language of the sentence',
      { productLabel: UNLABELLED, substances: ['omethoate'] },
      '2026-10-01 施用 未选登记标签的产品，含当日已禁用的 omethoate。',
      'A product without a label on record, sprayed on 2026-10-01, contains omethoate, banned on that day.',
    ],
  ])('say on what they rest: %s', (_, spray, zh, en) => {
    const { explanation } = judgedBy(ban, withBatch({ sprays: [sampleSpray(spray)] }));
    expect({ ...explanation }).toEqual({ zh, en });
  });

  it('says which ingredient is not in the list, and who settles it', () => {
    const unlisted = ['呋喃丹', '***'];
    const { explanation, nextSteps } = judgedBy(
      ban,
      withBatch({ sprays: [sampleSpray({ substances: unlisted, unlisted })] }),
    );
    expect(explanation).toEqual({
      zh: '2026-10-01 施用的 示范农药 / demonstration product 含农药成分目录中没有的 呋喃丹、名称已删除的成分，是否禁用无从核对。',
      en: '示范农药 / demonstration product, sprayed on 2026-10-01, contains 呋喃丹, an ingredient whose name was erased, which the list of substances does not know; whether that is banned cannot be told.',
    });
    expect(nextSteps).toMatchObject([{ by: 'BASE_OFFICE' }]);
  });

  it('says of ingredients that facts name by reference how many there are, and where the names are', () => {
    const said = (...unlisted: string[]) =>
      judgedBy(ban, withBatch({ sprays: [sampleSpray({ substances: unlisted, unlisted })] }));
    const { explanation, evidence } = said('unlisted:spray-1:1');
    expect(explanation.zh).toContain('含农药成分目录中没有的 1 种成分（名称见该记录），是否禁用无从核对');
    expect(explanation.en).toContain(
      'contains an ingredient (its name is in the record), which the list of substances does not know',
    );
    expect(evidence).toMatchObject([{ type: 'spray', id: 'spray-1', value: 'unlisted:spray-1:1' }]);
    expect(said('unlisted:spray-1:1', 'unlisted:spray-1:2').explanation.en).toContain(
      'contains 2 ingredients (',
    );
  });

  it('a list that is not confirmed acquits nobody and warns of what it names', () => {
    const unconfirmed = { ...ban, confidence: 'secondary' } as const;
    expect(judgedBy(unconfirmed, withBatch({ sprays: [sampleSpray()] })).verdict).toBe('NOT_APPLICABLE');
    const finding = judgedBy(
      unconfirmed,
      withBatch({ sprays: [sampleSpray({ substances: ['omethoate'] })] }),
    );
    expect(finding.verdict).toBe('INDETERMINATE');
    expect(finding.explanation.zh).toMatch(/^警示/);
  });

  it('a declaration that nothing was sprayed passes; no growing record does not', () => {
    expect(judgedBy(ban, withBatch({ sprays: [] })).verdict).toBe('PASS');
    expect(judgedBy(ban, withBatch({ sprays: null })).verdict).toBe('INDETERMINATE');
  });
});

const FOR_TEA = { id: 'product-label-1', isConfirmed: true, otherCrop: '茶树', maxApplications: 1 };
const ASKS_NONE = { ...FOR_TEA, otherCrop: null, statesNoInterval: true };

describe('the interval of the label', () => {
  // Picked on 2027-01-12.
  it.each<[string, Partial<SprayFacts>, string]>([
    [
      '7 days, sprayed on the 5th, picked on the 12th',
      { performedOn: localDate('2027-01-05'), preharvestIntervalDays: 7 },
      'PASS',
    ],
    [
      '7 days, sprayed on the 6th, picked on the 12th',
      { performedOn: localDate('2027-01-06'), preharvestIntervalDays: 7 },
      'FAIL',
    ],
    [
      'no days at all, sprayed on the day',
      { performedOn: localDate('2027-01-12'), preharvestIntervalDays: 0 },
      'PASS',
    ],
    [
      'sprayed on the day with an interval',
      { performedOn: localDate('2027-01-12'), preharvestIntervalDays: 1 },
      'FAIL',
    ],
    [
      'sprayed after the harvest',
      { performedOn: localDate('2027-01-13'), preharvestIntervalDays: 30 },
      'NOT_APPLICABLE',
    ],
    [
      'over the turn of the year',
      { performedOn: localDate('2026-12-20'), preharvestIntervalDays: 24 },
      'FAIL',
    ],
    ['interval not recorded', { preharvestIntervalDays: null }, 'INDETERMINATE'],
    // Facts hand over no interval then; one that is there all the same settles nothing.
    ['a label for another crop', { preharvestIntervalDays: 3, label: FOR_TEA }, 'INDETERMINATE'],
    [
      'no interval, which the label says',
      { preharvestIntervalDays: null, label: ASKS_NONE },
      'NOT_APPLICABLE',
    ],
    [
      'no interval, which nobody else has read',
      { preharvestIntervalDays: null, label: { ...ASKS_NONE, isConfirmed: false } },
      'INDETERMINATE',
    ],
    ['a label for citrus', { label: { ...FOR_TEA, otherCrop: null } }, 'PASS'],
  ])('%s', (_, spray, verdict) => {
    expect(
      judgedBy({ kind: 'preharvest-interval' }, withBatch({ sprays: [sampleSpray(spray)] })).verdict,
    ).toBe(verdict);
  });

  it('of another crop says which, and what to do', () => {
    const finding = judgedBy(
      { kind: 'preharvest-interval' },
      withBatch({ sprays: [sampleSpray({ preharvestIntervalDays: null, label: FOR_TEA })] }),
    );
    expect(finding.explanation.zh).toContain('用于“茶树”，不是用于树上的柑橘');
    expect(finding.explanation.en).toContain('for "茶树", not for citrus on the tree');
    expect(finding.nextSteps?.map(({ zh }) => zh).join()).toContain('合作社植保员更正用药记录');
    expect(finding.evidence).toContainEqual({
      type: 'product-label',
      id: 'product-label-1',
      field: 'crop',
      value: '茶树',
    });
  });

  it('a plot picked twice is judged by each picking', () => {
    const origins = [
      sampleOrigin(),
      sampleOrigin({ harvestBatchId: 'h2', harvestedOn: localDate('2027-02-20') }),
    ];
    const spray = sampleSpray({ performedOn: localDate('2027-02-15'), preharvestIntervalDays: 7 });
    const finding = judgedBy({ kind: 'preharvest-interval' }, withBatch({ origins, sprays: [spray] }));
    expect(finding.verdict).toBe('FAIL');
    expect(finding.explanation.en).toBe(
      'P-1 was harvested on 2027-02-20; after 示范农药 / demonstration product (2027-02-15, 7 days) harvest starts on 2027-02-22.',
    );
  });
});

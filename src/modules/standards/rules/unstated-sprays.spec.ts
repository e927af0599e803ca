import { describe, expect, it } from '@jest/globals';
import { atOnce } from '../../../kernel/in-parts.js';
import { localDate } from '../../../kernel/local-date.js';
import { evaluate } from '../domain/evaluate.js';
import type { BatchFacts, SprayFacts } from '../domain/facts.js';
import { openSteps, ownShare } from '../domain/open-steps.js';
import type { Rule } from '../domain/rule.js';
import {
  SAMPLE_AT,
  sampleBatch,
  sampleFacts,
  sampleOrigin,
  sampleRule,
  sampleSpray,
  withBatch,
} from '../domain/sample-facts.js';
import { judgedBy } from '../domain/sample-judge.js';

type RuleOf = Partial<Rule> & Pick<Rule, 'kind'>;
const ban: RuleOf = { kind: 'banned-substance', parameters: { substances: ['omethoate'] } };
const interval: RuleOf = { kind: 'preharvest-interval' };
const applications: RuleOf = { kind: 'applications-per-season', parameters: { per: 'PRODUCT' } };
const coverage: RuleOf = { kind: 'residue-coverage', stage: 'DECLARE' };

const days = (plotId = 'plot-1', plotCode = 'P-1') => ({
  plotId,
  plotCode,
  from: localDate('2026-01-13'),
  to: localDate('2027-01-12'),
});
const unstated = (...recorded: SprayFacts[]): Pick<BatchFacts, 'sprays' | 'unstatedSprays'> => ({
  sprays: null,
  unstatedSprays: { recorded, days: [days()] },
});
const banned = sampleSpray({ substances: ['omethoate'] });
const tooLate = sampleSpray({ performedOn: localDate('2027-01-10') });
const often = [1, 2, 3].map((n) =>
  sampleSpray({ id: `spray-${n}`, performedOn: localDate(`2026-10-0${n}`) }),
);

describe('where nobody stated that all sprays are on record', () => {
  it.each<[string, RuleOf, SprayFacts[], string]>([
    ['nothing on record acquits of a ban', ban, [], 'INDETERMINATE'],
    ['what is on record and harmless acquits of a ban', ban, [sampleSpray()], 'INDETERMINATE'],
    ['what is on record and banned does not fail', ban, [banned], 'FAIL'],
    ['nothing on record keeps the interval', interval, [], 'INDETERMINATE'],
    ['an interval that is over keeps it', interval, [sampleSpray()], 'INDETERMINATE'],
    ['an interval that is not over does not fail', interval, [tooLate], 'FAIL'],
    ['nothing on record is within the maximum', applications, [], 'INDETERMINATE'],
    ['what is on record is within it', applications, [sampleSpray()], 'INDETERMINATE'],
    ['too many on record do not fail', applications, often, 'FAIL'],
    ['nothing on record has to be tested for', coverage, [], 'INDETERMINATE'],
  ])('it is not so that %s', (_, rule, recorded, verdict) => {
    expect(judgedBy(rule, withBatch(unstated(...recorded))).verdict).toBe(verdict);
    const facts = sampleFacts({ plots: [{ id: 'plot-1', ...unstated(...recorded) }] });
    if (rule.kind === 'residue-coverage') return;
    const of = sampleRule({ ...rule, subject: 'PLOT' });
    const [finding] = evaluate({ id: 'v', code: 'V', edition: '1', rules: [of] }, facts, SAMPLE_AT);
    expect(finding?.verdict).toBe(verdict);
  });

  it('the finding names plot and days in both languages, and the cooperative states it', () => {
    const finding = judgedBy(interval, withBatch(unstated(sampleSpray())));
    expect(finding.explanation).toEqual({
      zh: '地块 P-1 2026-01-13 至 2027-01-12 的用药记录未声明完整，是否另有用药无从知道。',
      en: 'Nobody has stated that all sprays on plot P-1 from 2026-01-13 to 2027-01-12 are on record, so that others cannot be ruled out.',
    });
    expect(finding.nextSteps ?? [finding.settledBy]).toEqual([
      {
        by: 'COOPERATIVE',
        zh: '合作社补记漏记的用药，再声明地块 P-1 2026-01-13 至 2027-01-12 的用药记录完整；没有用药的，声明未用药。',
        en: 'The cooperative records what is missing, then states that the spray record of plot P-1 from 2026-01-13 to 2027-01-12 is complete, or that nothing was sprayed.',
      },
    ]);
    expect(finding.evidence).toEqual([
      { type: 'plot', id: 'plot-1', field: 'spraysComplete:2026-01-13..2027-01-12', value: null },
    ]);
  });

  it('what is open of a spray on record is told beside it', () => {
    const nameless = sampleSpray({ substances: null });
    const { explanation, evidence } = judgedBy(ban, withBatch(unstated(nameless)));
    expect(explanation.en).toMatch(/^No active ingredients are recorded .* Nobody has stated/);
    expect(evidence.map(({ type }) => type)).toEqual(['spray', 'plot']);
  });

  it('a spray that was taken back without agreement still speaks against the fruit', () => {
    const withdrawnSprays = [{ ...banned, correctedById: 'void' }];
    const finding = judgedBy(ban, withBatch({ ...unstated(), withdrawnSprays }));
    expect(finding.verdict).toBe('INDETERMINATE');
    expect(finding.nextSteps?.map(({ by }) => by)).toEqual(['COOPERATIVE', 'BASE_OFFICE']);
    // And it is no statement that nothing else was sprayed.
    const harmless = withBatch({ ...unstated(), withdrawnSprays: [sampleSpray({ correctedById: 'void' })] });
    expect(judgedBy(ban, harmless).verdict).toBe('INDETERMINATE');
  });
});

describe('facts kept before there were statements', () => {
  it.each([ban, interval, applications])('say what they said of $kind', (rule) => {
    const finding = judgedBy(rule, withBatch({ sprays: null }));
    expect(finding).toMatchObject({
      verdict: 'INDETERMINATE',
      explanation: {
        zh: '没有来源地块的用药记录。',
        en: 'No growing records exist for the plots it came from.',
      },
      evidence: [{ type: 'batch', field: 'sprays', value: null }],
    });
    expect(finding.nextSteps).toHaveLength(1);
  });

  it('pass where any record of work had been taken for it', () => {
    expect(judgedBy(ban, withBatch({ sprays: [] })).verdict).toBe('PASS');
  });

  it('are judged with what was withdrawn as they were', () => {
    const withdrawnSprays = [{ ...banned, correctedById: 'void' }];
    const { verdict, nextSteps } = judgedBy(ban, withBatch({ sprays: null, withdrawnSprays }));
    expect([verdict, nextSteps?.map(({ by }) => by)]).toEqual([
      'INDETERMINATE',
      ['COOPERATIVE', 'BASE_OFFICE'],
    ]);
  });
});

describe('the steps of a cooperative whose fruit was packed with that of another', () => {
  const own = sampleOrigin({ ownerId: 'cooperative' });
  const others = sampleOrigin({ plotId: 'plot-2', plotCode: 'P-2', ownerId: 'cooperative-2' });
  const facts = (...stillToState: ReturnType<typeof days>[]) =>
    sampleFacts({
      batches: [
        sampleBatch({
          origins: [own, others],
          sprays: null,
          unstatedSprays: {
            recorded: [sampleSpray(), sampleSpray({ id: 's2', plotId: 'plot-2' })],
            days: stillToState,
          },
        }),
      ],
    });
  const rule = sampleRule({ kind: 'preharvest-interval' });
  const steps = (of: string, ...stillToState: ReturnType<typeof days>[]) =>
    atOnce(
      openSteps('COOPERATIVE', ownShare(facts(...stillToState), of), [rule], { ...SAMPLE_AT, stage: 'PACK' }),
    );

  it('are to state its own plots and nobody else’s', () => {
    const [step, ...more] = steps('cooperative', days(), days('plot-2', 'P-2'));
    expect(more).toEqual([]);
    expect(step?.nextStep.en).toContain('plot P-1');
    expect(JSON.stringify(step)).not.toContain('P-2');
  });

  it('are none where only the other has to state anything', () => {
    expect(steps('cooperative', days('plot-2', 'P-2'))).toEqual([]);
    expect(steps('cooperative-2', days('plot-2', 'P-2'))).toHaveLength(1);
  });

  it('are only what is asked of them by whoever sees the whole, in the same words', () => {
    const rules = [sampleRule({ ...coverage, parameters: {} })];
    const all = facts(days(), days('plot-2', 'P-2'));
    const told = atOnce(openSteps('COOPERATIVE', ownShare(all, 'cooperative'), rules, SAMPLE_AT, all));
    expect(told.map(({ nextStep }) => nextStep.en)).toEqual([
      expect.stringContaining('spray record of plot P-1'),
    ]);
  });
});

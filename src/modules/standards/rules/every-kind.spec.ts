import { describe, expect, it } from '@jest/globals';
import { evaluate } from '../domain/evaluate.js';
import type { BatchFacts, Facts } from '../domain/facts.js';
import { SETTLERS, type Finding } from '../domain/finding.js';
import { releasabilityOf } from '../domain/releasability.js';
import type { Confidence } from '../domain/rule.js';
import { judgedBy } from '../domain/sample-judge.js';
import { ALL_FRUIT, type RuleConditions } from '../domain/rule-conditions.js';
import { SAMPLE_AT, SAMPLE_NAMES, sampleRule } from '../domain/sample-facts.js';
import { casesByKind } from './every-kind.cases.js';
import { verdictsByKind } from './every-kind.verdicts.js';
import { ruleKinds } from './index.js';
import { eachSubject, type KindCases } from './kind-cases.js';

const judge = (
  kind: string,
  cases: KindCases,
  facts: Facts,
  confidence: Confidence = 'confirmed',
): Finding => {
  const rule = sampleRule({ kind, subject: cases.subject, parameters: cases.parameters, confidence });
  const findings = evaluate({ id: 'v', code: 'V', edition: '1', rules: [rule] }, facts, SAMPLE_AT);
  expect(findings).toHaveLength(1);
  const [finding] = findings;
  if (!finding) throw new Error('one finding was expected');
  return finding;
};

const CODES = new RegExp(
  Object.values(SAMPLE_NAMES)
    .flatMap((names) => Object.keys(names))
    .map((code) => `\\b${code}\\b`)
    .join('|'),
);

const saysItInBothLanguages = ({ explanation, nextSteps = [], verdict }: Finding): void => {
  expect(Object.keys(explanation).sort()).toEqual(['en', 'zh']);
  expect(explanation.zh).toMatch(/。$/);
  expect(explanation.en).toMatch(/[.]$/);
  expect(nextSteps.length > 0).toBe(verdict === 'FAIL' || verdict === 'INDETERMINATE');
  for (const { by, zh, en } of nextSteps) {
    expect(SETTLERS).toContain(by);
    expect(zh).toMatch(/。$/);
    expect(en).toMatch(/[.]$/);
  }
};

it('every kind has its cases, and every case its kind', () => {
  expect(Object.keys(casesByKind).toSorted()).toEqual([...ruleKinds.keys()].toSorted());
});

it('every kind has its cases with each subject it takes', () => {
  for (const [name, cases] of Object.entries(casesByKind))
    expect([name, ...eachSubject(cases).map(({ subject }) => subject)].toSorted()).toEqual(
      [name, ...(ruleKinds.get(name)?.subjects ?? [])].toSorted(),
    );
});

it('every kind says which verdicts it can give', () => {
  expect(Object.keys(verdictsByKind).toSorted()).toEqual([...ruleKinds.keys()].toSorted());
});

it('registrations, bans, intervals and residues are never released, nor what comes to the same', () => {
  const never = [...ruleKinds.values()].filter(({ releasable }) => releasable !== true);
  expect(never.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining([
      'banned-substance',
      'market-open',
      'marked-registration',
      'no-open-hold',
      'orchard-registration',
      'packhouse-registration',
      'preharvest-interval',
      'residue-coverage',
      'registration-capacity',
      'residue-limit',
      'single-registration-per-run',
      'supply-relation',
    ]),
  );
});

const CASES = Object.entries(casesByKind).flatMap(([kind, cases]) =>
  eachSubject(cases).map((of) => [kind, of.subject, of] as const),
);

describe.each(CASES)('%s of a %s', (kind, _subject, cases) => {
  it('passes facts that are in order and shows what it looked at', () => {
    const finding = judge(kind, cases, cases.pass);
    expect(finding.verdict).toBe('PASS');
    saysItInBothLanguages(finding);
    expect(finding.evidence).not.toHaveLength(0);
  });

  it('gives each verdict that is declared of it in a case, and no other', () => {
    const given = [cases.pass, cases.fail, cases.missing, cases.notApplicable].flatMap((facts) =>
      facts ? [judge(kind, cases, facts).verdict] : [],
    );
    for (const { facts, verdict, ...rule } of cases.byOtherRules ?? []) {
      const found = judgedBy({ kind, subject: cases.subject, parameters: cases.parameters, ...rule }, facts);
      expect(found.verdict).toBe(verdict);
      // Only what the rule is makes the difference, or it would be a case like the others.
      expect(given).not.toContain(verdict);
      saysItInBothLanguages(found);
      given.push(verdict);
    }
    expect(new Set(given)).toEqual(new Set(verdictsByKind[kind]));
  });

  it('is judged alike for every market, where it says that it does not look at the market', () => {
    const { ofMarket } = ruleKinds.get(kind)!;
    const elsewhere = {
      market: 'ZZ',
      marketStatus: [],
      marketPack: null,
      residueLimits: [],
      residueFallback: null,
      watchList: null,
    };
    const cases_ = [cases.pass, cases.fail, cases.missing, cases.notApplicable].filter(
      (facts) => facts !== null,
    );
    const changed = cases_.filter(
      (facts) =>
        JSON.stringify(judge(kind, cases, facts)) !==
        JSON.stringify(judge(kind, cases, { ...facts, ...elsewhere, channel: null })),
    );
    // One that looks at it has a case that shows it, or it would be judged again for each market in vain.
    expect(changed.length > 0).toBe(ofMarket);
  });

  it('says whether two people may release it, and if never, why and what is left to do', () => {
    const { releasable } = ruleKinds.get(kind)!;
    expect(releasabilityOf(kind)).toBe(releasable);
    if (releasable === true) return;
    expect(releasable.never.zh).toMatch(/不适用凭据放行：.+。$/);
    expect(releasable.never.en).toMatch(/not released.*[.]$/);
  });

  if (cases.fail) {
    const { fail } = cases;
    it('fails facts that are not, with evidence', () => {
      const finding = judge(kind, cases, fail);
      expect(finding.verdict).toBe('FAIL');
      expect(finding.evidence).not.toHaveLength(0);
      saysItInBothLanguages(finding);
    });
  }

  it('leaves open what is not recorded and says who settles it', () => {
    const finding = judge(kind, cases, cases.missing);
    expect(finding.verdict).toBe('INDETERMINATE');
    saysItInBothLanguages(finding);
  });

  if (cases.notApplicable) {
    const { notApplicable } = cases;
    it('does not apply where there is nothing to judge', () => {
      const finding = judge(kind, cases, notApplicable);
      expect(finding.verdict).toBe('NOT_APPLICABLE');
      saysItInBothLanguages(finding);
    });
  }

  it.each(cases.badParameters.map((parameters) => [JSON.stringify(parameters), parameters]))(
    'refuses the parameters %s, naming itself',
    (_, parameters) => {
      expect(() => judge(kind, { ...cases, parameters }, cases.pass)).toThrow(kind);
    },
  );

  it.each(['secondary', 'unverified'] as const)(
    'never passes or fails by a rule that is %s',
    (confidence) => {
      for (const facts of [cases.pass, cases.fail, cases.missing, cases.notApplicable]) {
        if (!facts) continue;
        const finding = judge(kind, cases, facts, confidence);
        expect(['INDETERMINATE', 'NOT_APPLICABLE']).toContain(finding.verdict);
        expect(finding.confidence).toBe(confidence);
        saysItInBothLanguages(finding);
      }
    },
  );

  it('calls things by their names in the language of the sentence', () => {
    for (const facts of [cases.pass, cases.fail, cases.missing, cases.notApplicable]) {
      if (!facts) continue;
      const { explanation } = judge(kind, cases, { ...facts, names: SAMPLE_NAMES });
      for (const text of Object.values(explanation)) expect(text).not.toMatch(CODES);
    }
  });

  it('judges only the batches it is for, where it judges batches', () => {
    const rule = { kind, subject: cases.subject, parameters: cases.parameters };
    const judgedIn = (conditions: Partial<RuleConditions>, facts: Facts): Finding =>
      judgedBy({ ...rule, conditions: { ...ALL_FRUIT, ...conditions } }, facts);
    if (cases.subject !== 'BATCH') {
      expect(() => judgedIn({ classes: ['I'] }, cases.pass)).toThrow('conditions are of batches');
      return;
    }
    const { pass } = cases;
    const changed = (more: Partial<BatchFacts>): Facts => ({
      ...pass,
      batches: pass.batches.map((batch) => ({ ...batch, ...more })),
    });
    const [batch] = pass.batches;
    const own = { classes: [batch?.qualityClass ?? ''], varieties: [batch?.varietyCode ?? ''] };
    expect(judgedIn(own, pass)).toEqual(judgedIn({}, pass));
    for (const [conditions, unknown] of [
      [{ classes: ['ANOTHER'] }, { qualityClass: null }],
      [{ varieties: ['ANOTHER'] }, { varietyCode: null }],
    ] as const) {
      const [outside, open] = [judgedIn(conditions, pass), judgedIn(conditions, changed(unknown))];
      expect([outside.verdict, open.verdict]).toEqual(['NOT_APPLICABLE', 'INDETERMINATE']);
      saysItInBothLanguages(outside);
      saysItInBothLanguages(open);
    }
  });

  it('gives findings that are plain JSON', () => {
    const finding = judge(kind, cases, cases.pass);
    expect(JSON.parse(JSON.stringify(finding))).toEqual(finding);
  });
});

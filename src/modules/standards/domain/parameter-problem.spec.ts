import { describe, expect, it } from '@jest/globals';
import { casesByKind } from '../rules/every-kind.cases.js';
import { parameterProblem } from './parameter-problem.js';

const bad = Object.entries(casesByKind).flatMap(([kind, { subject, badParameters }]) =>
  badParameters.map((parameters) => [kind, JSON.stringify(parameters), subject, parameters] as const),
);

describe('what is wrong with the parameters of a rule', () => {
  it.each(bad)('of kind %s, %s, is said in both languages', (kind, _, subject, parameters) => {
    const problem = parameterProblem(kind, subject, parameters);
    expect(problem?.en).not.toContain(`${kind}:`);
    // A sentence in Chinese, not the English one passed through.
    expect(problem?.zh).toMatch(/[\u4e00-\u9fff]/);
  });

  it.each(Object.entries(casesByKind))(
    'is nothing for the right ones of %s',
    (kind, { subject, parameters }) => {
      expect(parameterProblem(kind, subject, parameters)).toBeNull();
    },
  );

  it('is the kind, where there is no such one, and the subject, where the kind does not judge it', () => {
    expect(parameterProblem('guess', 'BATCH', {})).toMatchObject({
      field: 'kind',
      en: expect.stringMatching(/^no kind is called guess; expected [a-z-]+, .*banned-substance, /),
    });
    expect(parameterProblem('market-open', 'BATCH', {})).toMatchObject({
      field: 'subject',
      zh: 'subject 应为：LOT, SHIPMENT',
    });
  });
});

import { describe, expect, it } from '@jest/globals';
import type { Settler } from './finding.js';
import { evaluate } from './evaluate.js';
import { stepOfHold, type HoldCause, type HoldCauseCode } from './hold-steps.js';
import { SAMPLE_AT, sampleRule, withBatch } from './sample-facts.js';
import { localDate } from '../../../kernel/local-date.js';

describe('who ends a hold', () => {
  it.each([
    ['WITHIN_INTERVAL', 'BASE_OFFICE', 'COOPERATIVE', /growing record is wrong/],
    ['BANNED_SUBSTANCE', 'BASE_OFFICE', 'COOPERATIVE', /growing record is wrong/],
    ['DEFICIT', 'COOPERATIVE', 'COOPERATIVE', /weigh tickets/],
    ['RECALL', 'BASE_OFFICE', 'BASE_OFFICE', /closes the recall/],
    ['MANUAL', 'PACKHOUSE', 'PACKHOUSE', /whoever placed it/],
    ['MANUAL', 'EXPORTER', 'EXPORTER', /whoever placed it/],
    ['INSPECTION_FAILED', 'INSPECTION_BODY', 'INSPECTION_BODY', /whoever placed it/],
  ] as [HoldCauseCode, Settler, Settler, RegExp][])('%s, placed by %s: %s', (code, placedBy, by, text) => {
    expect(stepOfHold({ code, isWithdrawn: false, placedBy })).toMatchObject({
      by,
      en: expect.stringMatching(text),
    });
  });

  it.each(['WITHIN_INTERVAL', 'BANNED_SUBSTANCE', 'DEFICIT'] as const)(
    '%s whose record was corrected: the base office, not who corrected it',
    (code) => {
      const { by } = stepOfHold({ code, isWithdrawn: true, placedBy: 'COOPERATIVE' });
      expect(by).toBe('BASE_OFFICE');
    },
  );
});

describe('a finding on a hold', () => {
  const judged = (...causes: (HoldCause | null)[]) => {
    const openHolds = causes.map((cause, i) => ({
      id: `hold-${i}`,
      reason: { zh: '原因', en: 'Reason' },
      placedOn: localDate('2027-01-14'),
      ...(cause ? { cause } : {}),
    }));
    const version = { id: 'v', code: 'V', edition: '1', rules: [sampleRule({ kind: 'no-open-hold' })] };
    const [finding] = evaluate(version, withBatch({ openHolds }), SAMPLE_AT);
    return finding?.nextSteps?.map(({ by }) => by);
  };
  const manual = { code: 'MANUAL', isWithdrawn: false, placedBy: 'PACKHOUSE' } as const;
  const interval = { code: 'WITHIN_INTERVAL', isWithdrawn: false, placedBy: 'BASE_OFFICE' } as const;

  it('says of each hold once who ends it', () => {
    expect(judged(manual, interval, manual)).toEqual(['PACKHOUSE', 'COOPERATIVE']);
  });

  it('says what older versions said, of facts that older versions kept', () => {
    expect(judged(null)).toEqual(['BASE_OFFICE']);
  });
});

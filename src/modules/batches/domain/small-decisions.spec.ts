import { describe, expect, it } from '@jest/globals';
import type { OrganisationKind } from '../../../infrastructure/auth/permissions.js';
import type { BatchId, OrganisationId, PlotId } from '../../../kernel/ids.js';
import { season } from '../../../kernel/local-date.js';
import { grams, kg } from '../../../kernel/mass.js';
import { codeFor } from './batch-code.js';
import type { HoldReason } from './hold-reason.js';
import { inherit } from './made-batch.js';
import { refuseRelease } from './refuse-release.js';
import { netMass } from './weigh-ticket.js';

describe('a weigh ticket', () => {
  it.each([
    [1000, 200, 30, 770_000],
    [1000, 0, 0, 1_000_000],
    [1000, 1000, 0, null],
    [1000, 900, 200, null],
  ])('gross %d, tare %d, deduction %d', (gross, tare, deduction, net) => {
    expect(netMass({ grossGrams: kg(gross), tareGrams: kg(tare), deductionGrams: kg(deduction) })).toBe(net);
  });
});

describe('a batch code', () => {
  it('fits GS1 AI (10): 20 characters, names kind and season, and is the same for the same id', () => {
    const code = codeFor('P', season('2025/26'), '0199-one');
    expect(code).toMatch(/^P2526-[0-9A-HJKMNP-TV-Z]{10}$/);
    expect(codeFor('P', season('2025/26'), '0199-one')).toBe(code);
    expect(codeFor('P', season('2025/26'), '0199-two')).not.toBe(code);
  });
});

describe('what an output inherits', () => {
  const origin = (county: string, organisation: string) => ({
    originBatchId: county as BatchId,
    plotId: county as PlotId,
    organisationId: organisation as OrganisationId,
    countyCode: county,
    massGrams: grams(1),
  });

  it('keeps one variety, and loses it when two are mixed', () => {
    expect(inherit(['TAROCCO', 'TAROCCO'], []).varietyCode).toBe('TAROCCO');
    expect(inherit(['TAROCCO', 'MORO'], []).varietyCode).toBeNull();
    expect(inherit(['TAROCCO', null], []).varietyCode).toBeNull();
  });

  it('lists both counties and cooperatives once', () => {
    const inherited = inherit(
      ['TAROCCO'],
      [origin('511025', 'z'), origin('500153', 'r'), origin('511025', 'z')],
    );
    expect(inherited.countyCodes).toEqual(['500153', '511025']);
    expect(inherited.originOrganisationIds).toEqual(['r', 'z']);
  });
});

describe('releasing a hold', () => {
  const hold = (
    reasonCode: HoldReason,
    releasedAt: string | null = null,
    causeWithdrawnAt: string | null = null,
  ) => ({
    reasonCode,
    causeWithdrawnAt,
    organisationId: 'placed-it' as OrganisationId,
    releasedAt,
  });
  const by = (id: string, organisationKind: OrganisationKind = 'COOPERATIVE') => ({
    organisationId: id as OrganisationId,
    organisationKind,
  });

  it.each([
    ['by whoever placed it', hold('MANUAL'), by('placed-it'), []],
    ['by the base office', hold('MANUAL'), by('office', 'BASE_OFFICE'), []],
    ['by somebody else it concerns', hold('MANUAL'), by('other'), ['HOLD_NOT_FOUND']],
    ['one that does not exist', null, by('placed-it'), ['HOLD_NOT_FOUND']],
    ['twice', hold('MANUAL', '2026-01-01T00:00:00.000Z'), by('placed-it'), ['HOLD_RELEASED_ALREADY']],
    [
      'inside an interval, even by the office',
      hold('WITHIN_INTERVAL'),
      by('o', 'BASE_OFFICE'),
      ['HOLD_NOT_TO_BE_RELEASED_BY_HAND'],
    ],
    ['of a banned substance', hold('BANNED_SUBSTANCE'), by('placed-it'), ['HOLD_NOT_TO_BE_RELEASED_BY_HAND']],
    ['of a recall', hold('RECALL'), by('office', 'BASE_OFFICE'), ['HOLD_NOT_TO_BE_RELEASED_BY_HAND']],
    [
      'whose record was corrected, by the base office',
      hold('WITHIN_INTERVAL', null, '2026-01-01T00:00:00.000Z'),
      by('o', 'BASE_OFFICE'),
      [],
    ],
    [
      'whose record was corrected, by those who corrected it',
      hold('WITHIN_INTERVAL', null, '2026-01-01T00:00:00.000Z'),
      by('placed-it'),
      ['HOLD_NOT_TO_BE_RELEASED_BY_HAND'],
    ],
    ['of a deficit', hold('DEFICIT'), by('o', 'BASE_OFFICE'), ['HOLD_NOT_TO_BE_RELEASED_BY_HAND']],
    [
      'of a deficit that was corrected, by those who corrected it',
      hold('DEFICIT', null, '2026-01-01T00:00:00.000Z'),
      by('placed-it'),
      ['HOLD_NOT_TO_BE_RELEASED_BY_HAND'],
    ],
    [
      'of a deficit that was corrected, by the base office',
      hold('DEFICIT', null, '2026-01-01T00:00:00.000Z'),
      by('o', 'BASE_OFFICE'),
      [],
    ],
  ])('%s', (_, standing, whom, codes) => {
    expect(refuseRelease(standing, whom).map((refusal) => refusal.code)).toEqual(codes);
  });
});

import { describe, expect, it } from '@jest/globals';
import { localDate } from '../../../kernel/local-date.js';
import type { CoveredPlotFacts, Facts, RegistrationFacts } from '../domain/facts.js';
import { ENTERED, sampleFacts, sampleOrigin, withBatch } from '../domain/sample-facts.js';
import { judgedBy } from '../domain/sample-judge.js';

describe('registrations', () => {
  const [orchard] = sampleFacts().registrations;
  const [, packhouse] = sampleFacts().registrations;
  if (!orchard || !packhouse) throw new Error('the sample has both');
  const until = (day: string): Partial<RegistrationFacts> => ({ validTo: localDate(day) });
  // As facts kept by older versions say it; `entered.spec.ts` has those of today.
  const entered = (day: string) => ({ enteredOn: localDate(day), isConfirmed: false });
  const covered = (changes: Partial<CoveredPlotFacts> = {}): CoveredPlotFacts => ({
    plotId: 'plot-1',
    from: localDate('2026-01-01'),
    to: null,
    ...ENTERED,
    ...changes,
  });
  // Picked on 2027-01-12, packed on the 15th, leaving on the 20th.
  it.each<[string, Partial<RegistrationFacts>, string]>([
    ['valid on the day of shipment', until('2027-01-20'), 'PASS'],
    ['ended between harvest and shipment', until('2027-01-19'), 'FAIL'],
    ['ended before the harvest', until('2027-01-11'), 'FAIL'],
    ['given for another market', { markets: ['EU'] }, 'FAIL'],
    ['without a market on record', { markets: null }, 'INDETERMINATE'],
    ['not covering the plot any more', { plots: [covered({ to: localDate('2027-01-11') })] }, 'FAIL'],
    ['not covering the plot yet', { plots: [covered({ from: localDate('2027-01-13') })] }, 'FAIL'],
    ['not covering the plot at all', { plots: [] }, 'FAIL'],
    ['entered on the day of harvest', entered('2027-01-12'), 'PASS'],
    ['entered after the harvest, by whoever gains by it', entered('2027-01-13'), 'INDETERMINATE'],
    ['entered after the harvest and confirmed', { ...entered('2027-01-13'), isConfirmed: true }, 'PASS'],
    ['whose plot was entered on the day of harvest', { plots: [covered(entered('2027-01-12'))] }, 'PASS'],
    [
      'whose plot was entered after the harvest',
      { plots: [covered(entered('2027-01-13'))] },
      'INDETERMINATE',
    ],
    [
      'whose plot was entered after the harvest and confirmed',
      { plots: [covered({ ...entered('2027-01-13'), isConfirmed: true })] },
      'PASS',
    ],
    ['entered late and ended', { ...entered('2027-01-13'), ...until('2027-01-19') }, 'FAIL'],
  ])('of an orchard %s', (_, changes, verdict) => {
    const registrations = [{ ...orchard, ...changes }];
    expect(judgedBy({ kind: 'orchard-registration' }, sampleFacts({ registrations })).verdict).toBe(verdict);
  });

  it('names the plot that has none', () => {
    const origins = [sampleOrigin(), sampleOrigin({ plotId: 'plot-2', plotCode: 'P-2' })];
    const finding = judgedBy({ kind: 'orchard-registration' }, withBatch({ origins }));
    expect(finding.verdict).toBe('FAIL');
    expect(finding.explanation.zh).toBe('采收日地块 P-2 没有面向该市场的有效果园注册登记。');
  });

  it('the better of two registrations counts', () => {
    const registrations = [{ ...orchard, id: 'old', markets: ['EU'] }, orchard];
    expect(judgedBy({ kind: 'orchard-registration' }, sampleFacts({ registrations })).verdict).toBe('PASS');
  });

  it('needs no market where any registration will do', () => {
    const registrations = [{ ...orchard, markets: null }];
    const rule = { kind: 'orchard-registration', parameters: { anyMarket: true } };
    expect(judgedBy(rule, sampleFacts({ registrations, market: null })).verdict).toBe('PASS');
    expect(judgedBy({ kind: 'orchard-registration' }, sampleFacts({ market: null })).verdict).toBe(
      'INDETERMINATE',
    );
  });

  it.each<[string, Partial<RegistrationFacts>, string]>([
    ['valid', {}, 'PASS'],
    ['of another packhouse', { organisationId: 'other' }, 'FAIL'],
    ['begun after the packing', { validFrom: localDate('2027-01-16') }, 'FAIL'],
    ['ended before the shipment', until('2027-01-19'), 'FAIL'],
    ['for another market', { markets: ['EU'] }, 'FAIL'],
    ['without a market on record', { markets: null }, 'INDETERMINATE'],
    ['entered on the packing day', entered('2027-01-15'), 'PASS'],
    ['entered after the packing day', entered('2027-01-16'), 'INDETERMINATE'],
    ['entered after the packing day and confirmed', { ...entered('2027-01-16'), isConfirmed: true }, 'PASS'],
  ])('of a packhouse, %s', (_, changes, verdict) => {
    const registrations = [{ ...packhouse, ...changes }];
    expect(judgedBy({ kind: 'packhouse-registration' }, sampleFacts({ registrations })).verdict).toBe(
      verdict,
    );
  });

  it('one registration may cover the plots of many growers', () => {
    const plots = ['plot-1', 'plot-2'].map((plotId) => covered({ plotId }));
    const origins = [sampleOrigin(), sampleOrigin({ plotId: 'plot-2', plotCode: 'P-2' })];
    const facts = withBatch({ origins }, { registrations: [{ ...orchard, plots }] });
    expect(judgedBy({ kind: 'single-registration-per-run' }, facts).verdict).toBe('PASS');
    expect(judgedBy({ kind: 'single-registration-per-run' }, withBatch({ origins })).verdict).toBe(
      'INDETERMINATE',
    );
    const late = plots.map((each) => ({ ...each, ...entered('2027-01-13') }));
    const lateFacts = withBatch({ origins }, { registrations: [{ ...orchard, plots: late }] });
    expect(judgedBy({ kind: 'single-registration-per-run' }, lateFacts).verdict).toBe('INDETERMINATE');
  });

  describe('printed on the cartons', () => {
    const second = sampleOrigin({ plotId: 'plot-2', plotCode: 'P-2' });
    const elsewhere = {
      ...orchard,
      id: 'other',
      number: 'ORCHARD-2',
      plots: [covered({ plotId: 'plot-2' })],
    };
    const both = { ...orchard, plots: [covered(), covered({ plotId: 'plot-2' })] };
    const rows: [string, Facts, string][] = [
      ['that covered its plot', sampleFacts(), 'PASS'],
      [
        'that covered both of its plots',
        withBatch({ origins: [sampleOrigin(), second] }, { registrations: [both] }),
        'PASS',
      ],
      [
        'while half of it grew under no registration',
        withBatch({ origins: [sampleOrigin(), second] }),
        'FAIL',
      ],
      [
        'while half of it grew under another one, so that the run drew from two',
        withBatch({ origins: [sampleOrigin(), second] }, { registrations: [orchard, elsewhere] }),
        'FAIL',
      ],
      [
        'that covers none of it, although another does',
        withBatch(
          { markedRegistration: { id: 'other', number: 'ORCHARD-2' } },
          { registrations: [orchard, elsewhere] },
        ),
        'FAIL',
      ],
      [
        'that no longer covered it on the day of harvest',
        sampleFacts({ registrations: [{ ...orchard, ...until('2027-01-11') }] }),
        'FAIL',
      ],
      [
        'that will have ended when it leaves',
        sampleFacts({ registrations: [{ ...orchard, ...until('2027-01-19') }] }),
        'FAIL',
      ],
      [
        'that was given for another market, while a second one covers the plot for this',
        sampleFacts({
          registrations: [
            { ...orchard, markets: ['EU'] },
            { ...orchard, id: 'other' },
          ],
        }),
        'FAIL',
      ],
      [
        'that does not say for which markets',
        sampleFacts({ registrations: [{ ...orchard, markets: null }] }),
        'INDETERMINATE',
      ],
      [
        'that was entered after the harvest',
        sampleFacts({ registrations: [{ ...orchard, ...entered('2027-01-13') }] }),
        'INDETERMINATE',
      ],
      [
        'on fruit whose day of harvest is not recorded',
        withBatch({ origins: [sampleOrigin({ harvestedOn: null })] }),
        'INDETERMINATE',
      ],
      ['that nobody recorded', withBatch({ markedRegistration: null }), 'INDETERMINATE'],
    ];
    it.each(rows)('a registration %s', (_, facts, verdict) => {
      expect(judgedBy({ kind: 'marked-registration' }, facts).verdict).toBe(verdict);
    });

    it('need not be there where the market does not ask for it', () => {
      const rule = { kind: 'marked-registration', parameters: { mayBeUnmarked: true } };
      expect(judgedBy(rule, withBatch({ markedRegistration: null })).verdict).toBe('NOT_APPLICABLE');
    });
  });
});

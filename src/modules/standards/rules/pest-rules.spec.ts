import { describe, expect, it } from '@jest/globals';
import { decimal } from '../../../kernel/decimal.js';
import { localDate } from '../../../kernel/local-date.js';
import type { Facts } from '../domain/facts.js';
import type { Finding } from '../domain/finding.js';
import type {
  AreaStatusFacts,
  OfficerFacts,
  PestFacts,
  TrapFacts,
  TreatmentFacts,
} from '../domain/pest-facts.js';
import { sampleFacts, sampleOrigin, samplePests, withBatch } from '../domain/sample-facts.js';
import { judgedBy } from '../domain/sample-judge.js';

const sample = samplePests();
const first = <T>([one]: readonly T[]): T => {
  if (!one) throw new Error('one was expected');
  return one;
};
const STATUS = first(sample.areaStatuses);
const OFFICER = first(sample.officers);
const TRAP = first(sample.traps);
const TREATMENT = first(sample.treatments);

const judge = (kind: string, parameters: unknown, facts: Facts): Finding =>
  judgedBy({ kind, parameters }, facts);
const given = (changes: Partial<PestFacts>): Facts => sampleFacts({ pests: samplePests(changes) });

describe('pest-area-status', () => {
  const verdict = (statuses: readonly Partial<AreaStatusFacts>[], more: object = {}) =>
    judge(
      'pest-area-status',
      { pests: ['PEST-1'], accepted: ['FREE_AREA', 'FREE_PLACE_OF_PRODUCTION'], ...more },
      given({ areaStatuses: statuses.map((each, i) => ({ ...STATUS, id: `status-${i}`, ...each })) }),
    ).verdict;
  const REGISTRATION = { regionCode: null, registrationId: 'registration-1' };

  it.each<[string, readonly Partial<AreaStatusFacts>[], string]>([
    ['the county is free', [{}], 'PASS'],
    ['the county is not', [{ status: 'PRESENT' }], 'FAIL'],
    ['nobody has confirmed it', [{ isConfirmed: false }], 'INDETERMINATE'],
    ['it is bad and nobody has confirmed it', [{ status: 'PRESENT', isConfirmed: false }], 'INDETERMINATE'],
    ['it is of another county', [{ regionCode: '500153' }], 'INDETERMINATE'],
    ['it is of another pest', [{ pest: 'PEST-2' }], 'INDETERMINATE'],
    ['it begins after the harvest', [{ validFrom: localDate('2027-01-13') }], 'INDETERMINATE'],
    ['it ended before the harvest', [{ validTo: localDate('2027-01-11') }], 'INDETERMINATE'],
    ['its last day is the day of harvest', [{ validTo: localDate('2027-01-12') }], 'PASS'],
    [
      'the orchard is a free place in an area with the pest',
      [{ status: 'PRESENT' }, { ...REGISTRATION, status: 'FREE_PLACE_OF_PRODUCTION' }],
      'PASS',
    ],
    ['the town has what the county has not', [{}, { regionCode: '511025105', status: 'PRESENT' }], 'FAIL'],
    [
      'the orchard is stated but not confirmed: what is said of the county no longer speaks for it',
      [{}, { ...REGISTRATION, status: 'UNDER_SUPERVISION', isConfirmed: false }],
      'INDETERMINATE',
    ],
    [
      'the orchard is said to be free and nobody confirmed it: what is settled of the county still speaks against it',
      [{ status: 'PRESENT' }, { ...REGISTRATION, status: 'FREE_PLACE_OF_PRODUCTION', isConfirmed: false }],
      'FAIL',
    ],
    ['one person ended what speaks for it', [{ doubtedFrom: localDate('2027-01-12') }], 'INDETERMINATE'],
    ['one person ended it after the harvest', [{ doubtedFrom: localDate('2027-01-13') }], 'PASS'],
    [
      'one person ended what speaks against it',
      [{}, { status: 'PRESENT', doubtedFrom: localDate('2026-09-01') }],
      'FAIL',
    ],
    ['two papers of one area disagree', [{}, { status: 'UNDER_SUPERVISION' }], 'FAIL'],
  ])('%s', (_, statuses, expected) => {
    expect(verdict(statuses)).toBe(expected);
  });

  it('leaves open what a treatment may make good, where the text says so', () => {
    expect(verdict([{ status: 'PRESENT' }], { orTreated: true })).toBe('INDETERMINATE');
  });

  it('asks for every plot: one of two is not enough', () => {
    const other = sampleOrigin({
      plotId: 'plot-2',
      plotCode: 'P-2',
      countyCode: '500153',
      townCode: '500153112',
    });
    const facts = withBatch({ origins: [sampleOrigin(), other] });
    const finding = judge('pest-area-status', { pests: ['PEST-1'], accepted: ['FREE_AREA'] }, facts);
    expect(finding.verdict).toBe('INDETERMINATE');
    expect(finding.explanation.zh).toContain('P-2');
  });

  describe('of an orchard that nobody confirmed includes the plot', () => {
    const [orchard, ...others] = sampleFacts().registrations;
    if (!orchard) throw new Error('the sample has one');
    const waiting = {
      enteredOn: localDate('2026-09-02'),
      isConfirmed: false,
      waitsFor: 'BASE_OFFICE',
    } as const;
    const plots = orchard.plots.map((plot) => ({ ...plot, ...waiting }));
    const asked = { pests: ['PEST-1'], accepted: ['FREE_AREA', 'FREE_PLACE_OF_PRODUCTION'] };
    const said = (...statuses: Partial<AreaStatusFacts>[]) =>
      judge(
        'pest-area-status',
        asked,
        sampleFacts({
          registrations: [{ ...orchard, plots }, ...others],
          pests: samplePests({
            areaStatuses: statuses.map((each, i) => ({ ...STATUS, id: `status-${i}`, ...each })),
          }),
        }),
      );
    const free = { ...REGISTRATION, status: 'FREE_PLACE_OF_PRODUCTION' } as const;

    it.each<[string, readonly Partial<AreaStatusFacts>[], string]>([
      ['does not pass by what is said of the orchard', [free], 'INDETERMINATE'],
      ['passes by the county, where that is free as well', [free, {}], 'PASS'],
      ['fails by the county, where that is not', [free, { status: 'PRESENT' }], 'FAIL'],
      ['fails by what is said against the orchard', [{ ...REGISTRATION, status: 'PRESENT' }, {}], 'FAIL'],
    ])('%s', (_, statuses, expected) => {
      expect(said(...statuses).verdict).toBe(expected);
    });

    it('says that the plot is to be confirmed, also beside a FAIL', () => {
      for (const finding of [said(free), said(free, { status: 'PRESENT' })])
        expect(finding.nextSteps?.[0]).toMatchObject({
          by: 'BASE_OFFICE',
          en: expect.stringMatching(/plot P-1 under registration ORCHARD-1/),
        });
    });
  });

  it('finds nothing recorded in facts that an older version kept', () => {
    const { pests: _, ...older } = sampleFacts();
    expect(judge('pest-area-status', { pests: ['PEST-1'], accepted: ['FREE_AREA'] }, older).verdict).toBe(
      'INDETERMINATE',
    );
  });
});

describe('plant-protection-officer', () => {
  const verdict = (of: string, officers: readonly Partial<OfficerFacts>[]) =>
    judge(
      'plant-protection-officer',
      { of },
      given({ officers: officers.map((each, i) => ({ ...OFFICER, id: `officer-${i}`, ...each })) }),
    ).verdict;
  const PACKHOUSE = { registrationId: null, organisationId: 'packhouse' };
  // As facts kept by older versions say it.
  const LATE = { enteredOn: localDate('2027-01-16'), isConfirmed: false };

  it.each<[string, string, readonly Partial<OfficerFacts>[], string]>([
    ['of the orchard', 'ORCHARD', [{}], 'PASS'],
    ['of another orchard', 'ORCHARD', [{ registrationId: 'registration-9' }], 'INDETERMINATE'],
    ["the packhouse's is not the orchard's", 'ORCHARD', [PACKHOUSE], 'INDETERMINATE'],
    ['of the packhouse', 'PACKHOUSE', [PACKHOUSE], 'PASS'],
    ['of another packhouse', 'PACKHOUSE', [{ ...PACKHOUSE, organisationId: 'other' }], 'INDETERMINATE'],
    ['appointed the day after', 'ORCHARD', [{ validFrom: localDate('2027-01-13') }], 'FAIL'],
    ['entered after the act', 'ORCHARD', [LATE], 'INDETERMINATE'],
    ['entered after the act and confirmed', 'ORCHARD', [{ ...LATE, isConfirmed: true }], 'PASS'],
    ['one of several will do', 'ORCHARD', [{ validTo: localDate('2026-12-31') }, {}], 'PASS'],
  ])('%s', (_, of, officers, expected) => {
    expect(verdict(of, officers)).toBe(expected);
  });

  it('cannot be told for a plot without a registration', () => {
    const facts = sampleFacts({ registrations: [] });
    expect(judge('plant-protection-officer', { of: 'ORCHARD' }, facts).verdict).toBe('INDETERMINATE');
  });
});

describe('trap-monitoring', () => {
  const DEMAND = { pests: ['PEST-1'], windowDays: 21, everyDays: 7, limit: 2 };
  const look = (on: string, found: number | null = 0, more: object = {}) => ({
    id: `look-${on}`,
    on: localDate(on),
    enteredOn: localDate(on),
    byOfficer: true,
    counts: found === null ? {} : { 'PEST-1': found },
    ...more,
  });
  const WEEKLY = [look('2026-12-22'), look('2026-12-29'), look('2027-01-05'), look('2027-01-12')];
  const verdict = (traps: readonly Partial<TrapFacts>[], more: object = {}) =>
    judge(
      'trap-monitoring',
      { ...DEMAND, ...more },
      given({ traps: traps.map((each, i) => ({ ...TRAP, id: `trap-${i}`, code: `T-${i}`, ...each })) }),
    ).verdict;
  const at = (...inspections: TrapFacts['inspections']) => [{ inspections }];

  // The fruit was picked on 2027-01-12, so that the window begins on 2026-12-22.
  it.each<[string, readonly Partial<TrapFacts>[], string]>([
    ['every seven days', at(...WEEKLY), 'PASS'],
    ['the first look seven days into the window', at(...WEEKLY.slice(1)), 'PASS'],
    ['the last look seven days before the harvest', at(...WEEKLY.slice(0, 3)), 'PASS'],
    ['the last look eight days before it', at(look('2026-12-28'), look('2027-01-04')), 'INDETERMINATE'],
    [
      'a look before the window counts',
      at(look('2026-12-20'), look('2026-12-27'), look('2027-01-03'), look('2027-01-10')),
      'PASS',
    ],
    [
      'eight days between two',
      at(look('2026-12-22'), look('2026-12-30'), look('2027-01-06')),
      'INDETERMINATE',
    ],
    ['not looked into', at(), 'INDETERMINATE'],
    ['the pest was not looked for', at(...WEEKLY.map(({ on }) => look(on, null))), 'INDETERMINATE'],
    ['as many as allowed', at(...WEEKLY.map(({ on }) => look(on, 2))), 'PASS'],
    ['one more than allowed, once', at(look('2026-12-25', 3), ...WEEKLY), 'FAIL'],
    ['more than allowed before the window', at(look('2026-12-21', 3), ...WEEKLY), 'PASS'],
    ['more than allowed, and not often enough', at(look('2026-12-25', 3)), 'FAIL'],
    ['no trap', [], 'INDETERMINATE'],
    [
      'a trap of another orchard',
      [{ registrationId: 'registration-9', inspections: WEEKLY }],
      'INDETERMINATE',
    ],
    ['a trap on the plot itself', [{ registrationId: null, plotId: 'plot-1', inspections: WEEKLY }], 'PASS'],
    ['a trap for another pest', [{ pests: ['PEST-2'], inspections: WEEKLY }], 'INDETERMINATE'],
    [
      'caught in a trap for another pest',
      [{ inspections: WEEKLY }, { pests: ['PEST-2'], inspections: [look('2027-01-01', 9)] }],
      'FAIL',
    ],
    [
      'set up after the window began',
      [{ setUpOn: localDate('2026-12-23'), inspections: WEEKLY }],
      'INDETERMINATE',
    ],
    [
      'one took the place of the other',
      [
        { takenDownOn: localDate('2026-12-31'), inspections: WEEKLY.slice(0, 2) },
        { setUpOn: localDate('2027-01-01'), inspections: WEEKLY.slice(2) },
      ],
      'PASS',
    ],
    [
      'a day without a trap between the two',
      [
        { takenDownOn: localDate('2026-12-30'), inspections: WEEKLY.slice(0, 2) },
        { setUpOn: localDate('2027-01-01'), inspections: WEEKLY.slice(2) },
      ],
      'INDETERMINATE',
    ],
    ['of two traps one was left alone', [{ inspections: WEEKLY }, { inspections: [] }], 'INDETERMINATE'],
  ])('%s', (_, traps, expected) => {
    expect(verdict(traps)).toBe(expected);
  });

  it('counts only looks of an officer where the rule says so, but a catch of anybody', () => {
    const others = WEEKLY.map((each) => ({ ...each, byOfficer: false }));
    expect(verdict(at(...others))).toBe('PASS');
    expect(verdict(at(...others), { byOfficer: true })).toBe('INDETERMINATE');
    expect(verdict(at(...WEEKLY, look('2027-01-08', 3, { byOfficer: false })), { byOfficer: true })).toBe(
      'FAIL',
    );
  });

  it('waits for the appointment of who looked, where nobody confirmed it yet', () => {
    const byUnconfirmed = { id: 'officer-1', waitsFor: 'BASE_OFFICE' } as const;
    const others = WEEKLY.map((each) => ({ ...each, byOfficer: false, byUnconfirmed }));
    const finding = judge(
      'trap-monitoring',
      { ...DEMAND, byOfficer: true },
      given({ traps: [{ ...TRAP, inspections: others }] }),
    );
    expect(finding.verdict).toBe('INDETERMINATE');
    expect(finding.nextSteps?.map(({ by }) => by)).toEqual(['BASE_OFFICE']);
    expect(finding.evidence).toContainEqual({
      type: 'officer-appointment',
      id: 'officer-1',
      field: 'isConfirmed',
      value: false,
    });
    // What is missing all the same is still to be looked for by the cooperative.
    const gap = judge(
      'trap-monitoring',
      { ...DEMAND, byOfficer: true },
      given({ traps: [{ ...TRAP, inspections: others.slice(2) }] }),
    );
    expect(gap.nextSteps?.map(({ by }) => by)).toEqual(['COOPERATIVE']);
  });

  it('counts only looks entered in time where the rule says so', () => {
    const late = WEEKLY.map((each) => ({ ...each, enteredOn: localDate('2027-01-13') }));
    expect(verdict(at(...late))).toBe('PASS');
    expect(verdict(at(...late), { enteredWithinDays: 3 })).toBe('INDETERMINATE');
  });
});

describe('quarantine-treatment', () => {
  const DEMAND = { treatment: 'COLD', minimumHours: 48, maximumCelsius: '1.5', readingEveryHours: 1 };
  const verdict = (treatments: readonly Partial<TreatmentFacts>[]) =>
    judge(
      'quarantine-treatment',
      DEMAND,
      given({ treatments: treatments.map((each, i) => ({ ...TREATMENT, id: `treatment-${i}`, ...each })) }),
    ).verdict;

  // The fruit is to leave on 2027-01-20.
  it.each<[string, readonly Partial<TreatmentFacts>[], string]>([
    ['long and cold enough', [{}], 'PASS'],
    ['a minute short', [{ minutes: 2_879 }], 'FAIL'],
    ['a tenth too warm', [{ highestCelsius: decimal('1.6') }], 'FAIL'],
    ['no temperature read', [{ highestCelsius: null, longestSilenceMinutes: null }], 'INDETERMINATE'],
    ['an hour and a minute without a reading', [{ longestSilenceMinutes: 61 }], 'INDETERMINATE'],
    ['not ended', [{ endedOn: null, minutes: null }], 'INDETERMINATE'],
    ['not confirmed', [{ isConfirmed: false }], 'INDETERMINATE'],
    [
      'too warm already, though not confirmed',
      [{ isConfirmed: false, highestCelsius: decimal('4') }],
      'FAIL',
    ],
    ['ended on the day it leaves', [{ endedOn: localDate('2027-01-20') }], 'PASS'],
    ['ended after it leaves', [{ endedOn: localDate('2027-01-21') }], 'FAIL'],
    ['another treatment', [{ kind: 'HEAT' }], 'INDETERMINATE'],
    ['of another batch', [{ batchId: 'batch-9' }], 'INDETERMINATE'],
    ['one failed, the next did not', [{ minutes: 60 }, {}], 'PASS'],
  ])('%s', (_, treatments, expected) => {
    expect(verdict(treatments)).toBe(expected);
  });

  it('asks for no figure that the rule does not name', () => {
    const bare = { ...TREATMENT, minutes: 1, highestCelsius: null, longestSilenceMinutes: null };
    const finding = judge('quarantine-treatment', { treatment: 'COLD' }, given({ treatments: [bare] }));
    expect(finding.verdict).toBe('PASS');
  });
});

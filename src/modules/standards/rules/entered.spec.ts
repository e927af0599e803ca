import { describe, expect, it } from '@jest/globals';
import { localDate } from '../../../kernel/local-date.js';
import type { EntryFacts, Facts, RegistrationFacts } from '../domain/facts.js';
import { nextStepsOf } from '../domain/finding.js';
import type { OfficerFacts } from '../domain/pest-facts.js';
import { ENTERED, sampleFacts, samplePests, sampleSupply } from '../domain/sample-facts.js';
import { judgedBy } from '../domain/sample-judge.js';
import { speaksOf } from './entered.js';

// Picked on 2027-01-12, packed on the 15th, leaving on the 20th.
const HARVEST = localDate('2027-01-12');
const IN_TIME = localDate('2026-09-02');
const LATE = localDate('2027-01-16');

const byHolder = { enteredOn: IN_TIME, isConfirmed: false, waitsFor: 'BASE_OFFICE' } as const;
const byOffice = { enteredOn: IN_TIME, isConfirmed: false, waitsFor: 'SECOND_PERSON' } as const;
const confirmed = { enteredOn: IN_TIME, isConfirmed: true, waitsFor: null } as const;

describe('an entry', () => {
  const cases: [string, EntryFacts, boolean][] = [
    ['of the holder, made before the day', byHolder, false],
    ['of the holder, made after the day', { ...byHolder, enteredOn: LATE }, false],
    ['of the holder, confirmed', confirmed, true],
    ['of the holder, made after the day and confirmed', { ...confirmed, enteredOn: LATE }, true],
    ['of one person of the base office, made before the day', byOffice, false],
    ['of one person of the base office, made after the day', { ...byOffice, enteredOn: LATE }, false],
    ['in facts of an older version, made before the day', { enteredOn: IN_TIME, isConfirmed: false }, true],
    ['in facts of an older version, made on the day', { enteredOn: HARVEST, isConfirmed: false }, true],
    ['in facts of an older version, made after the day', { enteredOn: LATE, isConfirmed: false }, false],
    ['in facts of an older version, confirmed', { enteredOn: LATE, isConfirmed: true }, true],
  ];
  it.each(cases)('%s', (_, entry, speaks) => {
    expect(speaksOf(entry, HARVEST)).toBe(speaks);
  });
});

const [orchard, packhouse] = sampleFacts().registrations;
if (!orchard || !packhouse) throw new Error('the sample has both');
const under = (entry: EntryFacts) => orchard.plots.map((plot) => ({ ...plot, ...entry }));
const officers = (entry: EntryFacts): OfficerFacts[] =>
  samplePests().officers.map((officer) => ({ ...officer, ...entry }));
const ofOrchard = (changes: Partial<RegistrationFacts>, more: Partial<Facts> = {}) =>
  sampleFacts({ registrations: [{ ...orchard, ...changes }, packhouse], ...more });
const ofPackhouse = (changes: Partial<RegistrationFacts>) =>
  sampleFacts({ registrations: [orchard, { ...packhouse, ...changes }] });

/** Every kind of rule that looks at something entered, with facts in which one entry is as told. */
const uses: [what: string, kind: string, parameters: object, facts: (entry: EntryFacts) => Facts][] = [
  ['an orchard registration', 'orchard-registration', {}, (entry) => ofOrchard(entry)],
  [
    'a plot under an orchard registration',
    'orchard-registration',
    {},
    (entry) => ofOrchard({ plots: under(entry) }),
  ],
  ['a packhouse registration', 'packhouse-registration', {}, (entry) => ofPackhouse(entry)],
  ['a registration on the cartons', 'marked-registration', {}, (entry) => ofOrchard(entry)],
  [
    'a plot under a registration on the cartons',
    'marked-registration',
    {},
    (entry) => ofOrchard({ plots: under(entry) }),
  ],
  ['the registration of a run', 'single-registration-per-run', {}, (entry) => ofOrchard(entry)],
  [
    'a plot under the registration of a run',
    'single-registration-per-run',
    {},
    (entry) => ofOrchard({ plots: under(entry) }),
  ],
  [
    'an appointment for an orchard',
    'plant-protection-officer',
    { of: 'ORCHARD' },
    (entry) => sampleFacts({ pests: samplePests({ officers: officers(entry) }) }),
  ],
  [
    'an appointment for a packhouse',
    'plant-protection-officer',
    { of: 'PACKHOUSE' },
    (entry) => sampleFacts({ pests: samplePests({ officers: officers(entry) }) }),
  ],
];

describe.each(uses)('%s', (_, kind, parameters, facts) => {
  const judge = (entry: EntryFacts) => judgedBy({ kind, parameters }, facts(entry));

  it('decides nothing before the base office has confirmed it, whenever it was entered', () => {
    for (const entry of [byHolder, byOffice])
      for (const enteredOn of [IN_TIME, HARVEST, LATE])
        expect(judge({ ...entry, enteredOn }).verdict).toBe('INDETERMINATE');
  });

  it('decides once it is confirmed, however late it was entered', () => {
    expect(judge({ ...confirmed, enteredOn: LATE }).verdict).toBe('PASS');
  });

  it('of an older version comes out as it did', () => {
    expect(judge({ enteredOn: IN_TIME, isConfirmed: false }).verdict).toBe('PASS');
    expect(judge({ enteredOn: LATE, isConfirmed: false }).verdict).toBe('INDETERMINATE');
  });

  it('is named as what the finding rests on, with who confirms it and by when', () => {
    const finding = judge(byHolder);
    expect(finding.evidence.filter(({ value }) => value === false)).toHaveLength(1);
    const [step] = nextStepsOf(finding);
    expect(step?.by).toBe('BASE_OFFICE');
    expect(step?.zh).toMatch(
      /^基地办公室在申报前（计划 2027-01-20 发运）见到.+后，由录入人以外的人确认：.+。$/,
    );
    expect(step?.en).toMatch(
      /^The base office sees .+ before the declaration \(planned departure 2027-01-20\)/,
    );
  });

  it('takes a second person of the base office where one of it entered it', () => {
    const [step] = nextStepsOf(judge(byOffice));
    expect(step?.by).toBe('BASE_OFFICE');
    expect(step?.zh).toContain('由该办公室另一人');
    expect(step?.en).toContain('another person there');
  });
});

describe('a registration nobody has confirmed', () => {
  const fails: [string, Partial<RegistrationFacts>][] = [
    ['that ended before the fruit leaves', { validTo: localDate('2027-01-19') }],
    ['that ended before the harvest', { validTo: localDate('2027-01-11') }],
    ['that was given for another market', { markets: ['EU'] }],
    ['that does not cover the plot', { plots: [] }],
  ];
  it.each(fails)('%s still fails the fruit', (_, changes) => {
    const finding = judgedBy({ kind: 'orchard-registration' }, ofOrchard({ ...byHolder, ...changes }));
    expect(finding.verdict).toBe('FAIL');
  });

  it('does no harm beside one that is confirmed', () => {
    const other = { ...orchard, ...byHolder, id: 'registration-9', number: 'ORCHARD-9' };
    const facts = sampleFacts({ registrations: [other, orchard, packhouse] });
    for (const kind of ['orchard-registration', 'marked-registration', 'single-registration-per-run'])
      expect(judgedBy({ kind }, facts).verdict).toBe('PASS');
  });

  it('is named once, and its plot beside it', () => {
    const finding = judgedBy(
      { kind: 'orchard-registration' },
      ofOrchard({ ...byHolder, plots: under(byOffice) }),
    );
    expect(finding.evidence).toEqual([
      { type: 'plot', id: 'plot-1', field: 'registration', value: 'ORCHARD-1' },
      { type: 'registration', id: 'registration-1', field: 'isConfirmed', value: false },
      { type: 'registration', id: 'registration-1', field: 'arePlotsConfirmed', value: false },
    ]);
    expect(nextStepsOf(finding)).toEqual([
      {
        by: 'BASE_OFFICE',
        zh: '基地办公室在申报前（计划 2027-01-20 发运）见到海关的注册登记文件后，由录入人以外的人确认：果园注册登记 ORCHARD-1。',
        en: 'The base office sees the paper from customs, and somebody there other than who entered it confirms before the declaration (planned departure 2027-01-20): orchard registration ORCHARD-1.',
      },
      {
        by: 'BASE_OFFICE',
        zh: '基地办公室自行录入，由该办公室另一人在申报前（计划 2027-01-20 发运）见到海关的注册登记文件后确认：地块 P-1 属于注册登记 ORCHARD-1。',
        en: 'The base office entered it itself: another person there sees the paper from customs and confirms before the declaration (planned departure 2027-01-20): plot P-1 under registration ORCHARD-1.',
      },
    ]);
  });

  it('asks for it before the stage that is reached', () => {
    const at = { stage: 'LOAD', date: localDate('2027-01-18') } as const;
    const finding = judgedBy({ kind: 'orchard-registration', stage: 'PACK' }, ofOrchard(byHolder), at);
    expect(nextStepsOf(finding)[0]?.zh).toContain('装柜前');
  });
});

describe('a supply relation', () => {
  const judge = (facts: Facts) => judgedBy({ kind: 'supply-relation' }, facts).verdict;
  const own = { holderId: 'packhouse' };
  const [batch] = sampleFacts().batches;
  if (!batch) throw new Error('the sample has a batch');
  const unmarked = { batches: [{ ...batch, markedRegistration: null }] };
  const cases: [string, Facts, string][] = [
    ["of the packhouse's own orchard", ofOrchard(own, { supplyRelations: [] }), 'PASS'],
    [
      "of the packhouse's own orchard, nobody having confirmed that it has one",
      ofOrchard({ ...own, ...byHolder }, { supplyRelations: [] }),
      'INDETERMINATE',
    ],
    ['that is confirmed, with an orchard nobody confirmed', ofOrchard(byHolder), 'INDETERMINATE'],
    [
      'that is confirmed, with an orchard that nobody confirmed includes the plot',
      ofOrchard({ plots: under(byHolder) }, unmarked),
      'INDETERMINATE',
    ],
    [
      'that never was, with an orchard nobody confirmed',
      ofOrchard(byHolder, { supplyRelations: [] }),
      'FAIL',
    ],
    [
      'that waits, with an orchard that waits',
      ofOrchard(byHolder, { supplyRelations: [sampleSupply({ isConfirmed: false })] }),
      'INDETERMINATE',
    ],
    [
      'in facts of an older version, whenever the registration was entered',
      ofOrchard({ enteredOn: LATE, isConfirmed: false }),
      'PASS',
    ],
  ];
  it.each(cases)('%s', (_, facts, verdict) => {
    expect(judge(facts)).toBe(verdict);
  });
});

it('what was declared to customs and confirmed counts for itself: it has a confirmation of its own', () => {
  const finding = judgedBy(
    { kind: 'registration-capacity', subject: 'LOT' },
    ofOrchard({ ...ENTERED, ...byHolder }),
  );
  expect(finding.verdict).toBe('PASS');
});

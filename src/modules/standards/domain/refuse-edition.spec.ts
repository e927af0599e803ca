import { describe, expect, it } from '@jest/globals';
import { localDate } from '../../../kernel/local-date.js';
import { microgramsPerKg } from '../../../kernel/residue.js';
import type { Content, Entry, SaidConfidence, SaidRule } from './edition-entry.js';
import { confidenceOf } from './edition-entry.js';
import { gapsOf, publishedEntries } from './edition-publication.js';
import {
  endedBy,
  refuseCountersignature,
  refuseEntry,
  refusePublishing,
  refuseDue,
  refuseReview,
  type PublishedEdition,
} from './refuse-edition.js';

const CONDITIONS = { classes: ['I'], varieties: ['TAROCCO'] };
const RULE: SaidRule = {
  type: 'RULE',
  unity: 'STANDARD',
  subject: 'BATCH',
  kind: 'number-in-range',
  parameters: { parameter: 'TSS', minimum: '10' },
  marketCode: 'TH',
  exceptMarkets: [],
  stage: 'PACK',
  effect: 'LEGAL',
  title: { zh: '示例', en: 'Example' },
  validFrom: null,
  validTo: null,
};
const STATUS: Content = { type: 'MARKET_STATUS', status: 'OPEN', note: null, validFrom: null, validTo: null };
const FALLBACK: Content = {
  type: 'RESIDUE_FALLBACK',
  steps: [],
  defaultMicrogramsPerKg: microgramsPerKg(10),
  mustNotBeDetected: false,
  listComplete: false,
  validFrom: null,
  validTo: null,
};
const LISTED: Content = {
  type: 'LISTED_VARIETY',
  varietyCode: 'TAROCCO',
  varietyName: { zh: '塔罗科', en: 'Tarocco' },
  harvestFrom: '12-01',
  harvestTo: '05-31',
  note: null,
};
const NEW_VARIETY: Content = {
  type: 'NEW_VARIETY',
  nameZh: '示例新种',
  nameEn: null,
  species: null,
  maturityClass: null,
};
const question = (answer: string | null): Content => ({
  type: 'QUESTION',
  text: { zh: '问', en: 'q' },
  answer,
});

const LIMIT = {
  type: 'RESIDUE_LIMIT',
  substance: 'prochloraz',
  substanceName: { zh: '咪鲜胺', en: 'Prochloraz' },
  commodity: 'oranges',
  level: 'COMMODITY',
  limitMicrogramsPerKg: microgramsPerKg(30),
  atLoq: false,
  residueDefinition: null,
  validFrom: null,
  validTo: null,
} as const satisfies Content;
const [A, B] = ['person-a', 'person-b'];
const entry = (
  content: Content,
  more: Partial<Entry> & { confidence?: SaidConfidence; clause?: string | null } = {},
): Entry => {
  const { confidence = 'unverified', clause = '1', ...rest } = more;
  return {
    type: content.type,
    code: `${content.type}-1`,
    said: { content, source: { document: 'x', clause, url: null }, confidence },
    hasScan: true,
    enteredById: A,
    countersignedById: null,
    ownerId: null,
    dueOn: null,
    ...rest,
  };
};
const codes = (refusals: readonly { code: string }[]): string[] => refusals.map(({ code }) => code);

describe('how far an entry may be trusted', () => {
  it.each([
    ['unverified', null, 'unverified'],
    ['secondary', null, 'secondary'],
    ['secondary', B, 'confirmed'],
    ['unverified', B, 'confirmed'],
    ['official', null, 'official'],
    ['official', B, 'official'],
  ] as const)('said %s, countersigned by %s: %s', (confidence, countersignedById, expected) => {
    expect(confidenceOf(entry(RULE, { confidence, countersignedById }))).toBe(expected);
  });
});

describe('an entry of a draft', () => {
  const pack = { code: 'PACK-TH@1', standardCode: 'PACK-TH', packMarketCode: 'TH' };
  const standard = { code: 'S@1', standardCode: 'S', packMarketCode: null };
  const list = { code: 'VARIETY-LIST@1', standardCode: 'VARIETY-LIST', packMarketCode: null };
  it.each([
    ['a rule of the pack’s market', pack, RULE, []],
    ['a rule of another market in a pack', pack, { ...RULE, marketCode: 'EU' }, ['RULE_OF_OTHER_MARKET']],
    ['a rule for all markets in a pack', pack, { ...RULE, marketCode: null }, ['RULE_OF_OTHER_MARKET']],
    ['a rule for all markets in a standard', standard, { ...RULE, marketCode: null }, []],
    ['a kind that does not exist', pack, { ...RULE, kind: 'guess' }, ['RULE_PARAMETERS_REFUSED']],
    [
      'a minimum above the maximum',
      pack,
      { ...RULE, parameters: { parameter: 'TSS', minimum: '12', maximum: '10' } },
      ['RULE_PARAMETERS_REFUSED'],
    ],
    [
      'a rule that leaves out its own market',
      pack,
      { ...RULE, exceptMarkets: ['EU', 'TH'] },
      ['RULE_EXCEPTS_ITS_MARKET'],
    ],
    ['no figures', pack, { ...RULE, parameters: { parameter: 'TSS' } }, ['RULE_PARAMETERS_REFUSED']],
    ['a rule for a class and a variety', pack, { ...RULE, conditions: CONDITIONS }, []],
    [
      'conditions of a lot',
      pack,
      { ...RULE, subject: 'LOT', kind: 'channel-open', parameters: {}, conditions: CONDITIONS },
      ['RULE_CONDITIONS_OF_BATCHES'],
    ],
    [
      'classes among the parameters and in the conditions',
      pack,
      { ...RULE, parameters: { ...RULE.parameters, classes: ['I'] }, conditions: CONDITIONS },
      ['RULE_CLASSES_TWICE'],
    ],
    [
      'classes among the parameters, varieties in the conditions',
      pack,
      {
        ...RULE,
        parameters: { ...RULE.parameters, classes: ['I'] },
        conditions: { ...CONDITIONS, classes: null },
      },
      [],
    ],
    ['a period of the market in a standard', standard, STATUS, ['EDITION_ENTRY_ONLY_IN_PACK']],
    ['a variety on the list', list, LISTED, []],
    ['half a window on the list', list, { ...LISTED, harvestTo: null }, ['HARVEST_WINDOW_HALF']],
    ['a new variety on the list', list, NEW_VARIETY, []],
    ['a rule on the list', list, { ...RULE, marketCode: null }, ['EDITION_TAKES_VARIETIES']],
    ['a variety in a standard', standard, LISTED, ['VARIETY_ONLY_IN_LIST']],
    ['a new variety in a pack', pack, NEW_VARIETY, ['VARIETY_ONLY_IN_LIST']],
    ['a question in a standard', standard, question(null), ['EDITION_ENTRY_ONLY_IN_PACK']],
    [
      'none may be found, and a limit',
      pack,
      { ...FALLBACK, mustNotBeDetected: true },
      ['FALLBACK_CONTRADICTS'],
    ],
    ['a limit without a definition', pack, LIMIT, []],
    ['a limit of the substance alone', pack, { ...LIMIT, residueDefinitionKind: 'SUBSTANCE' }, []],
    [
      'a limit of a sum, worded',
      pack,
      { ...LIMIT, residueDefinition: 'sum', residueDefinitionKind: 'SUM' },
      [],
    ],
    ['words of which nobody says what they are', pack, { ...LIMIT, residueDefinition: 'sum' }, []],
    [
      'a limit of a sum without its words',
      pack,
      { ...LIMIT, residueDefinitionKind: 'SUM' },
      ['RESIDUE_DEFINITION_NOT_WORDED'],
    ],
    [
      'a limit of something else without its words',
      pack,
      { ...LIMIT, residueDefinitionKind: 'OTHER' },
      ['RESIDUE_DEFINITION_NOT_WORDED'],
    ],
    ['that no limit is needed', pack, { ...LIMIT, limitMicrogramsPerKg: null, isExempt: true }, []],
    [
      'no limit, of which nothing else is said',
      pack,
      { ...LIMIT, limitMicrogramsPerKg: null },
      ['RESIDUE_LIMIT_MISSING'],
    ],
    ['that none is needed beside a limit', pack, { ...LIMIT, isExempt: true }, ['RESIDUE_LIMIT_AND_EXEMPT']],
    [
      'that none is needed, with what would be counted',
      pack,
      {
        ...LIMIT,
        limitMicrogramsPerKg: null,
        isExempt: true,
        residueDefinition: 'sum',
        residueDefinitionKind: 'SUM',
      },
      ['RESIDUE_LIMIT_AND_EXEMPT'],
    ],
    [
      'days the wrong way round',
      pack,
      { ...STATUS, validFrom: localDate('2026-02-01'), validTo: localDate('2026-01-01') },
      ['EDITION_DATES_REVERSED'],
    ],
  ] as const)('%s', (_, edition, content, expected) => {
    expect(codes(refuseEntry(edition, content as Content))).toEqual(expected);
  });
});

describe('the review of a pack', () => {
  const today = localDate('2026-01-24');
  it.each([
    ['2026-01-23', ['REVIEW_IN_PAST']],
    ['2026-01-24', []],
    ['2026-06-30', []],
  ])('on %s, seen from 24 January 2026: %j', (day, expected) => {
    expect(codes(refuseReview(localDate(day), today))).toEqual(expected);
  });
});

describe('the day by which somebody sees to it', () => {
  const today = localDate('2026-01-24');
  it.each([
    ['2026-01-23', ['DUE_IN_PAST']],
    ['2026-01-24', []],
    ['2026-02-01', []],
    [null, []],
  ])('is %s, seen from 24 January 2026: %j', (day, expected) => {
    expect(codes(refuseDue(day === null ? null : localDate(day), today))).toEqual(expected);
  });
});

describe('a countersignature', () => {
  it.each([
    ['of another person, with clause and scan', entry(RULE), B, []],
    ['of whoever entered it', entry(RULE), A, ['EDITION_ENTRY_NEEDS_ANOTHER_PERSON']],
    [
      'of whoever entered it, without clause and scan: every reason at once',
      entry(RULE, { hasScan: false, clause: null }),
      A,
      ['EDITION_ENTRY_NEEDS_ANOTHER_PERSON', 'EDITION_ENTRY_NEEDS_CLAUSE', 'EDITION_ENTRY_NEEDS_SCAN'],
    ],
    ['given already', entry(RULE, { countersignedById: B }), B, ['EDITION_ENTRY_COUNTERSIGNED_ALREADY']],
    [
      'of what is official',
      entry(RULE, { confidence: 'official' }),
      B,
      ['EDITION_ENTRY_COUNTERSIGNED_ALREADY'],
    ],
    ['of an open question', entry(question(null)), B, ['QUESTION_NOT_ANSWERED']],
    ['of an answer, which needs no scan', entry(question('yes'), { hasScan: false, clause: null }), B, []],
  ])('%s', (_, of, by, expected) => {
    expect(codes(refuseCountersignature(of, by))).toEqual(expected);
  });
});

describe('publishing', () => {
  const draft = {
    code: 'S@2',
    standardCode: 'S',
    packMarketCode: null,
    validFrom: localDate('2026-01-01'),
    validTo: null,
    draftedById: A,
  };
  const list = { ...draft, code: 'VARIETY-LIST@2', standardCode: 'VARIETY-LIST' };
  const published = (
    validFrom: string | null,
    validTo: string | null = null,
    state: PublishedEdition['state'] = 'PUBLISHED',
  ) => ({
    code: 'S@1',
    state,
    validFrom: validFrom === null ? null : localDate(validFrom),
    validTo: validTo === null ? null : localDate(validTo),
  });
  it.each([
    ['by another person', draft, [entry(RULE)], [], B, []],
    ['by whoever drafted it', draft, [entry(RULE, { countersignedById: B })], [], A, ['PUBLISHER_DRAFTED']],
    ['of nothing', draft, [entry(STATUS)], [], B, ['EDITION_EMPTY']],
    ['of a list', list, [entry(LISTED)], [], B, []],
    ['of a list without varieties', list, [entry(NEW_VARIETY)], [], B, ['VARIETY_LIST_EMPTY']],
    [
      'of one’s own entries that nobody signed',
      draft,
      [entry(RULE, { enteredById: B })],
      [],
      B,
      ['PUBLISHER_ENTERED'],
    ],
    [
      'of one’s own entries, signed',
      draft,
      [entry(RULE, { enteredById: B, countersignedById: A })],
      [],
      B,
      [],
    ],
    ['after an earlier edition', draft, [entry(RULE)], [published('2025-01-01')], B, []],
    ['from the same day', draft, [entry(RULE)], [published('2026-01-01')], B, []],
    [
      'before one that is published',
      draft,
      [entry(RULE)],
      [published('2026-01-02')],
      B,
      ['EDITION_BEGINS_TOO_EARLY'],
    ],
    [
      'before the next season',
      { ...draft, validTo: localDate('2026-08-31') },
      [entry(RULE)],
      [published('2026-09-01')],
      B,
      [],
    ],
    [
      'for some days between an edition and the one that ended it',
      { ...draft, validTo: localDate('2026-01-10') },
      [entry(RULE)],
      [published('2025-01-01', '2026-01-31', 'SUPERSEDED'), published('2026-02-01')],
      B,
      ['EDITION_BEGINS_TOO_EARLY'],
    ],
    [
      'before one that never came to apply',
      draft,
      [entry(RULE)],
      [published('2026-02-01', '2026-01-15')],
      B,
      [],
    ],
  ] as const)('%s', (_, edition, entries, others, by, expected) => {
    expect(codes(refusePublishing(edition, entries, others, by))).toEqual(expected);
  });

  describe('of a draft from which entries were dropped', () => {
    const dropped = (droppedById: string, code = 'RULE-9') => ({ type: 'RULE', code, droppedById }) as const;
    it.each([
      ['by another person', [dropped(A)], []],
      ['by whoever publishes: nobody else has seen that they are gone', [dropped(B)], ['PUBLISHER_DROPPED']],
      ['by whoever publishes, and entered again since', [dropped(B, 'RULE-1')], []],
      ['by whoever publishes, entered again and dropped by another', [dropped(B), dropped(A)], []],
      [
        'by another, entered again and dropped by whoever publishes',
        [dropped(A), dropped(B)],
        ['PUBLISHER_DROPPED'],
      ],
    ])('%s', (_, gone, expected) => {
      expect(codes(refusePublishing(draft, [entry(RULE)], [], B, gone))).toEqual(expected);
    });
  });

  it('ends what would otherwise apply on its first day or after', () => {
    const all = [
      published(null),
      published('2025-01-01', '2025-12-31'),
      published('2025-01-01', '2026-01-01'),
    ];
    expect(endedBy(draft, all)).toEqual([all[0], all[2]]);
  });
});

describe('what a pack lacks', () => {
  const who = { ownerId: A, dueOn: localDate('2026-02-01') };
  const signed = { countersignedById: B };

  it('is nothing once all is countersigned and answered', () => {
    const whole = [
      entry(RULE, signed),
      entry(STATUS, signed),
      entry(FALLBACK, signed),
      entry(question('yes'), signed),
    ];
    expect(gapsOf(who, whole)).toEqual([]);
  });

  it('is named with whoever sees to it and by when: unsigned rows, open questions, and what no pack does without', () => {
    const own = { ownerId: B, dueOn: localDate('2026-01-15') };
    expect(gapsOf(who, [entry(RULE, own), entry(question('answered, not signed'))])).toEqual([
      { zh: '市场是否开放', en: 'whether the market is open', ...who },
      { zh: '未列农药适用什么', en: 'what applies to substances that are not listed', ...who },
      { zh: '示例', en: 'Example', ...own },
      { zh: '问', en: 'q', ...who },
    ]);
  });
});

it('publishes each entry for the days it has in common with its edition, and none for others', () => {
  const lookedAt = '2026-01-24T18:00:00.000Z' as never;
  const of = (from: string | null, to: string | null) => ({
    ...entry({ ...STATUS, validFrom: from && localDate(from), validTo: to && localDate(to) } as Content, {
      countersignedById: B,
    }),
    lookedAt,
  });
  const season = { validFrom: localDate('2025-09-01'), validTo: localDate('2026-08-31') };
  expect(
    publishedEntries(season, [of('2022-01-05', null), of('2026-09-01', null)], 'MARKET_STATUS'),
  ).toMatchObject([{ ...season, confidence: 'confirmed', lastChecked: '2026-01-25' }]);
  expect(publishedEntries(season, [of(null, null)], 'RULE')).toEqual([]);
});

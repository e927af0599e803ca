import { describe, expect, it } from '@jest/globals';
import { adoptionsOf, type AdoptableRule, type AdoptionTold } from './adoption.js';
import type { Said } from './edition-entry.js';
import type { Confidence } from './rule.js';

const rule = (code: string, more: Partial<AdoptableRule> = {}): AdoptableRule => ({
  standard: 'UNECE-FFV-14',
  code,
  kind: 'number-in-range',
  parameters: { parameter: 'JUICE_CONTENT', minimum: '30' },
  title: { zh: '果汁率', en: 'Juice' },
  validFrom: null,
  validTo: null,
  source: { document: 'UNECE FFV-14', clause: null, url: null },
  confidence: 'secondary',
  ...more,
});
const JUICE = rule('FFV14-JUICE');
const GREEN = rule('FFV14-GREEN', {
  parameters: { parameter: 'GREEN_SURFACE_SHARE', maximum: '20' },
  source: { document: 'UNECE FFV-14', clause: 'II.C', url: null },
});
type Into = Parameters<typeof adoptionsOf>[0];
const pack: Into = { code: 'PACK-TH@1', standardCode: 'PACK-TH', packMarketCode: 'TH' };
const standard: Into = { code: 'S@1', standardCode: 'S', packMarketCode: null };
const list: Into = { code: 'VARIETY-LIST@1', standardCode: 'VARIETY-LIST', packMarketCode: null };

const adopt = (
  codes: readonly (string | { code: string; clause: string | null })[],
  more: Partial<AdoptionTold> = {},
  { edition = pack, shipped = [JUICE, GREEN], held = {} as Record<string, Said> } = {},
) =>
  adoptionsOf(
    edition,
    {
      effect: 'CONTRACT',
      marketCode: null,
      rules: codes.map((each) => (typeof each === 'string' ? { code: each, clause: null } : each)),
      ...more,
    },
    new Map(shipped.map((each) => [each.code, each])),
    new Map(Object.entries(held)),
  );
const saidOf = (result: ReturnType<typeof adopt>): Said => {
  const said = result.ok ? result.value[0]?.said : undefined;
  if (!said) throw new Error('it was refused');
  return said;
};
const reasons = (result: ReturnType<typeof adopt>) =>
  result.ok ? [] : result.error.map(({ code, path }) => `${code} ${path?.join('.')}`);

describe('an adopted rule', () => {
  it('says what ships, for the market of the pack, with the effect that was chosen', () => {
    expect(saidOf(adopt(['FFV14-JUICE']))).toEqual({
      content: {
        type: 'RULE',
        unity: 'STANDARD',
        subject: 'BATCH',
        kind: 'number-in-range',
        parameters: JUICE.parameters,
        marketCode: 'TH',
        exceptMarkets: [],
        stage: 'PACK',
        effect: 'CONTRACT',
        title: JUICE.title,
        validFrom: null,
        validTo: null,
      },
      source: JUICE.source,
      confidence: 'secondary',
    });
  });

  it.each([
    ['of a standard is for all markets', standard, null, null],
    ['of a standard may be for one', standard, 'KR', 'KR'],
    ['of a pack is for its market', pack, null, 'TH'],
  ] as const)('%s', (_, edition, marketCode, expected) => {
    const said = saidOf(adopt(['FFV14-JUICE'], { marketCode, effect: 'ADVICE' }, { edition }));
    expect(said.content).toMatchObject({ marketCode: expected, effect: 'ADVICE' });
  });

  it.each<[Confidence, string]>([
    ['unverified', 'unverified'],
    ['secondary', 'secondary'],
    ['official', 'secondary'],
    ['confirmed', 'secondary'],
  ])('that ships as %s is %s until a second person countersigns', (confidence, expected) => {
    expect(saidOf(adopt(['X'], {}, { shipped: [rule('X', { confidence })] })).confidence).toBe(expected);
  });

  it.each([
    ['takes the clause where none ships', { code: 'FFV14-JUICE', clause: 'II.B' }, 'II.B'],
    ['keeps the one that ships', { code: 'FFV14-GREEN', clause: null }, 'II.C'],
    ['may say the one that ships', { code: 'FFV14-GREEN', clause: 'II.C' }, 'II.C'],
  ])('%s', (_, told, clause) => {
    expect(saidOf(adopt([told])).source.clause).toBe(clause);
  });

  it('that the draft says already is left as it is, and the others are taken over beside it', () => {
    const held = { 'FFV14-JUICE': saidOf(adopt(['FFV14-JUICE'])) };
    const result = adopt(['FFV14-JUICE', 'FFV14-GREEN'], {}, { held });
    expect(result.ok && result.value.map(({ code, isThere }) => [code, isThere])).toEqual([
      ['FFV14-JUICE', true],
      ['FFV14-GREEN', false],
    ]);
  });
});

describe('a rule is not adopted', () => {
  const other = saidOf(adopt(['FFV14-JUICE'], { effect: 'ADVICE' }));
  it.each([
    ['as law', adopt(['FFV14-JUICE'], { effect: 'LEGAL' }), ['ADOPTED_AS_LAW effect']],
    ['that does not ship', adopt(['FFV14-JUCE']), ['ADOPTABLE_RULE_UNKNOWN rules.0.code']],
    ['twice', adopt(['FFV14-JUICE', 'FFV14-JUICE']), ['ADOPTED_TWICE rules.1.code']],
    [
      'over another of that code',
      adopt(['FFV14-JUICE'], {}, { held: { 'FFV14-JUICE': other } }),
      ['ADOPTED_CODE_TAKEN rules.0.code'],
    ],
    [
      'by another clause than its own',
      adopt([{ code: 'FFV14-GREEN', clause: 'III' }]),
      ['ADOPTED_CLAUSE_KNOWN rules.0.clause'],
    ],
    [
      'for another market than that of the pack, told once',
      adopt(['FFV14-JUICE', 'FFV14-GREEN'], { marketCode: 'EU' }),
      ['RULE_OF_OTHER_MARKET marketCode'],
    ],
    [
      'into the unified list',
      adopt(['FFV14-JUICE', 'FFV14-GREEN'], {}, { edition: list }),
      ['EDITION_TAKES_VARIETIES versionCode'],
    ],
    [
      'for any of several reasons, which are all told',
      adopt(['X', { code: 'FFV14-GREEN', clause: 'III' }], { effect: 'LEGAL' }),
      ['ADOPTED_AS_LAW effect', 'ADOPTABLE_RULE_UNKNOWN rules.0.code', 'ADOPTED_CLAUSE_KNOWN rules.1.clause'],
    ],
  ])('%s', (_, result, expected) => {
    expect(reasons(result)).toEqual(expected);
  });
});

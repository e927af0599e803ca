import { describe, expect, it } from '@jest/globals';
import { localDate } from '../../kernel/local-date.js';
import { besidePacks, rulesOf, type RuleView } from './rule-view.js';

const view = (more: Partial<RuleView>): RuleView => ({
  versionCode: 'TH-ACCESS@1',
  standardCode: 'TH-ACCESS',
  versionEdition: '1',
  state: 'PUBLISHED',
  code: 'TH-ORCHARD',
  unity: 'CHANNEL',
  subject: 'BATCH',
  kind: 'orchard-registration',
  parameters: {},
  classes: null,
  varieties: null,
  marketCode: 'TH',
  exceptMarkets: [],
  stage: 'PACK',
  effect: 'LEGAL',
  titleZh: '示例',
  titleEn: 'Example',
  edition: null,
  validFrom: null,
  validTo: null,
  source: { document: 'x', clause: null, url: null },
  lastChecked: localDate('2026-01-01'),
  isOwn: false,
  confidence: 'secondary',
  packMarket: null,
  versionFrom: null,
  versionTo: null,
  ...more,
});
const [from, to] = [localDate('2025-09-01'), localDate('2026-08-31')];
const pack = view({
  versionCode: 'PACK-TH@1',
  packMarket: 'TH',
  confidence: 'confirmed',
  // The rule of the pack has fewer days than the pack.
  validFrom: localDate('2026-01-01'),
  validTo: to,
  versionFrom: from,
  versionTo: to,
});
const days = (views: readonly RuleView[]) =>
  besidePacks(views).map(({ versionCode, validFrom, validTo }) => [versionCode, validFrom, validTo]);

describe('shipped rules beside a pack', () => {
  it('are silent on the days of the pack where nobody has confirmed them', () => {
    expect(days([view({}), pack])).toEqual([
      ['TH-ACCESS@1', null, '2025-08-31'],
      ['TH-ACCESS@1', '2026-09-01', null],
      ['PACK-TH@1', '2026-01-01', '2026-08-31'],
    ]);
  });

  it.each([
    ['were read in the official text', { confidence: 'official' }],
    ['are for all markets', { marketCode: null }],
    ['are for another market', { marketCode: 'RU' }],
  ] as const)('speak on where they %s', (_, more) => {
    expect(besidePacks([view(more), pack])).toEqual([view(more), pack]);
  });

  it('are all there is where there is no pack', () => {
    expect(besidePacks([view({})])).toEqual([view({})]);
  });
});

it('a rule keeps its conditions on its way to the evaluator, and one without is for all fruit', () => {
  const views = [view({}), view({ classes: ['I'], varieties: ['TAROCCO'] })];
  expect(rulesOf(views).map(({ conditions }) => conditions)).toEqual([
    { classes: null, varieties: null },
    { classes: ['I'], varieties: ['TAROCCO'] },
  ]);
});

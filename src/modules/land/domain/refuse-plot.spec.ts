import { describe, expect, it } from '@jest/globals';
import { muFrom } from '../../../kernel/area.js';
import { refusePlot, type PlotClaim, type PlotSurroundings } from './refuse-plot.js';

const claim: PlotClaim = {
  townCode: '511025100',
  varietyCode: 'TAROCCO',
  declaredMu: muFrom('8.5'),
  plantedYear: 2018,
};
const found: PlotSurroundings = {
  town: { countyCode: '511025' },
  isVarietyKnown: true,
  countyCode: null,
  thisYear: 2026,
};
const codes = (c: Partial<PlotClaim>, f: Partial<PlotSurroundings>): string[] =>
  refusePlot({ ...claim, ...c }, { ...found, ...f }).map(({ code }) => code);

describe('a plot', () => {
  it.each<[string, Partial<PlotClaim>, Partial<PlotSurroundings>, string[]]>([
    ['as it should be', {}, {}, []],
    ['planted this year', { plantedYear: 2026 }, {}, []],
    ['without a planting year', { plantedYear: null }, {}, []],
    ['moved to another town of its county', {}, { countyCode: '511025' }, []],
    ['in no town', {}, { town: null }, ['TOWN_UNKNOWN']],
    ['moved to another county', {}, { countyCode: '500153' }, ['PLOT_STAYS_IN_COUNTY']],
    ['of an unknown variety', {}, { isVarietyKnown: false }, ['PLOT_VARIETY_UNKNOWN']],
    ['without area', { declaredMu: muFrom('0') }, {}, ['DECLARED_AREA_ZERO']],
    ['planted next year', { plantedYear: 2027 }, {}, ['PLANTED_IN_THE_FUTURE']],
    [
      'wrong in every way',
      { declaredMu: muFrom('0'), plantedYear: 2099 },
      { town: null, isVarietyKnown: false },
      ['TOWN_UNKNOWN', 'PLOT_VARIETY_UNKNOWN', 'DECLARED_AREA_ZERO', 'PLANTED_IN_THE_FUTURE'],
    ],
  ])('is told every reason at once: %s', (_, c, f, expected) => {
    expect(codes(c, f)).toEqual(expected);
  });
});

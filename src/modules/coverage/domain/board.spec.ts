import { describe, expect, it } from '@jest/globals';
import type { GrowingRecordId, PlotId, ProductLabelId } from '../../../kernel/ids.js';
import { localDate } from '../../../kernel/local-date.js';
import type { Spray } from '../../growing/domain/spray.js';
import type { CoverageFacts, CoveredBlock } from '../../standards/domain/coverage-facts.js';
import { sampleCoverage, sampleTreatment } from '../../standards/domain/sample-facts.js';
import { reportOnBoard, standingOf } from './board-report.js';
import { boardOf, untestedOf, type BoardPlot } from './board.js';

const day = localDate;
const TODAY = day('2026-12-20');
const spray = (substances: string[], on = '2026-12-01', intervalDays: number | null = 28): Spray => ({
  id: `spray-${on}` as GrowingRecordId,
  plotId: 'plot-1' as PlotId,
  performedOn: day(on),
  substances,
  unlisted: [],
  label: {
    id: 'label' as ProductLabelId,
    isConfirmed: true,
    otherCrop: null,
    intervalDays,
    statesNoInterval: false,
    maxApplications: null,
    statesNoMaximum: false,
  },
});
const plot = (sprays: Spray[], more: Partial<BoardPlot> = {}): BoardPlot => ({
  plotId: 'plot-1',
  plotCode: 'P-1',
  sprays,
  isWhole: true,
  unstated: [],
  ...more,
});
// Sampled on 2027-01-02, for a harvest from the 5th to the 31st.
const report = (substances: string[], changes: Partial<CoverageFacts> = {}) =>
  sampleCoverage(substances, changes);
const block = (sprayedAgainOn: string | null): CoverageFacts['of'] => ({
  kind: 'BLOCK',
  plotIds: ['plot-1'],
  sprayedAgainOn: sprayedAgainOn === null ? null : day(sprayedAgainOn),
});
const gaps = (plots: BoardPlot[], reports: CoverageFacts[] = [], watched: string[] | null = null) =>
  boardOf(plots, reports, watched, TODAY).gaps;

describe('the board of a block', () => {
  it('shows what was sprayed and is not tested, and the first day of harvest before which it is due', () => {
    expect(gaps([plot([spray(['imidacloprid'])])])).toEqual([
      { substance: 'imidacloprid', because: 'SPRAYED', plotCodes: ['P-1'], before: '2026-12-29' },
    ]);
  });

  it.each<[string, CoverageFacts, number]>([
    ['a report for the harvest to come', report(['imidacloprid']), 0],
    ['one for something else', report(['omethoate']), 1],
    ['one that waits for a second person', report(['imidacloprid'], { isConfirmed: false }), 1],
    [
      'one whose window is over before the first day',
      report(['imidacloprid'], {
        from: day('2026-12-01'),
        to: day('2026-12-28'),
        sampledOn: day('2026-12-01'),
      }),
      1,
    ],
    ['one that a later spray has made void', report(['imidacloprid'], { of: block('2027-01-05') }), 1],
    ['one that still covers the first days', report(['imidacloprid'], { of: block('2027-01-06') }), 0],
  ])('%s', (_, each, count) => {
    expect(gaps([plot([spray(['imidacloprid'])])], [each])).toHaveLength(count);
  });

  it('joins plots that lack the same, due before the first of them', () => {
    const second = plot([spray(['imidacloprid'], '2026-12-01', 7)], { plotId: 'plot-2', plotCode: 'P-2' });
    expect(gaps([plot([spray(['imidacloprid'])]), second])).toMatchObject([
      { plotCodes: ['P-1', 'P-2'], before: TODAY },
    ]);
  });

  it('asks for the watch list once, where it was not sprayed anyway', () => {
    expect(gaps([plot([spray(['imidacloprid'])])], [], ['imidacloprid', 'omethoate'])).toMatchObject([
      { substance: 'imidacloprid', because: 'SPRAYED' },
      { substance: 'omethoate', because: 'WATCHED' },
    ]);
    expect(gaps([plot([])], [report(['omethoate'])], ['omethoate'])).toEqual([]);
  });

  it('asks nothing of what the market needs no limit of, unless it watches for it', () => {
    const sprayed = [plot([spray(['imidacloprid', 'omethoate'])])];
    const missing = (watched: string[] | null) =>
      boardOf(sprayed, [], watched, TODAY, (substance) => substance === 'omethoate').gaps.map(
        ({ substance, because }) => `${because} ${substance}`,
      );
    expect(missing(null)).toEqual(['SPRAYED imidacloprid']);
    expect(missing(['omethoate'])).toEqual(['SPRAYED imidacloprid', 'SPRAYED omethoate']);
    const [view] = boardOf(sprayed, [], null, TODAY, () => true).plots;
    expect(view).toMatchObject({ sprayed: ['imidacloprid', 'omethoate'], missing: [] });
  });

  it('tells no first day of harvest from a part of the records, and counts sprays it knows nothing of', () => {
    const [seen] = boardOf([plot([spray([])], { isWhole: false })], [], null, TODAY).plots;
    expect(seen).toMatchObject({ firstHarvest: null, from: TODAY, unnamedSprays: 1, missing: [] });
  });

  it.each<[string, Partial<CoverageFacts>, string]>([
    ['stands', {}, 'VALID'],
    ['waits', { isConfirmed: false }, 'UNCONFIRMED'],
    ['is void from the day of the spray', { of: block('2026-12-20') }, 'VOID'],
    ['is not void before it', { of: block('2026-12-21') }, 'VALID'],
    ['is over, which says more than void', { to: day('2026-12-19'), of: block('2026-12-20') }, 'EXPIRED'],
  ])('a report %s', (_, changes, standing) => {
    expect(standingOf(report(['imidacloprid'], changes), TODAY)).toBe(standing);
  });
});

describe('a report beside the plots of a block', () => {
  const own = [plot([]), plot([], { plotId: 'plot-2', plotCode: 'P-2' })];
  const of = (
    unconfirmedPlotIds: string[],
    sprayedAgainOn: string | null = null,
  ): Partial<CoverageFacts> => ({
    of: {
      ...block(sprayedAgainOn),
      plotIds: ['plot-1', 'plot-2'],
      unconfirmedPlotIds,
    } as CoverageFacts['of'],
  });
  const back = (days: Partial<CoveredBlock>): Partial<CoverageFacts> => ({
    of: { ...(of([]).of as CoveredBlock), ...days },
  });
  const shown = (changes: Partial<CoverageFacts>): unknown[] => {
    const view = reportOnBoard(report(['imidacloprid'], changes), own, TODAY);
    return [view.standing, view.unconfirmedPlotCodes, view.steps.length];
  };

  it.each<[string, Partial<CoverageFacts>, unknown[]]>([
    ['of plots that are all confirmed', {}, ['VALID', [], 0]],
    ['of one that is not', of(['plot-2']), ['PLOTS_UNCONFIRMED', ['P-2'], 1]],
    ['of none that is', of(['plot-1', 'plot-2']), ['PLOTS_UNCONFIRMED', ['P-1', 'P-2'], 1]],
    ['of one that is not, in another block', of(['plot-3']), ['VALID', [], 0]],
    ['that waits for a second person', { isConfirmed: false }, ['UNCONFIRMED', [], 1]],
    ['that waits for both', { ...of(['plot-1']), isConfirmed: false }, ['UNCONFIRMED', ['P-1'], 2]],
    [
      'that one person has withdrawn',
      { ...of(['plot-1']), isConfirmed: false, isDoubted: true },
      ['UNCONFIRMED', ['P-1'], 0],
    ],
    [
      'with a line by a name that was taken back',
      { results: [...report(['unlisted:line:1']).results] },
      ['VALID', [], 1],
    ],
    ['that is void', of(['plot-1'], '2026-12-20'), ['VOID', ['P-1'], 0]],
    [
      'of a block sprayed again by a record that was taken back',
      back({ withdrawnSprayOn: TODAY }),
      ['VOID', [], 1],
    ],
    ['the same, only tomorrow', back({ withdrawnSprayOn: day('2026-12-21') }), ['VALID', [], 0]],
    ['the same, and that was declined', back({ declinedSprayOn: TODAY }), ['VOID', [], 0]],
    [
      'the same of two, one of them declined',
      back({ withdrawnSprayOn: day('2026-12-18'), declinedSprayOn: TODAY }),
      ['VOID', [], 0],
    ],
    [
      'the same, beside a spray that stands',
      back({ withdrawnSprayOn: day('2026-12-18'), sprayedAgainOn: TODAY }),
      ['VOID', [], 0],
    ],
    [
      'the same, and that one person has withdrawn',
      { ...back({ withdrawnSprayOn: TODAY }), isConfirmed: false, isDoubted: true },
      ['VOID', [], 0],
    ],
    ['that is over', { ...of(['plot-1']), to: day('2026-12-19') }, ['EXPIRED', ['P-1'], 0]],
  ])('%s', (_, changes, expected) => {
    expect(shown(changes)).toEqual(expected);
  });
});

describe('the board of a packing line', () => {
  const treated = (on: string, substances: string[] | null = ['imazalil']) =>
    sampleTreatment({ performedOn: day(on), substances });
  const of = {
    kind: 'TREATMENT' as const,
    organisationId: 'packhouse',
    line: 'LINE-1',
    productKey: 'label-1',
    concentration: sampleTreatment().concentration,
  };
  it('shows what was applied and is not tested from the first day to the last', () => {
    const line = { first: treated('2027-01-05'), last: treated('2027-01-31') };
    expect(untestedOf(line, [])).toEqual(['imazalil']);
    expect(untestedOf(line, [report(['imazalil'], { of })])).toEqual([]);
    expect(untestedOf(line, [report(['imazalil'], { of, to: day('2027-01-30') })])).toEqual(['imazalil']);
    expect(untestedOf({ first: line.first, last: treated('2027-01-31', null) }, [])).toBeNull();
  });

  it('asks nothing of what the market needs no limit of', () => {
    const applied = ['imazalil', 'prochloraz'];
    const line = { first: treated('2027-01-05', applied), last: treated('2027-01-31', applied) };
    expect(untestedOf(line, [], (substance) => substance === 'prochloraz')).toEqual(['imazalil']);
  });
});

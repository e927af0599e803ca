import { describe, expect, it } from '@jest/globals';
import { grams } from '../../../kernel/mass.js';
import type { MarketOutlook, MissingPiece } from './eligibility.js';
import { both, step } from './judgement.js';
import { sampleRule } from './sample-facts.js';
import { SHOWN, StockTally } from './stock-outlook.js';

const lacking = (code: string, why: string, more: Partial<MissingPiece> = {}): MissingPiece => ({
  demanded: sampleRule({ kind: 'inspection-signed', code }),
  verdict: 'INDETERMINATE',
  explanation: both(`${why}。`, `${why}.`),
  nextSteps: [step('PACKHOUSE', '包装厂补录。', 'The packhouse records it.')],
  confidence: 'official',
  dueOn: [],
  ...more,
});
const outlook = (batches: Record<string, readonly MissingPiece[]>, market = 'XD'): MarketOutlook => ({
  market,
  whole: { verdict: 'PASS', missing: [] },
  toCome: [],
  batches: new Map(
    Object.entries(batches).map(([id, missing]) => [id, { verdict: missing[0]?.verdict ?? 'PASS', missing }]),
  ),
});
/** Ids say what a batch weighs: `a-5` five grams. */
const tally = (...parts: MarketOutlook[][]) => {
  const sum = new StockTally((id) => grams(Number(id.split('-')[1])));
  for (const part of parts) sum.add(part);
  return sum.result();
};

describe('a stock by markets', () => {
  it('counts each batch with its mass under exactly one verdict, over all parts', () => {
    const [found] = tally(
      [outlook({ 'a-5': [], 'b-7': [lacking('R', 'why')] })],
      [outlook({ 'c-11': [], 'd-13': [lacking('R', 'why', { verdict: 'FAIL' })] })],
    );
    expect(Object.fromEntries(found!.amounts)).toEqual({
      PASS: { batches: 2, massGrams: 16 },
      INDETERMINATE: { batches: 1, massGrams: 7 },
      FAIL: { batches: 1, massGrams: 13 },
    });
  });

  it('tells what is lacking by how much of the fruit lacks it, what fails apart from what is open', () => {
    const [found] = tally([
      outlook({
        'a-5': [lacking('SMALL', 'why')],
        'b-7': [lacking('LARGE', 'why'), lacking('SMALL', 'why', { verdict: 'FAIL' })],
        'c-9': [lacking('LARGE', 'why')],
      }),
    ]);
    expect(
      found!.lacks.map(({ demanded, verdict, batches, massGrams }) => [
        demanded.code,
        verdict,
        batches,
        massGrams,
      ]),
    ).toEqual([
      ['LARGE', 'INDETERMINATE', 2, 16],
      ['SMALL', 'FAIL', 1, 7],
      ['SMALL', 'INDETERMINATE', 1, 5],
    ]);
  });

  it('gives the reasons that hold for most of it, and says how many more there are', () => {
    const whys = ['w1', 'w2', 'w3', 'w4', 'w5'];
    const part = Object.fromEntries(whys.map((why, n) => [`${why}-${n + 1}`, [lacking('R', why)]]));
    const [found] = tally([outlook(part)], [outlook({ 'again-9': [lacking('R', 'w2')] })]);
    const { reasons, moreReasons } = found!.lacks[0]!;
    expect(reasons).toHaveLength(SHOWN);
    expect(reasons.map(({ piece, massGrams }) => [piece.explanation.en, massGrams])).toEqual([
      ['w2.', 11],
      ['w5.', 5],
      ['w4.', 4],
    ]);
    expect(moreReasons).toBe(2);
  });

  it('keeps apart what is said alike and has to be done by others', () => {
    const other = [step('EXPORTER', '出口企业补录。', 'The exporter records it.')];
    const [found] = tally([
      outlook({ 'a-5': [lacking('R', 'why')], 'b-7': [lacking('R', 'why', { nextSteps: other })] }),
    ]);
    expect(found!.lacks[0]!.reasons.map(({ piece }) => piece.nextSteps[0]!.by)).toEqual([
      'EXPORTER',
      'PACKHOUSE',
    ]);
  });

  it('keeps markets apart, in their order, also those no fruit was asked about', () => {
    const found = tally(
      [outlook({ 'a-5': [] }, 'TH'), outlook({}, 'EU')],
      [outlook({ 'b-1': [] }, 'TH'), outlook({}, 'EU')],
    );
    expect(found.map(({ market, amounts }) => [market, amounts.get('PASS')?.batches ?? 0])).toEqual([
      ['TH', 2],
      ['EU', 0],
    ]);
  });
});

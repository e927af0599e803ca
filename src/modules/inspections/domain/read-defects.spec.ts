import { describe, expect, it } from '@jest/globals';
import { decimal } from '../../../kernel/decimal.js';
import type { OrganisationId } from '../../../kernel/ids.js';
import { localDate } from '../../../kernel/local-date.js';
import { readDefects, refuseTypedShares, type CountedOn, type GivenCount } from './read-defects.js';
import { refuseSample, type RecordedOfSample, type Sample } from './refuse-sample.js';
import { refuseSelfCheck } from './refuse-self-check.js';

const on = (changes: Partial<CountedOn> = {}): CountedOn => ({
  qualityClass: 'I',
  sampledCartons: 5,
  sampledFruits: 200,
  before: [],
  measured: [],
  ...changes,
});
const count = (changes: Partial<GivenCount> = {}): GivenCount => ({
  cartons: 1,
  examined: 40,
  defects: [],
  ...changes,
});
const before = (id: string, basis: 'NUMBER' | 'MASS' = 'NUMBER', cartons = 1) => ({
  id,
  basis,
  cartons,
  examined: 40,
  nonconformingCartons: null,
  smallestMillimetres: null,
  largestMillimetres: null,
  defects: [],
});
const read = (
  counts: readonly GivenCount[],
  against: Partial<CountedOn> = {},
  basis: 'NUMBER' | 'MASS' = 'NUMBER',
) => {
  const result = readDefects(basis, counts, on(against));
  return result.ok ? result.value : result.error.map(({ code }) => code);
};

describe('counts of defects', () => {
  it('are kept as they were given, with what the kind of defect says by itself', () => {
    const defects = [
      { kind: 'DECAY', amount: 1 },
      { kind: 'SHAPE', reaches: 'II', amount: 2 },
      { kind: 'SHAPE', reaches: 'NONE', amount: 1 },
      { kind: 'OUT_OF_SIZE', amount: 3 },
      { kind: 'COLOURING', reaches: 'II', amount: 0 },
    ] as const;
    expect(read([count({ defects })])).toMatchObject([
      {
        basis: 'NUMBER',
        nonconformingCartons: null,
        defects: [
          { kind: 'DECAY', reaches: 'NONE', amount: 1 },
          { kind: 'SHAPE', reaches: 'II', amount: 2 },
          { kind: 'SHAPE', reaches: 'NONE', amount: 1 },
          { kind: 'OUT_OF_SIZE', reaches: null, amount: 3 },
        ],
      },
    ]);
  });

  const defect = (kind: 'DECAY' | 'SHAPE' | 'OUT_OF_SIZE', reaches: 'I' | 'II' | 'NONE' | null, amount = 1) =>
    count({ defects: [{ kind, reaches, amount }] });

  it.each([
    ['rot that reaches a class', defect('DECAY', 'II'), 'DEFECT_REACHES'],
    ['a defect of class that does not say what it reaches', defect('SHAPE', null), 'DEFECT_REACHES'],
    ['a size that says something of the class', defect('OUT_OF_SIZE', 'II'), 'DEFECT_REACHES'],
    ['fruit that still reaches the class of the batch', defect('SHAPE', 'I'), 'DEFECT_WITHIN_CLASS'],
    ['more fruit with defects than were looked at', defect('SHAPE', 'II', 41), 'DEFECTS_EXCEED_EXAMINED'],
    ['more bad cartons than were opened', count({ nonconformingCartons: 2 }), 'CARTONS_NONCONFORMING_EXCEED'],
    ['one diameter alone', count({ smallestMillimetres: decimal('70') }), 'DIAMETERS_IMPOSSIBLE'],
    [
      'diameters of several cartons',
      count({ cartons: 2, smallestMillimetres: decimal('70'), largestMillimetres: decimal('80') }),
      'DIAMETERS_IMPOSSIBLE',
    ],
    [
      'the smallest above the largest',
      count({ smallestMillimetres: decimal('81'), largestMillimetres: decimal('80') }),
      'DIAMETERS_IMPOSSIBLE',
    ],
    ['more cartons than were opened', count({ cartons: 6, examined: 100 }), 'COUNT_EXCEEDS_SAMPLE'],
    ['more fruit than was looked at', count({ examined: 201 }), 'COUNT_EXCEEDS_SAMPLE'],
    ['a correction of nothing', count({ correctsId: 'none' }), 'COUNT_NOT_TO_CORRECT'],
  ])('refuse %s', (_, given, code) => {
    expect(read([given])).toEqual([code]);
  });

  it('refuse the same defect twice, but not fruit that is of the wrong size and quality', () => {
    const shape = { kind: 'SHAPE', reaches: 'II', amount: 1 } as const;
    expect(read([count({ defects: [shape, shape] })])).toEqual(['DEFECT_TWICE']);
    const all = [
      { kind: 'SHAPE', reaches: 'II', amount: 40 },
      { kind: 'OUT_OF_SIZE', amount: 40 },
    ] as const;
    expect(read([count({ defects: all })])).toHaveLength(1);
  });

  it('take out what they correct before the sample is compared with the sum', () => {
    const counted = [before('a', 'NUMBER', 5)];
    expect(read([count()], { before: counted })).toEqual(['COUNT_EXCEEDS_SAMPLE']);
    expect(read([count({ correctsId: 'a' })], { before: counted })).toHaveLength(1);
    const twice = [count({ correctsId: 'a' }), count({ correctsId: 'a' })];
    expect(read(twice, { before: counted })).toEqual(['COUNT_NOT_TO_CORRECT']);
  });

  it('are all by number or all by mass, until the last of the other kind is corrected', () => {
    expect(read([count({ examined: 9_000 })], { before: [before('a')] }, 'MASS')).toEqual([
      'COUNT_BASIS_DIFFERS',
    ]);
    const corrected = [count({ examined: 9_000, correctsId: 'a' })];
    expect(read(corrected, { before: [before('a')] }, 'MASS')).toHaveLength(1);
  });

  it('are not made beside a share that was entered as such, nor the other way round', () => {
    expect(read([count()], { measured: ['TSS', 'DECAY_SHARE'] })).toEqual(['SHARE_WAS_MEASURED']);
    const typed = (parameter: string) =>
      refuseTypedShares([{ parameter }], [before('a')]).map(({ code, path }) => [code, path]);
    expect(typed('DECAY_SHARE')).toEqual([['SHARE_IS_COUNTED', ['measurements', '0', 'parameter']]]);
    expect(typed('PACKAGE_SMALLEST_DIAMETER')).toEqual([]);
    expect(refuseTypedShares([{ parameter: 'DECAY_SHARE' }], [])).toEqual([]);
  });
});

describe('a sample that is put right', () => {
  const batch = { packedOn: localDate('2026-11-20'), cartonCount: 100 };
  const sample = (changes: Partial<Sample> = {}): Sample => ({
    sampledOn: localDate('2026-11-21'),
    cartons: 5,
    fruits: 50,
    places: null,
    ...changes,
  });
  const recorded: RecordedOfSample = { cartons: 5, fruits: 50, testedOn: localDate('2026-11-21') };
  const refused = (changes: Partial<Sample>) =>
    refuseSample(sample(changes), batch, localDate('2026-11-22'), ['952000000000000000'], recorded).map(
      ({ code }) => code,
    );

  it.each([
    ['more cartons', { cartons: 8, fruits: 80 }, []],
    ['fewer cartons than were counted', { cartons: 4 }, ['COUNT_EXCEEDS_SAMPLE']],
    ['fewer fruits than were counted', { fruits: 49 }, ['COUNT_EXCEEDS_SAMPLE']],
    ['a day after something was tested', { sampledOn: localDate('2026-11-22') }, ['TESTED_BEFORE_SAMPLED']],
    [
      'places that do not add up',
      { places: [{ pallet: null, layer: 'TOP', cartons: 4 }] },
      ['SAMPLE_PLACES_DIFFER'],
    ],
    [
      'a pallet of another batch',
      { places: [{ pallet: '952000000000000017', layer: null, cartons: 5 }] },
      ['SAMPLE_PALLET_UNKNOWN'],
    ],
    [
      'the places of all cartons',
      { places: [{ pallet: '952000000000000000', layer: 'TOP', cartons: 5 }] },
      [],
    ],
  ] as const)('%s', (_, changes, codes) => {
    expect(refused(changes)).toEqual(codes);
  });
});

describe('a self-check', () => {
  const [packer, other] = ['packer', 'other'] as OrganisationId[] as [OrganisationId, OrganisationId];
  const batch = { code: 'P-1', kind: 'PACKED', holderId: packer };
  it.each([
    ['is for whoever packed the batch and has it', batch, packer, null, []],
    ['is not for others', batch, other, null, ['SELF_CHECK_NOT_YOURS']],
    ['is not for fruit that went on', { ...batch, holderId: other }, packer, null, ['SELF_CHECK_NOT_YOURS']],
    ['is of a packed batch', { ...batch, kind: 'GRADED' }, packer, null, ['NOT_A_PACKED_BATCH']],
    ['is one at a time', batch, packer, 'I-1', ['INSPECTION_ALREADY_REQUESTED']],
  ])('%s', (_, of, by, unsigned, codes) => {
    expect(refuseSelfCheck(of, packer, by, unsigned).map(({ code }) => code)).toEqual(codes);
  });
});

import {
  addDecimal,
  compareDecimal,
  multiplyDecimal,
  decimal,
  type Decimal,
} from '../../../kernel/decimal.js';
import { both, failed, notApplicable, passed, step, undecided } from '../domain/judgement.js';
import { batchOf, type RuleKind } from '../domain/rule-kind.js';
import { latest, measurementEvidence, notMeasured, otherUnit } from './measured.js';
import { readParameters } from './read-parameters.js';

interface Band {
  /** Smallest fruit below this, mm, belongs to the band; null: the last band. */
  readonly below: Decimal | null;
  /** Widest difference allowed, mm; null: none is set. */
  readonly maximumRange: Decimal | null;
}
interface SizeRange {
  readonly bands: readonly Band[];
}

/**
 * Difference between the largest and the smallest fruit of one package, in mm, by the size of the smallest.
 *
 * @see reference/rules.json: (EU) 2023/2429, Annex I Part B Part 2, sizing
 */
export const sizeRange: RuleKind<SizeRange> = {
  kind: 'size-range',
  subjects: ['BATCH'],
  actDay: 'PACKING_DAY',
  ofMarket: false,
  releasable: true,
  remedy: step(
    'PACKHOUSE',
    '包装厂按规格重新分选，或另行包装果实以替换该批。',
    'The packhouse sizes it again, or packs other fruit in its place.',
  ),
  parseParameters: (raw) => {
    const bands = readParameters('size-range', raw, ['bands']).objects('bands');
    return {
      bands: bands.map((each, index) => {
        const read = readParameters(`size-range: bands[${index}]`, each, ['below', 'maximumRange']);
        const below = read.optionalDecimal('below');
        if ((below === null) !== (index === bands.length - 1)) {
          throw new RangeError('size-range: every band but the last must have below');
        }
        return { below, maximumRange: read.optionalDecimal('maximumRange') };
      }),
    };
  },
  judge: ({ bands }, subject) => {
    const batch = batchOf(subject);
    const [smallest, anotherSmallest] = latest(batch, 'PACKAGE_SMALLEST_DIAMETER');
    const [largest, anotherLargest] = latest(batch, 'PACKAGE_LARGEST_DIAMETER');
    if (!smallest) return notMeasured(batch, 'PACKAGE_SMALLEST_DIAMETER');
    if (!largest) return notMeasured(batch, 'PACKAGE_LARGEST_DIAMETER');
    for (const each of [smallest, largest]) if (each.unit !== 'mm') return otherUnit(each, 'mm');
    const evidence = [measurementEvidence(smallest), measurementEvidence(largest)];
    if (anotherSmallest || anotherLargest) {
      return undecided(
        both('同日有多箱数据，无法配对。', 'Several packages of one day cannot be paired.'),
        step(
          'INSPECTION_BODY',
          '检验员只录入果径差最大的一箱。',
          'The inspector enters the package with the widest range only.',
        ),
        evidence,
      );
    }
    const band = bands.find(({ below }) => below === null || compareDecimal(smallest.value, below) < 0);
    if (!band?.maximumRange) {
      return notApplicable(both('该规格不限果径差。', 'No range is set for fruit of this size.'));
    }
    const range = addDecimal(largest.value, multiplyDecimal(smallest.value, decimal('-1')));
    const decide = compareDecimal(range, band.maximumRange) <= 0 ? passed : failed;
    return decide(
      both(
        `同箱果径差 ${range} mm，容许 ${band.maximumRange} mm。`,
        `Range within the package ${range} mm, allowed ${band.maximumRange} mm.`,
      ),
      evidence,
    );
  },
  asks: () => [
    { kind: 'MEASURE', parameter: 'PACKAGE_SMALLEST_DIAMETER', limit: null },
    { kind: 'MEASURE', parameter: 'PACKAGE_LARGEST_DIAMETER', limit: null },
  ],
};

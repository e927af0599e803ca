import { compareDecimal, type Decimal } from '../../../kernel/decimal.js';
import type { BatchFacts } from '../domain/facts.js';
import type { Evidence, Judgement } from '../domain/finding.js';
import { both, notApplicable, passed, said, step, undecided } from '../domain/judgement.js';
import { batchOf, type RuleKind } from '../domain/rule-kind.js';
import { judgeOutOfSize, latest, measurementEvidence, notMeasured, otherUnit } from './measured.js';
import { isObject, readParameters } from './read-parameters.js';

/** Diameters in mm, both ends allowed. */
interface Size {
  readonly minimum: Decimal;
  readonly maximum: Decimal;
}
interface SizeUniformity {
  readonly codes: ReadonlyMap<string, Size>;
  /** Share of fruit outside the code that the standard allows, in %. */
  readonly tolerance: Decimal;
}

const KIND = 'size-uniformity';

/**
 * The fruit in every carton that was measured lies within the size code the batch is sold as, or no more of it lies
 * outside than the standard allows. A batch that carries no code is sized in another way.
 *
 * @see reference/eu-size-codes.json: (EU) 2023/2429, codes 0 to 13
 */
export const sizeUniformity: RuleKind<SizeUniformity> = {
  kind: KIND,
  subjects: ['BATCH'],
  actDay: 'PACKING_DAY',
  ofMarket: false,
  releasable: true,
  remedy: step(
    'PACKHOUSE',
    '包装厂重新分选，或按实测更改规格代码并作换标记录。',
    'The packhouse sorts it again, or gives it the size code that was measured and records that.',
  ),
  parseParameters: (raw) => {
    const read = readParameters(KIND, raw, ['codes', 'tolerance']);
    const codes = read.raw('codes');
    if (!isObject(codes) || Object.keys(codes).length === 0)
      throw new RangeError(`${KIND}: codes must be an object of sizes by code`);
    return {
      codes: new Map(Object.entries(codes).map(([code, size]) => [code, sizeOf(code, size)])),
      tolerance: read.decimal('tolerance'),
    };
  },
  judge: ({ codes, tolerance }, subject) => {
    const batch = batchOf(subject);
    if (batch.sizeCode === null)
      return notApplicable(both('未标规格代码。', 'The batch carries no size code.'));
    const size = codes.get(batch.sizeCode);
    if (!size) return codeUnknown(batch, batch.sizeCode);
    const measured = diametersOf(batch);
    if ('verdict' in measured) return measured;
    const off = measured.filter(
      ({ smallest, largest }) =>
        compareDecimal(smallest, size.minimum) < 0 || compareDecimal(largest, size.maximum) > 0,
    );
    const demand = both(
      `规格 ${batch.sizeCode}：${size.minimum}–${size.maximum} mm`,
      `size ${batch.sizeCode}: ${size.minimum} to ${size.maximum} mm`,
    );
    if (off.length === 0)
      return passed(
        said(() =>
          both(`各箱果径均在${demand.zh}之内。`, `The fruit of every carton lies within ${demand.en}.`),
        ),
        measured.flatMap((each) => each.evidence),
      );
    return judgeOutOfSize(
      batch,
      tolerance,
      (share) =>
        both(
          `有箱内果径超出${demand.zh}；规格不符果 ${share} %，容许 ${tolerance} %。`,
          `Some cartons go beyond ${demand.en}; ${share} % out of size, ${tolerance} % allowed.`,
        ),
      off.flatMap((each) => each.evidence),
    );
  },
  asks: () => [
    { kind: 'MEASURE', parameter: 'PACKAGE_SMALLEST_DIAMETER', limit: null },
    { kind: 'MEASURE', parameter: 'PACKAGE_LARGEST_DIAMETER', limit: null },
  ],
};

function sizeOf(code: string, raw: unknown): Size {
  const read = readParameters(`${KIND}: codes.${code}`, raw, ['minimum', 'maximum']);
  const size = { minimum: read.decimal('minimum'), maximum: read.decimal('maximum') };
  if (compareDecimal(size.minimum, size.maximum) >= 0)
    throw new RangeError(`${KIND}: codes.${code}.minimum must be below maximum`);
  return size;
}

interface Measured {
  readonly smallest: Decimal;
  readonly largest: Decimal;
  readonly evidence: readonly Evidence[];
}

/** Every carton that was measured one by one, else the one that was measured for the whole sample. */
function diametersOf(batch: BatchFacts): readonly Measured[] | Judgement {
  const packages = batch.packages ?? [];
  if (packages.length > 0)
    return packages.map(({ id, smallest, largest }) => ({
      smallest,
      largest,
      evidence: [
        { type: 'defect-count', id, field: 'smallestMillimetres', value: smallest, unit: 'mm' },
        { type: 'defect-count', id, field: 'largestMillimetres', value: largest, unit: 'mm' },
      ],
    }));
  const [smallest] = latest(batch, 'PACKAGE_SMALLEST_DIAMETER');
  const [largest] = latest(batch, 'PACKAGE_LARGEST_DIAMETER');
  if (!smallest) return notMeasured(batch, 'PACKAGE_SMALLEST_DIAMETER');
  if (!largest) return notMeasured(batch, 'PACKAGE_LARGEST_DIAMETER');
  for (const each of [smallest, largest]) if (each.unit !== 'mm') return otherUnit(each, 'mm');
  const evidence = [measurementEvidence(smallest), measurementEvidence(largest)];
  return [{ smallest: smallest.value, largest: largest.value, evidence }];
}

const codeUnknown = (batch: BatchFacts, code: string): Judgement =>
  undecided(
    said(() => both(`标准中没有规格代码 ${code}。`, `The standard has no size code ${code}.`)),
    step('PACKHOUSE', '包装厂按该标准注明规格代码。', 'The packhouse gives the size code of this standard.'),
    [{ type: 'batch', id: batch.id, field: 'sizeCode', value: code }],
  );

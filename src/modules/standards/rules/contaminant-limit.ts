import { decimalUnits, type Decimal } from '../../../kernel/decimal.js';
import { safeNumber } from '../../../kernel/integer.js';
import { formatMgPerKg, microgramsPerKg, type MicrogramsPerKg } from '../../../kernel/residue.js';
import { areComparable, convertUnit, unitNamed } from '../../../kernel/units.js';
import { CONTAMINANTS, isContaminant, type ContaminantCode } from '../domain/contaminants.js';
import type { BatchFacts, LaboratoryResultFacts } from '../domain/facts.js';
import { mayAnswer } from '../domain/figure-facts.js';
import type { Evidence, Judgement } from '../domain/finding.js';
import { both, failed, passed, step, undecided, worstOf } from '../domain/judgement.js';
import { batchOf, type RuleKind } from '../domain/rule-kind.js';
import { answeredByFiner } from './definition-answers.js';
import { isFineEnough, isNoOlder } from './finer-tests.js';
import { contaminantNeverReleased } from './never-released.js';
import { readParameters, type ParameterReader } from './read-parameters.js';

interface ContaminantLimit {
  readonly contaminant: ContaminantCode;
  readonly maximum: MicrogramsPerKg;
}

const KIND = 'contaminant-limit';

/**
 * A heavy metal in the fruit, as a laboratory found it, against the limit in force on the day of the test.
 *
 * - The limit is given by mass (mg/kg or µg/kg) and compared exactly; one by volume (mg/L) is for juice and refused.
 * - Below the limit of quantification passes a limit that is not below it; a method that cannot see the limit settles
 *   nothing, until a finer one has tested a sample that is no older.
 *
 * @see reference/rules.json: Regulation (EU) 2023/915, Annex I; ТР ТС 021/2011, Annex 3 (secondary)
 */
export const contaminantLimit: RuleKind<ContaminantLimit> = {
  kind: KIND,
  subjects: ['BATCH'],
  actDay: 'EACH_ACT',
  ofMarket: false,
  releasable: contaminantNeverReleased,
  remedy: step(
    'EXPORTER',
    '超限果实不得发往该市场；出口企业改发限量允许的市场。录入有误的由检验员更正，签字后的更正须经基地办公室同意；已检出的不因复检合格而改判。',
    'Fruit above the limit does not go to this market; the exporter ships to one that allows it. What was typed wrongly the inspector corrects, after the signature with the agreement of the base office; no clean test takes back what was found.',
  ),
  parseParameters: (raw) => {
    const read = readParameters(KIND, raw, ['contaminant', 'maximum', 'unit']);
    const contaminant = read.text('contaminant');
    if (!isContaminant(contaminant)) {
      throw new RangeError(`${KIND}: contaminant must be the code of a contaminant`);
    }
    return { contaminant, maximum: maximumOf(read) };
  },
  judge: ({ contaminant, maximum }, subject, { facts, inForceOn }) => {
    const batch = batchOf(subject);
    const results = (batch.contaminants ?? []).filter(
      (each) => each.substance === contaminant && (each.testedOn === null || inForceOn(each.testedOn)),
    );
    if (results.length === 0) return notTested(batch, contaminant);
    const judge = (result: LaboratoryResultFacts) => judgeResult(result, contaminant, maximum);
    const answering = facts.coarseTestsAnswered ? results.filter((each) => answers(each, maximum)) : [];
    return worstOf(
      results.map((result) => {
        const finer = isSeen(result, maximum) ? null : answering.find((each) => isNoOlder(each, result));
        return finer ? answeredByFiner(judge(result), judge(finer)) : judge(result);
      }),
    );
  },
};

/** Whether the method tells on which side of the limit the metal lies. */
const isSeen = ({ result }: LaboratoryResultFacts, maximum: MicrogramsPerKg): boolean =>
  result.kind === 'QUANTIFIED' || result.limitOfQuantification <= maximum;

/** Whether a result says what one by a coarser method could not. */
const answers = (finer: LaboratoryResultFacts, maximum: MicrogramsPerKg): boolean =>
  finer.testedOn !== null && mayAnswer(finer) && isFineEnough(finer, maximum);

function maximumOf(read: ParameterReader): MicrogramsPerKg {
  const given = read.text('unit');
  const unit = unitNamed(given);
  if (unit === null || !areComparable(unit, 'ug/kg')) {
    throw new RangeError(`${KIND}: unit must be one that converts exactly into ug/kg`);
  }
  return whole(convertUnit(read.decimal('maximum'), unit, 'ug/kg'));
}

/** Results are kept in whole µg/kg, so that a finer limit could not be told from the one above it. */
function whole(maximum: Decimal): MicrogramsPerKg {
  try {
    return microgramsPerKg(safeNumber(decimalUnits(maximum, 0), 'a limit'));
  } catch {
    throw new RangeError(`${KIND}: maximum must be a whole number from 0 in ug/kg`);
  }
}

function judgeResult(
  { id, result, testedOn }: LaboratoryResultFacts,
  contaminant: ContaminantCode,
  maximum: MicrogramsPerKg,
): Judgement {
  const name = CONTAMINANTS[contaminant];
  const limit = `${formatMgPerKg(maximum)} mg/kg`;
  const seen = result.kind === 'QUANTIFIED' ? result.microgramsPerKg : result.limitOfQuantification;
  const amount = `${formatMgPerKg(seen)} mg/kg`;
  const evidence: Evidence[] = [
    { type: 'laboratory-result', id, field: contaminant, value: amount },
    { type: 'contaminant-limit', id: contaminant, field: 'maximum', value: limit },
  ];
  if (testedOn === null) {
    return undecided(
      both(`${name.zh}的检测日期未记录。`, `The day on which ${name.en} was tested is not recorded.`),
      step('INSPECTION_BODY', '检验员补记检测日期。', 'The inspector records the day of the test.'),
      evidence,
    );
  }
  if (result.kind === 'BELOW_LOQ') {
    if (seen > maximum) return tooCoarse(name, amount, limit, evidence);
    return passed(
      both(
        `${name.zh}低于定量限 ${amount}，限量 ${limit}。`,
        `No ${name.en} above the limit of quantification ${amount}; limit ${limit}.`,
      ),
      evidence,
    );
  }
  return seen <= maximum
    ? passed(
        both(`${name.zh} ${amount}，限量 ${limit}。`, `${amount} of ${name.en}; limit ${limit}.`),
        evidence,
      )
    : failed(
        both(
          `${name.zh} ${amount}，超过限量 ${limit}。`,
          `${amount} of ${name.en}, above the limit ${limit}.`,
        ),
        evidence,
      );
}

const tooCoarse = (
  name: { zh: string; en: string },
  loq: string,
  limit: string,
  evidence: readonly Evidence[],
): Judgement =>
  undecided(
    both(
      `${name.zh}的方法定量限 ${loq} 高于限量 ${limit}，不能判定。`,
      `The method cannot see the limit of ${name.en}: it quantifies from ${loq}, the limit is ${limit}.`,
    ),
    step(
      'INSPECTION_BODY',
      '检验机构改用定量限不高于限量的方法重测。',
      'The inspection body has it tested by a method that quantifies at the limit.',
    ),
    evidence,
  );

function notTested(batch: BatchFacts, contaminant: ContaminantCode): Judgement {
  const name = CONTAMINANTS[contaminant];
  return undecided(
    both(`没有${name.zh}的检测结果。`, `There is no result for ${name.en}.`),
    step(
      'INSPECTION_BODY',
      `检验机构委托实验室检测${name.zh}并录入报告。`,
      `The inspection body has a laboratory test for ${name.en} and enters the report.`,
    ),
    [{ type: 'batch', id: batch.id, field: contaminant, value: null }],
  );
}

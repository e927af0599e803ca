import type { TreatmentFacts } from '../domain/coverage-facts.js';
import type { BatchFacts } from '../domain/facts.js';
import type { LabelFacts } from '../domain/label-facts.js';
import type { Judgement } from '../domain/finding.js';
import {
  both,
  failed,
  listed,
  notApplicable,
  passed,
  said,
  step,
  undecided,
  worstOf,
} from '../domain/judgement.js';
import { isLabelMark, LABEL_MARKS, type LabelMark } from '../domain/label-marks.js';
import { productTold } from '../domain/names.js';
import { batchOf, type RuleKind } from '../domain/rule-kind.js';
import { designEvidence, designsOf, designUnconfirmed, labelsUnknown } from './label-uses.js';
import { readParameters } from './read-parameters.js';

interface LabelMarks {
  readonly marks: readonly LabelMark[];
  /** When they are asked for at all; null: always. */
  readonly when: 'TREATED_AFTER_HARVEST' | null;
}

const KIND = 'label-marks';

/**
 * What is printed on the cartons: the design of their labels shows everything that the rule demands. Some marks are
 * demanded of treated fruit only: then what was applied after harvest has to be on record, or that nothing was.
 *
 * @see reference/rules.json: (EU) 2023/2429, Annex I Part B Part 2, VI; carton marks for Thailand (secondary)
 */
export const labelMarks: RuleKind<LabelMarks> = {
  kind: KIND,
  subjects: ['BATCH'],
  actDay: 'PACKING_DAY',
  ofMarket: false,
  releasable: true,
  remedy: step(
    'PACKHOUSE',
    '包装厂改用标识齐全的标签重新贴标。',
    'The packhouse labels the cartons again, by a design that shows everything demanded.',
  ),
  parseParameters: (raw) => {
    const read = readParameters(KIND, raw, ['marks', 'when']);
    const marks = read.texts('marks');
    if (!marks.every(isLabelMark)) throw new RangeError(`${KIND}: marks must be marks of a label`);
    const when = read.raw('when') === undefined ? null : read.oneOf('when', ['TREATED_AFTER_HARVEST']);
    return { marks, when };
  },
  judge: ({ marks, when }, subject) => {
    const batch = batchOf(subject);
    if (when === null) return judgeLabels(batch, marks);
    const treatments = batch.treatments ?? null;
    if (treatments === null) return treatmentsUnknown(batch);
    if (treatments.length === 0) return notApplicable(UNTREATED);
    return ofTreated(treatments, judgeLabels(batch, marks));
  },
};

function judgeLabels(batch: BatchFacts, marks: readonly LabelMark[]): Judgement {
  const designs = designsOf(batch.labels ?? []);
  if (designs.length === 0) return labelsUnknown(batch);
  return worstOf(designs.map((label) => judgeDesign(label, marks)));
}

const UNTREATED = both('果实采后未经任何处理。', 'Nothing was applied to the fruit after harvest.');

/** What a substance in the bath makes a FAIL stays open where it is not known that there was one. */
function ofTreated(treatments: readonly TreatmentFacts[], judgement: Judgement): Judgement {
  const names = listed(treatments.map(({ product }) => productTold(product)));
  const { explanation: plain } = judgement;
  const explanation = said(() =>
    both(
      `果实采后用过${names.zh}。${plain.zh}`,
      `After harvest the fruit was given ${names.en}. ${plain.en}`,
    ),
  );
  const evidence = [
    ...judgement.evidence,
    ...treatments.map(({ id, performedOn }) => ({
      type: 'post-harvest-treatment',
      id,
      field: 'performedOn',
      value: performedOn,
    })),
  ];
  const isChemical = treatments.some(({ substances }) => substances !== null && substances.length > 0);
  if (judgement.verdict === 'FAIL' && !isChemical) return undecided(explanation, CONTENTS, evidence);
  return { ...judgement, explanation, evidence };
}

const CONTENTS = step(
  'PACKHOUSE',
  '包装厂补记所用产品的有效成分，或改用载明该产品的标签。',
  'The packhouse records what the product holds, or labels the cartons by a design that names it.',
);

const treatmentsUnknown = ({ id }: BatchFacts): Judgement =>
  undecided(
    both(
      '采后是否用过保鲜剂等没有记录，是否须标明不能判定。',
      'What was applied after harvest is not on record, so neither is whether it must be marked.',
    ),
    step(
      'PACKHOUSE',
      '包装厂记录采后保鲜处理；未用的记录为未处理。',
      'The packhouse records what it applied after harvest, or that it applied nothing.',
    ),
    [{ type: 'batch', id, field: 'treatments', value: null }],
  );

function judgeDesign(label: LabelFacts, marks: readonly LabelMark[]): Judgement {
  const { design } = label;
  const missing = marks.filter((mark) => !design.marks.includes(mark));
  if (missing.length > 0) {
    const names = listed(missing.map((mark) => LABEL_MARKS[mark]));
    return failed(
      both(
        `标签设计 ${design.code} 缺少：${names.zh}。`,
        `The label design ${design.code} lacks: ${names.en}.`,
      ),
      missing.map((mark) => designEvidence(label, mark, null)),
    );
  }
  if (!design.isConfirmed) return designUnconfirmed(label);
  return passed(
    both(
      `标签设计 ${design.code} 载有所要求的 ${marks.length} 项标识。`,
      `The label design ${design.code} shows ${marks.length === 1 ? 'the one mark' : `all ${marks.length} marks`} demanded.`,
    ),
    marks.map((mark) => designEvidence(label, mark, true)),
  );
}

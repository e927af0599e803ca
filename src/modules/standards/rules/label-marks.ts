import type { LabelFacts } from '../domain/label-facts.js';
import type { Judgement } from '../domain/finding.js';
import { both, failed, listed, passed, step, worstOf } from '../domain/judgement.js';
import { isLabelMark, LABEL_MARKS, type LabelMark } from '../domain/label-marks.js';
import { batchOf, type RuleKind } from '../domain/rule-kind.js';
import { designEvidence, designsOf, designUnconfirmed, labelsUnknown } from './label-uses.js';
import { readParameters } from './read-parameters.js';

interface LabelMarks {
  readonly marks: readonly LabelMark[];
}

const KIND = 'label-marks';

/** What is printed on the cartons: the design of their labels shows everything that the rule demands. */
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
    const marks = readParameters(KIND, raw, ['marks']).texts('marks');
    if (!marks.every(isLabelMark)) throw new RangeError(`${KIND}: marks must be marks of a label`);
    return { marks };
  },
  judge: ({ marks }, subject) => {
    const batch = batchOf(subject);
    const designs = designsOf(batch.labels ?? []);
    if (designs.length === 0) return labelsUnknown(batch);
    return worstOf(designs.map((label) => judgeDesign(label, marks)));
  },
};

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
      `The label design ${design.code} shows all ${marks.length} marks demanded.`,
    ),
    marks.map((mark) => designEvidence(label, mark, true)),
  );
}

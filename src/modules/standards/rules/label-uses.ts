import type { BatchFacts } from '../domain/facts.js';
import type { LabelFacts } from '../domain/label-facts.js';
import type { Evidence, Judgement } from '../domain/finding.js';
import { both, step, undecided } from '../domain/judgement.js';

/** What to answer where it is not on record which labels a batch carries. */
export const labelsUnknown = (batch: BatchFacts): Judgement =>
  undecided(
    both('未记录该批所用的标签设计。', 'Which label design the batch carries is not recorded.'),
    step(
      'PACKHOUSE',
      '包装厂记录所用的标签设计和序号段。',
      'The packhouse records the label design and the serial numbers used.',
    ),
    [{ type: 'batch', id: batch.id, field: 'labels', value: null }],
  );

/** What to answer where only one person of the base office has looked at a design. */
export const designUnconfirmed = (label: LabelFacts): Judgement =>
  undecided(
    both(
      `标签设计 ${label.design.code} 尚未经第二人核准。`,
      `No second person has confirmed the label design ${label.design.code}.`,
    ),
    step(
      'BASE_OFFICE',
      '基地办公室由第二人核对设计稿并核准。',
      'A second person of the base office compares the artwork and confirms the design.',
    ),
    [designEvidence(label, 'isConfirmed', false)],
  );

/** The label design that a finding rests on. */
export const designEvidence = (
  { design }: LabelFacts,
  field: string,
  value: Evidence['value'],
): Evidence => ({ type: 'label-design', id: design.id, field, value });

/** Each design once, however many of its labels were used. */
export const designsOf = (labels: readonly LabelFacts[]): readonly LabelFacts[] => [
  ...new Map(labels.map((label) => [label.design.id, label])).values(),
];

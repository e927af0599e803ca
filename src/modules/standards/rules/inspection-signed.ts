import type { BatchFacts, InspectionFacts } from '../domain/facts.js';
import type { Judgement } from '../domain/finding.js';
import { both, failed, passed, said, step, undecided } from '../domain/judgement.js';
import { batchOf, type RuleKind } from '../domain/rule-kind.js';
import { readParameters } from './read-parameters.js';

/**
 * Somebody of none of the organisations that own or hold the fruit inspected the packed batch and signed. The last
 * signed independent inspection counts; what it measured is judged by rules of its own.
 *
 * @see reference/working-rules.md, rule 7
 */
export const inspectionSigned: RuleKind<null> = {
  kind: 'inspection-signed',
  subjects: ['BATCH'],
  actDay: 'PACKING_DAY',
  ofMarket: false,
  releasable: true,
  remedy: step(
    'INSPECTION_BODY',
    '由与货主和持有单位无关的检验员重新检验并签字。',
    'An inspector who belongs to no organisation that owns or holds the fruit inspects it again and signs.',
  ),
  parseParameters: (raw) => {
    readParameters('inspection-signed', raw, []);
    return null;
  },
  judge: (_, subject) => {
    const batch = batchOf(subject);
    const signed = (batch.inspections ?? []).filter((each) => each.signedOn !== null);
    if (signed.length === 0) return notSigned(batch);
    const independent = signed.filter((each) => isIndependent(each, batch));
    const last = independent.reduce<InspectionFacts | null>(
      (best, each) => (!best || (each.signedOn ?? '') >= (best.signedOn ?? '') ? each : best),
      null,
    );
    const evidence = (last ? [last] : signed).map((each) => ({
      type: 'inspection',
      id: each.id,
      field: 'signedOn',
      value: each.signedOn,
    }));
    if (!last) {
      return failed(
        both(
          '签字的检验员属于该批的货主或持有单位，不算独立检验。',
          'It was signed by somebody of an organisation that owns or holds the fruit.',
        ),
        evidence,
      );
    }
    if (last.verdict === 'FAIL') {
      return failed(
        said(() =>
          both(
            `${last.signedOn} 的检验结论为不合格。`,
            `The inspection of ${last.signedOn} found it not fit.`,
          ),
        ),
        evidence,
      );
    }
    return passed(
      said(() =>
        both(
          `已于 ${last.signedOn} 由独立检验员签字。`,
          `Signed by an independent inspector on ${last.signedOn}.`,
        ),
      ),
      evidence,
    );
  },
};

const isIndependent = (inspection: InspectionFacts, batch: BatchFacts): boolean =>
  !inspection.inspectorOrganisationIds.some((id) => batch.interestedOrganisationIds.includes(id));

const notSigned = (batch: BatchFacts): Judgement =>
  undecided(
    both('该包装批没有签字的检验记录。', 'No signed inspection of this packed batch is recorded.'),
    step(
      'INSPECTION_BODY',
      '与货主和持有单位无关的检验员检验并签字。',
      'An inspector of no organisation that owns or holds it inspects and signs.',
    ),
    [{ type: 'batch', id: batch.id, field: 'inspections', value: null }],
  );

import type { BatchFacts, SelfCheckFacts } from '../domain/facts.js';
import { both, failed, passed, said, step, undecided } from '../domain/judgement.js';
import { batchOf, type RuleKind } from '../domain/rule-kind.js';
import { readParameters } from './read-parameters.js';

/**
 * The packhouse checked the packed batch itself 自检 and signed, no later than an inspection body drew its sample. It
 * stands beside the independent inspection and never for it; the last one that was in time counts.
 *
 * @see reference/rules.json: conditions of packhouses under Order 91, article not read (secondary)
 * @see docs/adr/0020-worksheets.md
 */
export const selfCheckSigned: RuleKind<null> = {
  kind: 'self-check-signed',
  subjects: ['BATCH'],
  actDay: 'PACKING_DAY',
  ofMarket: false,
  releasable: true,
  remedy: step(
    'PACKHOUSE',
    '包装厂整改后重新自检并签字。',
    'The packhouse puts it right, checks it again and signs.',
  ),
  parseParameters: (raw) => {
    readParameters('self-check-signed', raw, []);
    return null;
  },
  judge: (_, subject) => {
    const batch = batchOf(subject);
    const own = (batch.selfChecks ?? []).filter(
      (each) => each.organisationId === batch.packerId && each.signedOn,
    );
    const sampledOn = firstSampleOn(batch);
    const inTime = own.filter((each) => sampledOn === null || (each.signedOn ?? '') <= sampledOn);
    const last = inTime.reduce<SelfCheckFacts | null>(
      (best, each) => (!best || (each.signedOn ?? '') >= (best.signedOn ?? '') ? each : best),
      null,
    );
    if (!last) return own.length > 0 ? tooLate(batch) : missing(batch);
    const evidence = [{ type: 'inspection', id: last.id, field: 'signedOn', value: last.signedOn }];
    if (last.verdict === 'FAIL')
      return failed(
        said(() =>
          both(
            `包装厂 ${last.signedOn} 的自检结论为不合格。`,
            `The self-check of ${last.signedOn} found it not fit.`,
          ),
        ),
        evidence,
      );
    return passed(
      said(() =>
        both(
          `包装厂已于 ${last.signedOn} 自检并签字。`,
          `The packhouse checked it itself and signed on ${last.signedOn}.`,
        ),
      ),
      evidence,
    );
  },
};

const firstSampleOn = ({ samples }: BatchFacts): string | null =>
  (samples ?? []).reduce<string | null>(
    (first, { sampledOn }) =>
      sampledOn !== null && (first === null || sampledOn < first) ? sampledOn : first,
    null,
  );

const missing = (batch: BatchFacts) =>
  undecided(
    both('没有包装厂签字的自检记录。', 'No self-check signed by the packhouse is recorded.'),
    step(
      'PACKHOUSE',
      '包装厂植保员自检并签字。',
      "The packhouse's plant-protection officer checks it and signs.",
    ),
    [{ type: 'batch', id: batch.id, field: 'selfChecks', value: null }],
  );

const tooLate = (batch: BatchFacts) =>
  undecided(
    both('自检晚于检验抽样。', 'The self-check came after the sample of the inspection.'),
    step(
      'PACKHOUSE',
      '包装厂说明自检日期，必要时由检验机构重新抽样。',
      'The packhouse accounts for the day; where needed, the inspection body draws another sample.',
    ),
    [{ type: 'batch', id: batch.id, field: 'selfChecks', value: null }],
  );

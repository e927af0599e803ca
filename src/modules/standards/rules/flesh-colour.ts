import { both, failed, notApplicable, passed, said, step, undecided, worstOf } from '../domain/judgement.js';
import { className } from '../domain/names.js';
import { codesOf } from '../domain/named-codes.js';
import { batchOf, type RuleKind } from '../domain/rule-kind.js';
import { latest, measurementEvidence, notMeasured, otherUnit } from './measured.js';
import { readParameters } from './read-parameters.js';

interface FleshColour {
  /** Classes in which the sample must show red flesh. */
  readonly classes: readonly string[];
}

/**
 * Pale flesh 失血: a sample without any red flesh (0 % of the cut fruit) does not belong into the classes named.
 *
 * @see reference/rules.json, `BLE-RED-FLESH`: guidance of an inspection agency, so advice, and secondary
 */
export const fleshColour: RuleKind<FleshColour> = {
  kind: 'flesh-colour',
  subjects: ['BATCH'],
  actDay: 'PACKING_DAY',
  ofMarket: false,
  releasable: true,
  remedy: step(
    'PACKHOUSE',
    '包装厂按实测降级并作换标记录，或改日重新抽样检验。',
    'The packhouse gives it a lower class by what was measured and records that, or has a sample of a later day inspected.',
  ),
  parseParameters: (raw) => ({ classes: readParameters('flesh-colour', raw, ['classes']).texts('classes') }),
  codesIn: ({ classes }) => codesOf('CLASS', classes),
  judge: ({ classes }, subject) => {
    const batch = batchOf(subject);
    if (batch.qualityClass === null) {
      return undecided(
        both('未记录等级。', 'No class is recorded.'),
        step('PACKHOUSE', '包装厂注明等级。', 'The packhouse gives the class.'),
        [{ type: 'batch', id: batch.id, field: 'qualityClass', value: null }],
      );
    }
    const name = className(batch.qualityClass);
    if (!classes.includes(batch.qualityClass)) {
      return notApplicable(
        said(() => both(`${name.zh}不要求果肉见红。`, `${name.en} asks for no red flesh.`)),
      );
    }
    const shares = latest(batch, 'RED_FLESH_SHARE');
    if (shares.length === 0) return notMeasured(batch, 'RED_FLESH_SHARE');
    return worstOf(
      shares.map((share) => {
        if (share.unit !== '%') return otherUnit(share, '%');
        if (share.value === '0') {
          return failed(
            said(() =>
              both(
                `剖检样品果肉全无红色，不宜列为${name.zh}。`,
                `The cut sample shows no red flesh at all; it does not belong in ${name.en}.`,
              ),
            ),
            [measurementEvidence(share)],
          );
        }
        return passed(
          said(() =>
            both(`剖检样品 ${share.value} % 见红。`, `${share.value} % of the cut sample shows red flesh.`),
          ),
          [measurementEvidence(share)],
        );
      }),
    );
  },
  asks: ({ classes }, subject) =>
    classes.includes(batchOf(subject).qualityClass ?? '')
      ? [{ kind: 'MEASURE', parameter: 'RED_FLESH_SHARE', limit: both('须见红', 'some of it red') }]
      : [],
};

import type { BatchFacts, Facts } from '../domain/facts.js';
import type { LabelFacts, LabelSerialsFacts } from '../domain/label-facts.js';
import type { Evidence, Judgement } from '../domain/finding.js';
import { both, failed, notApplicable, passed, step, worstOf } from '../domain/judgement.js';
import type { Bilingual } from '../domain/rule.js';
import { batchOf, type RuleKind } from '../domain/rule-kind.js';
import { claimsUnknown } from './brand-licence.js';
import { labelsUnknown } from './label-uses.js';
import { packingDayUnknown } from './origins.js';
import { readParameters } from './read-parameters.js';

/**
 * 标签序号: each serial number was issued to the packhouse, stood in its hands on the packing day, is on no other
 * batch, and every carton has one. That a number is never recorded twice the database keeps as well. Labels withdrawn
 * on the packing day itself still count.
 *
 * @see reference/supplementary-rules.md, rule 3
 */
export const labelSerialsUnique: RuleKind<null> = {
  kind: 'label-serials-unique',
  subjects: ['BATCH'],
  actDay: 'PACKING_DAY',
  ofMarket: false,
  releasable: true,
  remedy: step(
    'PACKHOUSE',
    '包装厂核对标签序号并更正记录，或用发给本厂的标签重新贴标。',
    'The packhouse checks the serial numbers and corrects the record, or labels again with labels issued to it.',
  ),
  parseParameters: (raw) => {
    readParameters('label-serials-unique', raw, []);
    return null;
  },
  judge: (_, subject, { facts }) => {
    const batch = batchOf(subject);
    if (batch.brandClaims === null) return claimsUnknown(batch, 'brandClaims');
    const labels = batch.labels ?? [];
    if (labels.length === 0) {
      return batch.brandClaims.length === 0
        ? notApplicable(both('该批未使用品牌标签。', 'The batch carries no labels of a brand.'))
        : labelsUnknown(batch);
    }
    const serialised = labels.filter((label) => label.serials !== null);
    if (serialised.length === 0) {
      return notApplicable(both('所用标签设计没有序号。', 'The labels used carry no serial numbers.'));
    }
    if (batch.packedOn === null || batch.packerId === null) return packingDayUnknown(batch);
    return worstOf([
      ...serialised.map((label) => judgeUse(label, batch, facts)),
      ...(serialised.length === labels.length ? [enoughFor(batch, serialised)] : []),
    ]);
  },
};

/** "CY26 000101-000150". */
const shown = ({ series, first, last }: LabelSerialsFacts): string => `${series} ${first}–${last}`;

const evidenceOf = ({ id }: LabelFacts, serials: LabelSerialsFacts): Evidence => ({
  type: 'label-use',
  id,
  field: 'serials',
  value: shown(serials),
});

function judgeUse(label: LabelFacts, batch: BatchFacts, facts: Facts): Judgement {
  const { serials } = label;
  if (serials === null) throw new Error('labels without serials are not judged');
  const evidence = evidenceOf(label, serials);
  const wrong = wrongWith(serials, batch);
  const range: Evidence = {
    type: 'label-range',
    id: serials.rangeId,
    field: 'issuedOn',
    value: serials.issuedOn,
  };
  if (wrong) return failed(sentence(serials, wrong), [evidence, range]);
  const twice = usedElsewhere(serials, batch, facts);
  if (twice) {
    const elsewhere = both(`也用于 ${twice.code}`, `they are on ${twice.code} as well`);
    return failed(sentence(serials, elsewhere), [
      evidence,
      { type: 'batch', id: twice.id, field: 'labels', value: shown(serials) },
    ]);
  }
  return passed(
    both(
      `标签序号 ${shown(serials)} 发给该包装厂，未重复使用。`,
      `The serial numbers ${shown(serials)} were issued to the packhouse and are on no other batch.`,
    ),
    [evidence, range],
  );
}

const sentence = (serials: LabelSerialsFacts, why: Bilingual): Bilingual =>
  both(
    `标签序号 ${shown(serials)} 不能用于该批：${why.zh}。`,
    `The serial numbers ${shown(serials)} are not right on this batch: ${why.en}.`,
  );

function wrongWith(serials: LabelSerialsFacts, { packedOn, packerId }: BatchFacts): Bilingual | null {
  const { issuedToId, issuedOn, withdrawnOn } = serials;
  if (issuedToId !== packerId) return both('发给了其他包装厂', 'they were issued to another packhouse');
  if (packedOn === null) return null;
  if (packedOn < issuedOn) return both(`${issuedOn} 才发放`, `they were issued on ${issuedOn} only`);
  if (withdrawnOn !== null && withdrawnOn < packedOn)
    return both(`已于 ${withdrawnOn} 收回作废`, `they were withdrawn on ${withdrawnOn}`);
  return null;
}

const usedElsewhere = (serials: LabelSerialsFacts, batch: BatchFacts, facts: Facts): BatchFacts | null =>
  facts.batches.find(
    (other) => other.id !== batch.id && (other.labels ?? []).some((each) => overlap(each.serials, serials)),
  ) ?? null;

const overlap = (a: LabelSerialsFacts | null, b: LabelSerialsFacts): boolean =>
  a !== null && a.series === b.series && a.first <= b.last && b.first <= a.last;

/** Labels may be spoilt, so that more are used than there are cartons; with fewer, some carton has none. */
function enoughFor(batch: BatchFacts, labels: readonly LabelFacts[]): Judgement {
  const count = labels.reduce(
    (sum, { serials }) => sum + (serials ? serials.last - serials.first + 1 : 0),
    0,
  );
  const cartons = batch.cartonCount ?? null;
  const evidence: Evidence[] = [{ type: 'batch', id: batch.id, field: 'cartonCount', value: cartons }];
  if (cartons === null || count >= cartons) {
    return passed(both(`共用标签 ${count} 枚。`, `${count} labels were used.`), evidence);
  }
  return failed(
    both(`${cartons} 箱只用了 ${count} 枚标签。`, `${cartons} cartons have ${count} labels only.`),
    evidence,
  );
}

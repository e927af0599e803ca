import type { BatchFacts, Facts } from '../domain/facts.js';
import type { LabelFacts } from '../domain/label-facts.js';
import type { Evidence, Judgement } from '../domain/finding.js';
import {
  both,
  failed,
  listed,
  notApplicable,
  passed,
  step,
  undecided,
  worstOf,
} from '../domain/judgement.js';
import { marketNamed, nameOf } from '../domain/names.js';
import type { Bilingual } from '../domain/rule.js';
import { batchOf, within, type RuleKind } from '../domain/rule-kind.js';
import { claimsUnknown } from './brand-licence.js';
import { designEvidence, designsOf, designUnconfirmed, labelsUnknown } from './label-uses.js';
import { marketUnknown, packingDayUnknown } from './origins.js';
import { readParameters } from './read-parameters.js';

/**
 * 标签设计核准: whatever carries a brand carries labels of a design that the base office approved for that brand, for
 * its packhouse or its exporter, for the market it is packed for, on the packing day.
 *
 * @see reference/supplementary-rules.md, rule 2
 */
export const labelDesignApproved: RuleKind<null> = {
  kind: 'label-design-approved',
  subjects: ['BATCH'],
  actDay: 'PACKING_DAY',
  ofMarket: true,
  releasable: true,
  remedy: step(
    'BASE_OFFICE',
    '用标单位报基地办公室核准设计；核准前改用已核准的标签重新贴标。',
    'The user asks the base office to approve the design; until then the cartons get labels of one that is approved.',
  ),
  parseParameters: (raw) => {
    readParameters('label-design-approved', raw, []);
    return null;
  },
  judge: (_, subject, { facts }) => {
    const batch = batchOf(subject);
    if (batch.brandClaims === null) return claimsUnknown(batch, 'brandClaims');
    if (batch.brandClaims.length === 0) {
      return notApplicable(both('该批未使用品牌。', 'The batch carries no brand.'));
    }
    if (batch.packedOn === null || batch.packerId === null) return packingDayUnknown(batch);
    const designs = designsOf(batch.labels ?? []);
    if (designs.length === 0) return labelsUnknown(batch);
    return worstOf(designs.map((label) => judgeDesign(label, batch, facts)));
  },
};

function judgeDesign(label: LabelFacts, batch: BatchFacts, facts: Facts): Judgement {
  const { design } = label;
  const wrong = reasonsAgainst(label, batch, facts);
  if (wrong.length > 0) {
    const why = listed(wrong.map(({ text }) => text));
    return failed(
      both(
        `标签设计 ${design.code} 不能用于该批：${why.zh}。`,
        `The label design ${design.code} is not for this batch: ${why.en}.`,
      ),
      wrong.map(({ evidence }) => evidence),
    );
  }
  if (!design.isConfirmed) return designUnconfirmed(label);
  if (facts.lot === null && design.organisationId !== batch.packerId) return ownerUnknown(label);
  if (design.market !== null && facts.market === null) return marketUnknown();
  return passed(
    both(
      `包装日 ${batch.packedOn} 标签设计 ${design.code} 已核准。`,
      `On the packing day ${batch.packedOn} the label design ${design.code} was approved.`,
    ),
    [designEvidence(label, 'validTo', design.validTo)],
  );
}

/** INDETERMINATE: before an exporter is known, a design that is not the packhouse's own may still be the exporter's. */
const ownerUnknown = (label: LabelFacts): Judgement =>
  undecided(
    both(
      `标签设计 ${label.design.code} 不是包装厂的；出口企业未定，不知是否为其所有。`,
      `The label design ${label.design.code} is not the packhouse's, and no exporter is known whose it could be.`,
    ),
    step('EXPORTER', '出口企业将该批装入联合出口批。', 'The exporter allocates the batch to a joint lot.'),
    [designEvidence(label, 'organisationId', label.design.organisationId)],
  );

interface Against {
  readonly text: Bilingual;
  readonly evidence: Evidence;
}

function reasonsAgainst(label: LabelFacts, batch: BatchFacts, facts: Facts): Against[] {
  const { design } = label;
  const against: Against[] = [];
  const say = (field: string, value: string, zh: string, en: string) =>
    against.push({ text: both(zh, en), evidence: designEvidence(label, field, value) });
  if (!batch.brandClaims?.includes(design.brand)) {
    const brand = nameOf(facts, 'brand', design.brand);
    say('brand', design.brand, `它用于“${brand.zh}”`, `it is for ${brand.en}`);
  }
  const users = [batch.packerId, facts.lot?.exporterId];
  if (facts.lot !== null && !users.includes(design.organisationId))
    say('organisationId', design.organisationId, '它属于其他单位', 'it belongs to somebody else');
  if (design.market !== null && facts.market !== null && design.market !== facts.market) {
    const market = marketNamed(facts, design.market);
    say('market', design.market, `它用于${market.zh}`, `it is for ${market.en}`);
  }
  if (batch.packedOn && !within(batch.packedOn, design.validFrom, design.validTo)) {
    const { validFrom, validTo } = design;
    say(
      'validTo',
      validTo,
      `有效期为 ${validFrom} 至 ${validTo}`,
      `it is valid from ${validFrom} to ${validTo}`,
    );
  }
  return against;
}

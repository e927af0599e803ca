import { addDays } from '../../../kernel/local-date.js';
import type { OriginFacts, SprayFacts } from '../domain/facts.js';
import type { Judgement } from '../domain/finding.js';
import {
  both,
  capitalised,
  failed,
  notApplicable,
  passed,
  said,
  step,
  undecided,
  worstOf,
} from '../domain/judgement.js';
import { productTold } from '../domain/names.js';
import type { RuleKind } from '../domain/rule-kind.js';
import { grownOf } from './grown.js';
import { intervalNeverReleased } from './never-released.js';
import { FIGURE_IS_ENTERED, labelForAnotherCrop } from './spray-label.js';
import { readParameters } from './read-parameters.js';

/**
 * 安全间隔期: no fruit was picked inside the interval that the product's label names.
 *
 * Label intervals count from the spray day: 7 days, sprayed on the 1st, means harvest from the 8th. The interval
 * belongs to the product and the crop, as a confirmed label has it, and never to the active ingredient.
 *
 * @see reference/working-rules.md, rule 5
 */
export const preharvestInterval: RuleKind<null> = {
  kind: 'preharvest-interval',
  subjects: ['BATCH', 'PLOT'],
  actDay: 'EACH_ACT',
  ofMarket: false,
  releasable: intervalNeverReleased,
  remedy: step(
    'COOPERATIVE',
    '间隔期内采收的果实不得出口；记录有误的，合作社植保员更正用药记录。',
    "Fruit picked inside the interval does not leave; where the record is wrong, the cooperative's plant-protection officer corrects it.",
  ),
  parseParameters: (raw) => {
    readParameters('preharvest-interval', raw, []);
    return null;
  },
  judge: (_, subject, { inForceOn }) => {
    const grown = grownOf(subject);
    const { origins, open } = grown;
    if (grown.sprays.length === 0 && open.length > 0) return worstOf(open);
    if (origins === null || origins.some((origin) => origin.harvestedOn === null))
      return worstOf([...open, grown.harvestUnknown()]);
    const sprays = grown.spraysBeforeHarvest.filter((spray) => inForceOn(spray.performedOn));
    if (sprays.length === 0 && open.length === 0) {
      return notApplicable(both('采收前没有施药记录。', 'No spray is recorded before the harvest.'));
    }
    return worstOf([...sprays.map((spray) => judgeSpray(spray, origins)), ...open]);
  },
};

function judgeSpray(spray: SprayFacts, origins: readonly OriginFacts[]): Judgement {
  const { performedOn, preharvestIntervalDays: days } = spray;
  const product = productTold(spray.productLabel);
  if (spray.label?.otherCrop) return labelForAnotherCrop(spray, spray.label, spray.label.otherCrop);
  if (days === null) return intervalMissing(spray);
  const firstDay = addDays(performedOn, days);
  const evidence = [
    { type: 'spray', id: spray.id, field: 'performedOn', value: performedOn },
    { type: 'spray', id: spray.id, field: 'preharvestIntervalDays', value: days },
  ];
  const early = origins.filter(
    ({ plotId, harvestedOn }) =>
      plotId === spray.plotId && harvestedOn !== null && harvestedOn >= performedOn && harvestedOn < firstDay,
  );
  const [tooEarly] = early;
  if (!tooEarly) {
    return passed(
      said(() =>
        both(
          `${product.zh} 于 ${performedOn} 施用，间隔 ${days} 天，${firstDay} 起可采收。`,
          capitalised(`${product.en} sprayed on ${performedOn}, ${days} days: harvest from ${firstDay}.`),
        ),
      ),
      evidence,
    );
  }
  return failed(
    said(() =>
      both(
        `地块 ${tooEarly.plotCode} 采收于 ${tooEarly.harvestedOn}，而 ${product.zh}（${performedOn} 施用，间隔 ${days} 天）须 ${firstDay} 起采收。`,
        `${tooEarly.plotCode} was harvested on ${tooEarly.harvestedOn}; after ${product.en} (${performedOn}, ${days} days) harvest starts on ${firstDay}.`,
      ),
    ),
    [
      ...evidence,
      ...early.map(({ plotId, harvestedOn }) => ({
        type: 'plot',
        id: plotId,
        field: 'harvestedOn',
        value: harvestedOn,
      })),
    ],
  );
}

/** A confirmed label that asks for no interval has nothing to keep; of any other the interval is simply not known. */
function intervalMissing({ id, productLabel, performedOn, label }: SprayFacts): Judgement {
  const product = productTold(productLabel);
  if (label?.isConfirmed && label.statesNoInterval) {
    const none = notApplicable(
      both(
        `${product.zh} 的标签未规定安全间隔期。`,
        `The label of ${product.en} was read and asks for no interval.`,
      ),
    );
    const evidence = { type: 'product-label', id: label.id, field: 'statesNoInterval', value: true };
    return { ...none, evidence: [evidence] };
  }
  return undecided(
    said(() =>
      both(
        `${performedOn} 施用的 ${product.zh} 未记录标签安全间隔期。`,
        `The label's interval of ${product.en}, sprayed on ${performedOn}, is not recorded.`,
      ),
    ),
    FIGURE_IS_ENTERED,
    [{ type: 'spray', id, field: 'preharvestIntervalDays', value: null }],
  );
}

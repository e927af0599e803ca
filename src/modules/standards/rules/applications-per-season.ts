import { seasonOf, type LocalDate } from '../../../kernel/local-date.js';
import type { SprayFacts } from '../domain/facts.js';
import type { SprayLabelFacts } from '../domain/spray-label-facts.js';
import type { Evidence, Judgement } from '../domain/finding.js';
import { both, failed, notApplicable, passed, step, undecided, worstOf } from '../domain/judgement.js';
import { productTold } from '../domain/names.js';
import type { RuleKind } from '../domain/rule-kind.js';
import { grownOf } from './grown.js';
import { applicationsNeverReleased } from './never-released.js';
import { FIGURE_IS_ENTERED, labelForAnotherCrop } from './spray-label.js';
import { readParameters } from './read-parameters.js';

interface ApplicationsPerSeason {
  /**
   * What is counted together: sprays under one label, or all sprays with an active ingredient of that label, whatever
   * product it was in.
   */
  readonly per: 'PRODUCT' | 'SUBSTANCE';
}

const KIND = 'applications-per-season';

/**
 * 每季最多使用次数: no product was used more often on a plot in one season than its confirmed label allows.
 *
 * Counted are the sprays of one season (September to August) up to the harvest, in the year before it. The last of them
 * is the act that is judged, because the one beyond the maximum is what the label forbids.
 *
 * @see reference/supplementary-rules.md, rule 1; the figure is the label's
 */
export const applicationsPerSeason: RuleKind<ApplicationsPerSeason> = {
  kind: KIND,
  subjects: ['BATCH', 'PLOT'],
  actDay: 'EACH_ACT',
  ofMarket: false,
  releasable: applicationsNeverReleased,
  remedy: step(
    'COOPERATIVE',
    '超过标签次数的果实不得出口；记录有误的，合作社植保员更正用药记录。',
    "Fruit sprayed more often than the label allows does not leave; where the record is wrong, the cooperative's plant-protection officer corrects it.",
  ),
  parseParameters: (raw) => {
    const read = readParameters(KIND, raw, ['per']);
    return { per: read.oneOf('per', ['PRODUCT', 'SUBSTANCE']) };
  },
  judge: ({ per }, subject, { inForceOn }) => {
    const grown = grownOf(subject);
    const judged = groupsOf(grown.spraysBeforeHarvest, per).filter(({ last }) => inForceOn(last));
    if (judged.length === 0 && grown.open.length === 0) {
      return notApplicable(both('采收前没有施药记录。', 'No spray is recorded before the harvest.'));
    }
    return worstOf([...judged.map(judgeGroup), ...grown.open]);
  },
};

/** Sprays on one plot in one season that count against one label. */
interface Group {
  readonly sprays: readonly SprayFacts[];
  /** Null: the sprays name no label; undefined in facts kept by older versions. */
  readonly label: SprayLabelFacts | null | undefined;
  readonly productLabel: string;
  readonly last: LocalDate;
}

function groupsOf(sprays: readonly SprayFacts[], per: ApplicationsPerSeason['per']): Group[] {
  const place = (spray: SprayFacts) => `${spray.plotId}|${seasonOf(spray.performedOn)}`;
  const groups = Map.groupBy(sprays, (spray) => `${place(spray)}|${spray.label?.id ?? spray.id}`);
  return [...groups.values()].map((own) => {
    const [first] = own;
    if (!first) throw new Error('a group holds what made it');
    const counted =
      per === 'PRODUCT' || !first.label ? own : sprays.filter((each) => isAlike(each, first, place));
    const last = counted.reduce(
      (day, { performedOn }) => (performedOn > day ? performedOn : day),
      first.performedOn,
    );
    return { sprays: actsOf(counted), label: first.label, productLabel: first.productLabel, last };
  });
}

/** One application that was written down anew counts once, under the record that took its place. */
function actsOf(sprays: readonly SprayFacts[]): readonly SprayFacts[] {
  const ids = new Set(sprays.map(({ id }) => id));
  return sprays.filter(({ correctedById }) => correctedById === undefined || !ids.has(correctedById));
}

/** Whether a spray, under whatever label, brought something of the same active ingredients to the same plot. */
const isAlike = (spray: SprayFacts, like: SprayFacts, place: (spray: SprayFacts) => string): boolean =>
  place(spray) === place(like) &&
  (spray.label?.id === like.label?.id ||
    (spray.substances ?? []).some((substance) => like.substances?.includes(substance)));

function judgeGroup({ sprays, label, productLabel, last }: Group): Judgement {
  const evidence: Evidence[] = sprays.map(({ id, performedOn }) => ({
    type: 'spray',
    id,
    field: 'performedOn',
    value: performedOn,
  }));
  if (!label) return labelUnknown(productLabel, last, evidence);
  if (label.otherCrop)
    return labelForAnotherCrop({ productLabel, performedOn: last }, label, label.otherCrop, evidence);
  if (!label.isConfirmed) return labelUnconfirmed(productLabel, label, evidence);
  const { maxApplications: most } = label;
  // Facts kept by older versions do not say whether the label was asked: null meant that it states none.
  if (most === null && label.statesNoMaximum === false) return maximumUnknown(productLabel, label, evidence);
  if (most === null) {
    return passed(
      both(
        `${productLabel} 的标签未限制每季使用次数，本季施用 ${sprays.length} 次。`,
        `The label of ${productLabel} states no maximum; ${times(sprays.length)} this season.`,
      ),
      evidence,
    );
  }
  const limit: Evidence = { type: 'product-label', id: label.id, field: 'maxApplications', value: most };
  const decide = sprays.length > most ? failed : passed;
  return decide(
    both(
      `${productLabel} 本季在该地块施用 ${sprays.length} 次，标签最多 ${most} 次。`,
      `${productLabel}: ${times(sprays.length)} on the plot in the season; the label allows ${most}.`,
    ),
    [...evidence, limit],
  );
}

const times = (count: number): string => (count === 1 ? 'applied once' : `applied ${count} times`);

const labelUnknown = (product: string, day: LocalDate, evidence: readonly Evidence[]): Judgement =>
  undecided(
    both(
      `${day} 施用 ${productTold(product).zh}：没有农药登记标签，不知每季最多使用次数。`,
      `Sprayed on ${day}, ${productTold(product).en}: without its label, how often it may be used is not known.`,
    ),
    step(
      'COOPERATIVE',
      '合作社植保员补记所用产品的标签。',
      "The cooperative's plant-protection officer names the label of the product.",
    ),
    evidence,
  );

const maximumUnknown = (product: string, { id }: SprayLabelFacts, evidence: readonly Evidence[]): Judgement =>
  undecided(
    both(
      `${product} 标签的每季最多使用次数没有录入。`,
      `The label's maximum of applications of ${product} was not entered.`,
    ),
    FIGURE_IS_ENTERED,
    [...evidence, { type: 'product-label', id, field: 'maxApplications', value: null }],
  );

const labelUnconfirmed = (
  product: string,
  label: SprayLabelFacts,
  evidence: readonly Evidence[],
): Judgement =>
  undecided(
    both(
      `${product} 的标签尚未经另一单位核对，每季最多使用次数暂不采用。`,
      `The label of ${product} was not confirmed by another organisation; its maximum is not used.`,
    ),
    step(
      'COOPERATIVE',
      '另一合作社的植保员对照农药登记标签核对。',
      'The plant-protection officer of another cooperative compares it with the label.',
    ),
    [...evidence, { type: 'product-label', id: label.id, field: 'isConfirmed', value: false }],
  );

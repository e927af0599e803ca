import type { Facts, SprayFacts } from '../domain/facts.js';
import type { Judgement } from '../domain/finding.js';
import {
  both,
  capitalised,
  failed,
  listed,
  notApplicable,
  passed,
  said,
  step,
  undecided,
  worstOf,
} from '../domain/judgement.js';
import { nameOf, productTold } from '../domain/names.js';
import type { Bilingual } from '../domain/rule.js';
import { codesOf } from '../domain/named-codes.js';
import type { RuleKind } from '../domain/rule-kind.js';
import { grownOf } from './grown.js';
import { banNeverReleased } from './never-released.js';
import { readParameters } from './read-parameters.js';
import { hasUnlisted, sprayedUnlisted } from './unlisted-substances.js';

interface BannedSubstance {
  /** Substance codes of the act, see reference/banned-substances.json. */
  readonly substances: readonly string[];
}

/**
 * No spray on the fruit's plots used a substance of one act on a day on which its use was banned.
 *
 * An ingredient that is no known substance may be a banned one under another name: it leaves the ban open, and what is
 * known and banned beside it fails. A list that is not confirmed cannot acquit: where nothing of it was used it had
 * nothing to judge.
 *
 * @see reference/banned-substances.json: the announcement of each act, with its first day; docs/adr/0031
 */
export const bannedSubstance: RuleKind<BannedSubstance> = {
  kind: 'banned-substance',
  subjects: ['BATCH', 'PLOT'],
  actDay: 'EACH_ACT',
  ofMarket: false,
  releasable: banNeverReleased,
  remedy: step(
    'COOPERATIVE',
    '含当日禁用成分的果实不得出口；记录有误的，合作社植保员更正用药记录。',
    "Fruit sprayed with what was banned on the day does not leave; where the record is wrong, the cooperative's plant-protection officer corrects it.",
  ),
  parseParameters: (raw) => ({
    substances: readParameters('banned-substance', raw, ['substances']).texts('substances'),
  }),
  codesIn: ({ substances }) => codesOf('SUBSTANCE', substances),
  judge: ({ substances }, subject, { facts, inForceOn, settles }) => {
    const grown = grownOf(subject);
    const judged = grown.spraysBeforeHarvest.filter((spray) => inForceOn(spray.performedOn));
    const found = [...judged.flatMap((spray) => judgeSpray(spray, substances, facts) ?? []), ...grown.open];
    if (found.length > 0) return worstOf(found);
    const text = judged.length === 0 ? NO_SPRAY_IN_FORCE : noneUsedIn(judged.length);
    return settles
      ? passed(text, [{ ...grown.of, field: 'sprays', value: judged.length }])
      : notApplicable(text);
  },
};

/** Sprays of days before the ban, or after its end, are not its business. */
const NO_SPRAY_IN_FORCE = both(
  '采收前，在该禁令有效的日子里没有施药记录。',
  'No spray before the harvest is recorded on a day on which this ban was in force.',
);

const noneUsedIn = (sprays: number): Bilingual =>
  both(
    `该禁令有效期内记录的 ${sprays} 次施药均未使用所列禁用成分。`,
    sprays === 1
      ? 'The one spray recorded while this ban was in force used none of its substances.'
      : `None of the ${sprays} sprays recorded while this ban was in force used any of its substances.`,
  );

const BAN_UNKNOWN = both('是否禁用无从核对', 'whether that is banned cannot be told');

/** Null: the spray used nothing of the list, and everything it used is known. */
function judgeSpray(spray: SprayFacts, banned: readonly string[], facts: Facts): Judgement | null {
  const product = productTold(spray.productLabel);
  if (spray.substances === null) {
    return undecided(
      said(() =>
        both(
          `${spray.performedOn} 施用的 ${product.zh} 未记录有效成分。`,
          `No active ingredients are recorded for ${product.en}, sprayed on ${spray.performedOn}.`,
        ),
      ),
      step(
        'COOPERATIVE',
        '合作社植保员按标签补记有效成分。',
        "The cooperative's plant-protection officer enters them from the label.",
      ),
      [{ type: 'spray', id: spray.id, field: 'substances', value: null }],
    );
  }
  const used = spray.substances.filter((substance) => banned.includes(substance));
  if (used.length === 0) return hasUnlisted(spray) ? sprayedUnlisted(spray, BAN_UNKNOWN) : null;
  const names = listed(used.map((substance) => nameOf(facts, 'substance', substance)));
  return failed(
    said(() =>
      both(
        `${spray.performedOn} 施用 ${product.zh}，含当日已禁用的 ${names.zh}。`,
        capitalised(
          `${product.en}, sprayed on ${spray.performedOn}, contains ${names.en}, banned on that day.`,
        ),
      ),
    ),
    used.map((substance) => ({ type: 'spray', id: spray.id, field: 'substance', value: substance })),
  );
}

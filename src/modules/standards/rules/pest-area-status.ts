import type { Facts } from '../domain/facts.js';
import type { Evidence, Judgement } from '../domain/finding.js';
import { both, failed, passed, said, step, undecided } from '../domain/judgement.js';
import type { AreaStatusFacts } from '../domain/pest-facts.js';
import { AREA_STATUS_NAMES, AREA_STATUSES, type AreaStatusCode } from '../domain/pest-words.js';
import type { Bilingual } from '../domain/rule.js';
import { codesOf } from '../domain/named-codes.js';
import { within, type RuleKind } from '../domain/rule-kind.js';
import { grownOf } from './grown.js';
import { eachOrigin, pestName, pestsOf, type Picked } from './pests.js';
import { readParameters } from './read-parameters.js';

interface AreaDemand {
  readonly pests: readonly string[];
  readonly accepted: readonly AreaStatusCode[];
  /** True where the text takes fruit of other areas after an effective treatment, so that another status alone fails nothing. */
  readonly orTreated: boolean;
}

const KIND = 'pest-area-status';

/**
 * On the day of harvest each area the fruit came from had one of the accepted statuses for each named pest. What is
 * said of the registered orchard counts before what is said of its town, and that before what is said of its county (a
 * pest free place of production lies in an area where the pest is present: ISPM 10). Only what a second person of the
 * base office confirmed counts.
 *
 * @see reference/rules.json, `TH-FRUIT-FLY-AREA` (secondary)
 */
export const pestAreaStatus: RuleKind<AreaDemand> = {
  kind: KIND,
  subjects: ['BATCH', 'PLOT'],
  actDay: 'HARVEST_DAY',
  ofMarket: false,
  releasable: true,
  remedy: step(
    'EXPORTER',
    '出口企业改用其他产地的果实，或改发不设此要求的市场。',
    'The exporter takes fruit of another area, or ships to a market that does not ask for this.',
  ),
  parseParameters: (raw) => {
    const read = readParameters(KIND, raw, ['pests', 'accepted', 'orTreated']);
    const codes = read.texts('accepted');
    const accepted = AREA_STATUSES.filter((status) => codes.includes(status));
    if (accepted.length !== new Set(codes).size)
      throw new RangeError(`${KIND}: accepted must be a list of ${AREA_STATUSES.join(', ')}`);
    return { pests: read.texts('pests'), accepted, orTreated: read.optionalBoolean('orTreated') };
  },
  codesIn: ({ pests }) => codesOf('PEST', pests),
  judge: (demand, subject, ctx) =>
    eachOrigin(grownOf(subject), ctx, (picked) =>
      demand.pests.map((pest) => judgeArea(demand, pest, picked, ctx.facts)),
    ),
};

function judgeArea(
  { accepted, orTreated }: AreaDemand,
  pest: string,
  picked: Picked,
  facts: Facts,
): Judgement {
  const { origin, day } = picked;
  const name = pestName(facts, pest);
  const areas = fromNearest(pest, picked, facts);
  const [stated] = areas;
  if (!stated) return notStated(picked, name);
  // What speaks against fruit does so until two people say otherwise, also where one says something nearer.
  const settled = areas.find((area) => area.some(({ isConfirmed }) => isConfirmed)) ?? [];
  const wrong = settled.find(({ isConfirmed, status }) => isConfirmed && !accepted.includes(status));
  if (wrong) return notAccepted(picked, name, wrong, orTreated);
  const confirmed = stated.filter(
    ({ isConfirmed, doubtedFrom = null }) => isConfirmed && (doubtedFrom === null || day < doubtedFrom),
  );
  const [first] = confirmed;
  if (!first) return notConfirmed(picked, name, stated);
  const called = AREA_STATUS_NAMES[first.status];
  return passed(
    said(() =>
      both(
        `采收日地块 ${origin.plotCode} 所在地区为${name.zh}的${called.zh}。`,
        `On the day of harvest plot ${origin.plotCode} lay in a place with this status for ${name.en}: ${called.en}.`,
      ),
    ),
    confirmed.map(evidenceOf),
  );
}

const notStated = ({ origin, day }: Picked, name: Bilingual): Judgement =>
  undecided(
    said(() =>
      both(
        `未记录 ${day} 地块 ${origin.plotCode} 所在地区的${name.zh}发生状况。`,
        `The status for ${name.en} of the area of plot ${origin.plotCode} on ${day} is not recorded.`,
      ),
    ),
    step(
      'BASE_OFFICE',
      '基地办公室录入官方监管结论，由另一人确认。',
      'The base office enters the official supervision conclusion, and another person of it confirms it.',
    ),
    [{ type: 'plot', id: origin.plotId, field: 'areaStatus', value: null }],
  );

const notConfirmed = ({ origin }: Picked, name: Bilingual, stated: readonly AreaStatusFacts[]): Judgement =>
  undecided(
    said(() =>
      both(
        `地块 ${origin.plotCode} 所在地区的${name.zh}状况或其终止已录入，尚未确认。`,
        `The status for ${name.en} of the area of plot ${origin.plotCode} is entered, or its end is, but not confirmed.`,
      ),
    ),
    step(
      'BASE_OFFICE',
      '基地办公室由录入人以外的人对照监管结论确认。',
      'A person of the base office other than who entered it confirms it by the supervision conclusion.',
    ),
    stated.map(evidenceOf),
  );

function notAccepted(
  { origin }: Picked,
  name: Bilingual,
  wrong: AreaStatusFacts,
  orTreated: boolean,
): Judgement {
  const called = AREA_STATUS_NAMES[wrong.status];
  const sentence = both(
    `采收日地块 ${origin.plotCode} 所在地区的${name.zh}状况为“${called.zh}”，不在可接受之列。`,
    `On the day of harvest plot ${origin.plotCode} lay in a place with a status for ${name.en} that is not accepted: ${called.en}.`,
  );
  if (!orTreated) return failed(sentence, [evidenceOf(wrong)]);
  return undecided(
    sentence,
    step(
      'PACKHOUSE',
      '包装厂或出口企业做有效的检疫处理并记录，由基地办公室对照处理证书确认；处理是否有效，由市场的处理规则判定。',
      "The packhouse or the exporter has the fruit treated and records it, and the base office confirms it by the certificate; whether the treatment is effective is for the market's rule on treatments to say.",
    ),
    [evidenceOf(wrong)],
  );
}

/** What is said of the areas around, the smallest first; those that nothing is said of are left out. */
function fromNearest(
  pest: string,
  { origin, day, registrationIds }: Picked,
  facts: Facts,
): AreaStatusFacts[][] {
  const stated = pestsOf(facts).areaStatuses.filter(
    (each) => each.pest === pest && within(day, each.validFrom, each.validTo),
  );
  const levels: readonly ((each: AreaStatusFacts) => boolean)[] = [
    ({ registrationId }) => registrationId !== null && registrationIds.includes(registrationId),
    ({ regionCode }) => regionCode === origin.townCode,
    ({ regionCode }) => regionCode === origin.countyCode,
  ];
  return levels.map((isOf) => stated.filter(isOf)).filter((found) => found.length > 0);
}

const evidenceOf = ({ id, status }: AreaStatusFacts): Evidence => ({
  type: 'area-status',
  id,
  field: 'status',
  value: status,
});

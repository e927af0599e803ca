import type { LocalDate } from '../../../kernel/local-date.js';
import type { BatchFacts, Facts } from '../domain/facts.js';
import type { Evidence, Judgement, NextStep } from '../domain/finding.js';
import { both, failed, notApplicable, passed, said, step, undecided } from '../domain/judgement.js';
import type { OfficerFacts } from '../domain/pest-facts.js';
import type { Bilingual } from '../domain/rule.js';
import { batchOf, within, type JudgeContext, type RuleKind } from '../domain/rule-kind.js';
import { confirmationOf, evidenceOfAll, OFFICER_PAPER, speaksOf, type Unconfirmed } from './entered.js';
import { grownOf, type Grown } from './grown.js';
import { packingDayUnknown } from './origins.js';
import { eachOrigin, pestsOf } from './pests.js';
import { readParameters } from './read-parameters.js';

const PLACES = ['ORCHARD', 'PACKHOUSE'] as const;
interface OfficerDemand {
  readonly of: (typeof PLACES)[number];
}

const KIND = 'plant-protection-officer';

/**
 * A plant-protection officer 植保员 was appointed: for an orchard registration over each plot on the day it was picked,
 * or for the packhouse on the packing day. Of the two acts each has its own day, so the kind asks for each whether the
 * rule was in force. No rule of this kind ships: that a registered orchard has an officer is a condition of its
 * registration (Order 91, Art. 5).
 */
export const plantProtectionOfficer: RuleKind<OfficerDemand> = {
  kind: KIND,
  subjects: ['BATCH', 'PLOT'],
  subjectsWith: ({ of }) => (of === 'ORCHARD' ? ['BATCH', 'PLOT'] : ['BATCH']),
  actDay: 'EACH_ACT',
  ofMarket: false,
  releasable: true,
  remedy: step(
    'BASE_OFFICE',
    '改用当日有植保员的果园或包装厂的果实；任命录入有误的更正后由基地办公室确认。',
    'Fruit of an orchard or packhouse that had an officer on the day is used instead; a wrong entry is corrected and confirmed by the base office.',
  ),
  parseParameters: (raw) => ({ of: readParameters(KIND, raw, ['of']).oneOf('of', PLACES) }),
  judge: ({ of }, subject, ctx) =>
    of === 'PACKHOUSE' ? ofPackhouse(batchOf(subject), ctx) : ofOrchards(grownOf(subject), ctx),
};

function ofPackhouse(batch: BatchFacts, ctx: JudgeContext): Judgement {
  const { facts, inForceOn } = ctx;
  const { packedOn, packerId } = batch;
  if (packedOn === null || packerId === null) return packingDayUnknown(batch);
  if (!inForceOn(packedOn)) return notYetInForce();
  const officers = pestsOf(facts).officers.filter(
    ({ registrationId, organisationId }) => registrationId === null && organisationId === packerId,
  );
  return answer(officers, packedOn, ctx, {
    place: both('包装厂', 'the packhouse'),
    by: step(
      'PACKHOUSE',
      '包装厂任命植保员并录入，由基地办公室确认。',
      'The packhouse appoints an officer and enters it, and the base office confirms it.',
    ),
    missing: { type: 'organisation', id: packerId, field: 'officer', value: null },
  });
}

const ofOrchards = (grown: Grown, ctx: JudgeContext): Judgement =>
  eachOrigin(grown, ctx, ({ origin, day, registrationIds }) => {
    if (!ctx.inForceOn(day)) return [notYetInForce()];
    const missing = { type: 'plot', id: origin.plotId, field: 'officer', value: null };
    const place = both(`地块 ${origin.plotCode} 的果园`, `the orchard of plot ${origin.plotCode}`);
    if (registrationIds.length === 0) return [withoutRegistration(place, missing)];
    const officers = officersOf(ctx.facts, registrationIds);
    const by = step(
      'COOPERATIVE',
      '合作社任命该注册果园的植保员并录入，由基地办公室确认。',
      'The cooperative appoints an officer for the registered orchard and enters it, and the base office confirms it.',
    );
    return [answer(officers, day, ctx, { place, by, missing })];
  });

const officersOf = (facts: Facts, ids: readonly string[]): OfficerFacts[] =>
  pestsOf(facts).officers.filter(
    ({ registrationId }) => registrationId !== null && ids.includes(registrationId),
  );

interface Asked {
  readonly place: Bilingual;
  readonly by: NextStep;
  readonly missing: Evidence;
}

/** The best of what was recorded: an appointment that stood and is confirmed, then one that is not, then one of other days. */
function answer(
  officers: readonly OfficerFacts[],
  day: LocalDate,
  ctx: JudgeContext,
  { place, by, missing }: Asked,
): Judgement {
  const standing = officers.filter(({ validFrom, validTo }) => within(day, validFrom, validTo));
  const proven = standing.find((each) => speaksOf(each, day));
  if (proven)
    return passed(
      said(() =>
        both(
          `${day} ${place.zh}有任命的植保员。`,
          `On ${day} there was an appointed plant-protection officer of ${place.en}.`,
        ),
      ),
      [evidenceOf(proven)],
    );
  const [waiting] = standing;
  if (waiting) return notConfirmed(waiting, place, ctx);
  if (officers.length === 0)
    return undecided(
      said(() =>
        both(
          `未记录${place.zh}的植保员任命。`,
          `No appointment of a plant-protection officer of ${place.en} is recorded.`,
        ),
      ),
      by,
      [missing],
    );
  return failed(
    said(() =>
      both(
        `${day} ${place.zh}没有有效任命的植保员。`,
        `On ${day} no appointment of an officer of ${place.en} stood.`,
      ),
    ),
    officers.map(evidenceOf),
  );
}

function notConfirmed(officer: OfficerFacts, place: Bilingual, ctx: JudgeContext): Judgement {
  const { id, waitsFor } = officer;
  const open: Unconfirmed = {
    waitsFor: waitsFor ?? undefined,
    what: both(`${place.zh}植保员的任命`, `the appointment of the officer of ${place.en}`),
    evidence: [{ type: 'officer-appointment', id, field: 'isConfirmed', value: false }],
  };
  return undecided(
    said(() =>
      both(
        `${place.zh}植保员的任命已录入，基地办公室尚未确认。`,
        `The appointment of an officer of ${place.en} is entered and the base office has not confirmed it yet.`,
      ),
    ),
    confirmationOf([open], OFFICER_PAPER, ctx),
    [evidenceOf(officer), ...evidenceOfAll([open])],
  );
}

const withoutRegistration = (place: Bilingual, missing: Evidence): Judgement =>
  undecided(
    said(() =>
      both(
        `${place.zh}在采收日没有注册登记，植保员无从核对。`,
        `On the day of harvest no registration covered ${place.en}, so that no officer can be told.`,
      ),
    ),
    step(
      'COOPERATIVE',
      '合作社录入果园注册登记并任命植保员，由基地办公室确认。',
      'The cooperative enters the orchard registration and appoints an officer for it, and the base office confirms both.',
    ),
    [missing],
  );

const notYetInForce = (): Judgement =>
  notApplicable(both('该日此要求尚未施行或已废止。', 'The demand was not in force on that day.'));

const evidenceOf = ({ id, validFrom }: OfficerFacts): Evidence => ({
  type: 'officer-appointment',
  id,
  field: 'validFrom',
  value: validFrom,
});

import type { LocalDate } from '../../../kernel/local-date.js';
import type { Facts, OriginFacts } from '../domain/facts.js';
import type { Bilingual } from '../domain/rule.js';
import type { Judgement, Verdict } from '../domain/finding.js';
import { nameOf } from '../domain/names.js';
import type { PestFacts } from '../domain/pest-facts.js';
import { both, distinctSteps, said, undecided, worstOf } from '../domain/judgement.js';
import type { JudgeContext } from '../domain/rule-kind.js';
import { confirmationOf, CUSTOMS_PAPER, evidenceOfAll, waitingOf, type Unconfirmed } from './entered.js';
import type { Grown } from './grown.js';
import { coveringPlot } from './registrations.js';

const NOTHING: PestFacts = { areaStatuses: [], officers: [], traps: [], treatments: [] };

/** What is recorded about pests; facts kept by older versions hold nothing of it. */
export const pestsOf = ({ pests }: Facts): PestFacts => pests ?? NOTHING;

/** What a pest is called; its scientific name in English. */
export const pestName = (facts: Facts, code: string): Bilingual => nameOf(facts, 'pest', code);

/** One plot and the day it was picked on. */
export interface Picked {
  readonly origin: OriginFacts;
  readonly day: LocalDate;
  /** Orchard registrations that covered the plot on that day. */
  readonly registrationIds: readonly string[];
}

/**
 * Judges each plot that fruit came from as of the day it was picked; the worst decides. Where registrations over a plot wait
 * for the base office it is judged with them and without: what is recorded of an orchard that somebody says the plot belongs
 * to may speak against its fruit, and not for it (docs/adr/0035-entries-wait-for-the-base-office.md).
 */
export function eachOrigin(
  { origins, originsUnknown, harvestUnknown }: Grown,
  ctx: JudgeContext,
  judgeOne: (picked: Picked) => readonly Judgement[],
): Judgement {
  if (origins === null || origins.length === 0) return originsUnknown();
  const judgements: Judgement[] = [];
  for (const origin of origins) {
    const day = origin.harvestedOn;
    if (day === null) return harvestUnknown();
    const covering = coveringPlot(ctx.facts, origin, day).map(({ registration, unconfirmed }) => ({
      id: registration.id,
      open: waitingOf(unconfirmed),
    }));
    const under = (those: typeof covering): readonly Judgement[] =>
      judgeOne({ origin, day, registrationIds: those.map(({ id }) => id) });
    const claimed = under(covering);
    const open = covering.flatMap((each) => each.open);
    if (open.length === 0) judgements.push(...claimed);
    else {
      const proven = under(covering.filter((each) => each.open.length === 0));
      judgements.push(...claimed.map((each, i) => untilConfirmed(each, proven[i] ?? each, open, ctx)));
    }
  }
  return worstOf(judgements);
}

/** What stands of a judgement that counts registrations nobody confirmed, beside the one that does not. */
function untilConfirmed(
  claimed: Judgement,
  proven: Judgement,
  open: readonly Unconfirmed[],
  ctx: JudgeContext,
): Judgement {
  const worse = AGAINST[proven.verdict] - AGAINST[claimed.verdict];
  if (worse < 0) return claimed;
  if (worse === 0 && (claimed.verdict !== 'INDETERMINATE' || isAlike(claimed, proven))) return claimed;
  const confirmation = confirmationOf(open, CUSTOMS_PAPER, ctx);
  if (proven.verdict === 'FAIL')
    return { ...proven, steps: distinctSteps([...confirmation, ...proven.steps]) };
  if (claimed.verdict === 'INDETERMINATE')
    return { ...claimed, steps: distinctSteps([...claimed.steps, ...confirmation]) };
  return undecided(
    said(() =>
      both(
        `基地办公室尚未确认所依据的果园注册登记或其地块；确认后：${claimed.explanation.zh}`,
        `The base office has not confirmed the orchard registration it rests on, or the plot under it; once it has: ${claimed.explanation.en}`,
      ),
    ),
    confirmation,
    [...claimed.evidence, ...evidenceOfAll(open)],
  );
}

const isAlike = (a: Judgement, b: Judgement): boolean => a.explanation.zh === b.explanation.zh;

/** The more, the more it speaks against the fruit. */
const AGAINST: Readonly<Record<Verdict, number>> = { NOT_APPLICABLE: 0, PASS: 0, INDETERMINATE: 1, FAIL: 2 };

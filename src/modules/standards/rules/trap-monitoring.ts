import { addDays, type LocalDate } from '../../../kernel/local-date.js';
import type { Facts } from '../domain/facts.js';
import type { Evidence, Judgement } from '../domain/finding.js';
import { both, failed, listed, passed, said, step, undecided } from '../domain/judgement.js';
import type { TrapFacts, TrapInspectionFacts } from '../domain/pest-facts.js';
import type { Bilingual } from '../domain/rule.js';
import { codesOf } from '../domain/named-codes.js';
import type { JudgeContext, RuleKind } from '../domain/rule-kind.js';
import { confirmationOf, evidenceOfAll, OFFICER_PAPER, type Unconfirmed } from './entered.js';
import { grownOf } from './grown.js';
import { eachOrigin, pestName, pestsOf, type Picked } from './pests.js';
import { readParameters } from './read-parameters.js';

interface MonitoringDemand {
  readonly pests: readonly string[];
  /** How many days before the harvest are looked at, beside its own day. */
  readonly windowDays: number;
  /** Most days from one inspection of a trap to the next. */
  readonly everyDays: number;
  /** The most of one pest that may be found in a trap at once. */
  readonly limit: number;
  /** Whether only inspections by an appointed officer count. */
  readonly byOfficer: boolean;
  /** Most days from an inspection to its entry; null: whenever. */
  readonly enteredWithinDays: number | null;
}

const KIND = 'trap-monitoring';
const FIELDS = ['pests', 'windowDays', 'everyDays', 'limit', 'byOfficer', 'enteredWithinDays'];

/**
 * Through the days before the harvest traps for each named pest stood on the plot, or for its registered orchard; each
 * was inspected often enough as long as it stood, and never more was found than is allowed. Every figure is the rule's.
 * A pest that an inspection does not name was not looked for. What was found above the limit counts whoever entered it,
 * and when. No rule of this kind ships.
 */
export const trapMonitoring: RuleKind<MonitoringDemand> = {
  kind: KIND,
  subjects: ['BATCH', 'PLOT'],
  actDay: 'HARVEST_DAY',
  ofMarket: false,
  releasable: true,
  remedy: step(
    'COOPERATIVE',
    '虫口超过限度的果园，果实改发不设此要求的市场；计数有误的由植保员更正。',
    'Fruit of an orchard with more pests than allowed goes to a market that does not ask; a wrong count is corrected by the officer.',
  ),
  parseParameters: (raw) => {
    const read = readParameters(KIND, raw, FIELDS);
    return {
      pests: read.texts('pests'),
      windowDays: atLeastOne(read.integer('windowDays'), 'windowDays'),
      everyDays: atLeastOne(read.integer('everyDays'), 'everyDays'),
      limit: read.integer('limit'),
      byOfficer: read.optionalBoolean('byOfficer'),
      enteredWithinDays: read.optionalInteger('enteredWithinDays'),
    };
  },
  codesIn: ({ pests }) => codesOf('PEST', pests),
  judge: (demand, subject, ctx) =>
    eachOrigin(grownOf(subject), ctx, (picked) =>
      demand.pests.map((pest) => judgePest(demand, pest, picked, ctx)),
    ),
};

function atLeastOne(days: number, field: string): number {
  if (days < 1) throw new RangeError(`${KIND}: ${field} must be a whole number from 1`);
  return days;
}

/** The days that are looked at, both included. */
interface Span {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

function judgePest(demand: MonitoringDemand, pest: string, picked: Picked, ctx: JudgeContext): Judgement {
  const { facts } = ctx;
  const { origin, day } = picked;
  const window: Span = { from: addDays(day, -demand.windowDays), to: day };
  const name = pestName(facts, pest);
  const traps = trapsOf(facts, picked, window);
  // What was caught is a fact, whatever the trap was meant for.
  const over = traps.flatMap((trap) => aboveLimit(trap, pest, window, demand.limit));
  if (over.length > 0) return tooMany(over, name, demand.limit);
  const meant = traps.filter(({ pests }) => pests.includes(pest));
  if (!standThrough(meant, window)) return noTraps(name, picked, window, meant);
  const gaps = meant.filter((trap) => hasGap(trap, pest, window, demand));
  if (gaps.length > 0)
    return gaps.some((trap) => hasGap(asClaimed(trap), pest, window, demand))
      ? notLooked(gaps, name, window, demand)
      : officersUnconfirmed(gaps, name, window, ctx);
  return passed(
    said(() =>
      both(
        `${window.from} 至 ${window.to} 地块 ${origin.plotCode} 的${name.zh}诱捕器按时检查，数量未超限。`,
        `From ${window.from} to ${window.to} the traps for ${name.en} of plot ${origin.plotCode} were inspected in time, and no count was above the limit.`,
      ),
    ),
    meant.map(evidenceOf),
  );
}

/** Traps of the plot and of the registrations over it that stood at some time in the window. */
const trapsOf = (facts: Facts, { origin, registrationIds }: Picked, { from, to }: Span): TrapFacts[] =>
  pestsOf(facts).traps.filter(
    ({ plotId, registrationId, setUpOn, takenDownOn }) =>
      (plotId === origin.plotId || (registrationId !== null && registrationIds.includes(registrationId))) &&
      setUpOn <= to &&
      (takenDownOn === null || takenDownOn >= from),
  );

const aboveLimit = (
  { code, inspections }: TrapFacts,
  pest: string,
  { from, to }: Span,
  limit: number,
): (TrapInspectionFacts & { readonly code: string; readonly found: number })[] =>
  inspections.flatMap((each) => {
    const found = each.counts[pest] ?? 0;
    return each.on >= from && each.on <= to && found > limit ? [{ ...each, code, found }] : [];
  });

/** Whether on every day of the window at least one of the traps stood. */
function standThrough(traps: readonly TrapFacts[], { from, to }: Span): boolean {
  let next = from;
  for (const { setUpOn, takenDownOn } of traps.toSorted((a, b) => (a.setUpOn < b.setUpOn ? -1 : 1))) {
    if (setUpOn > next) return false;
    if (takenDownOn === null || takenDownOn >= to) return true;
    if (takenDownOn >= next) next = addDays(takenDownOn, 1);
  }
  return false;
}

/** Whether a trap was left alone for longer than allowed while it stood in the window. The last look before the window counts. */
function hasGap(trap: TrapFacts, pest: string, window: Span, demand: MonitoringDemand): boolean {
  const { setUpOn, takenDownOn } = trap;
  const from = setUpOn > window.from ? setUpOn : window.from;
  const to = takenDownOn !== null && takenDownOn < window.to ? takenDownOn : window.to;
  const looks = trap.inspections
    .filter((each) => counts(each, pest, demand) && each.on <= to)
    .map(({ on }) => on)
    .toSorted();
  let last = looks.findLast((on) => on <= from) ?? from;
  for (const on of [...looks.filter((each) => each > from), to]) {
    if (on > addDays(last, demand.everyDays)) return true;
    last = on;
  }
  return false;
}

/** Whether an inspection shows that the pest was looked for as the rule asks. */
const counts = (
  { on, enteredOn, byOfficer, counts: found }: TrapInspectionFacts,
  pest: string,
  demand: MonitoringDemand,
): boolean =>
  Object.hasOwn(found, pest) &&
  (byOfficer || !demand.byOfficer) &&
  (demand.enteredWithinDays === null || enteredOn <= addDays(on, demand.enteredWithinDays));

function tooMany(
  over: readonly {
    readonly id: string;
    readonly on: LocalDate;
    readonly code: string;
    readonly found: number;
  }[],
  name: Bilingual,
  limit: number,
): Judgement {
  const where = listed(over.map(({ code, on, found }) => `${code} (${on}: ${found})`));
  return failed(
    said(() =>
      both(
        `诱捕器查到的${name.zh}超过 ${limit} 头：${where.zh}。`,
        `More than ${limit} of ${name.en} were found in traps: ${where.en}.`,
      ),
    ),
    over.map(({ id, found }) => ({ type: 'trap-count', id, field: 'count', value: found })),
  );
}

/** As if every appointment that is entered were confirmed. */
const asClaimed = (trap: TrapFacts): TrapFacts => ({
  ...trap,
  inspections: trap.inspections.map((each) => (each.byUnconfirmed ? { ...each, byOfficer: true } : each)),
});

function officersUnconfirmed(
  traps: readonly TrapFacts[],
  name: Bilingual,
  { from, to }: Span,
  ctx: JudgeContext,
): Judgement {
  const codes = listed(traps.map(({ code }) => code));
  const appointments = new Map(
    traps.flatMap(({ inspections }) =>
      inspections.flatMap(({ on, byOfficer, byUnconfirmed }) =>
        byUnconfirmed && !byOfficer && on <= to ? [[byUnconfirmed.id, byUnconfirmed.waitsFor] as const] : [],
      ),
    ),
  );
  const open = [...appointments].map(([id, waitsFor]): Unconfirmed => ({
    waitsFor,
    what: both(
      `检查诱捕器 ${codes.zh} 的植保员的任命及其果园的地块`,
      `the appointment of the officer who looked into the traps ${codes.en}, and the plots of that orchard`,
    ),
    evidence: [{ type: 'officer-appointment', id, field: 'isConfirmed', value: false }],
  }));
  return undecided(
    said(() =>
      both(
        `${from} 至 ${to} 检查${name.zh}诱捕器 ${codes.zh} 的人，其植保员任命或果园所含地块尚未经基地办公室确认。`,
        `The base office has not confirmed the appointment of who inspected the traps for ${name.en} from ${from} to ${to}, or the plots of that orchard: ${codes.en}.`,
      ),
    ),
    confirmationOf(open, OFFICER_PAPER, ctx),
    [...traps.map(evidenceOf), ...evidenceOfAll(open)],
  );
}

const noTraps = (name: Bilingual, { origin }: Picked, window: Span, traps: readonly TrapFacts[]): Judgement =>
  undecided(
    said(() =>
      both(
        `${window.from} 至 ${window.to} 地块 ${origin.plotCode} 没有一直设置${name.zh}诱捕器的记录。`,
        `It is not recorded that traps for ${name.en} stood at plot ${origin.plotCode} all the time from ${window.from} to ${window.to}.`,
      ),
    ),
    step(
      'COOPERATIVE',
      '合作社的植保员录入当时设置的诱捕器及检查数量。',
      "The cooperative's plant-protection officer enters the traps that stood there and what was counted.",
    ),
    traps.length > 0
      ? traps.map(evidenceOf)
      : [{ type: 'plot', id: origin.plotId, field: 'traps', value: null }],
  );

function notLooked(
  traps: readonly TrapFacts[],
  name: Bilingual,
  { from, to }: Span,
  { everyDays }: MonitoringDemand,
): Judgement {
  const codes = listed(traps.map(({ code }) => code));
  return undecided(
    said(() =>
      both(
        `${from} 至 ${to} 没有至少每 ${everyDays} 天检查一次${name.zh}的记录，诱捕器：${codes.zh}。`,
        `From ${from} to ${to} no inspection for ${name.en} at least every ${everyDays} days is recorded for the traps ${codes.en}.`,
      ),
    ),
    step(
      'COOPERATIVE',
      '合作社的植保员补录确实做过的检查；没有做过的无法补。',
      "The cooperative's plant-protection officer enters the inspections that were made; those that were not cannot be made up for.",
    ),
    traps.map(evidenceOf),
  );
}

const evidenceOf = ({ id, code }: TrapFacts): Evidence => ({
  type: 'pest-trap',
  id,
  field: 'code',
  value: code,
});

import type { LocalDate } from '../../../kernel/local-date.js';
import type { EntryFacts, WaitsFor } from '../domain/facts.js';
import type { Evidence, NextStep } from '../domain/finding.js';
import { both, listed, step } from '../domain/judgement.js';
import { STAGES, type Bilingual, type Stage } from '../domain/rule.js';
import type { JudgeContext } from '../domain/rule-kind.js';
import { byWhen } from './by-when.js';

/**
 * Whether an entry speaks for a day: the base office has confirmed it. Of facts kept by older versions one that was entered by
 * the day speaks for it as well, so that what was judged by them comes out as it did.
 *
 * @see docs/adr/0035-entries-wait-for-the-base-office.md
 */
export const speaksOf = ({ enteredOn, isConfirmed, waitsFor }: EntryFacts, day: LocalDate): boolean =>
  isConfirmed || (waitsFor === undefined && enteredOn <= day);

/** An entry that decides nothing yet, with what it is evidence of. */
export interface Unconfirmed {
  /** Undefined: entered late, in facts kept by older versions. */
  readonly waitsFor: WaitsFor | undefined;
  /** What is to be confirmed, as a part of a sentence. */
  readonly what: Bilingual;
  readonly evidence: readonly Evidence[];
}

/** Those that wait today. What was only entered late, in facts kept by older versions, is left out. */
export const waitingOf = (open: readonly Unconfirmed[]): readonly Unconfirmed[] =>
  open.length === 0 ? open : open.filter(({ waitsFor }) => waitsFor !== undefined);

/** What whoever confirms has to see first. */
export const CUSTOMS_PAPER = both('海关的注册登记文件', 'the paper from customs');
export const OFFICER_PAPER = both('任命和培训证明', 'the papers of the appointment and the training');

/**
 * What settles that entries wait: who confirms them, what they see for it, and by when. One step for what the base office
 * confirms, one for what takes its second person.
 *
 * @param open  at least one
 * @param paper what has to be seen
 */
export function confirmationOf(
  open: readonly Unconfirmed[],
  paper: Bilingual,
  ctx: JudgeContext,
): NextStep[] {
  const when = byWhen(gateOf(ctx), ctx.facts);
  const named = (waitsFor: WaitsFor | undefined): Bilingual | null => {
    const those = open.filter((each) => (each.waitsFor ?? 'BASE_OFFICE') === waitsFor);
    return those.length > 0 ? listed(those.map(({ what }) => what)) : null;
  };
  const plain = named('BASE_OFFICE');
  const second = named('SECOND_PERSON');
  return [
    ...(plain
      ? [
          step(
            'BASE_OFFICE',
            `基地办公室在${when.zh}见到${paper.zh}后，由录入人以外的人确认：${plain.zh}。`,
            `The base office sees ${paper.en}, and somebody there other than who entered it confirms ${when.en}: ${plain.en}.`,
          ),
        ]
      : []),
    ...(second
      ? [
          step(
            'BASE_OFFICE',
            `基地办公室自行录入，由该办公室另一人在${when.zh}见到${paper.zh}后确认：${second.zh}。`,
            `The base office entered it itself: another person there sees ${paper.en} and confirms ${when.en}: ${second.en}.`,
          ),
        ]
      : []),
  ];
}

/** The gate that fruit stops at meanwhile: none comes before the declaration, and none that is passed comes again. */
function gateOf({ rule, at }: JudgeContext): Stage {
  const furthest = [rule.stage, at.stage, 'DECLARE' as const].map((stage) => STAGES.indexOf(stage));
  return STAGES[Math.max(...furthest)] ?? 'DECLARE';
}

/** Evidence of all of them, each once. */
export const evidenceOfAll = (open: readonly Unconfirmed[]): Evidence[] => [
  ...new Map(
    open.flatMap(({ evidence }) => evidence).map((each) => [`${each.type} ${each.id} ${each.field}`, each]),
  ).values(),
];

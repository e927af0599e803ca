import type { Facts } from './facts.js';
import type { Judgement } from './finding.js';
import { both, said } from './judgement.js';
import type { SubjectFacts } from './rule-kind.js';
import { Undone } from './undone.js';
import { judgeWithdrawn, SPEAKS_AGAINST, type Judge } from './withdrawn.js';

/** Corrections that the base office declined. What was signed comes back as it was; what was said between answers no other test. */
const DECLINED = new Undone({
  isUndone: ({ isDeclined }) => isDeclined === true,
  isBack: ({ isWithdrawalDeclined }) => isWithdrawalDeclined === true,
  sprayedOn: ({ declinedSprayOn }) => declinedSprayOn,
  asBack: (figure) => {
    if (figure.isDeclined) return figure;
    const { correctedById: _, ...signed } = figure;
    return signed as typeof figure;
  },
});

/**
 * Judges fruit of which something was corrected or voided by whoever entered it: what waits for the base office as
 * {@link judgeWithdrawn} does; and what the base office declined both ways, of which the worse counts. One person's declining
 * speaks against the fruit, never for it: a correction that found more stays, and so does what it took back.
 *
 * @param judge one rule, over the facts given
 * @see docs/adr/0040-declined-corrections.md
 */
export function judgeCorrected(subject: SubjectFacts, facts: Facts, judge: Judge): Judgement {
  const recorded = judgeWithdrawn(subject, facts, judge);
  if (!DECLINED.concerns(subject, facts)) return recorded;
  const undone = DECLINED.worlds(subject, facts).map(([seen, around]) => judgeWithdrawn(seen, around, judge));
  const worstFirst = undone.toSorted((a, b) => against(b) - against(a));
  const [worst, best] = [worstFirst[0], worstFirst.at(-1)];
  return worst && best ? withDeclined(recorded, worst, best) : recorded;
}

/**
 * What stands of a judgement by the records as they are, beside the one without the corrections that were declined.
 *
 * @param recorded with them
 * @param undone   without them, what they withdrew being back; of several the worst
 * @param best     the best without them, or without some of them
 * @returns the worse, which says why where the other is better
 */
export function withDeclined(recorded: Judgement, undone: Judgement, best = undone): Judgement {
  if (against(undone) > against(recorded)) return because(TAKEN_BACK, undone);
  return against(recorded) > against(best) ? because(STILL_SAID, recorded) : recorded;
}

/** What would fail were it confirmed speaks more against the fruit than what is only missing. */
const against = ({ verdict, wouldFail }: Judgement): number =>
  SPEAKS_AGAINST[verdict] + (wouldFail ? 0.5 : 0);

const because = (why: typeof TAKEN_BACK, judgement: Judgement): Judgement => {
  const { explanation } = judgement;
  return {
    ...judgement,
    explanation: said(() => both(`${why.zh}${explanation.zh}`, `${why.en}${explanation.en}`)),
  };
};

const TAKEN_BACK = both(
  '基地办公室对更正或作废不予同意，原记录照计：',
  'The base office declined a correction or voiding, so that what it withdrew counts: ',
);
const STILL_SAID = both(
  '基地办公室不予同意的更正或作废，对果品不利的内容照计，须由更正者再次更正并经基地办公室同意才能免除：',
  'A correction or voiding that the base office declined still counts against the fruit, until whoever made it corrects it again and the base office agrees: ',
);

import type { Facts } from './facts.js';
import type { Judgement, NextStep, Verdict } from './finding.js';
import { both, distinctSteps, said, step, undecided } from './judgement.js';
import type { Bilingual } from './rule.js';
import type { SubjectFacts } from './rule-kind.js';
import { Undone } from './undone.js';

/** One rule, over a subject with the facts around it. */
export type Judge = (subject: SubjectFacts, facts: Facts) => Judgement;

/** Corrections that nobody has agreed to yet. */
const WAITING = new Undone({
  isUndone: ({ awaitsAgreement }) => awaitsAgreement === true,
  isBack: ({ isWithdrawalDeclined }) => !isWithdrawalDeclined,
  sprayedOn: ({ withdrawnSprayOn }) => withdrawnSprayOn,
  asBack: (figure) => figure,
});

/**
 * Judges fruit of which sprays, treatments or signed figures were voided or corrected away by whoever entered them: as the
 * records stand, and as if nothing had been withdrawn ({@link Undone}). A withdrawal that nobody of another organisation agreed to
 * may speak against the fruit, never for it. Nothing is judged twice where nothing was withdrawn.
 *
 * @param judge one rule, over the facts given
 * @see docs/adr/0034-agreed-corrections.md, docs/adr/0037-corrected-after-the-signature.md
 */
export function judgeWithdrawn(subject: SubjectFacts, facts: Facts, judge: Judge): Judgement {
  const now = judge(subject, facts);
  if (now.verdict === 'FAIL' || !WAITING.concerns(subject, facts)) return now;
  const before = WAITING.worlds(subject, facts).map(([seen, around]) => judge(seen, around));
  const [worst] = before.toSorted((a, b) => SPEAKS_AGAINST[b.verdict] - SPEAKS_AGAINST[a.verdict]);
  return worst ? withoutAgreement(now, worst, whatOf(subject)) : now;
}

/**
 * What stands of a judgement by the records as they are, beside the one that would be without the withdrawals.
 *
 * @param now    by the records as they are
 * @param before as if what was withdrawn still stood
 * @param what   was corrected or voided
 */
export function withoutAgreement(now: Judgement, before: Judgement, what: Bilingual = GROWING): Judgement {
  if (SPEAKS_AGAINST[before.verdict] <= SPEAKS_AGAINST[now.verdict]) return now;
  if (now.verdict === 'INDETERMINATE') return { ...now, steps: distinctSteps([...now.steps, AGREEMENT]) };
  return undecided(
    said(() => {
      const { zh, en } = before.explanation;
      return both(
        `${what.zh}的更正、作废未经基地办公室同意；若无此更正：${zh}`,
        `${what.en} was corrected or voided and the base office has not agreed; without that: ${en}`,
      );
    }),
    AGREEMENT,
    before.evidence,
  );
}

const GROWING = both('用药或采后处理记录', 'A spray or a treatment');
const FIGURES = both('签字后检验数值', 'A figure of a signed inspection');
const ANY = both(
  '用药、采后处理记录或签字后检验数值',
  'A spray, a treatment or a figure of a signed inspection',
);

function whatOf(subject: SubjectFacts): Bilingual {
  if (subject.type !== 'BATCH') return GROWING;
  const { figures, growing } = WAITING.of(subject.batch);
  if (!figures) return GROWING;
  return growing ? ANY : FIGURES;
}

/** The more, the more it speaks against the fruit; what does not apply is as good as what is met. */
export const SPEAKS_AGAINST: Readonly<Record<Verdict, number>> = {
  NOT_APPLICABLE: 0,
  PASS: 0,
  INDETERMINATE: 1,
  FAIL: 2,
};

const AGREEMENT: NextStep = step(
  'BASE_OFFICE',
  '由基地办公室核实更正或作废的理由并同意。',
  'The base office looks into the correction and agrees to it.',
);

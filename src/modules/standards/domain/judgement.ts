import type { Evidence, Judgement, NextStep, Settler, Verdict } from './finding.js';
import { settles, weakest, type Bilingual, type Confidence } from './rule.js';

/** A sentence in both languages of the product. */
export const both = (zh: string, en: string): Bilingual => ({ zh, en });

class Said implements Bilingual {
  private made: Bilingual | undefined;

  constructor(private readonly make: () => Bilingual) {}

  get zh(): string {
    return this.once().zh;
  }

  get en(): string {
    return this.once().en;
  }

  toJSON(): Bilingual {
    return this.once();
  }

  private once(): Bilingual {
    return (this.made ??= this.make());
  }
}

/** An English sentence that may begin with a common noun. */
export const capitalised = (en: string): string => en.charAt(0).toUpperCase() + en.slice(1);

/** A sentence put together, as plain JSON keeps it. */
export const spelledOut = (sentence: Bilingual): Bilingual =>
  sentence instanceof Said ? sentence.toJSON() : sentence;

/**
 * A sentence that is put together when somebody reads it. Of the findings about ten thousand batches most are never read.
 */
export const said = (make: () => Bilingual): Bilingual => new Said(make);

/** What is to be done; the sentence begins with who does it. */
export const step = (by: Settler, zh: string, en: string): NextStep => ({ by, zh, en });

/** 合格: the requirement is met, by this evidence. */
export const passed = (explanation: Bilingual, evidence: readonly Evidence[] = []): Judgement => ({
  verdict: 'PASS',
  explanation,
  evidence,
  steps: NOTHING_TO_DO,
});

/**
 * 不合格: the requirement is not met, by this evidence.
 *
 * @param remedies what puts it right in this case; none: what the kind of rule says of itself
 */
export const failed = (
  explanation: Bilingual,
  evidence: readonly Evidence[] = [],
  ...remedies: readonly NextStep[]
): Judgement => ({ verdict: 'FAIL', explanation, evidence, steps: remedies });

/**
 * 待判定: what is recorded or confirmed settles it neither way.
 *
 * @param settledBy what would settle it, and who has to do it; each of several has to be done
 */
export const undecided = (
  explanation: Bilingual,
  settledBy: NextStep | readonly NextStep[],
  evidence: readonly Evidence[] = [],
): Judgement => ({
  verdict: 'INDETERMINATE',
  explanation,
  evidence,
  steps: 'zh' in settledBy ? [settledBy] : settledBy,
});

/** 不适用: there was nothing to judge, which is not a pass. */
export const notApplicable = (explanation: Bilingual): Judgement => ({
  verdict: 'NOT_APPLICABLE',
  explanation,
  evidence: [],
  steps: NOTHING_TO_DO,
});

const NOTHING_TO_DO: readonly NextStep[] = [];

/** Steps in their order, each sentence once, told by its Chinese. */
export function distinctSteps(steps: readonly NextStep[]): readonly NextStep[] {
  if (steps.length < 2) return steps;
  const byText = new Map(steps.map((each) => [each.zh, each]));
  return byText.size === steps.length ? steps : [...byText.values()];
}

const CONFIRMATION = step(
  'BASE_OFFICE',
  '由基地办公室核对原文，第二人复核。',
  'The base office checks the text and a second person countersigns it.',
);

/**
 * Notes what a judgement rests on. PASS and FAIL that rest on anything but an official or confirmed fact become
 * INDETERMINATE, and say so; a FAIL keeps its warning and what puts it right. What is open for want of a fact would
 * still be open with it: then the text has to be confirmed as well.
 *
 * @param confidence of the rule, limit or list it rests on; the weaker of this and what it rested on before is kept
 * @see reference/README.md: only `official` and `confirmed` settle
 */
export function restingOn(judgement: Judgement, confidence: Confidence): Judgement {
  const weaker = weakest([confidence, judgement.confidence ?? 'official']);
  const decided = judgement.verdict === 'PASS' || judgement.verdict === 'FAIL';
  if (judgement.verdict === 'INDETERMINATE' && !settles(confidence))
    return { ...judgement, steps: distinctSteps([...judgement.steps, CONFIRMATION]), confidence: weaker };
  if (settles(weaker) || !decided)
    return judgement.confidence === weaker ? judgement : { ...judgement, confidence: weaker };
  const { explanation: plain, verdict } = judgement;
  const explanation = said(() =>
    verdict === 'FAIL'
      ? both(
          `警示：按尚未确认的依据，应判不合格。${plain.zh}`,
          `Warning: it would fail by a text we could not confirm. ${plain.en}`,
        )
      : both(
          `按尚未确认的依据，可判合格。${plain.zh}`,
          `It would pass by a text we could not confirm. ${plain.en}`,
        ),
  );
  return {
    verdict: 'INDETERMINATE',
    explanation,
    evidence: judgement.evidence,
    steps: [CONFIRMATION, ...judgement.steps],
    ...(verdict === 'FAIL' ? { wouldFail: true } : { wouldPass: true }),
    confidence: weaker,
  };
}

const BADNESS: Readonly<Record<Verdict, number>> = { NOT_APPLICABLE: 0, PASS: 1, INDETERMINATE: 2, FAIL: 3 };

/** The worst verdict of several, FAIL, INDETERMINATE, PASS in this order; NOT_APPLICABLE of none. */
export function worst(verdicts: Iterable<Verdict>): Verdict {
  let found: Verdict = 'NOT_APPLICABLE';
  for (const verdict of verdicts) if (BADNESS[verdict] > BADNESS[found]) found = verdict;
  return found;
}

/**
 * One judgement out of the judgements on a subject's parts: the worst verdict, with the explanations, the evidence and
 * the steps of the parts that have it. Not all explanations are told, so of what is open that comes first which would
 * fail, and last which would pass.
 *
 * @param judgements at least one
 * @throws RangeError if there is none
 */
export function worstOf(judgements: readonly Judgement[]): Judgement {
  const verdict = judgements.length === 1 ? null : worst(judgements.map((each) => each.verdict));
  const deciding = verdict ? worstFirst(judgements.filter((each) => each.verdict === verdict)) : judgements;
  const [first] = deciding;
  if (!first) throw new RangeError('at least one judgement is needed');
  if (deciding.length === 1) return first;
  // Not the judgements themselves, whose evidence would live as long as the sentence.
  const explanations = deciding.map((each) => each.explanation);
  const texts = (language: 'zh' | 'en') => [...new Set(explanations.map((each) => each[language]))];
  return {
    verdict: first.verdict,
    evidence: deciding.flatMap((each) => each.evidence),
    explanation: said(() =>
      both(firstFew(texts('zh'), '', '另有', '项。'), firstFew(texts('en'), ' ', 'And ', ' more.')),
    ),
    steps: distinctSteps(deciding.flatMap((each) => each.steps)),
    ...(deciding.some((each) => each.wouldFail) ? { wouldFail: true } : {}),
    ...(deciding.every((each) => each.wouldPass) ? { wouldPass: true } : {}),
    confidence: weakest(deciding.map((each) => each.confidence ?? 'official')),
  };
}

const openness = ({ wouldFail, wouldPass }: Judgement): number => (wouldFail ? 0 : wouldPass ? 2 : 1);

const worstFirst = (open: readonly Judgement[]): readonly Judgement[] =>
  open.length > SHOWN && open.some((each) => each.wouldFail ?? each.wouldPass)
    ? open.toSorted((a, b) => openness(a) - openness(b))
    : open;

const SHOWN = 3;

function firstFew(texts: readonly string[], between: string, before: string, after: string): string {
  const shown = texts.slice(0, SHOWN).join(between);
  const more = texts.length - SHOWN;
  return more > 0 ? `${shown}${between}${before}${more}${after}` : shown;
}

/** Names for a sentence: at most five, then how many more. Codes are the same in both languages. */
export function listed(names: Iterable<string | Bilingual>): Bilingual {
  const each = [...names].map((name) => (typeof name === 'string' ? both(name, name) : name));
  const all = [...new Map(each.map((name) => [name.zh, name])).values()];
  const shown = all.slice(0, 5);
  const more = all.length - shown.length;
  return both(
    shown.map(({ zh }) => zh).join('、') + (more > 0 ? `等${all.length}个` : ''),
    shown.map(({ en }) => en).join(', ') + (more > 0 ? ` and ${more} more` : ''),
  );
}

import type { BatchFacts } from './facts.js';
import type { Judgement } from './finding.js';
import { once } from './indexed.js';
import { both, step, undecided } from './judgement.js';
import type { SubjectFacts } from './rule-kind.js';

/**
 * Judges a batch with figures of inspections that nobody independent has signed: by the signed ones alone, and by all
 * of them. What is not signed may fail the fruit or leave it open; it never lets it pass, and never covers a signed
 * figure that fails it.
 *
 * @param judge one rule, over the facts given
 */
export function judgeProvisional(
  subject: SubjectFacts,
  judge: (subject: SubjectFacts) => Judgement,
): Judgement {
  const all = judge(subject);
  if (subject.type !== 'BATCH' || !hasProvisional(subject.batch)) return all;
  return withoutSpeakingFor(all, judge({ ...subject, batch: signedAlone(subject.batch) }));
}

/**
 * What stands of a judgement by every figure, beside the one by signed figures alone: what is not signed never lets
 * fruit pass.
 *
 * @param all    by every figure
 * @param signed by those alone that an independent inspector signed
 */
export function withoutSpeakingFor(all: Judgement, signed: Judgement): Judgement {
  if (all.verdict === 'FAIL' || signed.verdict === 'FAIL') return all.verdict === 'FAIL' ? all : signed;
  if (all.verdict !== 'PASS') return all;
  return signed.verdict === 'PASS' ? signed : notSignedYet(all);
}

const notSignedYet = ({ explanation: { zh, en }, evidence }: Judgement): Judgement =>
  undecided(
    both(
      `依据的检验未经独立检验员签字，照此合格。${zh}`,
      `It would pass by an inspection that no independent inspector has signed. ${en}`,
    ),
    step(
      'INSPECTION_BODY',
      '与货主和持有单位无关的检验员签字。',
      'An inspector of no organisation that owns or holds the fruit signs.',
    ),
    evidence,
  );

const hasProvisional = once(
  ({ measurements, laboratoryResults, contaminants, samples, packages }: BatchFacts): boolean =>
    [measurements, laboratoryResults, contaminants, samples, packages].some((facts) =>
      facts?.some(({ isProvisional }) => isProvisional),
    ),
);

const signedAlone = (batch: BatchFacts): BatchFacts => ({
  ...batch,
  measurements: batch.measurements?.filter(({ isProvisional }) => !isProvisional) ?? null,
  laboratoryResults: batch.laboratoryResults?.filter(({ isProvisional }) => !isProvisional) ?? null,
  contaminants: batch.contaminants?.filter(({ isProvisional }) => !isProvisional) ?? null,
  ...(batch.samples ? { samples: batch.samples.filter(({ isProvisional }) => !isProvisional) } : {}),
  ...(batch.packages ? { packages: batch.packages.filter(({ isProvisional }) => !isProvisional) } : {}),
});

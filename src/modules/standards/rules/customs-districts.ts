import type { BatchFacts, CustomsDistrictFacts, Facts } from '../domain/facts.js';
import type { Evidence, Judgement } from '../domain/finding.js';
import { both, listed, restingOn, step, undecided } from '../domain/judgement.js';
import { settles, weakest, type Bilingual } from '../domain/rule.js';
import type { SubjectFacts } from '../domain/rule-kind.js';

/** Whether fruit grown under one customs district was packed under another, and the rows that say so. */
export interface Crossing {
  readonly answer: 'yes' | 'no' | 'unknown';
  /** Empty in facts kept by older versions, which did not tell how far the rows may be trusted. */
  readonly rows: readonly CustomsDistrictFacts[];
}

/**
 * Whether any fruit of the subject, a batch or all batches of a lot, was grown under another district than it was
 * packed under.
 *
 * @see reference/customs-districts.json: which counties belong where, from experience
 * @see reference/working-rules.md, rule 11
 */
export function crossesDistricts(subject: SubjectFacts, facts: Facts): Crossing {
  const batches = subject.type === 'BATCH' ? [subject.batch] : facts.batches;
  const answers = batches.map((batch) => ({ batch, answer: crosses(batch) }));
  const answer = (['yes', 'unknown'] as const).find((worst) => answers.some((each) => each.answer === worst));
  const deciding = answers.filter((each) => each.answer === (answer ?? 'no')).map(({ batch }) => batch);
  const codes = new Set(deciding.flatMap(districtsOf));
  const rows = (facts.customsDistricts ?? []).filter(({ code }) => codes.has(code));
  // Of a district with one county, fruit and packhouse are in one county: whichever district that is, it is one.
  return answer
    ? { answer, rows }
    : { answer: 'no', rows: rows.filter(({ counties }) => counties.length > 1) };
}

function crosses({ origins, packerCustomsDistrict }: BatchFacts): Crossing['answer'] {
  if (origins === null || packerCustomsDistrict === null) return 'unknown';
  if (origins.some((each) => each.customsDistrict === null)) return 'unknown';
  return origins.some((each) => each.customsDistrict !== packerCustomsDistrict) ? 'yes' : 'no';
}

const districtsOf = ({ origins, packerCustomsDistrict }: BatchFacts): (string | null)[] => [
  packerCustomsDistrict,
  ...(origins ?? []).map(({ customsDistrict }) => customsDistrict),
];

/**
 * What was judged because fruit crossed from one district into another rests on both. Named is the district that the
 * base office has to confirm.
 */
export function restingOnDistricts(judgement: Judgement, { rows }: Crossing): Judgement {
  const open = unconfirmed(rows);
  const resting = restingOn(judgement, weakest(rows.map(({ confidence }) => confidence)));
  if (open.length === 0) return resting;
  // Which district it is, in place of a step that names none.
  const isDecided = judgement.verdict !== 'INDETERMINATE';
  const steps = isDecided
    ? [confirmation(open), ...judgement.steps]
    : [...judgement.steps, confirmation(open)];
  return { ...resting, steps, evidence: [...resting.evidence, ...evidenceOf(open)] };
}

/** Null where fruit and packhouse are of one district for certain; else what is to be confirmed first. */
export function maybeOneDistrict({ rows }: Crossing): Judgement | null {
  const open = unconfirmed(rows);
  if (open.length === 0) return null;
  const names = namesOf(open);
  const text = both(
    `果实与包装厂同属一个关区的依据（${names.zh}）未经确认。`,
    `That fruit and packhouse belong to one customs district (${names.en}) is not confirmed.`,
  );
  return undecided(text, confirmation(open), evidenceOf(open));
}

const unconfirmed = (rows: readonly CustomsDistrictFacts[]): CustomsDistrictFacts[] =>
  rows.filter(({ confidence }) => !settles(confidence));

const namesOf = (rows: readonly CustomsDistrictFacts[]): Bilingual =>
  listed(rows.map(({ code, name }) => name ?? code));

const confirmation = (rows: readonly CustomsDistrictFacts[]) => {
  const names = namesOf(rows);
  return step(
    'BASE_OFFICE',
    `基地办公室凭正式文本录入${names.zh}所辖的县，并由第二人确认。`,
    `The base office enters from an official text which counties belong to ${names.en}, and a second person confirms it.`,
  );
};

const evidenceOf = (rows: readonly CustomsDistrictFacts[]): Evidence[] =>
  rows.map(({ code, confidence }) => ({
    type: 'customs-district',
    id: code,
    field: 'confidence',
    value: confidence,
  }));

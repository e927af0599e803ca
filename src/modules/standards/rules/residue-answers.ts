import { formatMgPerKg, type MicrogramsPerKg } from '../../../kernel/residue.js';
import type { TreatmentFacts } from '../domain/coverage-facts.js';
import type { BatchFacts, LaboratoryResultFacts, ResidueLimitFacts } from '../domain/facts.js';
import type { Evidence, Judgement } from '../domain/finding.js';
import { both, failed, passed, said, step, undecided } from '../domain/judgement.js';
import type { Bilingual } from '../domain/rule.js';

/** A result of the batch's own inspection, or of a report that covers it with others. */
export type TestedResult = LaboratoryResultFacts & { readonly coverageId?: string };

/** A result, and what its substance is called. */
export interface NamedResult {
  readonly tested: TestedResult;
  readonly name: Bilingual;
}

/** What `residue-limit` can answer, in words and with its evidence. */
type Answer = (result: NamedResult, limit: MicrogramsPerKg, evidence: readonly Evidence[]) => Judgement;

/** PASS: not above the market's own limit. Limits and residues in µg/kg, told in mg/kg. */
export const withinLimit: Answer = (result, limit, evidence) =>
  passed(
    said(() => both(`${found(result).zh}，限量 ${mg(limit)}。`, `${found(result).en}; limit ${mg(limit)}.`)),
    evidence,
  );

/** FAIL: above the market's own limit. */
export const aboveLimit: Answer = (result, limit, evidence) =>
  failed(
    said(() =>
      both(
        `${found(result).zh}，超过限量 ${mg(limit)}。`,
        `${found(result).en}, above the limit ${mg(limit)}.`,
      ),
    ),
    evidence,
  );

/** INDETERMINATE with a warning: above a limit that nobody confirmed. */
export const aboveUnconfirmed: Answer = (result, limit, evidence) =>
  undecided(
    said(() =>
      both(
        `警示：${found(result).zh}，超过一个未经确认的限量 ${mg(limit)}。`,
        `Warning: ${found(result).en}, above a limit we could not confirm, ${mg(limit)}.`,
      ),
    ),
    step(
      'BASE_OFFICE',
      '基地办公室核对该限量原文，第二人复核。',
      'The base office checks the limit and a second person countersigns it.',
    ),
    evidence,
  );

/** PASS: not listed by the market, and not above what it applies to everything it does not list. */
export const withinFallback: Answer = (result, limit, evidence) =>
  passed(
    said(() =>
      both(
        `${found(result).zh}，不超过未列农药的统一限量 ${mg(limit)}。`,
        `${found(result).en}, within the uniform limit ${mg(limit)} for what is not listed.`,
      ),
    ),
    evidence,
  );

/** FAIL: not listed by a market whose whole list is known, and above what it applies to the unlisted. */
export const aboveFallback: Answer = (result, limit, evidence) =>
  failed(
    said(() =>
      both(
        `${found(result).zh}，未列农药，超过统一限量 ${mg(limit)}。`,
        `${found(result).en}: not listed, and above the uniform limit ${mg(limit)}.`,
      ),
    ),
    evidence,
  );

/** INDETERMINATE: above the uniform limit of a market that may list a limit of its own. */
export const perhapsListed: Answer = (result, limit, evidence) =>
  undecided(
    said(() =>
      both(
        `${found(result).zh}，超过统一限量 ${mg(limit)}；该市场是否另列限量未知。`,
        `${found(result).en}, above the uniform limit ${mg(limit)}; whether the market lists a limit of its own is not known.`,
      ),
    ),
    step(
      'BASE_OFFICE',
      '基地办公室查明该市场的限量，第二人复核。',
      "The base office finds the market's own limit and a second person countersigns it.",
    ),
    evidence,
  );

/** INDETERMINATE: without the day of the test no edition of a limit can be picked. */
export const testDayUnknown = (result: NamedResult): Judgement =>
  undecided(
    said(() =>
      both(
        `${result.name.zh}的检测日期未记录。`,
        `The day on which ${result.name.en} was tested is not recorded.`,
      ),
    ),
    step('INSPECTION_BODY', '检验员补记检测日期。', 'The inspector enters the day of the test.'),
    [{ type: 'laboratory-result', id: result.tested.id, field: 'testedOn', value: null }],
  );

/** A residue or limit in mg/kg, with the unit. */
export const mg = (value: MicrogramsPerKg) => `${formatMgPerKg(value)} mg/kg`;

/** What was found of which substance, or that it lies below the limit of quantification. */
export function found({ name, tested: { result } }: NamedResult): Bilingual {
  return result.kind === 'QUANTIFIED'
    ? both(
        `${name.zh}检出 ${mg(result.microgramsPerKg)}`,
        `${name.en} found at ${mg(result.microgramsPerKg)}`,
      )
    : both(
        `${name.zh}低于定量限 ${mg(result.limitOfQuantification)}`,
        `${name.en} below the limit of quantification ${mg(result.limitOfQuantification)}`,
      );
}

/** A laboratory result as evidence, in mg/kg; below the limit of quantification it is written `<0.01`. */
export const resultEvidence = ({ id, coverageId, substance, result }: TestedResult): Evidence => ({
  type: coverageId === undefined ? 'laboratory-result' : 'residue-coverage',
  id: coverageId ?? id,
  field: substance,
  value:
    result.kind === 'QUANTIFIED'
      ? formatMgPerKg(result.microgramsPerKg)
      : `<${formatMgPerKg(result.limitOfQuantification)}`,
  unit: 'mg/kg',
});

/**
 * A limit as evidence, in mg/kg.
 *
 * @param of the edition or the document the limit stands in
 */
export const limitEvidence = (of: string, limit: MicrogramsPerKg): Evidence => ({
  type: 'residue-limit',
  id: of,
  field: 'limit',
  value: formatMgPerKg(limit),
  unit: 'mg/kg',
});

/** INDETERMINATE: below a limit of quantification that itself lies above the limit. */
export const methodTooCoarse: Answer = (result, limit, evidence) =>
  undecided(
    said(() =>
      both(
        `${found(result).zh}，高于限量 ${mg(limit)}，不能说明是否超标。`,
        `${found(result).en}, which lies above the limit ${mg(limit)} and cannot tell.`,
      ),
    ),
    step(
      'INSPECTION_BODY',
      '实验室用定量限不高于限量的方法重测。',
      'The laboratory tests again with a method that sees the limit.',
    ),
    evidence,
  );

/** A row by which no limit is needed, as evidence. */
export const exemptEvidence = ({ substance, edition, source }: ResidueLimitFacts): Evidence => ({
  type: 'residue-limit',
  id: edition ?? source.document,
  field: 'isExempt',
  value: substance,
});

/** PASS: whatever was found, the market's text says that no limit is needed. */
export const noLimitNeeded = (result: NamedResult, row: ResidueLimitFacts): Judgement =>
  passed(
    said(() => {
      const { document, clause } = row.source;
      const where = [document, clause].filter(Boolean).join(' ');
      return both(
        `${found(result).zh}；该市场对其免订限量（${where}）。`,
        `${found(result).en}; the market needs no limit of it (${where}).`,
      );
    }),
    [resultEvidence(result.tested), exemptEvidence(row)],
  );

const LIMIT_IS_FOUND = step(
  'BASE_OFFICE',
  '基地办公室查明该市场的限量并由第二人复核。',
  'The base office finds the limit and a second person countersigns it.',
);

/** INDETERMINATE: the market's limit is not known, which never means that there is none. */
export const noLimit = (result: NamedResult): Judgement =>
  undecided(
    said(() =>
      both(
        `${found(result).zh}；该市场的限量未知。`,
        `${found(result).en}; the market's limit is not known.`,
      ),
    ),
    LIMIT_IS_FOUND,
    [resultEvidence(result.tested)],
  );

/**
 * FAIL: applied after harvest, where the market tolerates nothing that can be measured.
 *
 * @param limit in µg/kg
 * @see reference/working-rules.md, rule 6
 */
export const appliedAtDetermination = (
  { performedOn, line }: TreatmentFacts,
  name: Bilingual,
  limit: MicrogramsPerKg,
  evidence: readonly Evidence[],
): Judgement =>
  failed(
    said(() =>
      both(
        `${performedOn} 在 ${line} 采后使用了${name.zh}，该市场的限量 ${mg(limit)} 等于定量限，用过的果实不能发往该市场。`,
        `${name.en} was applied after harvest on ${performedOn}, ${line}; the market's limit ${mg(limit)} is the limit of determination, so treated fruit cannot go there.`,
      ),
    ),
    evidence,
  );

const IS_TESTED = step(
  'PACKHOUSE',
  '包装厂送有资质的实验室检测，检验员录入报告。',
  'The packhouse has it tested by an accredited laboratory; the inspector enters the report.',
);

/** INDETERMINATE: no laboratory result of the batch is recorded, nor a report that covers it. */
export const notTested = (batch: BatchFacts): Judgement =>
  undecided(both('没有残留检测结果。', 'There is no residue result.'), IS_TESTED, [
    { type: 'batch', id: batch.id, field: 'laboratoryResults', value: null },
  ]);

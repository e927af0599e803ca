import type { MicrogramsPerKg } from '../../../kernel/residue.js';
import type { Evidence, Judgement, NextStep } from '../domain/finding.js';
import { both, passed, said, step, undecided } from '../domain/judgement.js';
import {
  isDefined,
  isMoreThanSubstance,
  type ResidueDefinition,
  type ResidueDefinitionKind,
} from '../domain/residue-definition.js';
import type { Bilingual } from '../domain/rule.js';
import { found, mg, type NamedResult } from './residue-answers.js';

/**
 * INDETERMINATE: the figure lies on one side of the limit, but the laboratory counted something else than the limit
 * does, so that it does not show on which side the residue lies.
 *
 * @param side  of the limit that the figure lies on
 * @param limit in µg/kg
 * @see docs/adr/0028-residue-definitions.md
 */
export function countedOtherwise(
  side: 'within' | 'above',
  result: NamedResult,
  limit: MicrogramsPerKg,
  of: ResidueDefinition,
  evidence: readonly Evidence[],
): Judgement {
  const { residueDefinition = null, residueDefinitionKind = null } = of;
  const wanted = { residueDefinition, residueDefinitionKind };
  return undecided(
    said(() => {
      const figure = found(result);
      const ofLimit = isDefined(wanted) ? counts(wanted) : NOT_ON_RECORD;
      const ofResult = isDefined(result.tested) ? counts(result.tested) : NOT_SAID;
      return side === 'within'
        ? both(
            `${figure.zh}，不超过限量 ${mg(limit)}；但该限量${ofLimit.zh}，检测结果${ofResult.zh}，不能据此说明合格。`,
            `${figure.en}, within the limit ${mg(limit)}; but the limit ${ofLimit.en} and the result ${ofResult.en}, so that it does not show that the limit is kept.`,
          )
        : both(
            `${figure.zh}，高于限量 ${mg(limit)}；但该限量${ofLimit.zh}，检测结果${ofResult.zh}，不能据此说明超标。`,
            `${figure.en}, above the limit ${mg(limit)}; but the limit ${ofLimit.en} and the result ${ofResult.en}, so that it does not show that the limit is exceeded.`,
          );
    }),
    stepsFor(side, wanted),
    evidence,
  );
}

const stepsFor = (side: 'within' | 'above', limit: ResidueDefinition): readonly NextStep[] => {
  if (isMoreThanSubstance(limit)) return [REPORTED_AS_THE_LIMIT_COUNTS];
  return side === 'above' && !isDefined(limit) ? [DEFINITION_READ, SUBSTANCE_REPORTED] : [SUBSTANCE_REPORTED];
};

/**
 * PASS: what was left open by what was counted, once another result counts what the limit counts and keeps it.
 *
 * @param open the judgement of that result by itself, whose words and evidence stay
 */
export const answeredByAnother = ({ explanation, evidence }: Judgement): Judgement =>
  passed(
    said(() =>
      both(
        `${explanation.zh}另有按该限量所计的结果，未超过限量。`,
        `${explanation.en} Another result counts what the limit counts, and keeps it.`,
      ),
    ),
    evidence,
  );

/**
 * What a limit counts, as evidence; nothing where that is not on record.
 *
 * @param of the edition or the document the limit stands in
 */
export const definitionEvidence = (of: string, limit: ResidueDefinition): Evidence[] =>
  isDefined(limit)
    ? [
        {
          type: 'residue-limit',
          id: of,
          field: 'residueDefinition',
          value: limit.residueDefinition ?? limit.residueDefinitionKind ?? null,
        },
      ]
    : [];

/**
 * PASS: what was left open by a method that cannot see the limit, once a finer test of the same fruit keeps it.
 *
 * @param open  the judgement of that result by itself, whose words and evidence stay
 * @param finer the judgement of the other
 */
export const answeredByFiner = (open: Judgement, finer: Judgement): Judgement => ({
  ...finer,
  explanation: said(() =>
    both(
      `${open.explanation.zh}同一果实另有更灵敏的检测：${finer.explanation.zh}`,
      `${open.explanation.en} A finer test of the same fruit tells: ${finer.explanation.en}`,
    ),
  ),
  evidence: [...open.evidence, ...finer.evidence],
});

const REPORTED_AS_THE_LIMIT_COUNTS: NextStep = step(
  'INSPECTION_BODY',
  '实验室按该限量的残留物定义出具结果，或书面说明原结果即按此定义；检验员连同定义录入。',
  'The laboratory reports the residue as the limit defines it, or states that it did; the inspector enters the result with that definition.',
);

const DEFINITION_READ: NextStep = step(
  'BASE_OFFICE',
  '基地办公室查明该限量的残留物定义，连同限量录入市场包，由第二人复核。',
  'The base office reads how the limit defines its residue and enters it in the market pack; a second person countersigns it.',
);

const SUBSTANCE_REPORTED: NextStep = step(
  'INSPECTION_BODY',
  '实验室另报该成分本身的残留量，检验员注明只计该成分后录入。',
  'The laboratory reports the substance by itself; the inspector enters that result as one of the substance alone.',
);

const NOT_ON_RECORD = both('没有残留物定义的记录', 'has no definition of the residue on record');
const NOT_SAID = both('没有注明残留物定义', 'does not say what was counted');

const BY_KIND: Readonly<Record<ResidueDefinitionKind, Bilingual>> = {
  SUBSTANCE: both('只计该成分本身', 'counts the substance alone'),
  SUM: both('计该成分与其他成分之和', 'counts the substance together with others'),
  OTHER: both('另有残留物定义', 'counts something else'),
};

const counts = ({ residueDefinition, residueDefinitionKind }: ResidueDefinition): Bilingual =>
  residueDefinition
    ? both(`的残留物定义为“${residueDefinition}”`, `counts “${residueDefinition}”`)
    : BY_KIND[residueDefinitionKind ?? 'OTHER'];

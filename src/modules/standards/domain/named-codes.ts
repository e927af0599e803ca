import { QUALITY_CLASSES } from '../../../kernel/quality-class.js';
import type { EditionRefusal } from '../edition.refusals.js';

/** What a rule's parameters name by a code that is recorded elsewhere, and compared with what is recorded of fruit. */
export const CODED = ['SUBSTANCE', 'INDICATION', 'AREA', 'PEST', 'CLASS'] as const;
export type Coded = (typeof CODED)[number];

export interface NamedCode {
  readonly of: Coded;
  readonly code: string;
}

/** Codes of one sort, for the table of what a kind's parameters name. */
export const codesOf = (of: Coded, codes: readonly string[]): readonly NamedCode[] =>
  codes.map((code) => ({ of, code }));

/**
 * What is said of each code that nothing has; where the codes are looked up stands in the sentence. Each is said once.
 *
 * @returns RULE_SUBSTANCE_UNKNOWN, RULE_INDICATION_UNKNOWN, RULE_AREA_UNKNOWN, RULE_PEST_UNKNOWN, RULE_CLASS_UNKNOWN
 */
export function refuseUnknownCodes(unknown: readonly NamedCode[]): EditionRefusal[] {
  const once = new Map(unknown.map((named) => [`${named.of} ${named.code}`, named]));
  return [...once.values()].map(refusalOf);
}

function refusalOf({ of, code }: NamedCode): EditionRefusal {
  const path = ['parametersJson'];
  switch (of) {
    case 'SUBSTANCE':
      return { code: 'RULE_SUBSTANCE_UNKNOWN', values: { substance: code }, path };
    case 'INDICATION':
      return { code: 'RULE_INDICATION_UNKNOWN', values: { indication: code }, path };
    case 'AREA':
      return { code: 'RULE_AREA_UNKNOWN', values: { areaCode: code }, path };
    case 'PEST':
      return { code: 'RULE_PEST_UNKNOWN', values: { pest: code }, path };
    case 'CLASS':
      return {
        code: 'RULE_CLASS_UNKNOWN',
        values: { qualityClass: code, classes: QUALITY_CLASSES.join(', ') },
        path,
      };
  }
}

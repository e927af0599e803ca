import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { Satisfies } from '../../graphql/constraints.js';
import { isClean } from '../../graphql/text-field.js';

export const MOST_SUBSTANCES = 20;
const LONGEST = 60;

/** A list of substances as people name them, without blanks at the ends. */
export function IsSubstanceList(): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) =>
      Array.isArray(value)
        ? value.map((name: unknown) => (typeof name === 'string' ? name.trim() : name))
        : value,
    ),
    Satisfies((value) => Array.isArray(value) && value.every((name) => isName(name)), {
      zh: `每项应为 1 至 ${LONGEST} 个字的名称或代码`,
      en: `must be names or codes of 1 to ${LONGEST} characters`,
    }),
  );
}

const isName = (name: unknown): boolean => isClean(name) && name !== '' && name.length <= LONGEST;

import { applyDecorators } from '@nestjs/common';
import { Field } from '@nestjs/graphql';
import { IsOptional } from 'class-validator';
import { muFrom } from '../kernel/area.js';
import { Satisfies } from './constraints.js';
import { DecimalScalar } from './scalars/scalars.js';

/** Far more than one plot; keeps a slip of the hand out of the sums. */
const MOST_MU_HUNDREDTHS = 10_000_000;

/** An input field that holds an area in mu; zero passes here, since whether there may be none is for the business to say. */
export function MuField(options: { description: string; nullable?: boolean }): PropertyDecorator {
  return applyDecorators(
    Field(() => DecimalScalar, options),
    ...(options.nullable ? [IsOptional()] : []),
    Satisfies(isMu, {
      zh: '应为亩数，不为负，最多两位小数，不超过 100000',
      en: 'must be an area in mu, not negative, with two decimals at most, up to 100000',
    }),
  );
}

function isMu(value: unknown): boolean {
  try {
    return typeof value === 'string' && muFrom(value) <= MOST_MU_HUNDREDTHS;
  } catch {
    return false;
  }
}

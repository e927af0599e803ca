import { applyDecorators } from '@nestjs/common';
import { Field } from '@nestjs/graphql';
import { IsOptional } from 'class-validator';
import { season } from '../kernel/local-date.js';
import { Satisfies } from './constraints.js';

/** An input field that names a season, such as 2025/26. */
export function SeasonField(options: { description: string; nullable?: boolean }): PropertyDecorator {
  return applyDecorators(
    Field(() => String, options),
    ...(options.nullable ? [IsOptional()] : []),
    Satisfies(isSeason, {
      zh: '应为两个相连年份的产季，如 2025/26',
      en: 'must be a season, named by two years in a row, such as 2025/26',
    }),
  );
}

function isSeason(value: unknown): boolean {
  try {
    return typeof value === 'string' && season(value) === value;
  } catch {
    return false;
  }
}

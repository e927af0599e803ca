import { applyDecorators } from '@nestjs/common';
import { Field } from '@nestjs/graphql';
import { IsOptional } from 'class-validator';
import { season, seasonEnd, seasonStart, type Season } from '../kernel/local-date.js';
import type { Bilingual } from '../kernel/refusal.js';
import { Satisfies } from './constraints.js';
import { badInput } from './input-errors.js';
import { isOfTrade } from './scalars/of-trade.js';

const EXPECTED: Bilingual = {
  zh: '应为两个相连年份的产季，如 2025/26',
  en: 'must be a season, named by two years in a row, such as 2025/26',
};

/** An input field that names a season, such as 2025/26. */
export function SeasonField(options: { description: string; nullable?: boolean }): PropertyDecorator {
  return applyDecorators(
    Field(() => String, options),
    ...(options.nullable ? [IsOptional()] : []),
    Satisfies(isSeason, EXPECTED),
  );
}

/**
 * For a season that is an argument of its own; inputs use `@SeasonField`.
 *
 * @throws GraphQLError BAD_USER_INPUT unless it names two years in a row, and its days are such as the API takes
 */
export function seasonFrom(text: string, path: readonly string[] = ['season']): Season {
  if (!isSeason(text)) throw badInput([{ path: [...path], message: EXPECTED }]);
  return text;
}

/** Both its ends are days of this trade: beyond them the calendar itself ends, and what adds days up with it. */
export function isSeason(value: unknown): value is Season {
  try {
    const of = typeof value === 'string' ? season(value) : null;
    return of !== null && isOfTrade(seasonStart(of)) && isOfTrade(seasonEnd(of));
  } catch {
    return false;
  }
}

import type { Type } from '@nestjs/common';
import { Args } from '@nestjs/graphql';
import { InputPipe } from './input-errors.js';

/**
 * The argument `filter` of a list, checked by the class that the schema shows. Of a parameter that may be null the
 * compiler forgets its class, so the pipe of the whole application would check nothing: `X | null` becomes Object.
 */
export const FilterArg = (filter: () => Type, description: string): ParameterDecorator =>
  Args('filter', { type: filter, nullable: true, description }, new InputPipe(filter));

import { applyDecorators } from '@nestjs/common';
import { Field } from '@nestjs/graphql';
import { IsOptional, IsString } from 'class-validator';
import { LocalDateScalar } from './scalars/scalars.js';

/** An input field that holds a day; the scalar has checked that it exists. */
export function DayField(options: { description: string; nullable?: boolean }): PropertyDecorator {
  return applyDecorators(
    Field(() => LocalDateScalar, options),
    options.nullable ? IsOptional() : IsString(),
  );
}

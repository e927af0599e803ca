import { applyDecorators } from '@nestjs/common';
import { Field } from '@nestjs/graphql';
import { IsBoolean, IsOptional } from 'class-validator';

/** An input field that is true, false or left out. */
export function FlagField(options: { description: string }): PropertyDecorator {
  return applyDecorators(
    Field(() => Boolean, { ...options, nullable: true }),
    IsOptional(),
    IsBoolean(),
  );
}

import { applyDecorators } from '@nestjs/common';
import { Field, ID } from '@nestjs/graphql';
import { Transform } from 'class-transformer';
import { IsOptional, IsUUID } from 'class-validator';

/** Ids come back from PostgreSQL in lower case, so they are compared in lower case. */
const lowerCase = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(lowerCase);
  return typeof value === 'string' ? value.toLowerCase() : value;
};

/** An input field that holds the id of something. */
export function IdField(options: { description: string; nullable?: boolean }): PropertyDecorator {
  return applyDecorators(
    Field(() => ID, options),
    Transform(({ value }) => lowerCase(value)),
    ...(options.nullable ? [IsOptional()] : []),
    IsUUID(),
  );
}

/** An input field that holds several ids. */
export function IdListField(options: { description: string }): PropertyDecorator {
  return applyDecorators(
    Field(() => [ID], options),
    Transform(({ value }) => lowerCase(value)),
    IsUUID(undefined, { each: true }),
  );
}

import { applyDecorators } from '@nestjs/common';
import { Field, ID } from '@nestjs/graphql';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsOptional, IsUUID } from 'class-validator';

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

/** An input field that holds several ids. @param options.max most of them; left out: whoever reads them sets the limit */
export function IdListField(options: {
  description: string;
  nullable?: boolean;
  max?: number;
}): PropertyDecorator {
  const { max, ...field } = options;
  return applyDecorators(
    Field(() => [ID], field),
    Transform(({ value }) => lowerCase(value)),
    ...(field.nullable ? [IsOptional()] : []),
    IsUUID(undefined, { each: true }),
    ...(max === undefined ? [] : [ArrayMaxSize(max, { message: `最多 ${max} 项 | at most ${max}` })]),
  );
}

import { applyDecorators } from '@nestjs/common';
import { Field } from '@nestjs/graphql';
import { Satisfies } from '../../graphql/constraints.js';
import { isClean } from '../../graphql/text-field.js';
import { MAXIMUM_PASSWORD_LENGTH } from './domain/credentials.js';

/** An input field that holds a password, kept as it was typed. Whether it is good enough is decided later. */
export function PasswordField(options: { description: string }): PropertyDecorator {
  return applyDecorators(
    Field(() => String, options),
    Satisfies(
      (value) => isClean(value) && value !== '' && Array.from(value).length <= MAXIMUM_PASSWORD_LENGTH,
      {
        zh: `应为 1 至 ${MAXIMUM_PASSWORD_LENGTH} 个字符，不含控制字符`,
        en: `must have 1 to ${MAXIMUM_PASSWORD_LENGTH} characters, none of them control characters`,
      },
    ),
  );
}

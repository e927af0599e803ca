import { applyDecorators } from '@nestjs/common';
import { Field } from '@nestjs/graphql';
import { Transform } from 'class-transformer';
import { IsOptional } from 'class-validator';
import { Satisfies } from './constraints.js';

interface TextOptions {
  description: string;
  /** Most characters, after blanks at both ends were taken off. */
  max: number;
  nullable?: boolean;
}

/** Blanks at the ends are slips of the hand; a text that is nothing but blanks was left empty. */
const trimmed = (value: unknown, nullable: boolean): unknown => {
  if (typeof value !== 'string') return value;
  const text = value.trim();
  return text === '' && nullable ? null : text;
};

/** An input field that holds one line or paragraph of text. */
export const TextField = (options: TextOptions): PropertyDecorator => textField(options, trimmed);

/** Full-width letters, digits and signs as what they stand for, and blanks in a row as one: how it was typed says nothing. */
export const asOnPaper = (value: unknown, nullable: boolean): unknown => {
  const text = trimmed(value, nullable);
  // Half a character is refused by the field; normalised it would be another text.
  return typeof text === 'string' && text.isWellFormed()
    ? text.normalize('NFKC').replace(/\s+/g, ' ').trim()
    : text;
};

/**
 * An input field that holds the number of a paper, a registration, a container: compared with others to the letter, so that
 * ＧＹ－１ from a Chinese keyboard and GY-1 are one number.
 */
export const PaperNumberField = (options: TextOptions): PropertyDecorator => textField(options, asOnPaper);

function textField(
  { description, max, nullable = false }: TextOptions,
  read: (value: unknown, nullable: boolean) => unknown,
): PropertyDecorator {
  return applyDecorators(
    Field(() => String, { description, nullable }),
    Transform(({ value }) => read(value, nullable)),
    ...(nullable ? [IsOptional()] : []),
    Satisfies((value) => isShort(value, max), {
      zh: `应为 1 至 ${max} 个字，不含控制字符`,
      en: `must have 1 to ${max} characters, none of them control characters`,
    }),
  );
}

/** Each text of a list is one that a {@link TextField} would take. @param max most characters of one */
export const EachText = (max: number): PropertyDecorator =>
  Satisfies((value) => Array.isArray(value) && value.every((text) => isShort(text, max)), {
    zh: `每项应为 1 至 ${max} 个字，不含控制字符`,
    en: `must each have 1 to ${max} characters, none of them control characters`,
  });

const isShort = (text: unknown, max: number): boolean => isLegible(text) && Array.from(text).length <= max;

/** Tabs and line ends pass. A zero byte would stop the database and half a character the ledger, each with a fault. */
export const isClean = (value: unknown): value is string =>
  typeof value === 'string' && value.isWellFormed() && !/[^\P{Cc}\t\n\r]/u.test(value);

/** Marks that turn the direction of writing: what is stored would read as something else than what is shown. */
const TURNING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
/** Something that can be seen: no blank, and no mark without a shape. */
const VISIBLE = /[^\p{Z}\p{C}]/u;

/** Clean, and what people read is what it says: somebody else decides by it. */
export const isLegible = (value: unknown): value is string =>
  isClean(value) && !TURNING.test(value) && VISIBLE.test(value);

const CODE = /^[A-Z0-9][A-Z0-9-]{1,39}$/;

/** An input field that holds a code people read and type: capitals, digits and hyphens. */
export function CodeField(options: { description: string }): PropertyDecorator {
  return applyDecorators(
    Field(() => String, options),
    Transform(({ value }) => trimmed(value, false)),
    Satisfies((value) => typeof value === 'string' && CODE.test(value), {
      zh: '应为 2 至 40 个大写字母、数字或连字符，以字母或数字开头',
      en: 'must have 2 to 40 capital letters, digits or hyphens, and start with a letter or digit',
    }),
  );
}

/** What the fruit's own codes may hold: AI (10) of the GS1 General Specifications, without what needs escaping. */
const OWN_CODE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,19}$/;

/** An input field for a code that somebody gives a batch or lot; where it is left out, one is made. */
export function OwnCodeField(options: { description: string }): PropertyDecorator {
  return applyDecorators(
    Field(() => String, { ...options, nullable: true }),
    IsOptional(),
    Satisfies((value) => typeof value === 'string' && OWN_CODE.test(value), {
      zh: '应为 1 到 20 个字母、数字、点、下划线或连字符',
      en: 'must be 1 to 20 letters, digits, dots, underscores or hyphens',
    }),
  );
}

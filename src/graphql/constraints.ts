import { MaxLength, ValidateBy, buildMessage } from 'class-validator';
import type { Instant } from '../kernel/instant.js';
import { isLocalDate, legalDay } from '../kernel/local-date.js';
import type { Bilingual } from '../kernel/refusal.js';

/** A condition with its own sentence; for what class-validator has no decorator for. */
export const Satisfies = (test: (value: unknown) => boolean, expected: Bilingual): PropertyDecorator =>
  ValidateBy({
    name: 'satisfies',
    validator: { validate: test, defaultMessage: buildMessage(() => `${expected.zh} | ${expected.en}`) },
  });

/** A text that is not for people, and may be this long: a cursor, data. What they read is a `TextField`. */
export const AtMostCharacters = (max: number): PropertyDecorator =>
  MaxLength(max, { message: `最多 ${max} 个字符 | must have at most ${max} characters` });

/** A mass or count above zero. */
export const Positive = (): PropertyDecorator =>
  Satisfies((value) => typeof value === 'number' && value > 0, { zh: '应大于零', en: 'must be above zero' });

/** What happened in an orchard before it is a slip of the hand here: nothing that is traced is so old. */
const FIRST_DAY = '2000-01-01';

/** A day or moment of field work that is not years too early; a moment counts by its legal day. */
export const NotBefore2000 = (): PropertyDecorator =>
  Satisfies(
    (value) =>
      typeof value === 'string' && (isLocalDate(value) ? value : legalDay(value as Instant)) >= FIRST_DAY,
    { zh: `不得早于 ${FIRST_DAY}`, en: `must not be before ${FIRST_DAY}` },
  );

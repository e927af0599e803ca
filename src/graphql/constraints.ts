import { ValidateBy, buildMessage } from 'class-validator';
import type { Bilingual } from '../kernel/refusal.js';

/** A condition with its own sentence; for what class-validator has no decorator for. */
export const Satisfies = (test: (value: unknown) => boolean, expected: Bilingual): PropertyDecorator =>
  ValidateBy({
    name: 'satisfies',
    validator: { validate: test, defaultMessage: buildMessage(() => `${expected.zh} | ${expected.en}`) },
  });

/** A mass or count above zero. */
export const Positive = (): PropertyDecorator =>
  Satisfies((value) => typeof value === 'number' && value > 0, { zh: '应大于零', en: 'must be above zero' });

import { GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { decimal } from '../../kernel/decimal.js';
import { instant, parseOffsetInstant } from '../../kernel/instant.js';
import { localDate } from '../../kernel/local-date.js';
import { grams } from '../../kernel/mass.js';
import type { Bilingual } from '../../kernel/refusal.js';
import { malformed } from './malformed.js';
import { isOfTrade } from './of-trade.js';

interface Spec<T> {
  name: string;
  description: string;
  expected: Bilingual;
  /** @throws if the value is not one of this scalar */
  read: (value: unknown) => T;
}

/** A scalar whose refusals say what was expected, whether the value came as a variable or in the document. */
function scalar<T>({ name, description, expected, read }: Spec<T>): GraphQLScalarType<T, T> {
  const checked = (value: unknown, node?: ValueNode): T => {
    try {
      return read(value);
    } catch {
      throw malformed(expected, node && { type: name, node });
    }
  };
  return new GraphQLScalarType<T, T>({
    name,
    description,
    serialize: (value) => value as T,
    parseValue: (value) => checked(value),
    parseLiteral: (node) => checked(literal(node), node),
  });
}

/** Numbers and text as a variable would bring them; anything else is none of these scalars' values. */
function literal(node: ValueNode): unknown {
  if (node.kind === Kind.INT || node.kind === Kind.FLOAT) return Number(node.value);
  return node.kind === Kind.STRING ? node.value : undefined;
}

/** More than both counties grow in two years: beyond it a slip of the keyboard, and sums stay safe integers. */
const MOST_GRAMS = 1_000_000_000_000;

function inRange<D extends string>(day: D): D {
  if (!isOfTrade(day)) throw new RangeError('not of this trade');
  return day;
}

const text = (value: unknown): string => {
  if (typeof value !== 'string') throw new RangeError('not text');
  return value;
};

export const GramsScalar = scalar({
  name: 'Grams',
  description: 'Mass in whole grams, at most a million tonnes. GraphQL Int would end at 2147 t.',
  expected: { zh: '以克计的整数，0 至一百万吨', en: 'a whole number of grams, 0 to a million tonnes' },
  read: (value) => {
    if (typeof value !== 'number' || value > MOST_GRAMS) throw new RangeError('no mass of fruit');
    return grams(value);
  },
});

export const LocalDateScalar = scalar({
  name: 'LocalDate',
  description: 'A calendar day in China, YYYY-MM-DD.',
  expected: { zh: '日期，写作 YYYY-MM-DD', en: 'a day as YYYY-MM-DD' },
  read: (value) => inRange(localDate(text(value))),
});

export const InstantScalar = scalar({
  name: 'Instant',
  description: 'A moment in UTC, YYYY-MM-DDTHH:mm:ss.sssZ. On input any offset is accepted.',
  expected: { zh: '时刻，例如 2026-01-05T08:30:00+08:00', en: 'a moment such as 2026-01-05T08:30:00+08:00' },
  read: (value) => {
    const written = text(value);
    return inRange(written.endsWith('Z') ? instant(written) : parseOffsetInstant(written).at);
  },
});

export const DecimalScalar = scalar({
  name: 'Decimal',
  description: 'An exact decimal number as text, such as "12.8"; never rounded on the way.',
  expected: {
    zh: '写在引号内的小数，例如 "12.8"（半角数字和小数点，不写单位和千位分隔）',
    en: 'a decimal number in quotes, such as "12.8" (plain digits and a point, no unit and no separators)',
  },
  read: (value) => decimal(text(value)),
});

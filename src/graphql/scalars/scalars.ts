import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { decimal } from '../../kernel/decimal.js';
import { instant, parseOffsetInstant } from '../../kernel/instant.js';
import { localDate } from '../../kernel/local-date.js';
import { grams } from '../../kernel/mass.js';

interface Spec<T> {
  name: string;
  description: string;
  expected: string;
  /** @throws if the value is not one of this scalar */
  read: (value: unknown) => T;
}

/** A scalar whose refusals say what was expected, whether the value came as a variable or in the document. */
function scalar<T>({ name, description, expected, read }: Spec<T>): GraphQLScalarType<T, T> {
  const checked = (value: unknown): T => {
    try {
      return read(value);
    } catch {
      throw new GraphQLError(`expected ${expected}`, { extensions: { code: 'BAD_USER_INPUT' } });
    }
  };
  const literal = (node: ValueNode): unknown => {
    if (node.kind === Kind.INT || node.kind === Kind.FLOAT) return Number(node.value);
    if (node.kind === Kind.STRING) return node.value;
    throw new GraphQLError(`expected ${expected}`, { extensions: { code: 'BAD_USER_INPUT' } });
  };
  return new GraphQLScalarType<T, T>({
    name,
    description,
    serialize: (value) => value as T,
    parseValue: checked,
    parseLiteral: (node) => checked(literal(node)),
  });
}

/** More than both counties grow in two years: beyond it a slip of the keyboard, and sums stay safe integers. */
const MOST_GRAMS = 1_000_000_000_000;

/** Days and moments of this trade; others are slips that would only fail later. */
function inRange<D extends string>(day: D): D {
  if (day < '1900' || day >= '2200') throw new RangeError('not of this trade');
  return day;
}

const text = (value: unknown): string => {
  if (typeof value !== 'string') throw new RangeError('not text');
  return value;
};

export const GramsScalar = scalar({
  name: 'Grams',
  description: 'Mass in whole grams, at most a million tonnes. GraphQL Int would end at 2147 t.',
  expected: 'a whole number of grams, 0 to a million tonnes',
  read: (value) => {
    if (typeof value !== 'number' || value > MOST_GRAMS) throw new RangeError('no mass of fruit');
    return grams(value);
  },
});

export const LocalDateScalar = scalar({
  name: 'LocalDate',
  description: 'A calendar day in China, YYYY-MM-DD.',
  expected: 'a day as YYYY-MM-DD',
  read: (value) => inRange(localDate(text(value))),
});

export const InstantScalar = scalar({
  name: 'Instant',
  description: 'A moment in UTC, YYYY-MM-DDTHH:mm:ss.sssZ. On input any offset is accepted.',
  expected: 'a moment such as 2026-01-05T08:30:00+08:00',
  read: (value) => {
    const written = text(value);
    return inRange(written.endsWith('Z') ? instant(written) : parseOffsetInstant(written).at);
  },
});

export const DecimalScalar = scalar({
  name: 'Decimal',
  description: 'An exact decimal number as text, such as "12.8"; never rounded on the way.',
  expected: 'a decimal number as text, such as "12.8"',
  read: (value) => decimal(text(value)),
});

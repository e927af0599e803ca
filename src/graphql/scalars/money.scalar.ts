import { GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { currency, fenFrom, formatFen, type Money } from '../../kernel/money.js';
import { malformed } from './malformed.js';

const EXPECTED = { zh: '金额和币种，例如 "12.30 CNY"', en: 'an amount and a currency such as "12.30 CNY"' };
const WRITTEN = /^(-?\d+(?:\.\d{1,2})?) ([A-Z]{3})$/;

/** @throws RangeError if it is no amount with at most two decimals and a currency */
function read(value: unknown): Money {
  const [, amount, code] = (typeof value === 'string' ? WRITTEN.exec(value) : null) ?? [];
  if (amount === undefined || code === undefined) throw new RangeError('no amount of money');
  return { amount: fenFrom(amount), currency: currency(code) };
}

function checked(value: unknown, node?: ValueNode): Money {
  try {
    return read(value);
  } catch {
    throw malformed(EXPECTED, node && { type: 'Money', node });
  }
}

/** Inside a whole number of hundredths with its currency, outside one text, so that neither is ever read without the other. */
export const MoneyScalar = new GraphQLScalarType<Money, string>({
  name: 'Money',
  description:
    'An exact amount in hundredths with its ISO 4217 currency, such as "12.30 CNY". Never a floating-point number.',
  serialize: (value) => {
    const { amount, currency: code } = value as Money;
    return `${formatFen(amount)} ${code}`;
  },
  parseValue: (value) => checked(value),
  parseLiteral: (node) => checked(node.kind === Kind.STRING ? node.value : undefined, node),
});

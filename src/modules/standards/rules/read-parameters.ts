import { decimal, type Decimal } from '../../../kernel/decimal.js';
import { isMeasurementParameter, type MeasurementParameterCode } from '../domain/measurement-parameters.js';

/**
 * Reads the JSON parameters of a rule. Every refusal is a RangeError that names the field and what was expected.
 * Decimals are written as text; what is optional may be absent or null; a flag that is absent is false.
 */
export interface ParameterReader {
  readonly text: (field: string) => string;
  readonly oneOf: <T extends string>(field: string, allowed: readonly T[]) => T;
  readonly texts: (field: string) => readonly string[];
  readonly decimal: (field: string) => Decimal;
  readonly optionalDecimal: (field: string) => Decimal | null;
  readonly optionalInteger: (field: string) => number | null;
  readonly integer: (field: string) => number;
  readonly optionalBoolean: (field: string) => boolean;
  readonly measured: (field: string) => MeasurementParameterCode;
  readonly optionalMeasured: (field: string) => MeasurementParameterCode | null;
  readonly objects: (field: string) => readonly unknown[];
  readonly raw: (field: string) => unknown;
}

/**
 * A reader of one object of parameters.
 *
 * @param kind   names the kind of rule in refusals
 * @param fields the names allowed; anything else is refused, so that a misspelt limit is never silently ignored
 * @throws RangeError if `raw` is no object or has another field
 */
export function readParameters(kind: string, raw: unknown, fields: readonly string[]): ParameterReader {
  if (!isObject(raw)) throw new RangeError(`${kind}: parameters are an object`);
  const unknown = Object.keys(raw).find((field) => !fields.includes(field));
  if (unknown !== undefined) {
    throw new RangeError(
      `${kind}: no parameter is called ${unknown}; expected ${fields.join(', ') || 'none'}`,
    );
  }
  const refuse = (field: string, expected: string): never => {
    throw new RangeError(`${kind}: ${field} must be ${expected}`);
  };
  return readerOf(raw, refuse);
}

type Refuse = (field: string, expected: string) => never;

function readerOf(raw: Record<string, unknown>, refuse: Refuse): ParameterReader {
  const text = (field: string): string => {
    const value = raw[field];
    return typeof value === 'string' && value !== '' ? value : refuse(field, 'a text');
  };
  const asDecimal = (field: string): Decimal => {
    // Written as text, because a JSON number passes through binary and is no longer what the standard printed.
    const value = raw[field];
    try {
      return typeof value === 'string' ? decimal(value) : refuse(field, 'a decimal number written as text');
    } catch {
      return refuse(field, 'a decimal number written as text');
    }
  };
  const array = (field: string): readonly unknown[] => {
    const value = raw[field];
    return Array.isArray(value) && value.length > 0 ? value : refuse(field, 'a list that is not empty');
  };
  const measured = (field: string): MeasurementParameterCode => {
    const code = text(field);
    return isMeasurementParameter(code) ? code : refuse(field, 'the code of a measurement parameter');
  };
  const absent = (field: string) => raw[field] === undefined || raw[field] === null;
  return {
    text,
    oneOf: (field, allowed) =>
      allowed.find((each) => each === raw[field]) ?? refuse(field, `one of ${allowed.join(', ')}`),
    texts: (field) =>
      array(field).map((each) =>
        typeof each === 'string' && each !== '' ? each : refuse(field, 'a list of texts'),
      ),
    decimal: asDecimal,
    optionalDecimal: (field) => (absent(field) ? null : asDecimal(field)),
    optionalInteger: (field) => {
      if (absent(field)) return null;
      const value = raw[field];
      return Number.isSafeInteger(value) && Number(value) >= 0
        ? Number(value)
        : refuse(field, 'a whole number from 0');
    },
    integer: (field) => {
      const value = raw[field];
      return Number.isSafeInteger(value) && Number(value) >= 0
        ? Number(value)
        : refuse(field, 'a whole number from 0');
    },
    optionalBoolean: (field) => {
      if (absent(field)) return false;
      const value = raw[field];
      return typeof value === 'boolean' ? value : refuse(field, 'true or false');
    },
    measured,
    optionalMeasured: (field) => (absent(field) ? null : measured(field)),
    objects: array,
    raw: (field) => raw[field],
  };
}

/** Whether a JSON value is an object: not null, not a list. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

import { compareDecimal, decimal, type Decimal } from '../../../kernel/decimal.js';
import { isObject } from '../rules/read-parameters.js';
import { isMeasurementParameter, MEASUREMENT_PARAMETERS } from './measurement-parameters.js';
import type { ParameterProblem } from './parameter-problem.js';

const ZERO = decimal('0');
const WHOLE = decimal('100');
/** Decimals nobody measures beyond; a power of ten of any size would be computed for more. */
const MOST_DECIMALS = 10;
/** Ten years: what is looked back to further is no window of a season, and the calendar itself has an end. */
const MOST_DAYS = 3_650;

const LIMITS = ['minimum', 'maximum', 'never', 'tolerance'] as const;
const DAYS = ['windowDays', 'everyDays', 'enteredWithinDays'] as const;

type Figures = Readonly<Record<string, unknown>>;

/**
 * What no rule can mean though its kind can read it: a minimum above the maximum, figures below zero, more than 100 %.
 * Asked where a rule is entered and nowhere else: published rules judge as they did, whatever they say.
 *
 * @param parameters that the kind itself takes (`parameterProblem`)
 * @returns the first problem; null: none
 */
export function senselessIn(parameters: object): ParameterProblem | null {
  for (const figures of objectsIn(parameters)) {
    const problem = reversed(figures) ?? outOfBounds(figures) ?? tooMany(figures);
    if (problem) return problem;
  }
  return null;
}

/** The object itself, and those inside of it. */
function* objectsIn(value: unknown): Generator<Figures> {
  if (isObject(value)) yield value;
  if (typeof value === 'object' && value !== null)
    for (const member of Object.values(value)) yield* objectsIn(member);
}

function reversed(figures: Figures): ParameterProblem | null {
  const [minimum, maximum] = [decimalIn(figures, 'minimum'), decimalIn(figures, 'maximum')];
  if (minimum === null || maximum === null || compareDecimal(minimum, maximum) <= 0) return null;
  return problem('minimum', 'minimum 不得高于 maximum', 'minimum must not be above maximum');
}

function outOfBounds(figures: Figures): ParameterProblem | null {
  for (const field of LIMITS) {
    const figure = decimalIn(figures, field);
    if (figure === null) continue;
    if (compareDecimal(figure, ZERO) < 0)
      return problem(field, `${field} 不得小于 0`, `${field} must not be below 0`);
    if (isShare(figures, field) && compareDecimal(figure, WHOLE) > 0)
      return problem(field, `${field} 以 % 计，不得大于 100`, `${field} is in % and must not be above 100`);
  }
  return null;
}

function tooMany(figures: Figures): ParameterProblem | null {
  const { decimals } = figures;
  if (typeof decimals === 'number' && decimals > MOST_DECIMALS)
    return problem(
      'decimals',
      `decimals 不得大于 ${MOST_DECIMALS}`,
      `decimals must not be above ${MOST_DECIMALS}`,
    );
  const days = DAYS.find((field) => Number(figures[field] ?? 0) > MOST_DAYS);
  return days
    ? problem(days, `${days} 不得大于 ${MOST_DAYS}`, `${days} must not be above ${MOST_DAYS}`)
    : null;
}

const problem = (field: string, zh: string, en: string): ParameterProblem => ({ field, zh, en });

/** Tolerances are shares of the fruit, whatever the kind; limits are in the unit of what is measured. */
function isShare({ parameter }: Figures, field: (typeof LIMITS)[number]): boolean {
  if (field === 'tolerance') return true;
  return (
    typeof parameter === 'string' &&
    isMeasurementParameter(parameter) &&
    MEASUREMENT_PARAMETERS[parameter].unit === '%'
  );
}

function decimalIn(figures: Figures, field: string): Decimal | null {
  const value = figures[field];
  try {
    return typeof value === 'string' ? decimal(value) : null;
  } catch {
    return null;
  }
}

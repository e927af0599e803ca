/** An error as it may be logged. */
export interface DescribedError {
  readonly type: string;
  /** Node's, or PostgreSQL's SQLSTATE. */
  readonly code?: string;
  /** What of the schema a failed statement was about. */
  readonly constraint?: string;
  readonly table?: string;
  readonly column?: string;
  readonly routine?: string;
  /** Where it was thrown, innermost first. */
  readonly at?: readonly string[];
  readonly cause?: DescribedError;
  /** Only where messages are asked for. */
  readonly message?: string;
}

const FRAMES = 20;
const CAUSES = 3;

/**
 * What an error is and where it comes from, without its message: messages quote values (`invalid input syntax for type
 * uuid: "…"`, `"…" is not valid JSON`), and so do the parameters that a failed statement carries along.
 *
 * @param withMessage for somebody who looks for a bug on a machine without real data
 */
export function describeError(error: unknown, withMessage: boolean, depth = 0): DescribedError {
  if (!(error instanceof Error))
    return { type: typeof error, ...(withMessage ? { message: String(error) } : {}) };
  const database = (error as { driverError?: object }).driverError;
  const facts = Object.assign({}, error, database) as object as Record<string, unknown>;
  return {
    type: identifier(error.name) ?? 'Error',
    ...named('code', facts),
    ...named('constraint', facts),
    ...named('table', facts),
    ...named('column', facts),
    ...named('routine', facts),
    at: framesOf(error),
    ...(error.cause === undefined || depth >= CAUSES
      ? {}
      : { cause: describeError(error.cause, withMessage, depth + 1) }),
    ...(withMessage ? { message: error.message } : {}),
  };
}

function named(name: string, facts: Record<string, unknown>): object {
  const value = identifier(facts[name]);
  return value === undefined ? {} : { [name]: value };
}

/** Names of the schema and codes are plain; anything else might be a value. */
const identifier = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[A-Za-z0-9_]{1,63}$/.test(value) ? value : undefined;

/** A message may have lines that look like frames, so it is cut off before they are looked for. */
function framesOf({ stack = '', message }: Error): string[] {
  const start = message === '' ? 0 : stack.indexOf(message);
  const frames = start < 0 ? '' : stack.slice(start + message.length);
  return frames
    .split('\n')
    .filter((line) => /^ {4}at /.test(line))
    .slice(0, FRAMES)
    .map((line) => line.trim().slice(3));
}

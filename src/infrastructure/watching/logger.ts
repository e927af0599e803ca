import type { LoggerService } from '@nestjs/common';
import { pino, type DestinationStream, type Logger } from 'pino';
import type { LogLevel } from '../config/setting-parsers.js';
import { describeError } from './described-error.js';
import { noted } from './noted.js';

/** Lines may wait this long to be written together with others; a process that exits writes the rest. */
const WAIT_MS = 500;

/**
 * The one logger: a JSON object a line, to standard output. Everything in it is ours: requests are logged by what was
 * noted of them, errors without their messages. Messages are there from `debug` on.
 */
export function createLogger(level: LogLevel, stream?: DestinationStream): Logger {
  const withMessages = level === 'debug' || level === 'trace';
  const error = (value: unknown): object => describeError(value, withMessages);
  return pino(
    {
      level,
      base: null,
      errorKey: 'error',
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      mixin: () => {
        const request = noted();
        return request ? { requestId: request.requestId } : {};
      },
      // Fastify hands over requests with address and query, and errors as they are.
      serializers: { err: error, error, req: () => undefined, res: () => undefined },
      hooks: {
        logMethod(args, method) {
          method.apply(this, withMessages ? args : (withoutMessage(args) as typeof args));
        },
      },
    },
    stream ?? pino.destination({ fd: 1, sync: false, minLength: 4_096, periodicFlush: WAIT_MS }),
  );
}

/** Pino, and Fastify itself, take the message of an error for that of the line. */
function withoutMessage(args: readonly unknown[]): unknown[] {
  const [first, text, ...rest] = args;
  const error = errorIn(first);
  if (!error) return [...args];
  const says = typeof text === 'string' && !(error.message !== '' && text.includes(error.message));
  return [first, says ? text : 'error', ...rest];
}

function errorIn(value: unknown): Error | undefined {
  if (value instanceof Error) return value;
  const { err, error } = (value ?? {}) as { err?: unknown; error?: unknown };
  return [err, error].find((each) => each instanceof Error);
}

/** Nest's words into the same lines. What the framework says while it starts belongs to debug. */
export class NestLog implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...more: unknown[]): void {
    this.say('debug', message, more);
  }

  debug(message: unknown, ...more: unknown[]): void {
    this.say('debug', message, more);
  }

  verbose(message: unknown, ...more: unknown[]): void {
    this.say('trace', message, more);
  }

  warn(message: unknown, ...more: unknown[]): void {
    this.say('warn', message, more);
  }

  error(message: unknown, ...more: unknown[]): void {
    this.say('error', message, more);
  }

  fatal(message: unknown, ...more: unknown[]): void {
    this.say('fatal', message, more);
  }

  /** Nest adds the name of the logger at the end. A stack that stands before it begins with a message. */
  private say(
    level: 'trace' | 'debug' | 'warn' | 'error' | 'fatal',
    message: unknown,
    more: unknown[],
  ): void {
    const from = more.at(-1);
    const error = [message, ...more].find((each) => each instanceof Error);
    const fields = { ...(typeof from === 'string' ? { from } : {}), ...(error ? { error } : {}) };
    this.logger[level](fields, typeof message === 'string' ? message : 'error');
  }
}

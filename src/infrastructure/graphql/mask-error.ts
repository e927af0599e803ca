import { Logger } from '@nestjs/common';
import { GraphQLError, type GraphQLErrorExtensions } from 'graphql';
import { QueryFailedError } from 'typeorm';
import { GivenUp } from '../database/give-up.js';

const logger = new Logger('GraphQL');

const MALFORMED: GraphQLErrorExtensions = {
  code: 'BAD_USER_INPUT',
  messages: { zh: '有一个值（例如游标）格式不对', en: 'A value, such as a cursor, is malformed' },
};

const INTERNAL: GraphQLErrorExtensions = {
  code: 'INTERNAL',
  messages: {
    zh: '系统内部出错，可以稍后重试',
    en: 'Something went wrong on our side; the request can be tried again',
  },
};

const TIMED_OUT: GraphQLErrorExtensions = {
  code: 'TIMED_OUT',
  messages: {
    zh: '处理时间过长，已停止，什么都没有改变；请缩小范围，或稍后重试',
    en: 'This took too long and was stopped; nothing was changed. Ask for less, or try again later',
  },
};

/** For the log and for whoever still reads; the client that gave up does not. */
const GIVEN_UP: GraphQLErrorExtensions = {
  code: 'GIVEN_UP',
  messages: { zh: '客户端已放弃，处理已停止', en: 'The client gave up, and the work was stopped' },
};

/**
 * Lets through what was said on purpose and hides the rest: SQL, stacks and file names stay in the log.
 * A GraphQLError that wraps another thrown error is a bug that surfaced in a resolver, whatever its message.
 */
export function maskError(error: unknown): Error {
  const cause = causeOf(error);
  // The outer message is the one that names the field; what it is about stands in the inner extensions.
  if (cause instanceof GraphQLError)
    return restated(error, error instanceof GraphQLError ? error.message : cause.message, cause.extensions);
  if (hasState(cause, MALFORMED_STATES)) {
    logger.warn(cause);
    return restated(error, 'A value, such as a cursor, is malformed', MALFORMED);
  }
  if (cause instanceof GivenUp)
    return restated(error, 'The client gave up, and the work was stopped', GIVEN_UP);
  if (hasState(cause, TIMED_OUT_STATES) || isPoolWait(cause)) {
    logger.warn(cause);
    return restated(error, 'This took too long and was stopped', TIMED_OUT);
  }
  logger.error(cause);
  return restated(error, 'Something went wrong on our side; the request can be tried again', INTERNAL);
}

/** The same place in the document, without the error it came from: that one would reach the client's log. */
export function restated(error: unknown, message: string, extensions: GraphQLErrorExtensions): GraphQLError {
  const at = error instanceof GraphQLError ? error : null;
  return new GraphQLError(message, { nodes: at?.nodes ?? null, path: at?.path ?? null, extensions });
}

/** What forged cursors and filters with control characters reach the database as; nothing was written. */
const MALFORMED_STATES = new Set(['22P02', '22P05', '22007', '22008', '22021']);

/** A statement, a wait for a lock, or a transaction that did nothing, beyond its limit (`data-source.ts`). */
const TIMED_OUT_STATES = new Set(['57014', '55P03', '25P03']);

const hasState = (cause: unknown, states: ReadonlySet<string>): boolean =>
  cause instanceof QueryFailedError && states.has((cause.driverError as { code?: string }).code ?? '');

/** All connections were busy for as long as we wait for one; pg-pool gives this error no code. */
const isPoolWait = (cause: unknown): boolean =>
  cause instanceof Error && cause.message === 'timeout exceeded when trying to connect';

function causeOf(error: unknown): unknown {
  let current = error;
  while (current instanceof GraphQLError && current.originalError) current = current.originalError;
  return current;
}

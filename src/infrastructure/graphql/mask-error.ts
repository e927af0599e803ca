import { Logger } from '@nestjs/common';
import { GraphQLError, type GraphQLErrorExtensions } from 'graphql';
import { QueryFailedError } from 'typeorm';

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

/**
 * Lets through what was said on purpose and hides the rest: SQL, stacks and file names stay in the log.
 * A GraphQLError that wraps another thrown error is a bug that surfaced in a resolver, whatever its message.
 */
export function maskError(error: unknown): Error {
  const cause = causeOf(error);
  // The outer message is the one that names the field; what it is about stands in the inner extensions.
  if (cause instanceof GraphQLError)
    return restated(error, error instanceof GraphQLError ? error.message : cause.message, cause.extensions);
  if (isMalformedValue(cause)) {
    logger.warn(String(cause));
    return restated(error, 'A value, such as a cursor, is malformed', MALFORMED);
  }
  logger.error(cause instanceof Error ? (cause.stack ?? cause.message) : String(cause));
  return restated(error, 'Something went wrong on our side; the request can be tried again', INTERNAL);
}

/** The same place in the document, without the error it came from: that one would reach the client's log. */
export function restated(error: unknown, message: string, extensions: GraphQLErrorExtensions): GraphQLError {
  const at = error instanceof GraphQLError ? error : null;
  return new GraphQLError(message, { nodes: at?.nodes ?? null, path: at?.path ?? null, extensions });
}

/** What forged cursors and filters with control characters reach the database as; nothing was written. */
const MALFORMED_STATES = new Set(['22P02', '22P05', '22007', '22008', '22021']);

function isMalformedValue(cause: unknown): boolean {
  return (
    cause instanceof QueryFailedError &&
    MALFORMED_STATES.has((cause.driverError as { code?: string }).code ?? '')
  );
}

function causeOf(error: unknown): unknown {
  let current = error;
  while (current instanceof GraphQLError && current.originalError) current = current.originalError;
  return current;
}

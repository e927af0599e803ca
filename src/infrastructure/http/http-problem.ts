import type { FastifyReply } from 'fastify';
import { GraphQLError } from 'graphql';
import type { Bilingual } from '../../kernel/refusal.js';
import { languageOf } from '../graphql/language.js';

/** Why a request that is not GraphQL was not done: a status and a stable code for programs, a sentence for people. */
export class HttpProblem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly says: Bilingual,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(says.en);
  }
}

/** The same, of an error that GraphQL would have answered: who asks is found out in one way for both. */
export function problemOf(error: unknown): HttpProblem | null {
  if (error instanceof HttpProblem) return error;
  if (!(error instanceof GraphQLError)) return null;
  const { code, messages, http } = error.extensions as {
    code?: string;
    messages?: Bilingual;
    http?: { status?: number; headers?: Record<string, string> };
  };
  if (!code || !messages) return null;
  return new HttpProblem(http?.status ?? STATUS[code] ?? 500, code, messages, http?.headers);
}

const STATUS: Readonly<Record<string, number>> = { FORBIDDEN: 403, BAD_USER_INPUT: 400, TIMED_OUT: 503 };

/** Answers with `{ code, message }` in the reader's language, and nothing of the inside. */
export function sendProblem(reply: FastifyReply, { status, code, says, headers }: HttpProblem): FastifyReply {
  const message = says[languageOf(reply.request.headers['accept-language'])];
  return reply
    .status(status)
    .headers({ 'cache-control': 'no-store', ...headers })
    .send({ code, message });
}

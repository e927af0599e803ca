import { Catch, HttpException, type ArgumentsHost } from '@nestjs/common';
import { BaseExceptionFilter } from '@nestjs/core';
import type { GqlContextType } from '@nestjs/graphql';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problemOf, sendProblem } from '../http/http-problem.js';
import { bodyProblem } from './localise-errors.http.js';
import { maskError } from './mask-error.js';

/** Hands errors of resolvers on to be masked, which logs the unexpected ones; Nest would log every refusal as an error. */
@Catch()
export class GraphQLErrorsFilter extends BaseExceptionFilter {
  override catch(exception: unknown, host: ArgumentsHost): unknown {
    if (host.getType<GqlContextType>() === 'graphql') return exception;
    const isAnswered =
      isGone(exception, host) || answerBody(exception, host) || answerProblem(exception, host);
    if (!isAnswered) super.catch(exception, host);
    return undefined;
  }
}

/** A body Fastify could not take; said in the reader's language. */
function answerBody(exception: unknown, host: ArgumentsHost): boolean {
  if (!(exception instanceof HttpException)) return false;
  const request = host.switchToHttp().getRequest<FastifyRequest>();
  const answer = bodyProblem(exception.getStatus(), request.headers['accept-language']);
  if (answer) void host.switchToHttp().getResponse<FastifyReply>().status(exception.getStatus()).send(answer);
  return answer !== null;
}

/** A route's no, or something unexpected, of which only the log is told more. What Fastify and Nest say keeps their words. */
function answerProblem(exception: unknown, host: ArgumentsHost): boolean {
  if (
    exception instanceof HttpException ||
    typeof (exception as { statusCode?: unknown })?.statusCode === 'number'
  )
    return false;
  const problem = problemOf(exception) ?? problemOf(maskError(exception));
  if (problem) void sendProblem(host.switchToHttp().getResponse<FastifyReply>(), problem);
  return problem !== null;
}

/** A client that left while it was still sending; it reads no answer, and it is no error of ours to log. */
function isGone(exception: unknown, host: ArgumentsHost): boolean {
  if ((exception as { code?: unknown } | null)?.code !== 'ECONNRESET') return false;
  const reply = host.switchToHttp().getResponse<FastifyReply>();
  if (!reply.request.raw.destroyed) return false;
  void reply.status(400).send();
  return true;
}

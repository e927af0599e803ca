import type {} from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SESSION_COOKIE } from '../../infrastructure/graphql/context-factory.js';
import { epochMillis, type Instant } from '../../kernel/instant.js';

/**
 * Attributes of the console's cookie. Scripts cannot read it, other sites cannot send it along, and over https it never
 * travels in clear. (A form of another site is refused earlier still: a POST must be JSON.)
 */
const attributes = (req: FastifyRequest) =>
  ({ httpOnly: true, sameSite: 'strict', secure: req.protocol === 'https', path: '/' }) as const;

/** Gives the browser the session's token, until the session ends. */
export function setSessionCookie(
  { req, reply }: { req: FastifyRequest; reply: FastifyReply },
  token: string,
  expiresAt: Instant,
): void {
  reply.setCookie(SESSION_COOKIE, token, { ...attributes(req), expires: new Date(epochMillis(expiresAt)) });
}

/** Makes the browser forget the token. */
export function clearSessionCookie({ req, reply }: { req: FastifyRequest; reply: FastifyReply }): void {
  reply.clearCookie(SESSION_COOKIE, attributes(req));
}

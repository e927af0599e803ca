import { Inject, Injectable } from '@nestjs/common';
import type {} from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { IdSource } from '../../kernel/ids.js';
import { AUTHENTICATOR, type Authenticator, type Credentials } from '../auth/authenticator.js';
import { unauthenticated } from '../auth/access-errors.js';
import { CLOCK, ID_SOURCE, type Clock } from '../clock.js';
import type { Actor, Ctx } from '../database/context.js';
import type { GraphQLContext } from './graphql-context.js';
import { languageOf } from './language.js';

export const SESSION_COOKIE = 'chengyuan_session';

/** Makes the context of each HTTP request; the only place that knows headers and cookies. */
@Injectable()
export class ContextFactory {
  constructor(
    @Inject(AUTHENTICATOR) private readonly authenticator: Authenticator,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(ID_SOURCE) private readonly ids: IdSource,
  ) {}

  /** @throws GraphQLError UNAUTHENTICATED if a token was shown and is not good; showing none is allowed */
  async graphql(req: FastifyRequest, reply: FastifyReply): Promise<GraphQLContext> {
    return { ctx: this.ctxOf(req, await this.actor(req)), req, reply };
  }

  private async actor(req: FastifyRequest): Promise<Actor | null> {
    const credentials = credentialsOf(req);
    if (!credentials) return null;
    const actor = await this.authenticator.authenticate(credentials);
    if (!actor && credentials.from === 'bearer') throw unauthenticated();
    return actor;
  }

  private ctxOf(req: FastifyRequest, actor: Actor | null): Ctx {
    return {
      actor,
      authority: actor?.organisationKind === 'BASE_OFFICE' ? 'office' : 'member',
      now: this.clock.now(),
      ids: this.ids,
      language: languageOf(req.headers['accept-language']),
      device: header(req, 'x-device')?.slice(0, 100) ?? null,
      traceId: req.id,
    };
  }
}

function header(req: FastifyRequest, name: string): string | null {
  const value = req.headers[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

function credentialsOf(req: FastifyRequest): Credentials | null {
  const organisationId = header(req, 'x-organisation');
  const bearer = /^Bearer +(\S+)$/i.exec(req.headers.authorization ?? '')?.[1];
  if (bearer) return { token: bearer, from: 'bearer', organisationId };
  const cookie = req.cookies[SESSION_COOKIE];
  return cookie ? { token: cookie, from: 'cookie', organisationId } : null;
}

import { Inject, Injectable } from '@nestjs/common';
import type {} from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { IdSource } from '../../kernel/ids.js';
import { AUTHENTICATOR, type Authenticator, type Credentials } from '../auth/authenticator.js';
import { tooManyRequests, unauthenticated } from '../auth/access-errors.js';
import { CLOCK, ID_SOURCE, type Clock } from '../clock.js';
import type { Actor, Ctx } from '../database/context.js';
import { RateLimits } from '../limits/rate-limits.js';
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
    private readonly limits: RateLimits,
  ) {}

  /**
   * @throws GraphQLError UNAUTHENTICATED if a token was shown and is not good; showing none is allowed.
   *   RATE_LIMITED if the caller, or the address of somebody unknown, asks too often
   */
  async graphql(req: FastifyRequest, reply: FastifyReply): Promise<GraphQLContext> {
    const signal = goneSignal(reply);
    return { ctx: { ...(await this.ctx(req)), signal }, req, reply };
  }

  /**
   * As {@link graphql}, but the caller may be known from an earlier request, so that nothing has to be asked. For work
   * that begins again with {@link anew} when a statement says that this is outdated.
   *
   * @throws GraphQLError as there
   */
  async remembering(req: FastifyRequest, reply: FastifyReply): Promise<GraphQLContext> {
    return (await this.remembered(req, reply)) ?? this.graphql(req, reply);
  }

  /**
   * As {@link remembering}, and null where nothing is remembered of the caller.
   *
   * @throws GraphQLError RATE_LIMITED
   */
  async remembered(req: FastifyRequest, reply: FastifyReply): Promise<GraphQLContext | null> {
    const credentials = credentialsOf(req);
    const known = credentials && this.authenticator.remembered(credentials);
    if (!known) return null;
    await this.refuseTooMany(req, known.actor);
    const ctx = {
      ...this.ctxOf(req, known.actor),
      remembered: { epoch: known.accessEpoch, isConfirmed: false },
      signal: goneSignal(reply),
    };
    return { ctx, req, reply };
  }

  /**
   * Looks the caller up where it was only remembered.
   *
   * @throws GraphQLError UNAUTHENTICATED if its token is not good any more
   */
  async anew(http: GraphQLContext): Promise<void> {
    if (!http.ctx.remembered) return;
    const { actor } = await this.again(http);
    if (!actor) throw unauthenticated();
  }

  /** Asks anew who a request that is still being answered comes from, and makes its context that of this moment. */
  async again(http: GraphQLContext): Promise<Ctx> {
    const credentials = credentialsOf(http.req);
    const actor = credentials && (await this.authenticator.authenticate(credentials));
    const { signal } = http.ctx;
    return Object.assign(http, { ctx: { ...this.ctxOf(http.req, actor), signal } }).ctx;
  }

  /** The context of somebody whom a request names by something else than credentials. */
  actingAs(req: FastifyRequest, actor: Actor | null): Ctx {
    return this.ctxOf(req, actor);
  }

  private async ctx(req: FastifyRequest): Promise<Ctx> {
    const credentials = credentialsOf(req);
    const actor = credentials && (await this.counted(req, this.authenticator.authenticate(credentials)));
    if (!credentials) await this.refuseTooMany(req, null);
    if (!actor && credentials?.from === 'bearer') throw unauthenticated();
    return this.ctxOf(req, actor);
  }

  /** Counts a look-up, whatever comes of it. */
  private async counted(req: FastifyRequest, lookUp: Promise<Actor | null>): Promise<Actor | null> {
    const [found] = await Promise.allSettled([lookUp]);
    await this.refuseTooMany(req, found.status === 'fulfilled' ? found.value : null);
    return lookUp;
  }

  /** Tokens that are tried count for the address, as asking without one does. */
  private async refuseTooMany({ ip }: FastifyRequest, actor: Actor | null): Promise<void> {
    const wait = actor ? await this.limits.ofCaller(actor) : await this.limits.ofAddress(ip);
    if (wait > 0) throw tooManyRequests(wait);
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

/** Aborted when the client goes away before its answer was sent. */
function goneSignal({ raw }: FastifyReply): AbortSignal {
  const controller = new AbortController();
  raw.once('close', () => {
    if (!raw.writableFinished) controller.abort();
  });
  return controller.signal;
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

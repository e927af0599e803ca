import { createHash, timingSafeEqual } from 'node:crypto';
import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../auth/access.js';
import { Metrics } from './metrics.js';

export const METRICS_TOKEN = Symbol('MetricsToken');

/** There only where a token is set: how much is traded, refused and broken is nobody else's business. */
@Controller('metrics')
@Public('read by Prometheus, which has no account but a token of its own, METRICS_TOKEN')
export class MetricsController {
  constructor(
    private readonly metrics: Metrics,
    @Inject(METRICS_TOKEN) private readonly token: string,
  ) {}

  @Get()
  async read(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const shown = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
    if (!isSame(shown, this.token)) {
      await reply.status(401).header('www-authenticate', 'Bearer').send();
      return;
    }
    const { registry } = this.metrics;
    await reply.type(registry.contentType).send(await registry.metrics());
  }
}

/** In the same time wherever they differ, and however long they are. */
function isSame(first: string, second: string): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(first), hash(second));
}

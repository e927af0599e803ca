import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Public } from '../auth/access.js';
import { READINESS, type Readiness } from './readiness.js';
import { Stopping } from './stopping.js';

@Controller('health')
@Public('watched by supervisors that have no account; says nothing but up or not')
export class HealthController {
  constructor(
    @Inject(READINESS) private readonly readiness: Readiness,
    private readonly stopping: Stopping,
  ) {}

  /** The process answers. */
  @Get('live')
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  /** The database can be reached and is migrated as far as this version needs, and the server is not about to stop. */
  @Get('ready')
  async ready(@Res() reply: FastifyReply): Promise<void> {
    const problem = this.stopping.isStopping ? 'the server stops' : await this.readiness.problem();
    await reply
      .status(problem ? 503 : 200)
      .send(problem ? { status: 'not ready', problem } : { status: 'ready' });
  }
}

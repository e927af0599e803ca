import { Inject, Injectable, Logger } from '@nestjs/common';
import { CLOCK, ID_SOURCE, type Clock } from '../../infrastructure/clock.js';
import { JOB_SETTINGS, type JobSettings } from '../../infrastructure/config/job-settings.js';
import { systemContext } from '../../infrastructure/database/system-context.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import type { IdSource } from '../../kernel/ids.js';
import { ok } from '../../kernel/result.js';

const logger = new Logger('Jobs');

/** Frees jobs of server processes that were killed: at the start, and now and then while the server works on jobs. */
@Injectable()
export class JobRecovery {
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly uow: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(ID_SOURCE) private readonly ids: IdSource,
    @Inject(JOB_SETTINGS) private readonly settings: JobSettings,
  ) {}

  begin(): void {
    const look = (): void => {
      this.recover().catch((error: unknown) => logger.warn(`jobs were not recovered: ${String(error)}`));
    };
    this.timer = setInterval(look, this.settings.recoverMillis).unref();
    look();
  }

  end(): void {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
  }

  /** @returns how many workers were found gone */
  async recover(): Promise<number> {
    const ctx = { ...systemContext(this.clock, this.ids), traceId: 'jobs' };
    const found = await this.uow.write(ctx, async ({ manager, now }) => {
      const [row] = await manager.query<{ gone: number }[]>(
        `SELECT recover_jobs(make_interval(secs => $1), $2) AS gone`,
        [this.settings.patienceSeconds, now],
      );
      return ok(row?.gone ?? 0);
    });
    if (found.ok && found.value > 0) logger.warn(`freed the jobs of ${found.value} worker(s) that are gone`);
    return found.ok ? found.value : 0;
  }
}

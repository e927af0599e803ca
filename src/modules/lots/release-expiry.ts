import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { CLOCK, ID_SOURCE, type Clock } from '../../infrastructure/clock.js';
import { JOB_SETTINGS, type JobSettings } from '../../infrastructure/config/job-settings.js';
import type { Tx } from '../../infrastructure/database/context.js';
import { systemContext } from '../../infrastructure/database/system-context.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import type { IdSource } from '../../kernel/ids.js';
import { legalDay, type LocalDate } from '../../kernel/local-date.js';
import { ok } from '../../kernel/result.js';
import { JudgeLotsAgain } from './judge-lots-again.js';

const logger = new Logger('Releases');

/** In `product_state`: the legal day on which it was last seen to what the passing of a day ends. */
const KEY = 'releases-ended-before';

/**
 * Sees to releases whose last day has passed, when the next legal day begins: nobody does anything then, but what the gate
 * would say is another thing. The lots are judged again by jobs, which end the releases and tell whoever follows a lot. Of
 * several processes one does it, once a day; a day on which none ran is made up for at the next start.
 */
@Injectable()
export class ReleaseExpiry implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | null = null;
  private lookedOn: LocalDate | null = null;

  constructor(
    private readonly uow: UnitOfWork,
    private readonly lots: JudgeLotsAgain,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(ID_SOURCE) private readonly ids: IdSource,
    @Inject(JOB_SETTINGS) private readonly settings: JobSettings,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.settings.works) return;
    const look = (): void => {
      this.look().catch((error: unknown) => logger.warn(`releases were not looked at: ${String(error)}`));
    };
    this.timer = setInterval(look, this.settings.recoverMillis).unref();
    look();
  }

  beforeApplicationShutdown(): void {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
  }

  /** Costs nothing but on the first look of a day. */
  async look(): Promise<void> {
    const ctx = systemContext(this.clock, this.ids);
    const today = legalDay(ctx.now);
    if (this.lookedOn === today) return;
    await this.uow.write(ctx, async (tx) => {
      if (await takeDay(tx, today)) await this.lots.onReleasesEnded(tx, today);
      return ok(null);
    });
    this.lookedOn = today;
  }
}

/** True once for each day, to the one who sees to it. */
async function takeDay({ manager, now }: Tx, today: LocalDate): Promise<boolean> {
  const taken = await manager.query<unknown[]>(
    `INSERT INTO product_state AS s (key, value, changed_at) VALUES ($1, jsonb_build_object('day', $2::text), $3)
     ON CONFLICT (key) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at
       WHERE s.value ->> 'day' < excluded.value ->> 'day' RETURNING key`,
    [KEY, today, now],
  );
  return taken.length > 0;
}

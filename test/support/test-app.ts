import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp, type ServerOptions } from '../../src/app.setup.js';
import type { BucketSettings } from '../../src/infrastructure/blobs/bucket-storage.js';
import type { Clock } from '../../src/infrastructure/clock.js';
import type { JobSettings } from '../../src/infrastructure/config/job-settings.js';
import type { Ctx } from '../../src/infrastructure/database/context.js';
import { systemContext } from '../../src/infrastructure/database/system-context.js';
import type { Patience } from '../../src/infrastructure/http/receiving.js';
import type { RequestLimits } from '../../src/infrastructure/limits/rate-limits.js';
import { systemIds, type IdSource } from '../../src/kernel/ids.js';
import { addMillis, epochMillis, instant, type Instant } from '../../src/kernel/instant.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';

/** A clock that stands still until a test moves it. */
export class TestClock implements Clock {
  constructor(private at: Instant = instant('2026-11-22T01:00:00.000Z')) {}

  now(): Instant {
    return this.at;
  }

  /** @param at UTC text ending in Z */
  set(at: string): void {
    this.at = instant(at);
  }

  advance(by: { days?: number; hours?: number; minutes?: number; seconds?: number }): void {
    const minutes = ((by.days ?? 0) * 24 + (by.hours ?? 0)) * 60 + (by.minutes ?? 0);
    this.at = addMillis(this.at, (minutes * 60 + (by.seconds ?? 0)) * 1000);
  }
}

export interface TestAppOptions {
  readonly clock?: TestClock;
  readonly ids?: IdSource;
  readonly demoSignIns?: boolean;
  readonly introspection?: boolean;
  /** Where GraphiQL's files lie; without, the page is not served. */
  readonly graphiqlDirectory?: string;
  /** One that holds something already; the app drops it when it closes. */
  readonly database?: TestDatabase;
  /** Where attachments are kept, in place of a directory of the app's own. */
  readonly bucket?: BucketSettings;
  readonly patience?: Patience;
  /** Nothing is counted without. */
  readonly limits?: RequestLimits;
  /** Jobs are queued and not worked on without. */
  readonly jobs?: Partial<JobSettings>;
  /** Before it starts. */
  readonly prepare?: (app: NestFastifyApplication) => void;
  /** What is told of the server and its requests; nothing but errors without. */
  readonly watching?: Pick<ServerOptions, 'logLevel' | 'logTo' | 'metricsToken' | 'tracesTo' | 'trustProxy'>;
}

/** The whole product on a database of its own, served over real HTTP. */
export interface TestApp {
  readonly app: NestFastifyApplication;
  /** Origin, without a trailing slash. */
  readonly url: string;
  readonly database: TestDatabase;
  readonly clock: TestClock;
  /** Directory of attachments. */
  readonly blobs: string;
  readonly ids: IdSource;
  /** The context of the product's own work, at the clock's present moment; it sees every row. */
  system(): Ctx;
  close(): Promise<void>;
}

/** Start it once a file, in `beforeAll`, and close it in `afterAll`. */
export async function startTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const clock = options.clock ?? new TestClock();
  const ids = options.ids ?? systemIds(() => epochMillis(clock.now()));
  const database = options.database ?? (await createTestDatabase());
  const blobs = await mkdtemp(join(tmpdir(), 'chengyuan-test-blobs-'));
  const app = await createApp({
    applicationUrl: database.applicationUrl,
    introspection: options.introspection ?? false,
    demoSignIns: options.demoSignIns ?? true,
    clock,
    ids,
    logLevel: 'error',
    graphiqlDirectory: options.graphiqlDirectory ?? '/nowhere',
    blobs: { directory: blobs, bucket: options.bucket },
    ...(options.patience ? { patience: options.patience } : {}),
    ...(options.limits ? { limits: options.limits } : {}),
    ...(options.jobs ? { jobs: options.jobs } : {}),
    ...options.watching,
  });
  options.prepare?.(app);
  await app.listen(0, '127.0.0.1');
  const url = new URL(await app.getUrl()).origin;
  const close = async (): Promise<void> => {
    await app.close();
    await database.drop();
    await rm(blobs, { recursive: true, force: true });
  };
  return { app, url, database, clock, blobs, ids, system: () => systemContext(clock, ids), close };
}

import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { OnApplicationShutdown } from '@nestjs/common';
import { Counter, Gauge, Histogram, Registry } from '@prometheus-io/client';
import type { Noted, RequestEnd, Watcher } from './noted.js';
import { operationLabel } from './operation.js';
import { retries } from './transactions.channel.js';

/** Connections of the pool, as `pg` counts them. */
export interface PoolCounts {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
}

/** Seconds. A batch by its code takes 0.002, a page of lots 0.05; statements end after 15. */
const BUCKETS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15];

/**
 * What Prometheus reads. Labels are names of the schema and codes, so that there are never more series than those.
 * Values that are states are asked for when somebody reads them and cost nothing in between.
 */
export class Metrics implements Watcher, OnApplicationShutdown {
  readonly registry = new Registry();
  private readonly registers = [this.registry];
  private readonly running = new Set<Noted>();
  private readonly delay = monitorEventLoopDelay({ resolution: LAG_EVERY_MS });

  private readonly requests = new Counter({
    name: 'chengyuan_requests_total',
    help: 'GraphQL requests by what they were and what came of them.',
    labelNames: ['type', 'operation', 'outcome'],
    registers: this.registers,
  });

  private readonly durations = new Histogram({
    name: 'chengyuan_request_duration_seconds',
    help: 'How long queries and mutations took.',
    labelNames: ['operation'],
    buckets: BUCKETS,
    registers: this.registers,
  });

  private readonly http = new Counter({
    name: 'chengyuan_http_requests_total',
    help: 'Requests that are not GraphQL, by route and status.',
    labelNames: ['route', 'status'],
    registers: this.registers,
  });

  private readonly refusals = new Counter({
    name: 'chengyuan_refusals_total',
    help: 'Reasons for business refusals by code.',
    labelNames: ['code'],
    registers: this.registers,
  });

  private readonly errors = new Counter({
    name: 'chengyuan_errors_total',
    help: 'Errors in answers by code; RATE_LIMITED is who asked too often, INTERNAL is a bug.',
    labelNames: ['code'],
    registers: this.registers,
  });

  private readonly retried = new Counter({
    name: 'chengyuan_transaction_retries_total',
    help: 'Transactions begun again after a serialisation failure (40001) or a deadlock (40P01).',
    labelNames: ['sqlstate'],
    registers: this.registers,
  });

  private readonly onRetry = (state: unknown): void => {
    this.retried.inc({ sqlstate: String(state) });
  };

  constructor(pool: PoolCounts) {
    this.delay.enable();
    retries.subscribe(this.onRetry);
    this.gauge('chengyuan_pool_connections', 'Connections to PostgreSQL.', 'state', () => ({
      idle: pool.idleCount,
      busy: pool.totalCount - pool.idleCount,
    }));
    this.gauge(
      'chengyuan_pool_waiting',
      'Transactions that wait for a connection.',
      null,
      () => pool.waitingCount,
    );
    this.gauge('chengyuan_requests_running', 'GraphQL requests being answered.', 'type', () =>
      this.runningByType(),
    );
    this.processGauges();
  }

  /**
   * Adds a state that is asked for at each reading. If that fails, as with a database that is away, its series are left
   * out and the others are there all the same.
   *
   * @param label of the counts, or null for a single one
   */
  gauge(name: string, help: string, label: string | null, read: () => State | Promise<State>): void {
    new Gauge({
      name,
      help,
      labelNames: label === null ? [] : [label],
      registers: this.registers,
      async collect(this: Gauge<string>) {
        this.reset();
        const value = await asked(read);
        if (typeof value === 'number') this.set(value);
        else if (label !== null)
          for (const [of, count] of Object.entries(value)) this.set({ [label]: of }, count);
      },
    });
  }

  begun(request: Noted): void {
    this.running.add(request);
  }

  ended(request: Noted, { status, durationMs, outcome }: RequestEnd): void {
    this.running.delete(request);
    if (request.route !== GRAPHQL) {
      this.http.inc({ route: request.route ?? 'none', status });
      return;
    }
    const operation = operationLabel(request.fields);
    this.requests.inc({ type: request.type ?? 'none', operation, outcome });
    if (request.type !== 'subscription') this.durations.observe({ operation }, durationMs / 1_000);
    for (const code of request.refusals) this.refusals.inc({ code });
    for (const code of request.errors) this.errors.inc({ code });
  }

  onApplicationShutdown(): void {
    this.delay.disable();
    retries.unsubscribe(this.onRetry);
  }

  private runningByType(): Record<string, number> {
    const counts: Record<string, number> = { query: 0, mutation: 0, subscription: 0 };
    for (const { type } of this.running) if (type) counts[type] = (counts[type] ?? 0) + 1;
    return counts;
  }

  /** Under the names that Prometheus' own clients give them, so that ready-made dashboards find them. */
  private processGauges(): void {
    const started = Date.now() / 1_000 - process.uptime();
    this.gauge(
      'process_start_time_seconds',
      'Start of the process, seconds since 1970.',
      null,
      () => started,
    );
    this.gauge('process_resident_memory_bytes', 'Memory of the process.', null, () =>
      process.memoryUsage.rss(),
    );
    this.gauge(
      'nodejs_heap_size_used_bytes',
      'Memory of live and dead objects.',
      null,
      () => process.memoryUsage().heapUsed,
    );
    this.gauge('process_cpu_seconds', 'Processor time used.', null, () => {
      const { user, system } = process.cpuUsage();
      return (user + system) / 1e6;
    });
    this.gauge(
      'nodejs_eventloop_lag_seconds',
      'Delay of the event loop since the last reading.',
      'quantile',
      () => {
        const lags = { '0.5': this.lagOf(50), '0.99': this.lagOf(99), '1': lag(this.delay.max) };
        this.delay.reset();
        return lags;
      },
    );
  }

  private lagOf(percentile: number): number {
    return lag(this.delay.percentile(percentile));
  }
}

const GRAPHQL = '/graphql';

/** How often the event loop is asked for its delay; the histogram counts the time in between as well. */
const LAG_EVERY_MS = 20;

const lag = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e9 - LAG_EVERY_MS / 1e3);

type State = number | Record<string, number>;

async function asked(read: () => State | Promise<State>): Promise<State> {
  try {
    return await read();
  } catch {
    return {};
  }
}

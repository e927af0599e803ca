import { Injectable } from '@nestjs/common';
import { DataSource, QueryFailedError, type EntityManager, type QueryRunner } from 'typeorm';
import { canonicalJson, sha256Hex, type JsonValue } from '../../kernel/canonical-json.js';
import { err, ok, type Result } from '../../kernel/result.js';
import type { RefusalOf } from '../../kernel/refusal.js';
import { actorOf, type Authority, type Ctx, type Reading, type Tx } from './context.js';
import { ACCESS_OUTDATED, AccessOutdated } from './access-outdated.js';
import { GivenUp, watchGivingUp } from './give-up.js';
import { beginScoped, queryScoped, scopeOf } from './scoped-query.js';
import type { PreparingClient } from './statement-names.js';
import type { Where } from './where.js';
import { noteRetry, transactions } from '../watching/transactions.channel.js';
import './request-refusals.js';
import type { requestRefusals } from './request-refusals.js';

/** SQLSTATEs after which the same work may simply be done again. */
const TRANSIENT = new Set(['40001', '40P01']);
const ATTEMPTS = 3;

/** Input of a command as it came from the client; `requestId` names the try, the rest is what is asked for. */
export interface CommandInput {
  readonly requestId: string;
}

export type RequestRefusal = RefusalOf<typeof requestRefusals>;

/** What a command answers: its ids, or every reason why not. */
export type Outcome<T, E> = Promise<Result<T, (E | RequestRefusal)[]>>;

/** Carries a refusal out of a transaction, so that it is rolled back. */
class RolledBack<E> extends Error {
  constructor(readonly refusal: E) {
    super('rolled back');
  }
}

/**
 * The only way to the database. Every piece of work runs in one transaction whose first statement tells row-level
 * security who asks; the settings end with the transaction, so that a pooled connection never carries them on.
 */
@Injectable()
export class UnitOfWork {
  constructor(private readonly dataSource: DataSource) {}

  /** Reads from one snapshot that cannot change under the reader. */
  read<T>(ctx: Ctx, work: (reading: Reading) => Promise<T>): Promise<T> {
    return this.inTransaction(ctx, 'REPEATABLE READ READ ONLY', work);
  }

  /**
   * Reads with a single statement, which sees one snapshot anyway: it and the scope go to PostgreSQL together, instead
   * of in four turns.
   */
  select<Row>(ctx: Ctx, sql: string, params: unknown[]): Promise<Row[]> {
    return transactions.tracePromise(() => this.selectOnce<Row>(ctx, sql, params), { mode: 'ONE STATEMENT' });
  }

  /** How many rows there are, in one statement. @param from what follows FROM: a table, or several joined */
  async count(ctx: Ctx, from: string, where: Where): Promise<number> {
    const sql = `SELECT count(*) AS count FROM ${from} WHERE ${where}`;
    const [row] = await this.select<{ count: number }>(ctx, sql, where.params);
    return row?.count ?? 0;
  }

  private async selectOnce<Row>(ctx: Ctx, sql: string, params: unknown[]): Promise<Row[]> {
    const runner = this.dataSource.createQueryRunner();
    const watch = watchGivingUp(ctx.signal, runner, urlOf(this.dataSource));
    try {
      const client = (await runner.connect()) as PreparingClient;
      this.dataSource.logger.logQuery(sql, params, runner);
      return (await queryScoped(client, ctx, sql, params)) as Row[];
    } catch (error) {
      if (ctx.signal?.aborted) throw new GivenUp();
      if (sqlStateOf(error) === ACCESS_OUTDATED) throw new AccessOutdated();
      throw sqlStateOf(error) ? new QueryFailedError(sql, params, error as Error) : error;
    } finally {
      await watch.end();
      await runner.release();
    }
  }

  /**
   * Does `work` in one READ COMMITTED transaction. A refusal rolls everything back. On a serialisation failure or a
   * deadlock the whole work runs again, so it must not send anything out of the process.
   */
  async write<T, E>(ctx: Ctx, work: (tx: Tx) => Promise<Result<T, E>>): Promise<Result<T, E>> {
    for (let attempt = 1; ; attempt++) {
      try {
        const value = await this.inTransaction(ctx, 'READ COMMITTED', async (reading) => {
          const result = await work(reading as Tx);
          if (!result.ok) throw new RolledBack(result.error);
          return result.value;
        });
        return ok(value);
      } catch (error) {
        if (error instanceof RolledBack) return err(error.refusal as E);
        if (attempt >= ATTEMPTS || !TRANSIENT.has(sqlState(error))) throw error;
        noteRetry(sqlState(error));
      }
    }
  }

  /**
   * A write that a client may send again without harm. The first statement claims (actor, requestId); a second try
   * that arrives meanwhile waits for it. The same id with the same input answers with the ids the first one made,
   * with another input it is refused, and a refused request leaves nothing behind.
   *
   * @param work returns ids only: they are kept, and the answer is read from the present state
   * @param nullClears whether null in this input says something else than leaving the field out: "make it empty"
   */
  command<T extends JsonValue, E>(
    ctx: Ctx,
    operation: string,
    input: CommandInput,
    work: (tx: Tx) => Promise<Result<T, E[]>>,
    { nullClears = false } = {},
  ): Outcome<T, E> {
    const { requestId, ...asked } = input;
    const inputSha256 = sha256Hex(canonicalJson(plain({ operation, asked }, nullClears)));
    return this.write<T, (E | RequestRefusal)[]>(ctx, async (tx) => {
      const { userId } = actorOf(tx);
      const claimed: unknown[] = await tx.manager.query(
        `INSERT INTO client_request (actor_id, id, operation, input_sha256, recorded_at)
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT (actor_id, id) DO NOTHING RETURNING id`,
        [userId, requestId, operation, inputSha256, tx.now],
      );
      if (claimed.length === 0) return this.replay<T>(tx, requestId, inputSha256);
      const result = await work(tx);
      if (result.ok)
        await tx.manager.query(`UPDATE client_request SET result = $3 WHERE actor_id = $1 AND id = $2`, [
          userId,
          requestId,
          JSON.stringify(result.value),
        ]);
      return result;
    });
  }

  /**
   * Lets a command reach rows its actor may not see, such as the lots that a late spray puts in question. The actor
   * stays who it is; what was widened is narrowed again before the command goes on.
   */
  async elevated<T>(tx: Tx, authority: Authority, work: (tx: Tx) => Promise<T>): Promise<T> {
    const wider = { ...tx, authority } as Tx;
    await setScope(tx.manager, wider);
    const result = await work(wider);
    await setScope(tx.manager, tx);
    return result;
  }

  private async replay<T>(
    tx: Tx,
    requestId: string,
    inputSha256: string,
  ): Promise<Result<T, RequestRefusal[]>> {
    const [earlier] = await tx.manager.query<{ input_sha256: string; result: T }[]>(
      `SELECT input_sha256, result FROM client_request WHERE actor_id = $1 AND id = $2`,
      [actorOf(tx).userId, requestId],
    );
    if (!earlier || earlier.input_sha256 !== inputSha256)
      return err([{ code: 'REQUEST_ID_REUSED', values: { requestId }, path: ['requestId'] }]);
    return ok(earlier.result);
  }

  private inTransaction<T>(ctx: Ctx, mode: string, work: (reading: Reading) => Promise<T>): Promise<T> {
    return transactions.tracePromise(() => this.run(ctx, mode, work), { mode });
  }

  private async run<T>(ctx: Ctx, mode: string, work: (reading: Reading) => Promise<T>): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    const watch = watchGivingUp(ctx.signal, runner, urlOf(this.dataSource));
    try {
      const client = (await runner.connect()) as PreparingClient;
      markTransaction(runner, true);
      try {
        await beginScoped(client, ctx, mode);
        const result = await work({ ...ctx, manager: runner.manager });
        await runner.query('COMMIT');
        return result;
      } catch (error) {
        await watch.end();
        await runner.query('ROLLBACK').catch(() => undefined);
        if (ctx.signal?.aborted) throw new GivenUp();
        throw sqlStateOf(error) === ACCESS_OUTDATED ? new AccessOutdated() : error;
      }
    } finally {
      await watch.end();
      markTransaction(runner, false);
      await runner.release();
    }
  }
}

/**
 * Row locks ask the runner whether a transaction is open. Its own startTransaction would say so, at the cost of a
 * second round trip for the isolation level.
 */
function markTransaction(runner: QueryRunner, isActive: boolean): void {
  Object.assign(runner, { isTransactionActive: isActive });
}

const urlOf = ({ options }: DataSource): string => ('url' in options ? (options.url ?? '') : '');

/** Tells row-level security who asks, until the transaction ends. */
async function setScope(manager: EntityManager, ctx: Ctx): Promise<void> {
  await manager.query(
    `SELECT set_config('app.user_id', $1, true), set_config('app.organisation_id', $2, true), set_config('app.authority', $3, true)`,
    scopeOf(ctx),
  );
}

/**
 * GraphQL inputs are class instances with absent fields undefined; what is hashed is the JSON a client would send. A
 * field left out and one that is null ask for the same, and clients differ in which they send, so nulls are left out.
 */
const plain = (value: unknown, keepsNull: boolean): JsonValue =>
  JSON.parse(
    JSON.stringify(value, (_, each: unknown) => (each === null && !keepsNull ? undefined : each)),
  ) as JsonValue;

function sqlState(error: unknown): string {
  return error instanceof QueryFailedError ? sqlStateOf(error.driverError) : '';
}

const sqlStateOf = (error: unknown): string => (error as { code?: string } | null)?.code ?? '';

/** The name of the constraint a failed statement ran into, or null: races are turned into refusals by this name. */
export function violatedConstraint(error: unknown): string | null {
  if (!(error instanceof QueryFailedError)) return null;
  return (error.driverError as { constraint?: string }).constraint ?? null;
}

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import type { Ctx } from '../../src/infrastructure/database/context.js';
import { applicationOptions } from '../../src/infrastructure/database/data-source.js';
import { GivenUp } from '../../src/infrastructure/database/give-up.js';
import { installPgTypes } from '../../src/infrastructure/database/pg-types.js';
import { systemContext } from '../../src/infrastructure/database/system-context.js';
import { UnitOfWork } from '../../src/infrastructure/database/unit-of-work.js';
import { systemClock, systemIdSource } from '../../src/infrastructure/clock.js';
import { connect } from '../contract/support/transaction.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { until } from '../support/until.js';

const SETTINGS = `SELECT current_setting('app.authority', true) AS authority, current_setting('app.user_id', true) AS "userId", $1::text AS told`;

describe('a read of one statement', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let uow: UnitOfWork;
  const system: Ctx = systemContext(systemClock, systemIdSource);

  beforeAll(async () => {
    installPgTypes();
    database = await createTestDatabase();
    // One connection, so that what a statement left behind would be found by the next.
    // Without the product's limit on statements, which would end one as well as its caller does.
    const url = `${database.applicationUrl}?statement_timeout=0`;
    dataSource = await new DataSource(applicationOptions(url, [], 1)).initialize();
    uow = new UnitOfWork(dataSource);
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  const afterwards = async (): Promise<unknown> => (await dataSource.query(SETTINGS, ['after']))[0];

  it('runs under the scope it was given, also when it is met again and prepared', async () => {
    for (const told of ['first', 'second', 'third']) {
      const rows = await uow.select(system, SETTINGS, [told]);
      expect(rows).toEqual([{ authority: 'system', userId: '', told }]);
    }
    expect(await uow.select({ ...system, authority: 'member' }, SETTINGS, ['other'])).toMatchObject([
      { authority: 'member' },
    ]);
  });

  it('leaves nothing of the scope on the connection', async () => {
    await uow.select(system, SETTINGS, ['x']);
    expect(await afterwards()).toMatchObject({ authority: '', told: 'after' });
  });

  it('leaves nothing of it when the statement fails either, and the connection works on', async () => {
    for (const _ of [1, 2, 3])
      await expect(uow.select(system, 'SELECT 1 / $1::int AS ratio', [0])).rejects.toMatchObject({
        driverError: { code: '22012' },
      });
    await expect(uow.select(system, 'SELECT nonsense($1)', [0])).rejects.toMatchObject({
      driverError: { code: '42883' },
    });
    expect(await afterwards()).toMatchObject({ authority: '' });
    expect(await uow.select(system, 'SELECT 6 / $1::int AS ratio', [3])).toEqual([{ ratio: 2 }]);
  });

  it('sees no row that belongs to somebody without the scope', async () => {
    const markets = `SELECT count(*) AS count FROM market WHERE $1::boolean`;
    const [all] = await uow.select<{ count: number }>(system, markets, [true]);
    const [none] = await uow.select<{ count: number }>({ ...system, authority: 'member' }, markets, [true]);
    expect(all!.count).toBeGreaterThan(0);
    expect(none!.count).toBe(0);
  });

  it('is cancelled when its caller gives up, and the connection works on', async () => {
    const controller = new AbortController();
    const watcher = await connect(database.superuserUrl);
    const runs = async (): Promise<boolean> => {
      const { rowCount } = await watcher.query(
        `SELECT FROM pg_stat_activity WHERE datname = current_database() AND state = 'active'
         AND wait_event = 'PgSleep'`,
      );
      return rowCount === 1;
    };
    const reading = uow.select({ ...system, signal: controller.signal }, 'SELECT pg_sleep($1)', [600]);
    const refused = expect(reading).rejects.toBeInstanceOf(GivenUp);
    await until('the statement runs', runs);
    controller.abort();
    await refused;
    await until('the statement is cancelled', async () => !(await runs()));
    await watcher.end();
    expect(await afterwards()).toMatchObject({ authority: '', told: 'after' });
  });

  it('begins transactions with the scope in the same message, and leaves nothing of it after them', async () => {
    const inside = await uow.read(system, async ({ manager }) => [
      (await manager.query(SETTINGS, ['inside']))[0],
      (
        await manager.query(
          `SELECT current_setting('transaction_isolation') AS level, current_setting('transaction_read_only') AS "isReadOnly"`,
        )
      )[0],
    ]);
    expect(inside).toMatchObject([{ authority: 'system' }, { level: 'repeatable read', isReadOnly: 'on' }]);
    expect(await afterwards()).toMatchObject({ authority: '' });
  });
});

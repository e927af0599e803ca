import { createServer } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CannotStart } from '../../src/infrastructure/config/cannot-start.js';
import { connectTo } from '../../src/infrastructure/config/database-connection.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

describe('connectTo', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  const changed = (change: Partial<Pick<URL, 'password' | 'pathname' | 'port'>>): string =>
    Object.assign(new URL(database.applicationUrl), change).href;

  it('connects', async () => {
    const client = await connectTo('DATABASE_URL', database.applicationUrl);
    expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    await client.end();
  });

  it.each<[string, () => Promise<string> | string]>([
    ['wrong user or password', () => changed({ password: 'hunter2' })],
    [
      'there is no such database',
      () => changed({ password: new URL(database.applicationUrl).password, pathname: '/none' }),
    ],
    ['nothing listens there', async () => changed({ port: String(await closedPort()) })],
  ])('says why it cannot, and not the password: %s', async (reason, url) => {
    const address = await url();
    const attempt = connectTo('DATABASE_URL', address);
    await expect(attempt).rejects.toThrow(CannotStart);
    await expect(attempt).rejects.toThrow(`${reason}. DATABASE_URL=postgresql://chengyuan_app:***@127.0.0.1`);
  });
});

/** A port that was free a moment ago. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (!address || typeof address === 'string') throw new Error('no port');
  return address.port;
}

import type { ClientBase } from 'pg';
import { CannotStart } from '../config/cannot-start.js';

/** The oldest PostgreSQL whose features the migrations rely on. */
export const OLDEST_POSTGRES = 17;

/**
 * Refuses a PostgreSQL that is too old, before a migration fails half-way with a syntax error.
 *
 * @param client connected, as any role
 * @returns the major version
 * @throws CannotStart naming the version found and the one needed
 */
export async function checkServerVersion(client: Pick<ClientBase, 'query'>): Promise<number> {
  const { rows } = await client.query<{ number: string; name: string }>(
    `SELECT current_setting('server_version_num') AS number, current_setting('server_version') AS name`,
  );
  const [found] = rows;
  const major = Math.floor(Number(found?.number) / 10_000);
  if (major >= OLDEST_POSTGRES) return major;
  throw new CannotStart(
    `外部数据库是 PostgreSQL ${found?.name}，至少需要 ${OLDEST_POSTGRES}。请升级后再启动。`,
    `The external database is PostgreSQL ${found?.name}; ${OLDEST_POSTGRES} or newer is needed. Upgrade it and start again.`,
  );
}

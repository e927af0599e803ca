import pg, { type ClientBase } from 'pg';

/** What a connection says of itself that may work on the queue; see {@link grantQueue}. */
export const WORKER_AUTHORITY = 'worker';

/** Brings graphile-worker's own schema up to date. Loaded only here: most tools of the product need no queue. */
export async function migrateQueue(ownerUrl: string): Promise<void> {
  const { Logger, runMigrations } = await import('graphile-worker');
  await runMigrations({ connectionString: ownerUrl, logger: new Logger(() => () => undefined) });
}

/** Tables a worker needs. The others are for recurring jobs, which we have none of. */
const QUEUE_TABLES = ['_private_jobs', '_private_job_queues', '_private_tasks'];

/**
 * Lets the application's role work on the queue, but only over connections opened for it, which say so when they
 * connect. Requests run over other connections and reach the queue by `queue_job` alone. Safe to repeat.
 *
 * @param client connected as the owner of the tables
 * @param role   the application's role
 */
export async function grantQueue(client: Pick<ClientBase, 'query'>, role: string): Promise<void> {
  const name = pg.escapeIdentifier(role);
  await client.query(`GRANT USAGE ON SCHEMA graphile_worker TO ${name}`);
  for (const table of QUEUE_TABLES) {
    await client.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON graphile_worker.${table} TO ${name}`);
    if (!(await isLetPass(client, table, role))) await client.query(policy(`graphile_worker.${table}`, name));
  }
}

/** Asked first: making a policy anew would wait for workers, and hide the queue from them for a moment. */
async function isLetPass(client: Pick<ClientBase, 'query'>, table: string, role: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `SELECT FROM pg_policies
     WHERE schemaname = 'graphile_worker' AND tablename = $1 AND policyname = 'chengyuan_worker' AND $2 = ANY (roles)`,
    [table, role],
  );
  return rowCount !== 0;
}

const policy = (table: string, role: string): string => `
  BEGIN;
  ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
  DROP POLICY IF EXISTS chengyuan_worker ON ${table};
  CREATE POLICY chengyuan_worker ON ${table} TO ${role}
    USING ((SELECT current_setting('app.authority', true)) = '${WORKER_AUTHORITY}');
  COMMIT;`;

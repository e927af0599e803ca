import { connectTo } from '../../../infrastructure/config/database-connection.js';

/** Tries of a job that was open when the backup was made; its kind's own number is not kept with it. */
const TRIES = 10;

/**
 * Queues again what was open when a backup was made: the queue itself is graphile-worker's and not in a backup. Every job
 * is given its place in the order of this database's transactions, which those who follow jobs go by.
 *
 * @param ownerUrl a database that was just restored and is not served yet
 * @returns how many jobs are queued
 */
export async function queueRestoredJobs(ownerUrl: string): Promise<number> {
  const client = await connectTo('MIGRATION_DATABASE_URL', ownerUrl);
  try {
    await client.query('BEGIN');
    await client.query(`SELECT set_config('app.authority', 'system', true)`);
    await client.query(`UPDATE job SET state = CASE state WHEN 'RUNNING' THEN 'QUEUED' ELSE state END`);
    const queued = await client.query(`SELECT queue_job(kind, id, $1) FROM job WHERE state = 'QUEUED'`, [
      TRIES,
    ]);
    await client.query('COMMIT');
    return queued.rowCount ?? 0;
  } finally {
    await client.end();
  }
}

import pg from 'pg';

/** Does something while a transaction runs that began to write before it, as a slow command of somebody else's would. */
export async function besideAnOldTransaction<T>(databaseUrl: string, what: () => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query('SELECT pg_current_xact_id()');
    return await what();
  } finally {
    await client.end();
  }
}

import pg from 'pg';

/** What row-level security is told of the caller; nothing of it: `{}`. */
export interface Scope {
  readonly userId?: string;
  readonly organisationId?: string;
  readonly authority?: 'member' | 'office' | 'authentication' | 'system';
}

/** SQLSTATEs these tests expect. */
export const INSUFFICIENT_PRIVILEGE = '42501';
export const INTEGRITY_VIOLATION = '23000';
export const CHECK_VIOLATION = '23514';

/** A connection with a name of its own in PostgreSQL's lists; close it. */
export async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: 'chengyuan contract tests' });
  await client.connect();
  return client;
}

/** Runs `work` as somebody, as the unit of work does it, and takes everything back afterwards. */
export async function asSomebody<T>(client: pg.Client, scope: Scope, work: () => Promise<T>): Promise<T> {
  await client.query('BEGIN');
  try {
    await setScope(client, scope);
    return await work();
  } finally {
    await client.query('ROLLBACK');
  }
}

/** The three settings of a transaction; see `UnitOfWork`. Those not given are left alone. */
export async function setScope(client: pg.Client, scope: Scope): Promise<void> {
  const settings = {
    'app.user_id': scope.userId,
    'app.organisation_id': scope.organisationId,
    'app.authority': scope.authority,
  };
  for (const [name, value] of Object.entries(settings))
    if (value !== undefined) await client.query('SELECT set_config($1, $2, true)', [name, value]);
}

/** Whether a statement was let through, how many rows it reached, or with which SQLSTATE and constraint it was refused. */
export type Outcome = { rows: number } | { refused: string; constraint: string | null };

/** Runs one statement inside an open transaction, which stays usable if it is refused. */
export async function attempt(client: pg.Client, sql: string, params: unknown[] = []): Promise<Outcome> {
  await client.query('SAVEPOINT attempt');
  try {
    const { rowCount } = await client.query(sql, params);
    return { rows: rowCount ?? 0 };
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
    await client.query('ROLLBACK TO SAVEPOINT attempt');
    return { refused: error.code ?? '', constraint: error.constraint ?? null };
  }
}

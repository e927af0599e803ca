import pg from 'pg';
import { APPLICATION_ROLE, DATABASE, OWNER_ROLE, SUPERUSER, type Credentials } from './credentials.js';

/** Makes the product's two roles and its database where they are missing: also after an interrupted first start. */
export async function provision(port: number, credentials: Credentials): Promise<void> {
  const client = new pg.Client({
    connectionString: localUrl(port, SUPERUSER, credentials.superuser, 'postgres'),
  });
  await client.connect();
  try {
    await ensureRole(client, OWNER_ROLE, credentials.owner);
    await ensureRole(client, APPLICATION_ROLE, credentials.application);
    await ensureDatabase(client);
  } finally {
    await client.end();
  }
}

/** A connection URL of the embedded server. */
export function localUrl(port: number, role: string, password: string, database: string): string {
  return `postgresql://${role}:${password}@127.0.0.1:${port}/${database}`;
}

/** Grants what a database of the product needs and PostgreSQL does not copy from a template. */
export async function closeDatabase(client: pg.Client, database: string): Promise<void> {
  const name = pg.escapeIdentifier(database);
  await client.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC`);
  await client.query(`GRANT CONNECT ON DATABASE ${name} TO ${APPLICATION_ROLE}`);
}

async function ensureRole(client: pg.Client, role: string, password: string): Promise<void> {
  const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [role]);
  if (rowCount !== 0) return;
  await client.query(
    `CREATE ROLE ${role} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD ${pg.escapeLiteral(password)}`,
  );
}

async function ensureDatabase(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE]);
  if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE} OWNER ${OWNER_ROLE}`);
  await closeDatabase(client, DATABASE);
  await client.query('REVOKE CONNECT ON DATABASE postgres, template1 FROM PUBLIC');
}

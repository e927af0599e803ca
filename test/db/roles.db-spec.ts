import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { CannotStart } from '../../src/infrastructure/config/cannot-start.js';
import { checkApplicationRole } from '../../src/infrastructure/database/roles.js';
import { checkServerVersion, OLDEST_POSTGRES } from '../../src/infrastructure/database/version.js';
import { APPLICATION_ROLE, OWNER_ROLE } from '../../src/infrastructure/postgres/credentials.js';
import { asSuperuser, createTestDatabase, type TestDatabase } from '../support/test-database.js';

const INSUFFICIENT_PRIVILEGE = '42501';

describe('the two roles', () => {
  let database: TestDatabase;
  let application: pg.Client;
  let owner: pg.Client;

  beforeAll(async () => {
    database = await createTestDatabase();
    application = new pg.Client({ connectionString: database.applicationUrl });
    owner = new pg.Client({ connectionString: database.ownerUrl });
    await Promise.all([application.connect(), owner.connect()]);
  });
  afterAll(async () => {
    await Promise.all([application.end(), owner.end()]);
    await database.drop();
  });

  it('are plain ones', async () => {
    const { rows } = await owner.query(
      `SELECT rolsuper OR rolbypassrls OR rolcreatedb OR rolcreaterole OR rolreplication AS is_mighty
         FROM pg_roles WHERE rolname = ANY ($1)`,
      [[OWNER_ROLE, APPLICATION_ROLE]],
    );
    expect(rows).toEqual([{ is_mighty: false }, { is_mighty: false }]);
  });

  it('give the application rows, and nothing else, of every table', async () => {
    const { rows } = await application.query<{ table: string; rights: string[] }>(
      `SELECT relname AS table, array(SELECT DISTINCT privilege_type FROM aclexplode(relacl)
                                        WHERE grantee = $1::regrole ORDER BY 1) AS rights
         FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND relname <> 'migrations'`,
      [APPLICATION_ROLE],
    );
    expect(rows.length).toBeGreaterThan(10);
    for (const { table, rights } of rows) {
      expect([table, rights]).toEqual([table, ['DELETE', 'INSERT', 'SELECT', 'UPDATE']]);
    }
  });

  it.each([
    'CREATE TABLE mine ()',
    'CREATE SCHEMA mine',
    'CREATE TEMPORARY TABLE mine ()',
    'TRUNCATE organisation',
    'DROP TABLE organisation',
    'ALTER TABLE organisation DISABLE ROW LEVEL SECURITY',
    `INSERT INTO migrations (timestamp, name) VALUES (1, 'x')`,
    'DELETE FROM migrations',
    `SET ROLE ${OWNER_ROLE}`,
  ])('refuse the application: %s', async (sql) => {
    await expect(application.query(sql)).rejects.toMatchObject({ code: INSUFFICIENT_PRIVILEGE });
  });

  it('let no third role into the database', async () => {
    const stranger = `stranger_${process.pid}`;
    await asSuperuser((client) => client.query(`CREATE ROLE ${stranger} LOGIN PASSWORD 'stranger'`));
    try {
      const url = new URL(database.applicationUrl);
      url.username = stranger;
      url.password = 'stranger';
      const client = new pg.Client({ connectionString: url.href });
      await expect(client.connect()).rejects.toMatchObject({ code: INSUFFICIENT_PRIVILEGE });
    } finally {
      await asSuperuser((client) => client.query(`DROP ROLE ${stranger}`));
    }
  });

  it('accept the application only as a role that row-level security binds', async () => {
    await checkApplicationRole(application, OWNER_ROLE);
    await expect(checkApplicationRole(owner, OWNER_ROLE)).rejects.toThrow(CannotStart);
    await asSuperuser(async (client) => {
      await expect(checkApplicationRole(client, OWNER_ROLE)).rejects.toThrow(
        'is a superuser and has BYPASSRLS',
      );
    });
  });

  it('run on a PostgreSQL that is new enough', async () => {
    expect(await checkServerVersion(application)).toBeGreaterThanOrEqual(OLDEST_POSTGRES);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { BOOKKEEPING, tablesOf } from './support/catalogue.js';
import { connect } from './support/transaction.js';
import { NEVER_ASKED_FROM, NOT_INDEXED } from './support/foreign-keys.js';

/* What TypeORM cannot see of the schema: policies, functions, grants, and what a foreign key costs. */

let database: TestDatabase;
let owner: pg.Client;
let application: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  owner = await connect(database.ownerUrl);
  application = await connect(database.applicationUrl);
});

afterAll(async () => {
  await application.end();
  await owner.end();
  await database.drop();
});

/** The rows of a question that finds what is wrong, one text a row. */
async function ask(sql: string, params: unknown[] = []): Promise<string[]> {
  const { rows } = await owner.query<{ found: string }>(sql, params);
  return rows.map(({ found }) => found);
}

const roleOf = (url: string): string => decodeURIComponent(new URL(url).username);

describe('row-level security', () => {
  it('is on, and forced upon the owner too, for every table', async () => {
    const open = await ask(
      `SELECT relname AS found FROM pg_class
       WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
         AND NOT (relrowsecurity AND relforcerowsecurity)
       ORDER BY 1`,
    );
    expect(open).toEqual(BOOKKEEPING);
  });

  it('says of every table that the owner passes and who reads', async () => {
    const tables = (await tablesOf(owner)).filter((table) => !BOOKKEEPING.includes(table));
    const policies = await ask(`SELECT policyname AS found FROM pg_policies WHERE schemaname = 'public'`);
    const wanted = tables.flatMap((table) => [`${table}_owner`, `${table}_read`]);
    expect(wanted.filter((name) => !policies.includes(name))).toEqual([]);
  });

  it('lets pass by policy nobody but the owner: all others must match the row or the caller', async () => {
    const unconditional = await ask(
      `SELECT policyname AS found FROM pg_policies
       WHERE schemaname = 'public' AND (qual = 'true' OR with_check = 'true')
         AND NOT (policyname = tablename || '_owner' AND roles = ARRAY[$1::name] AND cmd = 'ALL')`,
      [roleOf(database.ownerUrl)],
    );
    expect(unconditional).toEqual([]);
  });

  it('asks no other table for reading: a policy that joins costs more than the query it guards', async () => {
    const joining = await ask(
      `SELECT policyname AS found FROM pg_policies
       WHERE schemaname = 'public' AND cmd = 'SELECT' AND concat(qual, with_check) ~* '\\mFROM\\M' ORDER BY 1`,
    );
    expect(joining).toEqual([]);
  });
});

describe('foreign keys', () => {
  it('are indexed where rows are looked for from the other side', async () => {
    const unindexed = await ask(
      `SELECT DISTINCT c.conrelid::regclass || '.' || string_agg(a.attname, '+' ORDER BY k.place) AS found
       FROM pg_constraint c
         CROSS JOIN unnest(c.conkey) WITH ORDINALITY AS k (attnum, place)
         JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.attnum
       WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace
         AND c.confrelid::regclass::text <> ALL ($1)
         AND NOT EXISTS (
           SELECT FROM pg_index i
           WHERE i.indrelid = c.conrelid AND i.indisvalid
             AND (i.indkey::int2[])[0:cardinality(c.conkey) - 1] @> c.conkey
             -- An index that leaves out only the rows that refer to nothing leaves out none.
             AND coalesce(pg_get_expr(i.indpred, i.indrelid) ~ '^\\(\\w+ IS NOT NULL\\)$', true))
       GROUP BY c.oid, c.conrelid ORDER BY 1`,
      [Object.keys(NEVER_ASKED_FROM)],
    );
    expect(unindexed).toEqual(Object.keys(NOT_INDEXED).toSorted());
  });

  it('point at rows that can be deleted only where they are indexed', async () => {
    const deletable = await ask(
      `SELECT DISTINCT tablename AS found FROM pg_policies WHERE schemaname = 'public' AND cmd = 'DELETE' ORDER BY 1`,
    );
    const exempt = [...Object.keys(NEVER_ASKED_FROM), ...Object.values(NOT_INDEXED).map(({ of }) => of)];
    expect(deletable.filter((table) => exempt.includes(table))).toEqual([]);
  });
});

describe('functions that run as the owner', () => {
  it('fix where names are looked up, temporary tables last', async () => {
    const loose = await ask(
      `SELECT oid::regprocedure::text AS found FROM pg_proc
       WHERE prosecdef AND pronamespace <> 'pg_catalog'::regnamespace
         AND 'search_path=public, pg_temp' <> ALL (coalesce(proconfig, '{}'))`,
    );
    expect(loose).toEqual([]);
  });

  it('are the only way for the application to their inner steps', async () => {
    const { rows } = await application.query(`SELECT has_schema_privilege('internal', 'USAGE') AS may`);
    expect(rows).toEqual([{ may: false }]);
  });
});

describe('the role that the application works as', () => {
  it('is plain: no superuser, not past row-level security, makes no roles or databases', async () => {
    const { rows } = await application.query(
      `SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication FROM pg_roles WHERE rolname = current_user`,
    );
    expect(rows).toEqual([
      {
        rolsuper: false,
        rolbypassrls: false,
        rolcreaterole: false,
        rolcreatedb: false,
        rolreplication: false,
      },
    ]);
  });

  it('belongs to no other role', async () => {
    const others = await ask(
      `SELECT rolname AS found FROM pg_roles WHERE rolname <> $1 AND pg_has_role($1, oid, 'MEMBER')`,
      [roleOf(database.applicationUrl)],
    );
    expect(others).toEqual([]);
  });

  it('owns nothing', async () => {
    const owned = await ask(
      `SELECT classid::regclass || ' ' || objid AS found FROM pg_shdepend
       WHERE deptype = 'o' AND refclassid = 'pg_authid'::regclass AND refobjid = $1::regrole`,
      [roleOf(database.applicationUrl)],
    );
    expect(owned).toEqual([]);
  });

  it('empties, alters or watches no table, and makes none', async () => {
    const granted = await ask(
      `SELECT c.relname || ' ' || p AS found FROM pg_class c, unnest(ARRAY['TRUNCATE', 'REFERENCES', 'TRIGGER']) AS p
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm') AND has_table_privilege($1, c.oid, p)
       UNION ALL
       SELECT nspname || ' CREATE' FROM pg_namespace WHERE nspname !~ '^pg_' AND has_schema_privilege($1, oid, 'CREATE')
       UNION ALL
       SELECT datname || ' CREATE' FROM pg_database WHERE datname = current_database() AND has_database_privilege($1, oid, 'CREATE')`,
      [roleOf(database.applicationUrl)],
    );
    expect(granted).toEqual([]);
  });

  it('only reads the list of migrations', async () => {
    const { rows } = await application.query(
      `SELECT has_table_privilege('migrations', 'SELECT') AS reads,
              has_table_privilege('migrations', 'INSERT, UPDATE, DELETE') AS writes`,
    );
    expect(rows).toEqual([{ reads: true, writes: false }]);
  });
});

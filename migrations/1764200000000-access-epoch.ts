import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Counts the changes to who may do what, so that a server process can keep what a token stands for and be told by the
 * very statement it sends whether that still holds. Counted when a transaction commits, so that its lock is the last one
 * taken. Begins at the present moment: a database restored in the place of another must not count as the same one.
 */
export class AccessEpoch1764200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE SCHEMA access;
      CREATE TABLE access.epoch (is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only), value bigint NOT NULL);
      INSERT INTO access.epoch (value) VALUES (floor(extract(epoch FROM clock_timestamp()) * 1000));

      CREATE FUNCTION access.count_change() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        UPDATE access.epoch SET value = value + 1;
        RETURN NULL;
      END $$;

      CREATE FUNCTION access.refuse_outdated() RETURNS text
      LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'who may do what has changed since the caller was looked up' USING ERRCODE = 'CY001';
      END $$;
    `);
    for (const [table, event] of WATCHED)
      await runner.query(`
        CREATE CONSTRAINT TRIGGER ${table}_changes_access AFTER ${event} ON ${table}
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION access.count_change()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table] of WATCHED) await runner.query(`DROP TRIGGER ${table}_changes_access ON ${table}`);
    await runner.query(`DROP SCHEMA access CASCADE`);
  }
}

/** What decides who somebody is. A new session or key changes nothing for the tokens that are known. */
const WATCHED = [
  ['session', 'DELETE OR UPDATE OF user_id, token_hash, expires_at, revoked_at'],
  ['api_key', 'DELETE OR UPDATE OF user_id, organisation_id, secret_hash, scopes, expires_at, revoked_at'],
  ['user_account', 'DELETE OR UPDATE OF is_demo, disabled_at'],
  ['user_password', 'DELETE OR UPDATE OF must_change'],
  ['membership', 'INSERT OR DELETE OR UPDATE OF user_id, organisation_id, roles, started_at, ended_at'],
  ['organisation', 'DELETE OR UPDATE OF kind, closed_at'],
] as const;

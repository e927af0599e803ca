import pg, { type ClientBase } from 'pg';
import { CannotStart } from '../config/cannot-start.js';

type Queryable = Pick<ClientBase, 'query'>;

/** Tables that only migrations write; the application looks at them to tell whether it is ready. */
const BOOKKEEPING = ['migrations', 'typeorm_metadata'];

/**
 * Gives the application's role what it needs: to use rows, never to empty, alter or own a table. Which rows it
 * may really use is decided by the row-level security policies that the migrations define. Safe to repeat;
 * runs after every migration, because a new table has no grants yet.
 *
 * @param client connected as the owner of the tables
 * @param role   the application's role, which must exist
 */
export async function grantApplication(client: Queryable, role: string): Promise<void> {
  const name = pg.escapeIdentifier(role);
  await client.query('REVOKE CREATE ON SCHEMA public FROM PUBLIC');
  await client.query(`GRANT USAGE ON SCHEMA public, limits, access TO ${name}`);
  await client.query(`GRANT SELECT ON ALL TABLES IN SCHEMA access TO ${name}`);
  await client.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA limits TO ${name}`);
  await client.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${name}`);
  await client.query(`GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${name}`);
  await client.query(`GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO ${name}`);
  const { rows } = await client.query<{ tablename: string }>(
    `SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename = ANY ($1)`,
    [BOOKKEEPING],
  );
  for (const { tablename } of rows) {
    await client.query(`REVOKE INSERT, UPDATE, DELETE ON ${pg.escapeIdentifier(tablename)} FROM ${name}`);
  }
}

/**
 * Refuses an application role that row-level security would not bind: a superuser, one with BYPASSRLS, or one
 * that can act as the owner. With such a role everybody would see everybody's fruit, and nothing else would tell.
 *
 * @param client connected as the application's role
 * @param owner  the role that owns the tables
 * @throws CannotStart saying what is wrong with the role
 */
export async function checkApplicationRole(client: Queryable, owner: string): Promise<void> {
  const { rows } = await client.query<RoleFacts>(ROLE_FACTS, [owner]);
  const [role] = rows;
  if (!role) throw new Error('the session has no role');
  const faults = [
    role.is_superuser && (['是超级用户', 'is a superuser'] as const),
    role.bypasses && (['有 BYPASSRLS 权限', 'has BYPASSRLS'] as const),
    role.acts_as_owner && ([`是 ${owner} 的成员`, `is a member of ${owner}`] as const),
  ].filter((fault) => fault !== false);
  if (faults.length === 0) return;
  throw new CannotStart(
    `DATABASE_URL 的角色 ${role.name} ${faults.map(([zh]) => zh).join('、')}，行级安全对其无效。请换用普通角色。`,
    `The role ${role.name} of DATABASE_URL ${faults.map(([, en]) => en).join(' and ')}, so row-level security would not bind it. Use a plain role.`,
  );
}

interface RoleFacts {
  readonly name: string;
  readonly is_superuser: boolean;
  readonly bypasses: boolean;
  readonly acts_as_owner: boolean;
}

const ROLE_FACTS = `
SELECT rolname AS name, rolsuper AS is_superuser, rolbypassrls AS bypasses,
       NOT rolsuper AND pg_has_role(rolname, $1, 'MEMBER') AS acts_as_owner
  FROM pg_roles WHERE rolname = current_user`;

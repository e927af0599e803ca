import type pg from 'pg';

/** TypeORM's own list of what was migrated: the one table without row-level security, written by the owner alone. */
export const BOOKKEEPING = ['migrations'];

/** The product's tables, by name. */
export async function tablesOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class
     WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY relname COLLATE "C"`,
  );
  return rows.map(({ name }) => name);
}

/** The first column of a table: any will do where a statement needs one. */
export async function columnOf(client: pg.Client, table: string): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT attname AS name FROM pg_attribute
     WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum LIMIT 1`,
    [table],
  );
  const [column] = rows;
  if (!column) throw new Error(`${table} has no column`);
  return column.name;
}

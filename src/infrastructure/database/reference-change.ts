import type { ClientBase } from 'pg';
import type { Tx } from './context.js';

const KEY = 'reference-facts';

/** Notes, in the load's transaction, that facts became different which somebody may have judged by. */
export async function noteReferenceChange(client: Pick<ClientBase, 'query'>): Promise<void> {
  await client.query(
    `INSERT INTO product_state (key, value, changed_at) VALUES ($1, '{"changed": true}', now())
     ON CONFLICT (key) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at`,
    [KEY],
  );
}

/** Whether facts became different since this was last asked: true once, to the one who sees to what follows from it. */
export async function takeReferenceChange(tx: Tx): Promise<boolean> {
  const [, count] = await tx.manager.query<[unknown, number]>(
    `UPDATE product_state SET value = '{"changed": false}', changed_at = $2
     WHERE key = $1 AND value @> '{"changed": true}'`,
    [KEY, tx.now],
  );
  return count > 0;
}

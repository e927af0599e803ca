import type pg from 'pg';
import { attachments } from './rows/attachments.js';
import { certificates } from './rows/certificates.js';
import { coverage } from './rows/coverage.js';
import { fruit } from './rows/fruit.js';
import { land } from './rows/land.js';
import { labels } from './rows/labels.js';
import { lots } from './rows/lots.js';
import { people } from './rows/people.js';
import { pests } from './rows/pests.js';
import { STRANGER, type Row } from './rows/shared.js';
import { unities } from './rows/unities.js';

export * from './rows/shared.js';

/** One row of every table, all of them the OWNER's, in an order in which they can be written. */
export const ROWS: Readonly<Record<string, Row>> = {
  ...people,
  ...attachments,
  ...unities,
  ...land,
  ...fruit,
  ...certificates,
  ...coverage,
  ...labels,
  ...lots,
  ...pests,
};

/** The statement and its parameters that write a row. */
export function insertionOf(table: string, row: Row): [sql: string, params: unknown[]] {
  const columns = Object.keys(row);
  const places = columns.map((_, index) => `$${index + 1}`).join(', ');
  return [`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places})`, Object.values(row)];
}

/** Writes all of them, and the stranger's organisation, which owns nothing; as the role that owns the tables. @throws Error naming the table whose row does not fit it any more */
export async function writeRows(owner: pg.Client): Promise<void> {
  for (const [table, row] of Object.entries(ROWS))
    await owner.query(...insertionOf(table, row)).catch((cause: unknown) => {
      throw new Error(`the row of ${table} in test/contract/support/rows/ does not fit: ${String(cause)}`, {
        cause,
      });
    });
  const stranger = { ...ROWS['organisation']!, id: STRANGER.organisationId, code: 'strangers' };
  await owner.query(...insertionOf('organisation', stranger));
}

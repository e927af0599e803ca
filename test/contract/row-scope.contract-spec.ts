import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import {
  HARVEST,
  HOLD,
  LOT,
  OFFICE,
  OWNER,
  ROWS,
  RUN,
  STRANGER,
  STRANGERS_BATCH,
  STRANGERS_RUN,
  insertionOf,
  writeRows,
} from './support/rows.js';
import { ATTACHMENT } from './support/rows/attachments.js';
import { BOOKKEEPING, columnOf, tablesOf } from './support/catalogue.js';
import {
  INSUFFICIENT_PRIVILEGE,
  asSomebody,
  attempt,
  connect,
  setScope,
  type Outcome,
  type Scope,
} from './support/transaction.js';
import {
  CHANGED_BY_OTHERS,
  HIDDEN_FROM_ITS_OWNER,
  HIDDEN_FROM_THE_OFFICE,
  READ_BY_ALL,
  READ_WHILE_SIGNING_IN,
} from './support/who-reads.js';

/*
 * The table "who sees what" of docs/domain/visibility.md, proved where it is kept: by SQL as the application's role,
 * past every query, guard and resolver. Each table holds one row, which belongs to one organisation.
 */

const OWNERS_MEMBER: Scope = { ...OWNER, authority: 'member' };
const STRANGERS_MEMBER: Scope = { ...STRANGER, authority: 'member' };

const REFUSED_BY_SCOPE: Outcome = { refused: INSUFFICIENT_PRIVILEGE, constraint: null };

let database: TestDatabase;
let owner: pg.Client;
let application: pg.Client;
let tables: string[];

beforeAll(async () => {
  database = await createTestDatabase();
  owner = await connect(database.ownerUrl);
  application = await connect(database.applicationUrl);
  tables = (await tablesOf(owner)).filter((table) => !BOOKKEEPING.includes(table));
  await writeRows(owner);
});

afterAll(async () => {
  await application.end();
  await owner.end();
  await database.drop();
});

type Statement = readonly [sql: string, params: unknown[]];

/** The tables of which somebody reads at least one row. */
const readableBy = (scope: Scope): Promise<string[]> =>
  asSomebody(application, scope, async () => {
    const readable: string[] = [];
    for (const table of tables) if (await hasRows(table)) readable.push(table);
    return readable;
  });

async function hasRows(table: string): Promise<boolean> {
  const { rows } = await application.query<{ found: boolean }>(
    `SELECT EXISTS (SELECT FROM ${table}) AS found`,
  );
  return rows[0]?.found === true;
}

/** Lets exactly these organisations see every row that says who sees it; as the owner of the tables. */
async function showTo(organisationIds: readonly string[]): Promise<string[]> {
  const shown = tables.filter((table) => 'visible_to' in ROWS[table]!);
  for (const table of shown) await owner.query(`UPDATE ${table} SET visible_to = $1`, [organisationIds]);
  return shown;
}

/** What becomes of one statement for each table, tried by somebody. */
const tryAll = (
  scope: Scope,
  statement: (table: string) => Statement | Promise<Statement>,
): Promise<Record<string, Outcome>> =>
  asSomebody(application, scope, async () => {
    const outcomes: Record<string, Outcome> = {};
    for (const table of tables) outcomes[table] = await attempt(application, ...(await statement(table)));
    return outcomes;
  });

const reached = (outcomes: Record<string, Outcome>): string[] =>
  Object.entries(outcomes)
    .filter(([, outcome]) => 'rows' in outcome && outcome.rows > 0)
    .map(([table]) => table);

/** A statement that changes every row it reaches, into itself. */
async function touching(table: string): Promise<Statement> {
  const column = await columnOf(owner, table);
  return [`UPDATE ${table} SET ${column} = ${column}`, []];
}

const deleting = (table: string): Statement => [`DELETE FROM ${table}`, []];

const except = (hidden: readonly string[]): string[] => tables.filter((table) => !hidden.includes(table));

describe('the rows these tests look for', () => {
  it('are there for every table of the schema', () => {
    expect(Object.keys(ROWS).toSorted()).toEqual(tables);
  });

  it('are read by the organisation they belong to', async () => {
    expect(await readableBy(OWNERS_MEMBER)).toEqual(except(HIDDEN_FROM_ITS_OWNER));
  });
});

describe('a stranger, by SQL as the application', () => {
  it('reads reference facts and nothing else', async () => {
    expect(await readableBy(STRANGERS_MEMBER)).toEqual(READ_BY_ALL);
  });

  it('changes no row', async () => {
    expect(reached(await tryAll(STRANGERS_MEMBER, touching))).toEqual(CHANGED_BY_OTHERS);
  });

  it('deletes no row', async () => {
    expect(reached(await tryAll(STRANGERS_MEMBER, deleting))).toEqual([]);
  });

  it('writes no row in the name of another', async () => {
    const outcomes = await tryAll(STRANGERS_MEMBER, (table) => insertionOf(table, ROWS[table]!));
    expect(outcomes).toEqual(Object.fromEntries(tables.map((table) => [table, REFUSED_BY_SCOPE])));
  });

  it('cannot see more by asking a walk to start at fruit it does not see', async () => {
    const walks: Statement[] = [
      ['SELECT grant_upstream(ARRAY[$1::uuid], $2)', [HARVEST, STRANGER.organisationId]],
      ['SELECT grant_lot(ARRAY[$1::uuid], $2)', [LOT, STRANGER.organisationId]],
      ['SELECT * FROM place_hold($1, ARRAY[$2::uuid])', [HOLD, HARVEST]],
      ['SELECT * FROM lift_hold($1)', [HOLD]],
      ['SELECT grant_attachments(ARRAY[$1::uuid], ARRAY[$2::uuid])', [ATTACHMENT, STRANGER.organisationId]],
    ];
    await asSomebody(application, STRANGERS_MEMBER, async () => {
      for (const [sql, params] of walks)
        expect([sql, await attempt(application, sql, params)]).toEqual([sql, REFUSED_BY_SCOPE]);
    });
  });

  it('cannot see or hold the fruit of others by hanging work of its own on it', async () => {
    await asSomebody(application, STRANGERS_MEMBER, async () => {
      const ours = { visible_to: [STRANGER.organisationId], code: 'strangers' };
      const run = { ...ROWS['run']!, ...ours, id: STRANGERS_RUN, organisation_id: STRANGER.organisationId };
      const batch = { ...ROWS['batch']!, ...ours, id: STRANGERS_BATCH, holder_id: STRANGER.organisationId };
      const made = { ...batch, kind: 'RECEIVED', plot_id: null, run_id: STRANGERS_RUN };
      expect(await attempt(application, ...insertionOf('run', run))).toEqual({ rows: 1 });
      expect(await attempt(application, ...insertionOf('batch', made))).toEqual({ rows: 1 });

      const { visible_to } = ours;
      const draw = { run_id: STRANGERS_RUN, batch_id: HARVEST, mass_grams: 1, visible_to };
      const feed = { ...draw, run_id: RUN, batch_id: STRANGERS_BATCH };
      const member = { ...ROWS['lot_member']!, batch_id: STRANGERS_BATCH, visible_to };
      expect(await attempt(application, ...insertionOf('run_draw', draw))).toEqual(REFUSED_BY_SCOPE);
      expect(await attempt(application, ...insertionOf('run_draw', feed))).toEqual(REFUSED_BY_SCOPE);
      expect(await attempt(application, ...insertionOf('lot_member', member))).toEqual(REFUSED_BY_SCOPE);
    });
  });
});

describe('an organisation that sees what was handed on to it', () => {
  let shown: string[];

  beforeAll(async () => {
    shown = await showTo([OWNER.organisationId, STRANGER.organisationId]);
  });

  afterAll(() => showTo([OWNER.organisationId]));

  it('reads that, and reference facts, and nothing else', async () => {
    expect(await readableBy(STRANGERS_MEMBER)).toEqual([...shown, ...READ_BY_ALL].toSorted());
  });

  it('changes none of it', async () => {
    expect(reached(await tryAll(STRANGERS_MEMBER, touching))).toEqual(CHANGED_BY_OTHERS);
    expect(reached(await tryAll(STRANGERS_MEMBER, deleting))).toEqual([]);
  });

  it('adds nothing to it', async () => {
    const outcomes = await tryAll(STRANGERS_MEMBER, (table) => {
      const row = ROWS[table]!;
      return insertionOf(
        table,
        'visible_to' in row ? { ...row, visible_to: [STRANGER.organisationId] } : row,
      );
    });
    const letThrough = Object.entries(outcomes).filter(
      ([, outcome]) => 'rows' in outcome || outcome.refused !== INSUFFICIENT_PRIVILEGE,
    );
    expect(letThrough.map(([table]) => table)).toEqual([]);
  });
});

describe('somebody who says nothing of who is asking', () => {
  it('reads nothing, reference facts included', async () => {
    expect(await readableBy({})).toEqual([]);
  });

  it('changes and deletes nothing', async () => {
    expect(reached(await tryAll({}, touching))).toEqual([]);
    expect(reached(await tryAll({}, deleting))).toEqual([]);
  });

  it('writes nothing', async () => {
    const outcomes = await tryAll({}, (table) => insertionOf(table, ROWS[table]!));
    expect(reached(outcomes)).toEqual([]);
  });

  it('does not inherit from the transaction before on the same connection', async () => {
    for (const end of ['COMMIT', 'ROLLBACK']) {
      await application.query('BEGIN');
      await setScope(application, OWNERS_MEMBER);
      expect(await hasRows('batch')).toBe(true);
      await application.query(end);
      expect(await hasRows('batch')).toBe(false);
    }
  });
});

describe('the base office', () => {
  it('reads everything but prices, passwords, sessions and what other people sent', async () => {
    expect(await readableBy({ ...OFFICE, authority: 'office' })).toEqual(except(HIDDEN_FROM_THE_OFFICE));
  });

  it('deletes nothing that others recorded, except to undo an allocation or erase a salt', async () => {
    const outcomes = await tryAll({ ...OFFICE, authority: 'office' }, (table) => [
      `DELETE FROM ${table}`,
      [],
    ]);
    const reachedTables = reached(outcomes);
    expect(reachedTables).toEqual(['lot_contribution', 'lot_member', 'personal_salt']);
  });
});

describe('the product, while it finds out who is calling', () => {
  it('reads accounts and nothing of the business', async () => {
    expect(await readableBy({ authority: 'authentication' })).toEqual(READ_WHILE_SIGNING_IN);
  });
});

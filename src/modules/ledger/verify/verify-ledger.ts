import type { EntityManager } from 'typeorm';
import { ENTRIES, type Claim } from './claim.js';
import { faultOf, type EntryFault, type StoredEntry } from './verify-entries.js';

/** Something the ledger and the records do not agree on. */
export type Difference =
  | { readonly kind: 'ENTRY'; readonly entryId: string; readonly fault: EntryFault }
  | { readonly kind: 'TEXT'; readonly entryId: string; readonly field: string }
  | {
      readonly kind: 'RECORD';
      readonly table: string;
      /** The record's id, or the ids that make up its key. */
      readonly key: string;
      readonly entryId: string | null;
      /** Column, what the entry says, what the record says; `*` where one of the two is missing. */
      readonly column: string;
      readonly said: unknown;
      readonly is: unknown;
    };

export interface Verified {
  readonly entries: number;
  readonly texts: number;
  /** How many records of each table were compared. */
  readonly records: ReadonlyMap<string, number>;
  /** The first difference, or null where all agrees. */
  readonly difference: Difference | null;
}

const PAGE = 5_000;

/**
 * Recomputes the hash of every entry, the commitment of every text that was not erased, and compares what entries say
 * with the records, table by table. Stops at the first difference.
 *
 * @param manager in a transaction that sees one snapshot and every row
 * @param claims  of all modules
 */
export async function verifyLedger(manager: EntityManager, claims: readonly Claim[]): Promise<Verified> {
  // As long as it takes: it is asked for by hand, and there may be millions of entries.
  await manager.query('SET LOCAL statement_timeout = 0');
  const entries = await verifyEntries(manager);
  const texts = entries.difference ? { count: 0, difference: null } : await verifyTexts(manager);
  const records = new Map<string, number>();
  let difference = entries.difference ?? texts.difference;
  for (const claim of claims) {
    if (difference) break;
    records.set(claim.table, (records.get(claim.table) ?? 0) + (await countOf(manager, claim)));
    difference = await firstDifference(manager, claim);
  }
  return { entries: entries.count, texts: texts.count, records, difference };
}

interface Counted {
  readonly count: number;
  readonly difference: Difference | null;
}

async function verifyEntries(manager: EntityManager): Promise<Counted> {
  let count = 0;
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const entries = await manager.query<StoredEntry[]>(PAGE_OF_ENTRIES, [after, PAGE]);
    for (const entry of entries) {
      const fault = faultOf(entry);
      if (fault) return { count, difference: { kind: 'ENTRY', entryId: entry.id, fault } };
      count += 1;
    }
    const last = entries.at(-1);
    if (!last) return { count, difference: null };
    after = last.id;
  }
}

async function verifyTexts(manager: EntityManager): Promise<Counted> {
  const [{ count }] = await manager.query<[{ count: number }]>(
    'SELECT count(*) AS count FROM ledger_text WHERE erased_at IS NULL',
  );
  const [wrong] = await manager.query<{ entry_id: string; field: string }[]>(WRONG_TEXT);
  return { count, difference: wrong ? { kind: 'TEXT', entryId: wrong.entry_id, field: wrong.field } : null };
}

async function countOf(manager: EntityManager, { is }: Claim): Promise<number> {
  const [{ count }] = await manager.query<[{ count: number }]>(`SELECT count(*) AS count FROM (${is}) r`);
  return count;
}

interface DifferingRow {
  readonly key: string;
  readonly entry_id: string | null;
  readonly said: Record<string, unknown> | null;
  readonly is: Record<string, unknown> | null;
}

/** The first row of a table, in the order of the entries, that its entries do not agree with. */
export async function firstDifference(manager: EntityManager, claim: Claim): Promise<Difference | null> {
  const [row] = await manager.query<DifferingRow[]>(
    `WITH entry AS (${ENTRIES})
     SELECT key, said.entry_id, said.value - coalesce(said.committed, '{}') AS said, found.value AS is
     FROM (${claim.said}) said FULL JOIN (${claim.is}) found USING (key)
     WHERE (said.value - coalesce(said.committed, '{}')) IS DISTINCT FROM (found.value - coalesce(said.committed, '{}')) ORDER BY said.entry_id, key LIMIT 1`,
  );
  if (!row) return null;
  const of = { kind: 'RECORD', table: claim.table, key: row.key, entryId: row.entry_id } as const;
  if (!row.said || !row.is) return { ...of, column: '*', said: row.said, is: row.is };
  const { said, is } = row;
  const column =
    Object.keys(said).find((name) => JSON.stringify(said[name]) !== JSON.stringify(is[name])) ?? '*';
  return { ...of, column, said: said[column] ?? null, is: is[column] ?? null };
}

const PAGE_OF_ENTRIES = `
  SELECT id, kind, organisation_id, actor_id, on_behalf_of_id, device, occurred_at, occurred_offset_minutes, recorded_at,
    subject_ids, canonical, sha256 FROM ledger_entry WHERE id > $1 ORDER BY id LIMIT $2`;

const WRONG_TEXT = `
  SELECT t.entry_id, t.field FROM ledger_text t JOIN ledger_entry e ON e.id = t.entry_id
  WHERE (t.erased_at IS NULL AND t.commitment <> encode(sha256(convert_to(t.salt || E'\\n' || t.text, 'UTF8')), 'hex'))
     OR (e.canonical::jsonb -> 'personal' ->> t.field) IS DISTINCT FROM t.commitment
  ORDER BY t.entry_id, t.field LIMIT 1`;

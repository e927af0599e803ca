/**
 * What the ledger says about the rows of a table, and what the rows say: two statements that are joined by the row's key.
 * A row without an entry, an entry without a row, and a value that differs are all differences.
 */
export interface Claim {
  /** What is compared, as it is told to people. */
  readonly table: string;
  /** The columns compared; none where a claim is about the rows being there at all. */
  readonly columns: readonly string[];
  /** Which rows of the table, as a condition on `r`. */
  readonly where: string;
  /**
   * SQL with the columns `key` (text), `entry_id` (uuid), `value` (jsonb object) and `committed` (text[]): columns whose
   * text the entry only commits to, because it might name somebody. May read `entry`.
   */
  readonly said: string;
  /** SQL with the columns `key` (text) and `value` (jsonb object). */
  readonly is: string;
}

/** SQL for what an entry says of a column, and for what the column says, both as jsonb. Other values have the entry as `e`, the row as `r`. */
interface Field {
  readonly said: string;
  /** The column itself where left out. */
  readonly is?: string;
  /** SQL for whether the entry only commits to it. */
  readonly committed?: string;
}

/** What the rows of a table are compared by. */
export interface ClaimSpec {
  readonly table: string;
  /** Kinds of entry that each make one row. */
  readonly kinds: readonly string[];
  /** Which rows; all where left out. Columns of the row are written `r.`. */
  readonly where?: string;
  /** SQL for the id of the row in the entry `e`; the first subject where left out. */
  readonly key?: string;
  /** SQL for the key of the row `r`; its id where left out. */
  readonly rowKey?: string;
  /** Joins to `e`, such as the elements of a list or a later entry. */
  readonly joins?: string;
  /** Columns the entry names as the table does. */
  readonly same?: readonly string[];
  /** Columns that take more than that: what the entry says, or both sides. */
  readonly fields?: Readonly<Record<string, string | Field>>;
}

/** The entries with their facts, for the statements of claims to read from. */
export const ENTRIES = `
  SELECT id, kind, subject_ids, organisation_id, actor_id, on_behalf_of_id, recorded_at,
    canonical::jsonb AS c, canonical::jsonb -> 'facts' AS f FROM ledger_entry`;

/** Makes the two statements of a claim. */
export function claim(spec: ClaimSpec): Claim {
  const same = (spec.same ?? []).map((column) => [column, fact(column)] as const);
  const fields = Object.entries<string | Field>({ ...Object.fromEntries(same), ...spec.fields }).map(
    ([column, field]) => ({ column, ...(typeof field === 'string' ? { said: field } : field) }),
  );
  const said = fields.map((field) => `'${field.column}', ${field.said}`).join(', ');
  const is = fields
    .map((field) => `'${field.column}', ${field.is ?? `to_jsonb(r.${field.column})`}`)
    .join(', ');
  const committed = fields.flatMap((field) =>
    field.committed ? [`CASE WHEN ${field.committed} THEN '${field.column}' END`] : [],
  );
  return {
    table: spec.table,
    columns: fields.map(({ column }) => column),
    where: spec.where ?? 'true',
    said: `SELECT (${spec.key ?? 'e.subject_ids[1]'})::text AS key, e.id AS entry_id, jsonb_build_object(${said}) AS value,
        array_remove(ARRAY[${committed.join(', ')}]::text[], NULL) AS committed
      FROM entry e ${spec.joins ?? ''} WHERE e.kind IN (${spec.kinds.map((kind) => `'${kind}'`).join(', ')})`,
    is: `SELECT (${spec.rowKey ?? 'r.id'})::text AS key, jsonb_build_object(${is}) AS value
      FROM ${spec.table} r WHERE ${spec.where ?? 'true'}`,
  };
}

/** What facts call a column. */
const fact = (column: string): Field => factOf('e', camel(column));

/** A fact of an entry, by its path: `ticket.number`. */
export const factOf = (entry: string, path: string): Field => ({
  said: `${entry}.f #> '{${path.replaceAll('.', ',')}}'`,
  committed: `${entry}.c -> 'personal' ? '${path}'`,
});

/** A fact of an element of a list that `each` joined as `alias`. */
export const itemOf = (alias: string, list: string, name: string): Field => ({
  said: `${alias}.item -> '${name}'`,
  committed: `e.c -> 'personal' ? ('${list}.' || (${alias}.place - 1) || '.${name}')`,
});

/**
 * A list of codes, among which people may have written another text. The entry has nothing in its place, so that place of the
 * row is not looked at either; nor is one from which a name was struck out.
 */
export const codesOf = (column: string): Field => ({
  said: codesIn(`e.f -> '${camel(column)}'`),
  is: codesIn(`to_jsonb(r.${column})`),
});

const codesIn = (list: string): string => `CASE WHEN jsonb_typeof(${list}) = 'array' THEN (
  SELECT coalesce(jsonb_agg(CASE WHEN c.item #>> '{}' ~ '^[!-~]{1,80}$' AND strpos(c.item #>> '{}', '***') = 0 THEN c.item
    ELSE 'null' END ORDER BY c.place), '[]') FROM jsonb_array_elements(${list}) WITH ORDINALITY AS c (item, place)) END`;

const camel = (column: string): string =>
  column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** A moment: entries write it as JSON does, PostgreSQL in its own way. */
export const moment = (column: string, said: string): Field => ({
  said: `to_jsonb((${said}) #>> '{}')`,
  is: `to_jsonb(to_char(r.${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))`,
});

/** Whether something was done about a row, where the row keeps when. */
export const happened = (column: string, alias: string): Field => ({
  said: `to_jsonb(${alias}.id IS NOT NULL)`,
  is: `to_jsonb(r.${column} IS NOT NULL)`,
});

/** Joins the last entry of these kinds about the same first subject, as `alias`. */
export const latest = (alias: string, ...kinds: readonly string[]): string => `
  LEFT JOIN (
    SELECT DISTINCT ON (subject_ids[1]) subject_ids[1] AS subject, id, kind, c, f FROM entry
    WHERE kind IN (${kinds.map((kind) => `'${kind}'`).join(', ')}) ORDER BY subject_ids[1], recorded_at DESC, id DESC
  ) ${alias} ON ${alias}.subject = e.subject_ids[1]`;

/** Joins the last entry of a kind about the same first subject that says anything of `name`, as `alias`. */
export const latestSaying = (alias: string, kind: string, name: string): string => `
  LEFT JOIN (
    SELECT DISTINCT ON (subject_ids[1]) subject_ids[1] AS subject, c, f FROM entry
    WHERE kind = '${kind}' AND (f ->> '${name}' IS NOT NULL OR c -> 'personal' ? '${name}') ORDER BY subject_ids[1], recorded_at DESC, id DESC
  ) ${alias} ON ${alias}.subject = e.subject_ids[1]`;

/** Joins the elements of a list of the facts, as `alias.item` with its place from 1 as `alias.place`. */
export const each = (alias: string, list: string): string => `
  CROSS JOIN LATERAL jsonb_array_elements(coalesce(nullif(e.f -> '${list}', 'null'), '[]')) WITH ORDINALITY AS ${alias} (item, place)`;

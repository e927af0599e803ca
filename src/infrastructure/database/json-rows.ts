import { instant } from '../../kernel/instant.js';

/*
 * Read models that hold thousands of nested rows. PostgreSQL makes arrays of their values, without a name before each
 * one, and here they become the objects that the API serves: it halves what PostgreSQL has to write and we have to
 * parse. What an organisation is called is sent once a statement, however many rows name it.
 */

/** The organisations that a statement's rows name, by id, ready to be served. */
export type Parties = ReadonlyMap<string, object>;

/** A field of a read model: its name in the API, its value in SQL, and what becomes of the value. */
export interface Field {
  readonly name: string;
  readonly sql: string;
  readonly read?: (value: never, parties: Parties) => unknown;
  /** It names an organisation, which the statement has to send. */
  readonly isParty?: true;
}

export const field = (name: string, sql: string): Field => ({ name, sql });

/** A moment; the column may be null. */
export const momentField = (name: string, sql: string): Field => ({
  name,
  sql,
  read: (value: string | null) => (value === null ? null : instant(new Date(value))),
});

/** An organisation in a few words, by its id. */
export const partyField = (name: string, id: string): Field => ({
  name,
  sql: id,
  read: (value: string, parties) => parties.get(value),
  isParty: true,
});

/** Organisations by an array of ids, in the order of the ids. */
export const partiesField = (name: string, ids: string): Field => ({
  name,
  sql: ids,
  read: (value: string[], parties) => value.toSorted().map((id) => parties.get(id)),
  isParty: true,
});

/** Nested rows, from SQL that gives a JSON array of what `shape` reads, or null where there is none. */
export const rowsField = (name: string, sql: string, shape: Shape): Field => ({
  name,
  sql,
  read: (value: unknown[][] | null, parties) => (value ?? []).map((row) => shape.read(row, parties)),
});

/** Some fields in an order, as SQL makes them and as they are read back. */
export class Shape {
  constructor(readonly fields: readonly Field[]) {}

  /** The values of a row as a JSON array. */
  get sql(): string {
    return `json_build_array(${this.fields.map(({ sql }) => sql).join(', ')})`;
  }

  get namesParties(): boolean {
    return this.fields.some(({ isParty }) => isParty);
  }

  read(values: readonly unknown[], parties: Parties): object {
    const object: Record<string, unknown> = {};
    for (let n = 0; n < this.fields.length; n++) {
      const { name, read } = this.fields[n]!;
      object[name] = read ? read(values[n] as never, parties) : values[n];
    }
    return object;
  }

  /** All rows of a table or subquery as one JSON array; null where there is none. */
  list(order: string, from: string): string {
    return `(SELECT json_agg(${this.sql} ORDER BY ${order}) FROM ${from})`;
  }
}

/** What is served of an organisation (`Party`). */
const PARTY = new Shape([
  field('id', 'g.id'),
  field('code', 'g.code'),
  field('kind', 'g.kind'),
  field('nameZh', 'g.name_zh'),
  field('nameEn', 'g.name_en'),
  field('countyCode', 'g.county_code'),
]);

/** @param ids queries for the ids of all organisations that are named; without any, there are none to send */
export const partiesSql = (ids: readonly string[]): string =>
  ids.length === 0 ? 'NULL' : PARTY.list('g.id', `organisation g WHERE g.id IN (${ids.join(' UNION ')})`);

/** @param rows what {@link partiesSql} gave */
export function readParties(rows: readonly unknown[][] | null): Parties {
  const none: Parties = new Map();
  return new Map((rows ?? []).map((row) => [row[0] as string, PARTY.read(row, none)]));
}

import pg from 'pg';

/** What PostgreSQL says of a column of an answer. */
export interface ColumnDescription {
  readonly name: string;
  readonly dataTypeID: number;
}

/** Makes an object of a row as it came: each value as text, or null. */
export type RowReader = (values: readonly (string | null)[]) => object;

/** Finds the parsers of the columns' types once for all rows, and for all runs of a prepared statement. */
export function readerOf(columns: readonly ColumnDescription[]): RowReader {
  const readers = columns.map(({ name, dataTypeID }) => ({
    name,
    parse: pg.types.getTypeParser(dataTypeID, 'text') as (text: string) => unknown,
  }));
  return (values) => {
    const row: Record<string, unknown> = {};
    for (let n = 0; n < readers.length; n++) {
      const { name, parse } = readers[n]!;
      const value = values[n];
      row[name] = value === null || value === undefined ? null : parse(value);
    }
    return row;
  };
}

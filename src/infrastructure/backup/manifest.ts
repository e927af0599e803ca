/** One table of a backup. */
export interface TableHead {
  readonly schema: string;
  readonly name: string;
  /** In the order of the data. */
  readonly columns: readonly string[];
}

/** What the data of a table comes to. */
export interface Sum {
  readonly rows: number;
  readonly bytes: number;
  /** Over the data as it stands in the file: PostgreSQL's COPY text, rows in the order of the primary key. */
  readonly sha256: string;
}

export interface SequenceState {
  readonly schema: string;
  readonly name: string;
  /** As text: it has 64 bits. */
  readonly lastValue: string;
  readonly isCalled: boolean;
}

/** The last section of a backup: what is in it, and what is needed to restore it. */
export interface Manifest {
  /** The moment whose state it holds, UTC. */
  readonly takenAt: string;
  /** The product's version, for people. */
  readonly product: string;
  /** PostgreSQL's version, for people. */
  readonly postgres: string;
  /** The names of all migrations the database had, oldest first: the version of the schema. */
  readonly migrations: readonly string[];
  readonly tables: readonly (TableHead & Sum)[];
  readonly sequences: readonly SequenceState[];
}

/** `schema.name`, for messages and as a key. */
export const fullName = ({ schema, name }: Pick<TableHead, 'schema' | 'name'>): string => `${schema}.${name}`;

export const rowsOf = ({ tables }: Pick<Manifest, 'tables'>): number =>
  tables.reduce((sum, { rows }) => sum + rows, 0);

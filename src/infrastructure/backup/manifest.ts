import type { Sha256 } from '../../kernel/sha256.js';

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

/** Why a file that rows speak of is not in a backup. */
export type BlobFault =
  /** The storage does not have it. */
  | 'MISSING'
  /** What the storage has under its hash are other bytes. */
  | 'CHANGED'
  /** It was erased while the backup was being written, after the moment whose state that holds. */
  | 'ERASED';

/** Why the bytes written since a file began are none: a fault, or a reading that broke off and was begun again. */
export type VoidCause = BlobFault | 'BROKEN_OFF';

export interface FaultyBlob {
  readonly sha256: Sha256;
  readonly fault: BlobFault;
  /** Ids of what speaks of it; none where it was erased. */
  readonly usedBy: readonly string[];
}

/** What the files of a backup come to. */
export interface BlobSums {
  /** How many are whole in it. */
  readonly count: number;
  readonly bytes: number;
  readonly faults: readonly FaultyBlob[];
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
  /** The files that rows speak of; null where they were left out on purpose, absent in form 1, which had none. */
  readonly blobs?: BlobSums | null;
}

/** `schema.name`, for messages and as a key. */
export const fullName = ({ schema, name }: Pick<TableHead, 'schema' | 'name'>): string => `${schema}.${name}`;

export const rowsOf = ({ tables }: Pick<Manifest, 'tables'>): number =>
  tables.reduce((sum, { rows }) => sum + rows, 0);

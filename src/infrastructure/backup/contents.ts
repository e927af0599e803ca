/*
 * What a backup holds. Everything that was recorded is in it; what is left out stands here, with the reason. A table in
 * a schema that is not named here is neither, and test/db/backup.db-spec.ts fails until somebody has decided.
 */

/** Schemas with tables: those of a kept one are all in the backup, except the few of {@link LEFT_OUT_TABLES}. */
export const SCHEMAS: Readonly<Record<string, { readonly isKept: boolean; readonly why: string }>> = {
  public: { isKept: true, why: 'what was recorded, who may do what, and the ledger' },
  limits: {
    isKept: false,
    why: 'requests counted within a minute; a crash of the database empties it as well',
  },
  access: {
    isKept: false,
    why: 'counts changes to who may do what, for the server processes of this one database',
  },
  graphile_worker: {
    isKept: false,
    why: 'the queue of jobs, made by its package in the version that is installed; a restore queues the open ones of public.job again',
  },
};

/** By `schema.table`. */
export const LEFT_OUT_TABLES: Readonly<Record<string, string>> = {
  'public.migrations': 'written by the migrations that a restore runs; the manifest names them',
  'public.typeorm_metadata': 'written by migrations',
  'public.session':
    'gone after twelve hours; one that was ended after the backup must not come back to life, so everybody signs in again',
};

/** By `schema.table`, then by column; a restore gives them the column's default. */
export const LEFT_OUT_COLUMNS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'public.ledger_entry': {
    transaction_id:
      'counts the transactions of one database cluster; restored entries bear the number of the restore, so that all of them lie before what is entered later',
  },
};

/** Whether a table is in a backup; undefined where nobody has decided. */
export function isKept(schema: string, table: string): boolean | undefined {
  if (`${schema}.${table}` in LEFT_OUT_TABLES) return false;
  return SCHEMAS[schema]?.isKept;
}

export const isColumnKept = (schema: string, table: string, column: string): boolean =>
  !(column in (LEFT_OUT_COLUMNS[`${schema}.${table}`] ?? {}));

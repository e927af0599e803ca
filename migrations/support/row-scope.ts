/**
 * Row-level security in one vocabulary, so that every table says in one place who reads and who writes its rows.
 *
 * Rules for reading look at columns of the row itself and settings of the transaction (`app_*()`), never at another
 * table: a policy that joins costs more than the query it guards. Rules for writing may look at the row's parent, so
 * that nobody hangs rows of their own on what belongs to others; a write touches few rows. The settings are compared through a sub-select, so that
 * PostgreSQL computes them once a statement instead of once a row.
 */

/** The organisation the caller acts for; null (and so never equal) where nothing was set. */
export const ORGANISATION = '(SELECT app_organisation())';
/** The person acting. */
export const USER = '(SELECT app_user())';
/** True for the base office and for work the product itself does across organisations. */
export const SEES_ALL = '(SELECT app_sees_all())';
/** True only while somebody signs in, accepts an invitation or shows a key: before there is an actor. */
export const AUTHENTICATING = '(SELECT app_authenticating())';
/** Anybody who is signed in. */
export const SIGNED_IN = `(${USER} IS NOT NULL OR ${SEES_ALL})`;
/** The organisations listed on the row itself. */
export const VISIBLE = `(${SEES_ALL} OR ${ORGANISATION} = ANY (visible_to))`;

/**
 * Rows that hang on a parent are written by whoever the parent belongs to.
 *
 * @param parent table of the parent
 * @param key    column of the row that holds the parent's id
 * @param owner  condition on the parent `x`
 */
export const ofParent = (parent: string, key: string, owner: string): string =>
  `(${SEES_ALL} OR EXISTS (SELECT FROM ${parent} x WHERE x.id = ${key} AND ${owner}))`;

export interface RowScope {
  read: string;
  insert?: string;
  /** Rows that may be changed; the changed row must satisfy it again, and the rule for reading too. */
  update?: string;
  delete?: string;
}

/**
 * SQL that puts a table under row-level security. What is not named is refused. The owner (migrations, loaders and
 * SECURITY DEFINER walks) is subject to it too, by FORCE, and is let through by a policy that says so.
 */
export function rowScope(table: string, scope: RowScope): string {
  const parts = [
    `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`,
    `ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`,
    `CREATE POLICY ${table}_owner ON ${table} TO CURRENT_USER USING (true) WITH CHECK (true)`,
    `CREATE POLICY ${table}_read ON ${table} FOR SELECT USING (${scope.read})`,
  ];
  if (scope.insert)
    parts.push(`CREATE POLICY ${table}_insert ON ${table} FOR INSERT WITH CHECK (${scope.insert})`);
  if (scope.update)
    parts.push(
      `CREATE POLICY ${table}_update ON ${table} FOR UPDATE USING (${scope.update}) WITH CHECK (${scope.update})`,
    );
  if (scope.delete)
    parts.push(`CREATE POLICY ${table}_delete ON ${table} FOR DELETE USING (${scope.delete})`);
  return `${parts.join(';\n')};`;
}

/** Facts everybody signed in may read; the base office writes them, or only the loader where `officeWrites` is false. */
export function referenceScope(table: string, officeWrites = false): string {
  return rowScope(
    table,
    officeWrites ? { read: SIGNED_IN, insert: SEES_ALL, update: SEES_ALL } : { read: SIGNED_IN },
  );
}

/** Where a reference fact comes from; the same columns on every reference table. */
export const PROVENANCE = `
  edition text,
  valid_from date,
  valid_to date,
  source jsonb NOT NULL,
  last_checked date NOT NULL,
  confidence text NOT NULL CHECK (confidence IN ('official', 'confirmed', 'secondary', 'unverified'))`;

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { schemas } from './schemas.js';
import type { ReferenceTables, TableName } from './rows.js';

/** The files of reference/, in an order in which each names only rows of those before it. */
export const TABLE_NAMES = Object.keys(schemas) as TableName[];

/** Tables that reference/demo-market.json adds to in demo mode. */
const DEMO_FILE = 'demo-market.json';

/**
 * Reads and checks every table the product ships.
 *
 * @param directory where the JSON files lie: `reference/` of the installed package
 * @throws Error that lists every row and field that is not as it should be
 */
export function readReferenceTables(directory: string): ReferenceTables {
  const tables: Record<string, unknown> = {};
  const problems: string[] = [];
  for (const name of TABLE_NAMES) {
    const file = readJson(directory, `${name}.json`);
    problems.push(...headProblems(`${name}.json`, file, ['table', 'about', 'rows']));
    if (file['table'] !== name) problems.push(`${name}.json: table must be ${name}`);
    problems.push(...rowProblems(name, file['rows']));
    tables[name] = file['rows'];
  }
  return checked(tables, problems);
}

/**
 * Reads and checks one table alone.
 *
 * @throws Error as {@link readReferenceTables}
 */
export function readReferenceTable<T extends TableName>(directory: string, name: T): ReferenceTables[T] {
  const file = readJson(directory, `${name}.json`);
  const problems = [
    ...headProblems(`${name}.json`, file, ['table', 'about', 'rows']),
    ...rowProblems(name, file['rows']),
  ];
  return checked({ [name]: file['rows'] }, problems)[name];
}

/**
 * Reads and checks the fictional market and what belongs to it. Only demo mode may load it.
 *
 * @throws Error as {@link readReferenceTables}
 */
export function readDemoTables(directory: string): ReferenceTables {
  const file = readJson(directory, DEMO_FILE);
  const problems = headProblems(DEMO_FILE, file, ['about', 'tables']);
  const given = isObject(file['tables']) ? file['tables'] : {};
  const tables: Record<string, unknown> = {};
  for (const name of TABLE_NAMES) tables[name] = [];
  for (const [name, table] of Object.entries(given)) {
    if (!isTableName(name)) {
      problems.push(`${DEMO_FILE}: no table is called ${name}`);
      continue;
    }
    const rows = isObject(table) ? table['rows'] : undefined;
    problems.push(...rowProblems(name, rows));
    tables[name] = rows;
  }
  return checked(tables, problems);
}

/** What is wrong with the rows of a table: one line a field, naming table, row and what was expected. */
export function rowProblems(name: TableName, rows: unknown): string[] {
  if (!Array.isArray(rows)) return [`${name}: rows must be a list`];
  const keys = new Set<string>();
  return rows.flatMap((row: unknown, index) => {
    const at = `${name} row ${index + 1}`;
    if (!isObject(row)) return [`${at}: must be an object`];
    const problems = fieldProblems(at, row, schemas[name].fields);
    const key = rowKey(name, row);
    if (keys.has(key)) problems.push(`${at}: ${key} stands there twice`);
    keys.add(key);
    if (row['confidence'] === 'official' && !officialSource(row['source'])) {
      problems.push(`${at}: an official row names the document that was read`);
    }
    const { validFrom, validTo } = row;
    if (typeof validFrom === 'string' && typeof validTo === 'string' && validTo < validFrom) {
      problems.push(`${at}: validTo lies before validFrom`);
    }
    return problems;
  });
}

/** The natural key of a row, unique in its table: good for upserts and for ids derived from names. */
export const rowKey = (name: TableName, row: object): string =>
  schemas[name].key
    .map((field) => String(Object.entries(row).find(([key]) => key === field)?.[1] ?? ''))
    .join('|');

function fieldProblems(
  at: string,
  row: Record<string, unknown>,
  fields: (typeof schemas)[TableName]['fields'],
): string[] {
  const unknown = Object.keys(row).filter((field) => !Object.hasOwn(fields, field));
  return [
    ...unknown.map((field) => `${at}: no field is called ${field}`),
    ...Object.entries(fields).flatMap(([field, check]) =>
      check.is(row[field]) ? [] : [`${at}: ${field} must be ${check.expected}`],
    ),
  ];
}

function headProblems(file: string, head: Record<string, unknown>, expected: readonly string[]): string[] {
  const unknown = Object.keys(head).filter((field) => !expected.includes(field));
  const problems = unknown.map((field) => `${file}: no field is called ${field}`);
  if (typeof head['about'] !== 'string' || head['about'] === '')
    problems.push(`${file}: about must be a text`);
  return problems;
}

function checked(tables: Record<string, unknown>, problems: readonly string[]): ReferenceTables {
  if (problems.length > 0)
    throw new Error(`The reference facts are not as they should be:\n${problems.join('\n')}`);
  return tables as unknown as ReferenceTables; // every field was checked against the schema the row types mirror
}

function readJson(directory: string, file: string): Record<string, unknown> {
  const value: unknown = JSON.parse(readFileSync(join(directory, file), 'utf8'));
  if (!isObject(value)) throw new Error(`${file} is not an object`);
  return value;
}

const isTableName = (name: string): name is TableName => Object.hasOwn(schemas, name);

const officialSource = (source: unknown): boolean =>
  isObject(source) && typeof source['document'] === 'string' && source['document'].trim() !== '';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

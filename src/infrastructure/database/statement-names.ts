import pg from 'pg';
import type { RowReader } from './row-reader.js';

/**
 * Statements a connection keeps prepared. Each plan takes some hundred kilobytes at worst, so this bounds what a pool of
 * ten connections can take; statements made up anew each time never get there.
 */
const KEPT = 100;
/** A statement is prepared when a connection meets it for the second time. */
const WORTH_IT = 2;
/** Of how many other statements it is remembered that they were met. */
const REMEMBERED = 500;

/** Which statements one connection has prepared, or should. */
export class StatementNames {
  /** How the rows of a prepared statement are read, by its name, once PostgreSQL has said what its columns are. */
  readonly readers = new Map<string, RowReader>();
  private readonly names = new Map<string, string>();
  private readonly met = new Map<string, number>();

  /** @returns the name to prepare or run the statement under, or undefined to send it as it is */
  nameOf(text: string): string | undefined {
    const known = this.names.get(text);
    if (known !== undefined || this.names.size >= KEPT) return known;
    const times = (this.met.get(text) ?? 0) + 1;
    if (times < WORTH_IT) {
      if (this.met.size >= REMEMBERED) this.met.clear();
      this.met.set(text, times);
      return undefined;
    }
    this.met.delete(text);
    const name = `s${this.names.size}`;
    this.names.set(text, name);
    return name;
  }
}

type Query = (this: PreparingClient, text: unknown, values?: unknown, answer?: unknown) => unknown;
const query = pg.Client.prototype.query as unknown as Query;

/**
 * A connection that prepares the statements it meets again, whoever sends them: parsing and planning a page with
 * row-level security takes longer than running many a statement. PostgreSQL itself goes on to plan for the values at
 * hand where that is cheaper.
 */
export class PreparingClient extends pg.Client {
  readonly statements = new StatementNames();

  static {
    const preparing: Query = function (text, values, answer) {
      if (typeof text !== 'string' || !Array.isArray(values)) return query.call(this, text, values, answer);
      return query.call(this, { text, values, name: this.statements.nameOf(text) }, answer);
    };
    Object.defineProperty(this.prototype, 'query', { value: preparing, configurable: true, writable: true });
  }
}

import type { DataSource } from 'typeorm';
import { pendingMigrations } from '../database/migrate.js';

/** What keeps the server from serving, in a few words without details of the database; null if nothing does. */
export interface Readiness {
  problem(): Promise<string | null>;
}
export const READINESS = Symbol('Readiness');

export class DatabaseReadiness implements Readiness {
  constructor(private readonly dataSource: DataSource) {}

  async problem(): Promise<string | null> {
    try {
      const pending = await pendingMigrations(this.dataSource);
      return pending.length === 0 ? null : 'the database is not migrated';
    } catch {
      return 'the database cannot be reached';
    }
  }
}

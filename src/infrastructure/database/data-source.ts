import { DataSource, type DataSourceOptions, type MigrationInterface } from 'typeorm';
import { migrations } from '../../../migrations/index.js';
import { PostgresNaming } from './naming.js';

type Entities = NonNullable<DataSourceOptions['entities']>;

type Options = Extract<DataSourceOptions, { type: 'postgres' }>;

/** What both roles share. `synchronize` stays off: the schema is made by migrations alone. */
const common = (url: string): Options => ({
  type: 'postgres',
  url,
  namingStrategy: new PostgresNaming(),
  synchronize: false,
  migrationsRun: false,
  installExtensions: false,
  applicationName: 'chengyuan',
});

/** The role that owns the tables: migrations and loading of reference facts, nothing else. */
export function createOwnerDataSource(
  url: string,
  entities: Entities = [],
  known: readonly (new () => MigrationInterface)[] = migrations,
): DataSource {
  return new DataSource({
    ...common(url),
    entities,
    migrations: [...known],
    migrationsTransactionMode: 'each',
  });
}

/** Options for the role the application works as; it owns nothing and is subject to row-level security. */
export function applicationOptions(url: string, entities: Entities, poolSize = 10): Options {
  return {
    ...common(url),
    entities,
    poolSize,
    // How long a request waits for one of them; after that it is told so.
    connectTimeoutMS: 10_000,
    extra: { statement_timeout: 15_000, idle_in_transaction_session_timeout: 30_000, lock_timeout: 10_000 },
  };
}

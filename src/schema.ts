import 'reflect-metadata';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from './app.setup.js';
import { startEmbeddedPostgres } from './infrastructure/postgres/embedded-postgres.js';

/** Writes the GraphQL schema that the code describes; committed and reviewed like code. */
const dataDir = await mkdtemp(join(tmpdir(), 'chengyuan-schema-'));
// As root the database's own user has to pass through, or its files would land elsewhere and stay there.
await chmod(dataDir, 0o711);
const database = await startEmbeddedPostgres({ dataDir, log: () => undefined, durable: false });
try {
  const app = await createApp({
    applicationUrl: database.applicationUrl,
    introspection: true,
    demoSignIns: false,
    schemaFile: join(process.cwd(), 'src/graphql/schema.graphql'),
    logLevel: 'error',
  });
  await app.init();
  await app.close();
} finally {
  await database.stop();
  await rm(dataDir, { recursive: true, force: true });
}

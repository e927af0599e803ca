import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from '../../../src/app.setup.js';
import { createTestDatabase } from '../../support/test-database.js';

/** The product as it is served, not listening, and the schema it would serve. */
export interface BuiltApp {
  readonly app: NestFastifyApplication;
  /** The schema as text, made the way `npm run schema` makes the committed one. */
  readonly schema: string;
  close(): Promise<void>;
}

export async function buildApp(): Promise<BuiltApp> {
  const database = await createTestDatabase();
  const directory = await mkdtemp(join(tmpdir(), 'chengyuan-schema-'));
  const schemaFile = join(directory, 'schema.graphql');
  const app = await createApp({
    applicationUrl: database.applicationUrl,
    introspection: true,
    demoSignIns: false,
    schemaFile,
    logLevel: 'error',
  });
  await app.init();
  const schema = await readFile(schemaFile, 'utf8');
  await rm(directory, { recursive: true });
  const close = async (): Promise<void> => {
    await app.close();
    await database.drop();
  };
  return { app, schema, close };
}

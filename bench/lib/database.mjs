import { startEmbeddedPostgres } from '../../dist/src/infrastructure/postgres/embedded-postgres.js';
import { migrate } from '../../dist/src/infrastructure/database/migrate.js';
import { loadReferenceFacts } from '../../dist/src/infrastructure/database/reference-loader.js';
import { roleOf } from '../../dist/src/infrastructure/config/settings.js';
import { hashPassword } from '../../dist/src/modules/organisations/domain/password.js';
import { say } from '../../scripts/lib/project.mjs';
import { seed } from './seed.mjs';

/** The product's own PostgreSQL, with its own parameters: nothing is tuned for the bench. */
export async function openDatabase(dataDir, { lots, password }) {
  const database = await startEmbeddedPostgres({ dataDir, log: say });
  try {
    await migrate({
      ownerUrl: database.ownerUrl,
      applicationRole: roleOf(database.applicationUrl),
      log: () => undefined,
    });
    await loadReferenceFacts(database.ownerUrl);
    say('正在准备数据 · Preparing the records');
    const superuserUrl = new URL(database.superuserUrl);
    superuserUrl.pathname = new URL(database.ownerUrl).pathname;
    const rows = await seed(superuserUrl.href, { lots, passwordHash: await hashPassword(password) });
    return { ...database, superuserUrl: superuserUrl.href, rows };
  } catch (error) {
    await database.stop();
    throw error;
  }
}

// A server with a database and nothing else, for embedded-postgres.long-spec.ts to kill. Runs what was built.
import { onStopRequest } from '../../dist/src/infrastructure/config/stop-request.js';
import { startEmbeddedPostgres } from '../../dist/src/infrastructure/postgres/embedded-postgres.js';

const [dataDir] = process.argv.slice(2);
try {
  const log = (line) => console.error(line);
  const { stop, pid, clusterDir, ownerUrl, applicationUrl } = await startEmbeddedPostgres({ dataDir, log });
  const keepAlive = setInterval(() => undefined, 60_000);
  onStopRequest(() => stop().finally(() => clearInterval(keepAlive)), console.error);
  console.log(JSON.stringify({ postgresPid: pid, clusterDir, ownerUrl, applicationUrl }));
} catch (error) {
  console.error(error.message);
  process.exit(1);
}

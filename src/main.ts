import 'reflect-metadata';
import { createApp } from './app.setup.js';
import { DEMO_PASSWORD, DEMO_SIGN_INS } from './demo/demo-sign-ins.js';
import { loadDemoSeason } from './demo/load-demo-season.js';
import { seasonAccount } from './demo/season-account.js';
import { CannotStart } from './infrastructure/config/cannot-start.js';
import { cannotListen } from './infrastructure/config/cannot-listen.js';
import { giveMemoryBack } from './infrastructure/give-memory-back.js';
import { describeProblems } from './infrastructure/config/setting-problem.js';
import { publicUrlOf, readSettings, type Settings } from './infrastructure/config/settings.js';
import { onStopRequest } from './infrastructure/config/stop-request.js';
import { readTlsFiles } from './infrastructure/config/tls-files.js';
import { openDatabase, type OpenDatabase } from './infrastructure/database/open-database.js';

const log = (line: string): void => console.log(line);

/** Reads the settings or ends the process with every problem in them. */
function settingsOrExit(): Settings {
  const settings = readSettings(process.env);
  if (settings.ok) return settings.value;
  console.error(describeProblems(settings.error));
  process.exit(1);
}

type Https = { cert: string; key: string } | undefined;

function tlsOrExit(settings: Settings): Https {
  if (!settings.tls) return undefined;
  const problems: Parameters<typeof describeProblems>[0][number][] = [];
  const files = readTlsFiles(settings.tls, (problem) => problems.push(problem));
  if (files) return { cert: files.cert.toString(), key: files.key.toString() };
  console.error(describeProblems(problems));
  process.exit(1);
}

type Stops = (() => Promise<unknown>)[];

async function serve(settings: Settings): Promise<void> {
  const https = tlsOrExit(settings);
  const stops: Stops = [];
  let isStopping = false;
  const stopAll = async (): Promise<void> => {
    isStopping = true;
    for (const stop of stops.splice(0).reverse()) await stop();
  };
  onStopRequest(async () => {
    log('正在停止 · Stopping');
    await stopAll();
  }, console.error);
  try {
    const database = await listen(settings, https, stops);
    // A server without its database can only fail its callers; the supervisor should start both again.
    await database.ended;
  } catch (error) {
    await stopAll();
    throw error;
  }
  if (!isStopping)
    throw new CannotStart('数据库已停止，服务器随之退出', 'The database ended, and the server with it');
}

async function listen(settings: Settings, https: Https, stops: Stops): Promise<OpenDatabase> {
  const database = await openDatabase(settings, log);
  stops.push(() => database.stop());
  if (settings.demo) {
    await loadDemoSeason(database, log, settings.blobs);
    giveMemoryBack();
  }
  const app = await createApp({
    applicationUrl: database.applicationUrl,
    introspection: settings.introspection,
    demoSignIns: settings.demoSignIns,
    trustProxy: settings.trustProxy,
    logLevel: settings.logLevel,
    limits: settings.limits,
    jobs: { works: settings.jobs },
    metricsToken: settings.metricsToken,
    tracesTo: settings.tracesTo,
    blobs: settings.blobs,
    https,
  });
  stops.push(() => app.close());
  try {
    await app.listen(settings.port, settings.host);
  } catch (error) {
    throw cannotListen(settings, error);
  }
  const address = app.getHttpServer().address() as { port: number };
  await announce(settings, database, address.port);
  return database;
}

async function announce(settings: Settings, database: OpenDatabase, port: number): Promise<void> {
  const url = publicUrlOf(settings, port);
  log(`\n橙源 Chengyuan\n\n  GraphQL  ${url}/graphql`);
  if (!settings.demo) {
    log('  第一个账号 · The first account: npm run admin -- create-user --help\n');
    return;
  }
  log(await seasonAccount(database.applicationUrl));
  if (settings.demoSignIns)
    log(
      `  演示账号 · Demo sign-ins (${DEMO_PASSWORD}):\n    ${DEMO_SIGN_INS.map(({ username }) => username).join('  ')}\n`,
    );
  else
    log(
      `  演示账号只在本机可用，HOST=${settings.host} 时停用 · Demo sign-ins work on loopback only and are off\n`,
    );
}

try {
  await serve(settingsOrExit());
} catch (error) {
  console.error(error instanceof CannotStart ? error.message : error);
  process.exit(1);
}

// Recording a harvest through the API against pgbench, which sends the same statements with nothing in between.
import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import autocannon from 'autocannon';
import pg from 'pg';
import { CONNECTIONS } from './measure.mjs';
import { idOf } from './seed.mjs';

const run = promisify(execFile);
const SCRIPT = fileURLToPath(new URL('../harvest.sql', import.meta.url));

const RECORD_HARVEST = `mutation RecordHarvest($input: RecordHarvestInput!) {
  recordHarvest(input: $input) { ... on BatchPayload { batch { id code massGrams } } ... on Refused { reasons { code } } }
}`;

/** @returns its version, or null where it is not installed: Debian has it in postgresql-contrib */
export const pgbenchVersion = () =>
  run('pgbench', ['--version']).then(
    ({ stdout }) => stdout.trim(),
    () => null,
  );

const requestOf = (token) => ({
  method: 'POST',
  path: '/graphql',
  headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
  body: JSON.stringify({
    query: RECORD_HARVEST,
    variables: {
      input: {
        requestId: randomUUID(),
        plotId: idOf('plot', 0),
        harvestedAt: '2026-01-05T01:00:00.000Z',
        massGrams: 500_000,
      },
    },
  }),
});

/** Each request is a harvest of its own, with a request id that was never used. */
export async function harvestsThroughApi({ url }, token, seconds) {
  const setupRequest = (request) => ({ ...request, ...requestOf(token) });
  const result = await autocannon({
    url,
    connections: CONNECTIONS,
    duration: seconds,
    requests: [{ ...requestOf(token), setupRequest }],
    verifyBody: (body) => String(body).includes('"massGrams"'),
  });
  if (result.errors + result.non2xx + result.mismatches > 0) throw new Error('harvests were refused');
  return result.requests.total / result.duration;
}

export async function harvestsThroughPgbench(database, token, seconds) {
  const [variety] = await rowsOf(database, 'SELECT min(code) AS code FROM variety');
  const values = {
    token_hash: createHash('sha256').update(token).digest('hex'),
    user: idOf('user', 1),
    organisation: idOf('cooperative', 0),
    plot: idOf('plot', 0),
    variety: variety.code,
  };
  const variables = Object.entries(values).flatMap(([name, value]) => ['-D', `${name}=${value}`]);
  const { stdout } = await run(
    'pgbench',
    [
      '-n',
      '-M',
      'prepared',
      '-f',
      SCRIPT,
      '-c',
      String(CONNECTIONS),
      '-T',
      String(seconds),
      ...variables,
      database.applicationUrl,
    ],
    { maxBuffer: 1 << 24 },
  );
  return Number(/^tps = ([\d.]+)/m.exec(stdout)[1]);
}

/** @throws Error where the product's statements and those of harvest.sql are not of the same kinds in the same order */
export async function requireSameStatements(database, dataDir, server, token) {
  const once = () => fetch(server.url + '/graphql', requestOf(token)).then((response) => response.text());
  await once();
  await rowsOf(
    database,
    `ALTER SYSTEM SET log_statement = 'all'`,
    'SELECT pg_reload_conf()',
    'SELECT pg_sleep(1)',
  );
  const before = readFileSync(`${dataDir}/postgres.log`, 'utf8').length;
  await once();
  await rowsOf(database, `ALTER SYSTEM RESET log_statement`, 'SELECT pg_reload_conf()', 'SELECT pg_sleep(1)');
  const log = readFileSync(`${dataDir}/postgres.log`, 'utf8').slice(before);
  const sent = log
    .split(/ LOG: {2}(?:execute [^:]+|statement): /)
    .slice(1)
    .map(kindOf);
  const scripted = readFileSync(SCRIPT, 'utf8')
    .split('\n')
    .filter((line) => /^[A-Z]/.test(line))
    .map(kindOf);
  const of = (kinds) => kinds.filter((kind) => kind !== null).join('; ');
  if (of(sent) !== of(scripted))
    throw new Error(`harvest.sql is not what the product sends:\n${of(sent)}\n${of(scripted)}`);
}

/** "INSERT batch", say; null for transaction control, the scope, and the statements that switch the log. */
function kindOf(statement) {
  if (/^\s*(BEGIN|COMMIT|ALTER SYSTEM|PREPARE|SELECT (set_config|pg_))/.test(statement)) return null;
  const verb = /^\s*(\w+)/.exec(statement)[1];
  const table =
    /(?:INSERT INTO|UPDATE|FROM) "?(session|client_request|plot|batch_origin|batch|ledger_entry|growing_record|hold)\b/.exec(
      statement,
    )?.[1];
  return `${verb} ${table}`;
}

async function rowsOf(database, ...statements) {
  const client = new pg.Client({ connectionString: database.superuserUrl });
  await client.connect();
  try {
    let rows = [];
    for (const statement of statements) ({ rows } = await client.query(statement));
    return rows;
  } finally {
    await client.end();
  }
}

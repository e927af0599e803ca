import { NestFactory } from '@nestjs/core';
import pg, { type ClientBase } from 'pg';
import { AppModule } from '../app.module.js';
import type { BlobSettings } from '../infrastructure/blobs/storage-of.js';
import { CannotStart } from '../infrastructure/config/cannot-start.js';
import { installPgTypes } from '../infrastructure/database/pg-types.js';
import type { OpenDatabase } from '../infrastructure/database/open-database.js';
import { loadDemoMarket } from '../infrastructure/database/reference-loader.js';
import { runDeeds } from './runner/run-deeds.js';
import { SEASON_SEED, seasonDeeds } from './season.js';

/** Servers that start at once take turns. Any number that no other program picks; these are the letters "CHYD". */
const LOAD_LOCK = 0x43485944;
const STATE_KEY = 'demo-season';
/** How often a line of progress is due. */
const PARTS = 4;

/**
 * Loads the demo season, once for ever: a database that has it is left alone. The season is given to the product's
 * own commands, deed by deed, each at its own moment; a load that was cut short goes on where it stopped, because
 * every command is given under the same request id and answers for what it has done already.
 *
 * @param log   takes one line of progress
 * @param blobs where the pictures of labels and the papers of reports are kept
 * @throws CannotStart where the database has accounts of the same names in earnest, or half a season of another version
 */
export async function loadDemoSeason(
  database: Pick<OpenDatabase, 'applicationUrl' | 'ownerUrl'>,
  log: (line: string) => void,
  blobs: BlobSettings,
): Promise<void> {
  const owner = new pg.Client({
    connectionString: database.ownerUrl,
    application_name: 'chengyuan demo season',
  });
  await owner.connect();
  try {
    // Held by the session: it goes with the connection, also when this process is killed.
    await owner.query('SELECT pg_advisory_lock($1)', [LOAD_LOCK]);
    if ((await begin(owner)) === 'LOADED') return;
    await loadDemoMarket(database.ownerUrl);
    await giveSeason(database.applicationUrl, log, blobs);
    await owner.query(`UPDATE product_state SET value = $2, changed_at = now() WHERE key = $1`, [
      STATE_KEY,
      JSON.stringify({ seed: SEASON_SEED, state: 'LOADED' }),
    ]);
  } finally {
    await owner.end();
  }
}

/** Notes which season is being loaded, or finds what an earlier load noted. */
async function begin(owner: ClientBase): Promise<'LOADING' | 'LOADED'> {
  const { rows } = await owner.query<{ value: { seed: string; state: 'LOADING' | 'LOADED' } }>(
    `INSERT INTO product_state AS p (key, value, changed_at) VALUES ($1, $2, now())
     ON CONFLICT (key) DO UPDATE SET value = p.value RETURNING value`,
    [STATE_KEY, JSON.stringify({ seed: SEASON_SEED, state: 'LOADING' })],
  );
  const { seed, state } = rows[0]!.value;
  if (state === 'LOADING' && seed !== SEASON_SEED)
    throw new CannotStart(
      '数据库中有另一版本未载入完的示范产季，无法接着载入。请换一个空的数据目录，或设置 DEMO=off。',
      'The database holds the demo season of another version, cut short while loading; this one cannot go on with it. Use an empty data directory, or set DEMO=off.',
    );
  return state;
}

async function giveSeason(
  applicationUrl: string,
  log: (line: string) => void,
  blobs: BlobSettings,
): Promise<void> {
  installPgTypes();
  const options = { applicationUrl, introspection: false, demoSignIns: false, poolSize: 2, blobs };
  const app = await NestFactory.createApplicationContext(AppModule.with(options), {
    logger: ['fatal', 'error', 'warn'],
    abortOnError: false,
  });
  try {
    const deeds = seasonDeeds();
    log(
      `正在载入示范产季（${deeds.length} 项作业，约十秒）· Loading the demo season (${deeds.length} deeds, about ten seconds)`,
    );
    const part = Math.ceil(deeds.length / PARTS);
    await runDeeds(app, SEASON_SEED, deeds, (count) => {
      if (count % part === 0 || count === deeds.length) log(`  ${count} / ${deeds.length}`);
    });
  } finally {
    await app.close();
  }
}

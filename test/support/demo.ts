import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import pg from 'pg';
import { DEMO_PASSWORD } from '../../src/demo/demo-sign-ins.js';
import { loadDemoSeason } from '../../src/demo/load-demo-season.js';
import { labelPicture } from '../../src/demo/plan/label-picture.js';
import { LABELS } from '../../src/demo/plan/labels.js';
import { DirectoryStorage } from '../../src/infrastructure/blobs/directory-storage.js';
import { receiveBlob } from '../../src/infrastructure/blobs/receive-blob.js';
import { client, type GraphQLClient } from './graphql-client.js';
import { organisationDocuments } from './given/organisation-documents.js';
import { startTestApp, type TestApp } from './test-app.js';
import { createFilledDatabase, type TestDatabase } from './test-database.js';
import type { Known } from './who-sees-what.js';

// A test reads whatever it asked for.
// eslint-disable-next-line typescript/no-explicit-any
type Answer = any;

export const SEASON_LOT = `query ($code: String) { lot(code: $code) { state marketCode countyCodes openHoldCount
  transitions { toState releaseIds } releases { ruleCode state proposedById agreedById }
  members { batchId batchCode origins { countyCode massGrams } }
  checks { verdict findings { ruleCode verdict gating explanation subject { type id } } } } }`;
export const SEASON_BATCH = `query ($code: String) { batch(code: $code) { massGrams deficitGrams openHoldCount
  enteredOnBehalf holds { reasonCode note } } }`;

export interface SeenFinding {
  readonly ruleCode: string;
  readonly verdict: string;
  readonly gating: boolean;
  readonly explanation: string;
  readonly subject: { readonly type: string; readonly id: string };
}
/** A lot as {@link SEASON_LOT} asks for it. */
export interface SeenLot {
  readonly countyCodes: string[];
  readonly transitions: readonly { readonly toState: string; readonly releaseIds: readonly string[] }[];
  readonly releases: readonly {
    readonly ruleCode: string;
    readonly state: string;
    readonly proposedById: string | null;
    readonly agreedById: string | null;
  }[];
  readonly members: readonly {
    readonly batchId: string;
    readonly batchCode: string;
    readonly origins: readonly { readonly countyCode: string; readonly massGrams: number }[];
  }[];
  readonly checks: readonly { readonly verdict: string; readonly findings: readonly SeenFinding[] }[];
}

export const findingsOf = ({ checks }: SeenLot): SeenFinding[] =>
  checks.flatMap(({ findings }) => [...findings]);

/** All that keeps a lot from moving, in the order of the alphabet: 'BATCH RULE VERDICT', the lot itself without a batch. */
export function unmetOf(lot: SeenLot): string[] {
  const codes = new Map(lot.members.map(({ batchId, batchCode }) => [batchId, `${batchCode} `]));
  return findingsOf(lot)
    .filter(({ gating, verdict }) => gating && verdict !== 'PASS' && verdict !== 'NOT_APPLICABLE')
    .map(({ ruleCode, verdict, subject }) => `${codes.get(subject.id) ?? ''}${ruleCode} ${verdict}`)
    .toSorted();
}

/** The product with the demo season in it, as a first start leaves it. */
export interface SeasonApp extends TestApp {
  /** A client signed in with a demo account; the same one each time. */
  as(username: string): Promise<GraphQLClient>;
  /** Asks with a demo account. @returns null where it may not ask that kind of thing at all */
  ask(username: string, query: string, variables?: Record<string, unknown>): Promise<Answer>;
  /** Rows as the owner of the tables reads them. */
  rows<T extends object>(sql: string, params?: unknown[]): Promise<T[]>;
}

/** A database as a first start with the demo leaves it; loading it takes seconds, so it is loaded once a run. */
export const createSeasonDatabase = (): Promise<TestDatabase> =>
  createFilledDatabase('season', (database) => loadSeason(database));

/** Loads the season for a test that looks at no file. @param log takes its lines of progress */
export async function loadSeason(
  database: Pick<TestDatabase, 'applicationUrl' | 'ownerUrl'>,
  log: (line: string) => void = () => undefined,
): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'chengyuan-season-blobs-'));
  try {
    await loadDemoSeason(database, log, { directory, bucket: undefined });
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** The pictures of the season, which are always the same, where an app of a test keeps its files. */
async function keepPictures(directory: string): Promise<void> {
  const storage = new DirectoryStorage(directory);
  for (const { number } of LABELS) {
    const limits = { into: join(directory, 'incoming'), limit: 10_000, look: () => undefined };
    const { file, ...blob } = await receiveBlob(Readable.from([labelPicture(number)]), limits);
    await storage.put(blob, file);
  }
}

export async function startSeasonApp(): Promise<SeasonApp> {
  const testApp = await startTestApp({ database: await createSeasonDatabase() });
  await keepPictures(testApp.blobs);
  const clients = new Map<string, Promise<GraphQLClient>>();
  const as = (username: string): Promise<GraphQLClient> => {
    const signed = clients.get(username) ?? signIn(testApp.url, username);
    clients.set(username, signed);
    return signed;
  };
  return {
    ...testApp,
    as,
    ask: async (username, query, variables) => answered(await as(username), query, variables),
    rows: <T extends object>(sql: string, params: unknown[] = []) =>
      ownerRows<T>(testApp.database.ownerUrl, sql, params),
  };
}

async function signIn(url: string, username: string): Promise<GraphQLClient> {
  const { answer } = await client(url).run<{ answer: { token?: string } }>(organisationDocuments.signIn, {
    input: { username, password: DEMO_PASSWORD },
  });
  if (!answer.token) throw new Error(`${username} cannot sign in`);
  return client(url, answer.token);
}

export async function ownerRows<T extends object>(
  ownerUrl: string,
  sql: string,
  params: unknown[] = [],
): Promise<T[]> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    return (await owner.query<T>(sql, params)).rows;
  } finally {
    await owner.end();
  }
}

async function answered(
  of: GraphQLClient,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<Answer> {
  const { status, body } = await of.raw(query, variables);
  if (!body?.errors) return body.data;
  const codes = body.errors.map((error: { extensions?: { code?: string } }) => error.extensions?.code);
  if (codes.every((code: unknown) => code === 'FORBIDDEN')) return null;
  throw new Error(`${status}: ${JSON.stringify(body.errors)}`);
}

/** Looks up what a look at somebody else's things has to name. */
export async function knownTo(season: SeasonApp): Promise<Known> {
  const byCode = async (table: string) => {
    const rows = await season.rows<{ code: string; id: string }>(`SELECT code, id FROM ${table}`);
    const ids = new Map(rows.map(({ code, id }) => [code, id]));
    return (code: string): string => {
      const id = ids.get(code);
      if (!id) throw new Error(`the season has no ${table} ${code}`);
      return id;
    };
  };
  return {
    plotId: await byCode('plot'),
    batchId: await byCode('batch'),
    growerId: await byCode('grower'),
    settlements: (username, received) => settlements(season, username, received),
  };
}

/** Prices are in no field of the API yet, so the database is asked as the server would ask it for this account. */
async function settlements(season: SeasonApp, username: string, received: string): Promise<number> {
  const [account] = await season.rows<{ user_id: string; organisation_id: string; kind: string }>(
    `SELECT u.id AS user_id, o.id AS organisation_id, o.kind
     FROM user_account u JOIN organisation o ON o.id = ANY (u.organisation_ids) WHERE u.username = $1`,
    [username],
  );
  const [receipt] = await season.rows<{ run_id: string }>(`SELECT run_id FROM batch WHERE code = $1`, [
    received,
  ]);
  const application = new pg.Client({ connectionString: season.database.applicationUrl });
  await application.connect();
  try {
    await application.query('BEGIN READ ONLY');
    await application.query(
      `SELECT set_config('app.user_id', $1, true), set_config('app.organisation_id', $2, true), set_config('app.authority', $3, true)`,
      [account!.user_id, account!.organisation_id, account!.kind === 'BASE_OFFICE' ? 'office' : 'member'],
    );
    const found = await application.query(`SELECT FROM receipt_settlement WHERE run_id = $1`, [
      receipt!.run_id,
    ]);
    return found.rowCount ?? 0;
  } finally {
    await application.end();
  }
}

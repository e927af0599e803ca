import { join, resolve } from 'node:path';
import { err, ok, type Result } from '../../kernel/result.js';
import type { BucketSettings } from '../blobs/bucket-storage.js';
import type { BlobSettings } from '../blobs/storage-of.js';
import type { RequestLimits } from '../limits/rate-limits.js';
import { isLoopback } from './loopback.js';
import * as parsers from './setting-parsers.js';
import type { LogLevel, SettingParser, TrustProxy } from './setting-parsers.js';
import { settingProblem, type SettingProblem } from './setting-problem.js';

export type DatabaseSettings =
  | { readonly kind: 'embedded' }
  | { readonly kind: 'external'; readonly applicationUrl: string; readonly ownerUrl: string };

export interface TlsSettings {
  readonly certPath: string;
  readonly keyPath: string;
}

/** Everything the operator can set, checked; docs of each variable stand in the README's table of settings. */
export interface Settings {
  /** Absolute path; holds the embedded database, its passwords and the lock, and attachments. */
  readonly dataDir: string;
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  readonly database: DatabaseSettings;
  /** Whether the demo season is loaded where it is not loaded yet. */
  readonly demo: boolean;
  /** Whether the demo accounts may sign in: only while nobody but this machine can reach the server. */
  readonly demoSignIns: boolean;
  /** Origin without a trailing slash; `undefined` means derived from where the server listens. */
  readonly publicUrl: string | undefined;
  readonly trustProxy: TrustProxy;
  readonly tls: TlsSettings | undefined;
  /** Whether the GraphQL schema may be asked for; GraphiQL is served along with it. */
  readonly introspection: boolean;
  readonly logLevel: LogLevel;
  readonly limits: RequestLimits;
  /** Whether this process works on jobs; others on the same database may. */
  readonly jobs: boolean;
  /** What Prometheus shows to read the metrics; `undefined` means that there are none to read. */
  readonly metricsToken: string | undefined;
  /** Where OpenTelemetry traces go; `undefined` means nowhere. */
  readonly tracesTo: string | undefined;
  /** Where attachments are kept: below `dataDir`, or in a bucket. */
  readonly blobs: BlobSettings;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads and checks all settings. A variable that is empty counts as not set.
 *
 * @param env usually `process.env`
 * @returns the settings, or every problem at once, in the order of the variables; values in them are masked
 */
export function readSettings(env: Environment): Result<Settings, SettingProblem[]> {
  const reader = new SettingReader(env);
  const boundTo = reader.read('HOST', parsers.host, '127.0.0.1');
  const database = readDatabase(reader);
  const demo = reader.read('DEMO', parsers.onOff, database.kind === 'embedded');
  const dataDir = resolve(reader.read('DATA_DIR', parsers.text, '.data'));
  const settings: Settings = {
    dataDir,
    host: boundTo,
    port: reader.read('PORT', parsers.port, 3000),
    database,
    demo,
    demoSignIns: demo && isLoopback(boundTo),
    publicUrl: reader.read<string | undefined>('PUBLIC_URL', parsers.publicUrl, undefined),
    trustProxy: reader.read('TRUST_PROXY', parsers.trustProxy, false),
    tls: readTls(reader),
    introspection: reader.read('INTROSPECTION', parsers.onOff, isLoopback(boundTo)),
    logLevel: reader.read('LOG_LEVEL', parsers.logLevel, 'info'),
    limits: {
      perCaller: reader.read('RATE_LIMIT', parsers.perMinute, 1_200),
      perAddress: reader.read('RATE_LIMIT_ANONYMOUS', parsers.perMinute, 300),
    },
    jobs: reader.read('JOBS', parsers.onOff, true),
    metricsToken: reader.read<string | undefined>('METRICS_TOKEN', parsers.token, undefined),
    tracesTo: reader.read<string | undefined>('OTEL_EXPORTER_OTLP_ENDPOINT', parsers.httpUrl, undefined),
    blobs: { directory: join(dataDir, 'attachments'), bucket: readBucket(reader) },
  };
  return reader.problems.length > 0 ? err(reader.problems) : ok(settings);
}

/** The origin to print in codes and links: as set, or derived from where the server really listens. */
export function publicUrlOf(settings: Settings, listeningPort: number): string {
  if (settings.publicUrl !== undefined) return settings.publicUrl;
  const isEverywhere = settings.host === '0.0.0.0' || settings.host === '::';
  const name = isEverywhere
    ? 'localhost'
    : settings.host.includes(':')
      ? `[${settings.host}]`
      : settings.host;
  return new URL(`${settings.tls ? 'https' : 'http'}://${name}:${listeningPort}`).origin;
}

/** The role a connection URL signs in as; the URL must have passed `readSettings`. */
export function roleOf(databaseUrl: string): string {
  return decodeURIComponent(new URL(databaseUrl).username);
}

class SettingReader {
  readonly problems: SettingProblem[] = [];

  constructor(private readonly env: Environment) {}

  raw(variable: string): string | undefined {
    const value = this.env[variable]?.trim();
    return value === '' ? undefined : value;
  }

  read<T>(variable: string, parser: SettingParser<T>, fallback: T, { isSecret = false } = {}): T {
    const value = this.raw(variable);
    if (value === undefined) return fallback;
    const parsed = parser.parse(value);
    if (parsed !== undefined) return parsed;
    this.problems.push(settingProblem(variable, isSecret ? '***' : value, parser.expected));
    return fallback;
  }

  /** Variables that make sense only together: whether they are set, naming each that is missing. */
  hasAll(...variables: readonly string[]): boolean {
    const present = variables.find((variable) => this.raw(variable) !== undefined);
    if (present === undefined) return false;
    for (const variable of variables)
      if (this.raw(variable) === undefined) this.reportMissing(variable, present);
    return true;
  }

  /** Two variables that make sense only together: names the missing one. */
  readPair(
    first: string,
    second: string,
    parser: SettingParser<string>,
  ): readonly [string, string] | undefined {
    const values = [this.raw(first), this.raw(second)] as const;
    if (values[0] === undefined && values[1] === undefined) return undefined;
    if (values[0] === undefined) this.reportMissing(first, second);
    if (values[1] === undefined) this.reportMissing(second, first);
    return [this.read(first, parser, ''), this.read(second, parser, '')];
  }

  private reportMissing(missing: string, present: string): void {
    const expected = {
      zh: `与 ${present} 一同设置；${missing} 与 ${present} 要么都设，要么都不设`,
      en: `a value, because ${present} is set; set both or neither`,
    };
    this.problems.push(settingProblem(missing, undefined, expected));
  }
}

function readDatabase(reader: SettingReader): DatabaseSettings {
  const pair = reader.readPair('DATABASE_URL', 'MIGRATION_DATABASE_URL', parsers.databaseUrl);
  if (!pair) return { kind: 'embedded' };
  const [applicationUrl, ownerUrl] = pair;
  if (applicationUrl !== '' && ownerUrl !== '' && roleOf(applicationUrl) === roleOf(ownerUrl)) {
    reader.problems.push(settingProblem('DATABASE_URL', reader.raw('DATABASE_URL'), ANOTHER_ROLE));
  }
  return { kind: 'external', applicationUrl, ownerUrl };
}

const ANOTHER_ROLE = {
  zh: '与 MIGRATION_DATABASE_URL 不同的用户：应用程序的角色不得拥有任何表',
  en: "another user than MIGRATION_DATABASE_URL's: the application's role must not own any table",
};

function readBucket(reader: SettingReader): BucketSettings | undefined {
  // Read in any case: a wrong one is said even where there is no bucket yet.
  const region = reader.read('S3_REGION', parsers.oneWord, 'us-east-1');
  const addressing = reader.read('S3_ADDRESSING', parsers.addressing, 'path');
  if (!reader.hasAll('S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY', 'S3_SECRET_KEY')) return undefined;
  return {
    endpoint: reader.read('S3_ENDPOINT', parsers.storageOrigin, ''),
    bucket: reader.read('S3_BUCKET', parsers.bucketName, ''),
    region,
    addressing,
    accessKey: reader.read('S3_ACCESS_KEY', parsers.oneWord, ''),
    secretKey: reader.read('S3_SECRET_KEY', parsers.oneWord, '', { isSecret: true }),
  };
}

function readTls(reader: SettingReader): TlsSettings | undefined {
  const pair = reader.readPair('TLS_CERT', 'TLS_KEY', parsers.text);
  return pair && { certPath: resolve(pair[0]), keyPath: resolve(pair[1]) };
}

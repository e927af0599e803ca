import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { publicUrlOf, readSettings, roleOf, type Environment, type Settings } from './settings.js';

const read = (env: Environment): Settings => {
  const result = readSettings(env);
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
};

/** Which variables are refused, in order. */
const refused = (env: Environment): string[] => {
  const result = readSettings(env);
  return result.ok ? [] : result.error.map(({ variable }) => variable);
};

const EXTERNAL = {
  DATABASE_URL: 'postgresql://app:secret@db.example.org:5432/chengyuan',
  MIGRATION_DATABASE_URL: 'postgresql://owner:secret@db.example.org:5432/chengyuan',
};

describe('readSettings', () => {
  it('needs nothing: an embedded database with the demo season, for this machine only', () => {
    expect(read({})).toEqual({
      dataDir: resolve('.data'),
      host: '127.0.0.1',
      port: 3000,
      database: { kind: 'embedded' },
      demo: true,
      demoSignIns: true,
      publicUrl: undefined,
      trustProxy: false,
      tls: undefined,
      introspection: true,
      logLevel: 'info',
      limits: { perCaller: 1_200, perAddress: 300 },
      jobs: true,
      metricsToken: undefined,
      tracesTo: undefined,
      blobs: { directory: join(resolve('.data'), 'attachments'), bucket: undefined },
    });
  });

  it('takes an empty variable for one that is not set', () => {
    expect(read({ PORT: '', HOST: '  ', DATABASE_URL: '', DEMO: '' })).toEqual(read({}));
  });

  it('takes an external database by both of its roles, without the demo season', () => {
    const settings = read(EXTERNAL);
    expect(settings.database).toEqual({
      kind: 'external',
      applicationUrl: EXTERNAL.DATABASE_URL,
      ownerUrl: EXTERNAL.MIGRATION_DATABASE_URL,
    });
    expect(settings.demo).toBe(false);
    expect(read({ ...EXTERNAL, DEMO: 'on' }).demo).toBe(true);
  });

  it.each([
    ['127.0.0.1', true],
    ['::1', true],
    ['localhost', true],
    ['0.0.0.0', false],
    ['::', false],
    ['192.168.1.5', false],
    ['base.example.org', false],
  ])('bound to %s, lets demo accounts in and shows the schema: %s', (HOST, isOpen) => {
    expect(read({ HOST })).toMatchObject({ demo: true, demoSignIns: isOpen, introspection: isOpen });
  });

  it('never lets demo accounts in without the demo season', () => {
    expect(read({ DEMO: 'off' })).toMatchObject({ demo: false, demoSignIns: false });
  });

  it('shows the schema elsewhere only when told to', () => {
    expect(read({ HOST: '0.0.0.0', INTROSPECTION: 'on' }).introspection).toBe(true);
    expect(read({ INTROSPECTION: 'off' }).introspection).toBe(false);
  });

  it.each([
    ['PORT', '0', 'port', 0],
    ['PORT', '65535', 'port', 65_535],
    ['HOST', '[::1]', 'host', '::1'],
    ['LOG_LEVEL', 'WARN', 'logLevel', 'warn'],
    ['PUBLIC_URL', 'https://Trace.Example.org/', 'publicUrl', 'https://trace.example.org'],
    ['PUBLIC_URL', 'http://trace.example.org:8080', 'publicUrl', 'http://trace.example.org:8080'],
    ['TRUST_PROXY', 'on', 'trustProxy', true],
    ['TRUST_PROXY', 'off', 'trustProxy', false],
    ['TRUST_PROXY', '2', 'trustProxy', 2],
    ['TRUST_PROXY', '10.0.0.0/8, ::1', 'trustProxy', ['10.0.0.0/8', '::1']],
    ['DATA_DIR', '/srv/橙源 data', 'dataDir', '/srv/橙源 data'],
  ] as const)('reads %s=%s', (variable, value, name, expected) => {
    expect(read({ [variable]: value })[name]).toEqual(expected);
  });

  it.each([
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '3000.5'],
    ['PORT', '0x10'],
    ['HOST', '127.0.0.1:3000'],
    ['HOST', '300.1.2.3'],
    ['HOST', 'http://localhost'],
    ['DEMO', 'yes'],
    ['DEMO', 'constructor'],
    ['INTROSPECTION', 'true'],
    ['LOG_LEVEL', 'verbose'],
    ['PUBLIC_URL', 'trace.example.org'],
    ['PUBLIC_URL', 'ftp://trace.example.org'],
    ['PUBLIC_URL', 'https://trace.example.org/app'],
    ['PUBLIC_URL', 'https://trace.example.org/?a=1'],
    ['PUBLIC_URL', 'https://user:secret@trace.example.org'],
    ['METRICS_TOKEN', 'too-short'],
    ['METRICS_TOKEN', 'a token with spaces in it is not sent whole'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', '127.0.0.1:4318'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'https://user:secret@traces.example.org'],
    ['TRUST_PROXY', '0'],
    ['TRUST_PROXY', '17'],
    ['TRUST_PROXY', 'proxy.example.org'],
    ['TRUST_PROXY', '10.0.0.0/33'],
    ['TRUST_PROXY', '10.0.0.1,'],
  ])('refuses %s=%s', (variable, value) => {
    expect(refused({ [variable]: value })).toEqual([variable]);
  });

  it.each([
    'mysql://app:secret@db/chengyuan',
    'postgresql://db.example.org/chengyuan',
    'postgresql://app@db.example.org',
    'postgresql://app@db.example.org/',
    'app:secret@db.example.org/chengyuan',
  ])('refuses the database address %s', (DATABASE_URL) => {
    expect(refused({ ...EXTERNAL, DATABASE_URL })).toEqual(['DATABASE_URL']);
  });

  it('refuses one role for both: an owner would not be bound by row-level security', () => {
    expect(refused({ ...EXTERNAL, DATABASE_URL: EXTERNAL.MIGRATION_DATABASE_URL })).toEqual(['DATABASE_URL']);
  });

  it.each([
    ['DATABASE_URL', 'MIGRATION_DATABASE_URL', EXTERNAL.DATABASE_URL],
    ['MIGRATION_DATABASE_URL', 'DATABASE_URL', EXTERNAL.MIGRATION_DATABASE_URL],
    ['TLS_CERT', 'TLS_KEY', 'cert.pem'],
    ['TLS_KEY', 'TLS_CERT', 'key.pem'],
  ])('refuses %s without %s, and names the missing one', (present, missing, value) => {
    expect(refused({ [present]: value })).toEqual([missing]);
  });

  const BUCKET = {
    S3_ENDPOINT: 'https://s3.example.org/',
    S3_BUCKET: 'chengyuan-attachments',
    S3_ACCESS_KEY: 'AK',
    S3_SECRET_KEY: 'hunter2/+=',
  };

  it('takes a bucket, named in the path unless told otherwise', () => {
    const bucket = {
      endpoint: 'https://s3.example.org',
      bucket: 'chengyuan-attachments',
      region: 'us-east-1',
      addressing: 'path',
      accessKey: 'AK',
      secretKey: 'hunter2/+=',
    };
    expect(read(BUCKET).blobs).toEqual({ directory: read({}).blobs.directory, bucket });
    const elsewhere = { ...BUCKET, S3_REGION: 'cn-chongqing', S3_ADDRESSING: 'HOST' };
    expect(read(elsewhere).blobs.bucket).toMatchObject({ region: 'cn-chongqing', addressing: 'host' });
  });

  it.each([
    [{ S3_BUCKET: 'a bucket' }, ['S3_BUCKET']],
    [{ S3_BUCKET: undefined, S3_SECRET_KEY: undefined }, ['S3_BUCKET', 'S3_SECRET_KEY']],
    [{ S3_ENDPOINT: 'https://s3.example.org/bucket' }, ['S3_ENDPOINT']],
    [{ S3_ADDRESSING: 'virtual' }, ['S3_ADDRESSING']],
    [{ S3_ENDPOINT: undefined, S3_REGION: 'x' }, ['S3_ENDPOINT']],
  ])('refuses a bucket with %j', (wrong, variables) => {
    expect(refused({ ...BUCKET, ...wrong })).toEqual(variables);
  });

  it('never repeats the secret of a bucket', () => {
    const result = readSettings({ ...BUCKET, S3_SECRET_KEY: 'hunter2 with a blank' });
    expect(JSON.stringify(result)).not.toContain('hunter2');
    expect(refused({ ...BUCKET, S3_SECRET_KEY: 'hunter2 with a blank' })).toEqual(['S3_SECRET_KEY']);
  });

  it('names every problem at once', () => {
    const wrong = { PORT: 'x', HOST: 'a b', DEMO: 'maybe', TLS_CERT: 'c.pem', LOG_LEVEL: 'loud' };
    expect(refused(wrong).toSorted()).toEqual(['DEMO', 'HOST', 'LOG_LEVEL', 'PORT', 'TLS_KEY']);
  });

  it('never repeats a password', () => {
    const result = readSettings({
      DATABASE_URL: 'postgresql://app:hunter2@db',
      PUBLIC_URL: 'https://a:hunter2@b',
    });
    expect(result.ok).toBe(false);
    expect(JSON.stringify(result)).not.toContain('hunter2');
    expect(JSON.stringify(result)).toContain('postgresql://app:***@db');
  });
});

describe('publicUrlOf', () => {
  it.each<[Environment, string]>([
    [{}, 'http://127.0.0.1:4321'],
    [{ HOST: '::1' }, 'http://[::1]:4321'],
    [{ HOST: '0.0.0.0' }, 'http://localhost:4321'],
    [{ TLS_CERT: 'c.pem', TLS_KEY: 'k.pem' }, 'https://127.0.0.1:4321'],
    [{ PUBLIC_URL: 'https://trace.example.org' }, 'https://trace.example.org'],
  ])('with %j is %s', (env, expected) => {
    expect(publicUrlOf(read(env), 4321)).toBe(expected);
  });
});

describe('roleOf', () => {
  it('decodes what a URL must escape', () => {
    expect(roleOf('postgresql://chengyuan%40base:x@db/chengyuan')).toBe('chengyuan@base');
  });
});

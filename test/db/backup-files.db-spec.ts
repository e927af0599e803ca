import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { BlobSource } from '../../src/infrastructure/backup/blob-parts.js';
import { contentsOf } from '../../src/infrastructure/backup/catalogue.js';
import type { Part } from '../../src/infrastructure/backup/container.js';
import type { Manifest } from '../../src/infrastructure/backup/manifest.js';
import { checkBackup, readParts } from '../../src/infrastructure/backup/read-backup.js';
import { faultLines, isLacking, withoutFiles } from '../../src/infrastructure/backup/report-of-files.js';
import { writeBackup } from '../../src/infrastructure/backup/write-backup.js';
import { BlobMissing, type BlobStorage } from '../../src/infrastructure/blobs/blob-storage.js';
import { BucketStorage } from '../../src/infrastructure/blobs/bucket-storage.js';
import { DirectoryStorage } from '../../src/infrastructure/blobs/directory-storage.js';
import { sha256 as asSha256, type Sha256 } from '../../src/kernel/sha256.js';
import { blobsOfAttachments } from '../../src/modules/attachments/backed-up-blobs.queries.js';
import { verifyDatabase } from '../../src/verification.js';
import { backUp, backupDirectory, restore, rewrite } from '../support/backup.js';
import { erase, pdf, upload } from '../support/given/attachments.js';
import { givenIn, type Given, type Member } from '../support/given/index.js';
import { startS3Server, type S3Server } from '../support/s3-server.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { createEmptyDatabase, type TestDatabase } from '../support/test-database.js';

const backups = backupDirectory();
const log = (): void => undefined;
const BYTES = [pdf(700_000), pdf(300), pdf(64 * 1024), pdf(1_000)];

let testApp: TestApp;
let given: Given;
let coop: Member;
let storage: BlobStorage;
/** Of BYTES, in their order. */
let files: { id: string; sha256: Sha256 }[];
let target: TestDatabase;
let dataDir: string;

async function stored(by: Member, body: Buffer): Promise<{ id: string; sha256: Sha256 }> {
  const { status, body: told } = await upload({ url: testApp.url, token: by.token }, { body });
  expect(status).toBe(201);
  return { id: told.id, sha256: asSha256(told.sha256) };
}

beforeAll(async () => {
  testApp = await startTestApp();
  given = givenIn(testApp);
  coop = await given.member('COOPERATIVE');
  storage = new DirectoryStorage(testApp.blobs);
  files = [];
  for (const body of BYTES) files.push(await stored(coop, body));
  // The same bytes of another organisation: one file, which two attachments speak of.
  await stored(await given.member('PACKHOUSE'), BYTES[1]!);
});
afterAll(async () => {
  await testApp.close();
  backups.remove();
});
beforeEach(async () => {
  target = await createEmptyDatabase();
  dataDir = mkdtempSync(join(tmpdir(), 'chengyuan-restored-'));
});
afterEach(async () => {
  await target.drop();
  rmSync(dataDir, { recursive: true });
});

const restored = (): DirectoryStorage => new DirectoryStorage(join(dataDir, 'attachments'));
const namesIn = async (of: BlobStorage): Promise<Sha256[]> => {
  const names: Sha256[] = [];
  for await (const { sha256 } of of.all()) names.push(sha256);
  return names;
};
const verified = async () =>
  (
    await verifyDatabase(target.applicationUrl, {
      directory: join(dataDir, 'attachments'),
      bucket: undefined,
    })
  ).attachments;
const pathIn = (root: string, name: Sha256): string => join(root, name.slice(0, 2), name.slice(2, 4), name);
/** Puts bytes where the storage looks for others. */
const place = (name: Sha256, bytes: Buffer): Promise<void> => writeFile(pathIn(testApp.blobs, name), bytes);
const backUpFrom = (source: BlobSource, file: string): Promise<Manifest> =>
  writeBackup({ ownerUrl: testApp.database.ownerUrl, file, blobs: source, product: '', log });

describe('a backup with its files', () => {
  it('puts every file back under its hash, once however many attachments speak of it', async () => {
    const file = backups.file();
    const { blobs } = await backUp(testApp.database, file, storage);
    const bytes = BYTES.reduce((sum, { length }) => sum + length, 0);
    expect(blobs).toEqual({ count: BYTES.length, bytes, faults: [] });
    await restore(file, target, { DATA_DIR: dataDir });
    expect((await namesIn(restored())).toSorted()).toEqual(files.map((each) => each.sha256).toSorted());
    for (const [i, { sha256 }] of files.entries())
      expect((await buffer(await restored().open(sha256))).equals(BYTES[i]!)).toBe(true);
    expect(await verified()).toEqual({ looked: BYTES.length + 1, fault: null });
  });

  it('is read from a bucket and put back into one', async () => {
    const access = { bucket: 'kept', region: 'cn-test', accessKey: 'AKTEST', secretKey: 'secret' };
    const s3: S3Server = await startS3Server(access);
    try {
      for (const [i, { sha256 }] of files.entries()) s3.objects.set(`sha256/${sha256}`, BYTES[i]!);
      const file = backups.file();
      const bucket = new BucketStorage({ ...access, endpoint: s3.url, addressing: 'path' });
      expect((await backUp(testApp.database, file, bucket)).blobs?.count).toBe(BYTES.length);
      s3.objects.clear();
      await restore(file, target, {
        DATA_DIR: dataDir,
        S3_ENDPOINT: s3.url,
        S3_BUCKET: access.bucket,
        S3_REGION: access.region,
        S3_ACCESS_KEY: access.accessKey,
        S3_SECRET_KEY: access.secretKey,
      });
      for (const [i, { sha256 }] of files.entries())
        expect(s3.objects.get(`sha256/${sha256}`)?.equals(BYTES[i]!)).toBe(true);
      expect(await namesIn(restored())).toEqual([]);
    } finally {
      await s3.close();
    }
  });

  it('holds nothing that was erased, nor bytes that nothing speaks of, also where they are still in the storage', async () => {
    const [body, nobodys] = [pdf(), pdf()];
    const { id, sha256 } = await stored(coop, body);
    const other = await stored(coop, nobodys);
    for (const each of [id, other.id])
      expect(await erase(coop, each)).toMatchObject({ __typename: 'EraseAttachmentPayload' });
    expect(await storage.sizeOf(sha256)).toBeNull();
    // As an outage of the storage leaves it, until a sweep.
    await place(sha256, body);
    const file = backups.file();
    await backUp(testApp.database, file, storage);
    await rm(pathIn(testApp.blobs, sha256));
    await restore(file, target, { DATA_DIR: dataDir });
    expect(await namesIn(restored())).not.toContain(sha256);
    expect((await namesIn(restored())).length).toBe(BYTES.length);
    expect((await verified()).fault).toBeNull();
  });

  it('may leave them out, and says so', async () => {
    const file = backups.file();
    expect((await backUp(testApp.database, file)).blobs).toBeNull();
    const manifest = await restore(file, target, { DATA_DIR: dataDir });
    expect(existsSync(join(dataDir, 'attachments'))).toBe(false);
    expect(withoutFiles(manifest.blobs).join('\n')).toMatch(/--without-attachments[^]*copy their directory/);
    expect((await verified()).fault?.fault).toBe('MISSING');
  });
});

describe('a file that is not what it should be', () => {
  it('is named with what speaks of it, and the rest is backed up', async () => {
    const [changed, missing] = [files[0]!, files[1]!];
    await place(changed.sha256, randomBytes(700_001));
    await rm(pathIn(testApp.blobs, missing.sha256));
    const file = backups.file();
    const { blobs } = await backUp(testApp.database, file, storage);
    await place(changed.sha256, BYTES[0]!);
    await place(missing.sha256, BYTES[1]!);
    expect(blobs?.count).toBe(BYTES.length - 2);
    expect(blobs?.faults.toSorted((a, b) => a.fault.localeCompare(b.fault))).toEqual([
      { sha256: changed.sha256, fault: 'CHANGED', usedBy: [changed.id] },
      { sha256: missing.sha256, fault: 'MISSING', usedBy: [missing.id, expect.any(String)] },
    ]);
    expect(isLacking(blobs)).toBe(true);
    const lines = faultLines(blobs!).join('\n');
    for (const word of [changed.id, missing.id, '不符', '不存在']) expect(lines).toContain(word);
    await restore(file, target, { DATA_DIR: dataDir });
    expect((await namesIn(restored())).toSorted()).toEqual([files[2]!.sha256, files[3]!.sha256].toSorted());
    expect((await verified()).fault).toMatchObject({ fault: 'MISSING' });
  });

  it('is told apart from one that was erased while the backup was being written', async () => {
    const { id, sha256 } = await stored(coop, pdf());
    const source = blobsOfAttachments(storage);
    const { blobs } = await backUpFrom(
      {
        ...source,
        wanted: async (client) => {
          const wanted = await source.wanted(client);
          await erase(coop, id);
          return wanted;
        },
      },
      backups.file(),
    );
    expect(blobs?.faults).toEqual([{ sha256, fault: 'ERASED', usedBy: [] }]);
    expect(isLacking(blobs)).toBe(false);
    expect(faultLines(blobs!).join('\n')).toMatch(/须再次删除[^]*erase its attachment again/);
  });
});

/** The storage, of which one file breaks off in its middle so many times. */
function breaking(name: Sha256, times: number): BlobStorage {
  let left = times;
  return new Proxy(storage, {
    get: (of, property) => {
      if (property !== 'open') return Reflect.get(of, property) as unknown;
      return async (sha256: Sha256) => {
        if (sha256 !== name || left === 0) return of.open(sha256);
        left -= 1;
        const bytes = await buffer(await of.open(sha256));
        return Readable.from(brokenOff(bytes.subarray(0, bytes.length / 2)));
      };
    },
  });
}
// eslint-disable-next-line typescript/require-await
async function* brokenOff(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes.subarray(0, 100);
  yield bytes.subarray(100);
  throw new Error('the connection broke off');
}

describe('a reading that breaks off', () => {
  it('is begun again, and what came of it is forgotten', async () => {
    const file = backups.file();
    const { blobs } = await backUp(testApp.database, file, breaking(files[0]!.sha256, 2));
    expect(blobs).toMatchObject({ count: BYTES.length, faults: [] });
    const kinds: string[] = [];
    for await (const part of readParts(file)) if (part.kind === 'VOID') kinds.push(part.cause);
    expect(kinds).toEqual(['BROKEN_OFF', 'BROKEN_OFF']);
    await restore(file, target, { DATA_DIR: dataDir });
    expect((await verified()).fault).toBeNull();
    expect(await namesIn(restored())).toHaveLength(BYTES.length);
  });

  it('ends the backup the third time, and leaves no file', async () => {
    const file = backups.file();
    await expect(backUp(testApp.database, file, breaking(files[0]!.sha256, 3))).rejects.toThrow(
      /无法读取附件[^]*cannot be read \(the connection broke off\)[^]*--without-attachments/,
    );
    expect([existsSync(file), existsSync(`${file}.part`)]).toEqual([false, false]);
  });
});

describe('a backup of the earlier form', () => {
  const GOLDEN = fileURLToPath(new URL('../golden/backup-form-1.backup', import.meta.url));

  it('is restored as before, without files, and says that it has none', async () => {
    const manifest = await restore(GOLDEN, target, { DATA_DIR: dataDir });
    expect(manifest.blobs).toBeUndefined();
    expect(manifest.tables.length).toBeGreaterThan(40);
    expect(withoutFiles(manifest.blobs).join('\n')).toMatch(/由旧版本写成[^]*by an earlier version/);
    const owner = new pg.Client({ connectionString: target.ownerUrl });
    await owner.connect();
    const { rows } = await owner.query(`SELECT (SELECT count(*)::int FROM attachment) AS attachments`);
    await owner.end();
    expect(rows).toEqual([{ attachments: 1 }]);
    expect((await verified()).fault).toMatchObject({ sha256: 'a'.repeat(64), fault: 'MISSING' });
  });

  it('has no files in it, whatever somebody wrote there', async () => {
    const [file, changed] = [backups.file(), backups.file()];
    await backUp(testApp.database, file, storage);
    await rewrite(file, changed, (parts) => parts, 1);
    await expect(restore(changed, target, { DATA_DIR: dataDir })).rejects.toThrow(/not what was written/);
  });
});

describe('a restore is refused, and leaves the database empty,', () => {
  afterEach(async () => {
    const owner = new pg.Client({ connectionString: target.ownerUrl });
    await owner.connect();
    expect(await contentsOf(owner)).toEqual([]);
    await owner.end();
  });

  /** A backup with other sections and the right hash over all of it. */
  async function changed(change: (part: Part, at: number) => Iterable<Part>): Promise<string> {
    const [file, to] = [backups.file(), backups.file()];
    await backUp(testApp.database, file, storage);
    await rewrite(file, to, async function* (parts) {
      let blobs = 0;
      for await (const part of parts) {
        if (part.kind === 'BLOB') blobs += 1;
        yield* change(part, blobs);
      }
    });
    return to;
  }

  it.each<[string, (part: Part, blobs: number) => Iterable<Part>]>([
    [
      'of a file whose bytes are not those of its hash',
      (part, blobs) =>
        part.kind === 'DATA' && blobs === 1 ? [{ ...part, data: randomBytes(part.data.length) }] : [part],
    ],
    [
      'of a file under the name of another',
      (part) =>
        part.kind === 'BLOB' ? [{ ...part, blob: { ...part.blob, sha256: files[0]!.sha256 } }] : [part],
    ],
    [
      'of a file that is named by no hash',
      (part) =>
        part.kind === 'BLOB' ? [{ ...part, blob: { ...part.blob, sha256: '../../x' as Sha256 } }] : [part],
    ],
    [
      'without a file that the manifest counts',
      (part, blobs) => (blobs === 1 && part.kind !== 'MANIFEST' ? [] : [part]),
    ],
    [
      'of a file that is said to be none, where the manifest says it is whole',
      (part, blobs) =>
        part.kind === 'BLOB' && blobs === 2 ? [{ kind: 'VOID', cause: 'MISSING' }, part] : [part],
    ],
    [
      'that says of nothing that it is none',
      (part) => (part.kind === 'MANIFEST' ? [part] : [part, { kind: 'VOID', cause: 'BROKEN_OFF' }]),
    ],
  ])('%s', async (_, change) => {
    const file = await changed(change);
    await expect(checkBackup(file)).rejects.toThrow(/its content is not what was written/);
    await expect(restore(file, target, { DATA_DIR: dataDir })).rejects.toThrow(/is damaged/);
    expect(existsSync(join(dataDir, 'attachments'))).toBe(false);
  });

  it('where the files cannot be put anywhere', async () => {
    const file = backups.file();
    await backUp(testApp.database, file, storage);
    await writeFile(join(dataDir, 'attachments'), 'a file where the directory should be');
    await expect(restore(file, target, { DATA_DIR: dataDir })).rejects.toThrow(
      /附件存储[^]*the database is still empty/,
    );
    const unreachable = {
      S3_ENDPOINT: 'http://127.0.0.1:1',
      S3_BUCKET: 'kept',
      S3_ACCESS_KEY: 'a',
      S3_SECRET_KEY: 'b',
    };
    await expect(restore(file, target, { DATA_DIR: dataDir, ...unreachable })).rejects.toThrow(
      /cannot be written to \(the bucket did not answer/,
    );
  });
});

describe('a storage that lacks what rows speak of', () => {
  it('is no backup where it is the wrong one', async () => {
    const none: BlobStorage = new Proxy(storage, {
      get: (of, property) =>
        property === 'open'
          ? (sha256: Sha256) => Promise.reject(new BlobMissing(sha256))
          : (Reflect.get(of, property) as unknown),
    });
    const wanted = Array.from({ length: 10_001 }, (_, n) => ({
      sha256: n.toString(16).padStart(64, '0') as Sha256,
      byteCount: 1,
    }));
    const source: BlobSource = {
      storage: none,
      wanted: () => Promise.resolve(wanted),
      usersOf: () => Promise.resolve(['x']),
    };
    const file = backups.file();
    await expect(backUpFrom(source, file)).rejects.toThrow(/more than ten thousand[^]*those of the server\?/);
    expect(existsSync(file)).toBe(false);
  });
});

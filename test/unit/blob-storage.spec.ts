import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  BlobMissing,
  StorageUnavailable,
  type Blob,
  type BlobStorage,
} from '../../src/infrastructure/blobs/blob-storage.js';
import { addressOf, BucketStorage } from '../../src/infrastructure/blobs/bucket-storage.js';
import { faultOfBlob, openChecked } from '../../src/infrastructure/blobs/check-blob.js';
import { DirectoryStorage } from '../../src/infrastructure/blobs/directory-storage.js';
import { BlobTooLarge, receiveBlob, removeAbandoned } from '../../src/infrastructure/blobs/receive-blob.js';
import { sha256, type Sha256 } from '../../src/kernel/sha256.js';
import { startS3Server, type S3Server } from '../support/s3-server.js';

const ACCESS = { bucket: 'attachments', region: 'cn-test', accessKey: 'AKTEST', secretKey: 'a+/=secret' };

let directory: string;
let s3: S3Server;
const storages: Record<string, BlobStorage> = {};

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'chengyuan-blobs-'));
  s3 = await startS3Server(ACCESS);
  storages['a directory'] = new DirectoryStorage(join(directory, 'kept'));
  storages['a bucket'] = new BucketStorage({ ...ACCESS, endpoint: s3.url, addressing: 'path' });
});
afterAll(async () => {
  await s3.close();
  await rm(directory, { recursive: true });
});

const hashOf = (bytes: Buffer): Sha256 => sha256(createHash('sha256').update(bytes).digest('hex'));

/** Bytes as they arrive: in a file beside the kept ones. */
async function arrived(bytes: Buffer): Promise<Blob & { file: string }> {
  const received = await receiveBlob(Readable.from([bytes]), {
    into: join(directory, 'kept', 'incoming'),
    limit: bytes.length,
    look: () => undefined,
  });
  return received;
}
async function put(storage: BlobStorage, bytes: Buffer): Promise<Blob> {
  const { file, ...blob } = await arrived(bytes);
  await storage.put(blob, file);
  await rm(file, { force: true });
  return blob;
}
const listed = async (storage: BlobStorage): Promise<Map<string, number>> => {
  const found = new Map<string, number>();
  for await (const { sha256: name, byteCount, storedAt } of storage.all()) {
    expect(Math.abs(storedAt - Date.now())).toBeLessThan(60_000);
    found.set(name, byteCount);
  }
  return found;
};

describe.each(['a directory', 'a bucket'])('%s', (kind) => {
  const storage = (): BlobStorage => storages[kind]!;

  it('gives back what it was given, under its hash', async () => {
    const bytes = randomBytes(300_000);
    const blob = await put(storage(), bytes);
    expect(blob.sha256).toBe(hashOf(bytes));
    expect(await storage().sizeOf(blob.sha256)).toBe(300_000);
    expect((await buffer(await storage().open(blob.sha256))).equals(bytes)).toBe(true);
  });

  it('takes the same bytes again', async () => {
    const bytes = randomBytes(10);
    const blob = await put(storage(), bytes);
    expect(await put(storage(), bytes)).toEqual(blob);
    expect((await buffer(await storage().open(blob.sha256))).equals(bytes)).toBe(true);
  });

  it('says what it has not', async () => {
    const none = hashOf(randomBytes(10));
    expect(await storage().sizeOf(none)).toBeNull();
    await expect(storage().open(none)).rejects.toThrow(BlobMissing);
    await storage().remove(none);
  });

  it('forgets', async () => {
    const blob = await put(storage(), randomBytes(10));
    await storage().remove(blob.sha256);
    expect(await storage().sizeOf(blob.sha256)).toBeNull();
    expect(await faultOfBlob(storage(), blob)).toBe('MISSING');
  });

  it('lists all of them, page by page', async () => {
    const blobs = [];
    for (let n = 1; n <= 5; n += 1) blobs.push(await put(storage(), randomBytes(n)));
    const found = await listed(storage());
    for (const blob of blobs) expect(found.get(blob.sha256)).toBe(blob.byteCount);
  });

  it('reaches nothing by what is no hash', async () => {
    for (const name of ['../../etc/passwd', '', 'A'.repeat(64)] as Sha256[]) {
      await expect(storage().sizeOf(name)).rejects.toThrow(RangeError);
      await expect(storage().open(name)).rejects.toThrow(RangeError);
      await expect(storage().remove(name)).rejects.toThrow(RangeError);
    }
  });
});

describe('bytes that were changed in the storage', () => {
  it('are noticed, and never handed out to their end', async () => {
    const blob = await put(storages['a directory']!, randomBytes(100_000));
    const { sha256: name } = blob;
    const path = join(directory, 'kept', name.slice(0, 2), name.slice(2, 4), name);
    expect(await faultOfBlob(storages['a directory']!, blob)).toBeNull();
    const bytes = await readFile(path);
    bytes[50_000]! ^= 1;
    await writeFile(path, bytes);
    expect(await faultOfBlob(storages['a directory']!, blob)).toBe('CHANGED');
    await expect(openChecked(storages['a directory']!, blob).then(buffer)).rejects.toThrow(
      'is not what it was',
    );
  });
});

describe('a bucket, beyond that', () => {
  const withSettings = (changed: object): BucketStorage =>
    new BucketStorage({ ...ACCESS, endpoint: s3.url, addressing: 'path', ...changed });

  it('is tried again when the server fails, and given up in the end', async () => {
    const none = hashOf(randomBytes(10));
    s3.failNext(503, 2);
    expect(await storages['a bucket']!.sizeOf(none)).toBeNull();
    s3.failNext(500, 3);
    await expect(storages['a bucket']!.sizeOf(none)).rejects.toThrow(StorageUnavailable);
  });

  it('sends an upload again from its beginning', async () => {
    const bytes = randomBytes(200_000);
    const { file, ...blob } = await arrived(bytes);
    s3.failNext(503, 1);
    await storages['a bucket']!.put(blob, file);
    expect(s3.objects.get(`sha256/${blob.sha256}`)?.equals(bytes)).toBe(true);
  });

  it.each([
    ['another secret', { secretKey: 'wrong' }],
    ['another key', { accessKey: 'AKOTHER' }],
    ['another region', { region: 'elsewhere' }],
    ['another bucket', { bucket: 'another-bucket' }],
  ])('refuses %s, and nothing of the secret is told', async (_, changed) => {
    const { file, ...blob } = await arrived(randomBytes(10));
    const refused: unknown = await withSettings(changed)
      .put(blob, file)
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(StorageUnavailable);
    expect(String(refused)).toMatch(/the bucket answered PUT with 40[34]$/);
    expect(s3.objects.has(`sha256/${blob.sha256}`)).toBe(false);
  });

  it('refuses bytes that are not those of the hash they are signed with', async () => {
    const { file, byteCount } = await arrived(randomBytes(10));
    const blob = { sha256: hashOf(randomBytes(10)), byteCount };
    await expect(storages['a bucket']!.put(blob, file)).rejects.toThrow(StorageUnavailable);
  });

  it('is not followed elsewhere, and is unavailable when nobody listens', async () => {
    s3.failNext(301, 3);
    await expect(withSettings({}).sizeOf(hashOf(Buffer.alloc(0)))).rejects.toThrow(StorageUnavailable);
    const nobody = withSettings({ endpoint: 'http://127.0.0.1:1' });
    await expect(nobody.sizeOf(hashOf(Buffer.alloc(0)))).rejects.toThrow(StorageUnavailable);
  });

  it.each([
    ['path', 'https://s3.example.org:9000', 'https://s3.example.org:9000/attachments'],
    ['host', 'https://s3.example.org:9000', 'https://attachments.s3.example.org:9000'],
  ] as const)('is named in the %s', (addressing, endpoint, address) => {
    expect(addressOf({ ...ACCESS, endpoint, addressing })).toBe(address);
  });
});

describe('receiving', () => {
  const into = (): string => join(directory, 'received');
  const receive = (chunks: Iterable<Buffer>, limit: number, look: (head: Buffer) => void = () => undefined) =>
    receiveBlob(Readable.from(chunks), { into: into(), limit, look });

  it('hashes on the way and keeps the edges', async () => {
    const bytes = randomBytes(5_000);
    const received = await receive(
      [bytes.subarray(0, 10), bytes.subarray(10, 4_900), bytes.subarray(4_900)],
      5_000,
    );
    expect(received).toMatchObject({ byteCount: 5_000, sha256: hashOf(bytes) });
    expect(received.head.equals(bytes.subarray(0, 1_024))).toBe(true);
    expect(received.tail.equals(bytes.subarray(-1_024))).toBe(true);
    expect((await readFile(received.file)).equals(bytes)).toBe(true);
    await rm(received.file);
  });

  it('stops at the first byte too many, without asking for the rest', async () => {
    let asked = 0;
    function* endless(): Generator<Buffer> {
      for (;;) {
        asked += 1;
        yield Buffer.alloc(1_000);
      }
    }
    await expect(receive(endless(), 10_000)).rejects.toThrow(BlobTooLarge);
    // A stream reads a few chunks ahead.
    expect(asked).toBeLessThan(40);
    expect(await readdir(into())).toEqual([]);
  });

  it('stops as soon as the beginning is seen to be wrong, and leaves nothing', async () => {
    const look = (): never => {
      throw new Error('no');
    };
    await expect(receive([randomBytes(2_000), randomBytes(2_000)], 10_000, look)).rejects.toThrow('no');
    await expect(receive([randomBytes(10)], 10_000, look)).rejects.toThrow('no');
    expect(await readdir(into())).toEqual([]);
  });

  it('leaves nothing of what broke off', async () => {
    function* broken(): Generator<Buffer> {
      yield randomBytes(5_000);
      throw new Error('gone');
    }
    await expect(receive(broken(), 10_000)).rejects.toThrow('gone');
    expect(await readdir(into())).toEqual([]);
  });

  it('clears away what a process that was killed had begun, and nothing younger or other', async () => {
    const old = '01900000-0000-7000-8000-000000000001.part';
    const young = '01900000-0000-7000-8000-000000000002.part';
    for (const name of [old, young, 'notes.txt']) await writeFile(join(into(), name), 'x');
    const yesterday = new Date(Date.now() - 86_400_000);
    for (const name of [old, 'notes.txt']) await utimes(join(into(), name), yesterday, yesterday);
    expect(await removeAbandoned(into(), 3_600_000)).toBe(1);
    expect((await readdir(into())).sort()).toEqual([young, 'notes.txt']);
    expect(await removeAbandoned(join(directory, 'never-made'), 0)).toBe(0);
  });
});

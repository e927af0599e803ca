import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { EntityManager } from 'typeorm';
import { Administration } from '../../src/admin/administration.js';
import { readArguments } from '../../src/admin/read-arguments.js';
import {
  BLOB_STORAGE,
  StorageUnavailable,
  type BlobStorage,
} from '../../src/infrastructure/blobs/blob-storage.js';
import { systemContext } from '../../src/infrastructure/database/system-context.js';
import { UnitOfWork } from '../../src/infrastructure/database/unit-of-work.js';
import type { AttachmentId } from '../../src/kernel/ids.js';
import { instant } from '../../src/kernel/instant.js';
import { sha256, type Sha256 } from '../../src/kernel/sha256.js';
import { attachmentClaims } from '../../src/modules/attachments/attachment.claims.js';
import { StoreAttachment } from '../../src/modules/attachments/commands/store-attachment.js';
import { LinkSecret } from '../../src/modules/attachments/link-secret.js';
import { firstFaultyBlob } from '../../src/modules/attachments/verify/verify-blobs.js';
import { SweepAttachments } from '../../src/modules/attachments/commands/sweep-attachments.js';
import { EraseText } from '../../src/modules/ledger/commands/erase-text.js';
import { Ledger } from '../../src/modules/ledger/ledger.js';
import { firstDifference } from '../../src/modules/ledger/verify/verify-ledger.js';
import { givenIn, valueOf, type Given, type Member } from '../support/given/index.js';
import { landDocuments } from '../support/given/land-documents.js';
import { pdf, upload } from '../support/given/attachments.js';
import { startS3Server, type S3Server } from '../support/s3-server.js';
import { startTestApp, TestClock, type TestApp } from '../support/test-app.js';

/* What holds whichever storage there is: this time a bucket. */

const ACCESS = { bucket: 'attachments', region: 'cn-test', accessKey: 'AKTEST', secretKey: 'secret' };

let s3: S3Server;
let testApp: TestApp;
let given: Given;
let coop: Member;
let directory: string;

beforeAll(async () => {
  s3 = await startS3Server(ACCESS);
  // Objects are as old as the machine's clock says, so the product's must agree.
  const clock = new TestClock(instant(new Date()));
  testApp = await startTestApp({ clock, bucket: { ...ACCESS, endpoint: s3.url, addressing: 'path' } });
  given = givenIn(testApp);
  coop = await given.member('COOPERATIVE');
  directory = await mkdtemp(join(tmpdir(), 'chengyuan-arrived-'));
});
afterAll(async () => {
  await testApp.close();
  await s3.close();
  await rm(directory, { recursive: true });
});

interface Arrived {
  readonly sha256: Sha256;
  readonly byteCount: number;
  readonly file: string;
}
async function arrived(bytes = randomBytes(100)): Promise<Arrived> {
  const file = join(directory, randomUUID());
  await writeFile(file, bytes);
  return { sha256: sha256(createHash('sha256').update(bytes).digest('hex')), byteCount: bytes.length, file };
}
async function store(by: Member, file: Arrived, fileName: string | null = null): Promise<AttachmentId> {
  const told = { ...file, fileName, mediaType: 'image/jpeg' as const };
  return valueOf(await testApp.app.get(StoreAttachment).execute(await by.ctx(), told, null)).attachmentId;
}
const keyOf = (name: Sha256): string => `sha256/${name}`;
const asSystem = <T>(sql: string, params: unknown[] = []): Promise<T[]> =>
  testApp.app.get(UnitOfWork).read(testApp.system(), ({ manager }) => manager.query<T[]>(sql, params));

describe('storing', () => {
  it('makes one attachment of the same bytes that come ten times at once', async () => {
    const bytes = randomBytes(100);
    const ids = await Promise.all(Array.from({ length: 10 }, async () => store(coop, await arrived(bytes))));
    expect(new Set(ids).size).toBe(1);
    expect((await given.ledgerOf(ids[0]!)).map(({ kind }) => kind)).toEqual(['attachment.stored']);
  });

  it('speaks of nothing that is not kept', async () => {
    const file = await arrived();
    s3.failNext(500, 3);
    await expect(store(coop, file)).rejects.toThrow(StorageUnavailable);
    expect(await asSystem('SELECT FROM attachment WHERE sha256 = $1', [file.sha256])).toEqual([]);
  });

  it('notices that the bytes were taken away before they were spoken of', async () => {
    const file = await arrived();
    const storage = testApp.app.get<BlobStorage>(BLOB_STORAGE);
    const forgetful = Object.assign(Object.create(storage) as BlobStorage, {
      put: async (...args: Parameters<BlobStorage['put']>) => {
        await storage.put(...args);
        s3.objects.delete(keyOf(file.sha256));
      },
    });
    const command = new StoreAttachment(testApp.app.get(UnitOfWork), testApp.app.get(Ledger), forgetful);
    const told = { ...file, fileName: null, mediaType: 'image/jpeg' as const };
    await expect(command.execute(await coop.ctx(), told, null)).rejects.toThrow('was taken away');
    expect(await asSystem('SELECT FROM attachment WHERE sha256 = $1', [file.sha256])).toEqual([]);
  });
});

describe('bytes that nobody needs', () => {
  const sweep = (): Promise<unknown> => testApp.app.get(SweepAttachments).execute(testApp.system());

  it('are left alone for a day, and swept after it; what is needed stays', async () => {
    const needed = await arrived();
    await store(coop, needed);
    const orphan = await arrived(randomBytes(7));
    await testApp.app.get<BlobStorage>(BLOB_STORAGE).put(orphan, orphan.file);
    const before = s3.objects.size;
    expect(await sweep()).toEqual({ blobs: before, removed: 0, removedBytes: 0 });
    // The bucket's clock went on since this file began and stopped the product's: an hour for that.
    testApp.clock.advance({ days: 1, hours: 1 });
    const answer = await new Administration(testApp.app).run(
      valueOf(readArguments(['sweep-attachments'])),
      () => Promise.resolve(''),
    );
    expect(valueOf(answer).join()).toMatch(/1 .*7/);
    expect(s3.objects.has(keyOf(orphan.sha256))).toBe(false);
    expect(s3.objects.has(keyOf(needed.sha256))).toBe(true);
    expect(s3.objects.size).toBe(before - 1);
    testApp.clock.advance({ days: -1, hours: -1 });
  });
});

describe('the ledger', () => {
  it('agrees with the attachments, and notices a change behind the product’s back', async () => {
    const [claim] = attachmentClaims;
    const id = await store(coop, await arrived());
    const client = new pg.Client({ connectionString: testApp.database.superuserUrl });
    await client.connect();
    const manager = {
      query: async (sql: string, params: unknown[]) => (await client.query(sql, params)).rows as unknown[],
    } as unknown as EntityManager;
    const after = async (change: string): Promise<string | null> => {
      await client.query('BEGIN');
      await client.query('SET LOCAL session_replication_role = replica');
      await client.query(change, [id]);
      const found = await firstDifference(manager, claim!);
      await client.query('ROLLBACK');
      return found?.kind === 'RECORD' && found.key === id ? found.column : null;
    };
    const others: Record<string, string> = {
      sha256: `repeat('c', 64)`,
      media_type: `'image/png'`,
      byte_count: 'byte_count + 1',
      organisation_id: 'gen_random_uuid()',
      uploaded_by_id: 'gen_random_uuid()',
      uploaded_at: `uploaded_at + interval '1 s'`,
      erased_at: 'now()',
    };
    expect(Object.keys(others).sort()).toEqual(claim!.columns.toSorted());
    expect(await firstDifference(manager, claim!)).toBeNull();
    for (const [column, value] of Object.entries(others))
      expect(await after(`UPDATE attachment SET ${column} = ${value} WHERE id = $1`)).toBe(column);
    expect(await after('DELETE FROM attachment WHERE id = $1')).toBe('*');
    await client.end();
  });

  it('has its bytes looked for, one by one', async () => {
    const uow = testApp.app.get(UnitOfWork);
    const storage = testApp.app.get<BlobStorage>(BLOB_STORAGE);
    const look = () => firstFaultyBlob(uow, systemContext(testApp.clock, testApp.ids), storage);
    const file = await arrived();
    const attachmentId = await store(coop, file);
    const { looked, fault } = await look();
    expect(looked).toBeGreaterThan(2);
    expect(fault).toBeNull();
    s3.objects.set(keyOf(file.sha256), randomBytes(100));
    expect((await look()).fault).toEqual({ attachmentId, sha256: file.sha256, fault: 'CHANGED' });
    s3.objects.delete(keyOf(file.sha256));
    expect((await look()).fault).toEqual({ attachmentId, sha256: file.sha256, fault: 'MISSING' });
  });
});

describe('a name that is text about somebody', () => {
  const nameOf = async (id: AttachmentId): Promise<string | null> =>
    (await asSystem<{ file_name: string | null }>('SELECT file_name FROM attachment WHERE id = $1', [id]))[0]!
      .file_name;

  it('goes with the other text of a thing', async () => {
    const id = await store(coop, await arrived(), '王五的地.jpg');
    const ctx = await coop.ctx();
    const erased = await testApp.app.get(EraseText).execute(ctx, { requestId: randomUUID(), subjectId: id });
    expect(valueOf(erased).texts).toBe(2);
    expect(await nameOf(id)).toBeNull();
    const texts = await asSystem<{ text: string | null }>(
      'SELECT text FROM ledger_text WHERE entry_id IN (SELECT id FROM ledger_entry WHERE subject_ids @> ARRAY[$1::uuid])',
      [id],
    );
    expect(texts).toEqual([{ text: null }]);
  });

  it('is struck out with the grower whom it names', async () => {
    const grower = await given.grower(coop, { name: '赵六六' });
    const [named, other] = [await arrived(), await arrived()];
    const ids = [
      await store(coop, named, '赵六六 身份证.jpg'),
      await store(coop, other, '果园.jpg'),
    ] as const;
    const input = { requestId: randomUUID(), growerId: grower };
    await coop.client.run(landDocuments.eraseGrower, { input });
    expect(await nameOf(ids[0])).toBe('*** 身份证.jpg');
    expect(await nameOf(ids[1])).toBe('果园.jpg');
    const told = await asSystem<{ text: string | null }>(
      `SELECT text FROM ledger_text WHERE text LIKE '%赵六六%'`,
    );
    expect(told).toEqual([]);
  });
});

describe('the secret of links', () => {
  it('is the same for all servers of a database, and not to be read by anybody who asks', async () => {
    const ctx = await coop.ctx();
    const uow = testApp.app.get(UnitOfWork);
    const secrets = await Promise.all(Array.from({ length: 5 }, () => new LinkSecret(uow).of(ctx)));
    expect(secrets[0]).toHaveLength(32);
    expect(new Set(secrets.map((secret) => secret.toString('hex'))).size).toBe(1);
    const read = (): Promise<unknown[]> =>
      uow.read(ctx, ({ manager }) => manager.query('SELECT value FROM product_state'));
    expect(await read()).toEqual([]);
  });
});

describe('what arrives', () => {
  it('goes on to the bucket and leaves nothing on this machine', async () => {
    const body = pdf(100_000);
    const sent = await upload({ url: testApp.url, token: coop.token }, { body });
    expect(sent.status).toBe(201);
    expect(s3.objects.get(`sha256/${sent.body.sha256}`)?.equals(body)).toBe(true);
    expect(await readdir(join(testApp.blobs, 'incoming'))).toEqual([]);
  });

  it('is refused for a while, and not for good, when the bucket does not answer', async () => {
    s3.failNext(503, 3);
    const file = { body: pdf(), headers: { 'accept-language': 'zh' } };
    const refused = await upload({ url: testApp.url, token: coop.token }, file);
    expect(refused.status).toBe(503);
    expect(refused.body).toEqual({ code: 'STORAGE_UNAVAILABLE', message: '附件存储暂时不可用，请稍后再试' });
    expect((await upload({ url: testApp.url, token: coop.token }, file)).status).toBe(201);
  });
});

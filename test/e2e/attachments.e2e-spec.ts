import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { organisationDocuments as documents } from '../support/given/organisation-documents.js';
import { UnitOfWork } from '../../src/infrastructure/database/unit-of-work.js';
import { ok } from '../../src/kernel/result.js';
import type { AttachmentId } from '../../src/kernel/ids.js';
import { MAXIMUM_BYTES } from '../../src/modules/attachments/domain/media-type.js';
import { Attachments } from '../../src/modules/attachments/commands/attachments.js';
import {
  beginUpload,
  heic,
  jpeg,
  pdf,
  png,
  upload,
  type Upload,
  type Uploaded,
} from '../support/given/attachments.js';
import { givenIn, type Given, type Member } from '../support/given/index.js';
import { expectFreed, settledMemory } from '../support/hostile.js';
import { client } from '../support/graphql-client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let testApp: TestApp;
let given: Given;
let coop: Member;
let stranger: Member;
let office: Member;

beforeAll(async () => {
  testApp = await startTestApp();
  given = givenIn(testApp);
  coop = await given.member('COOPERATIVE');
  stranger = await given.member('PACKHOUSE');
  office = await given.member('BASE_OFFICE');
});
afterAll(() => testApp.close());

const as = (member: Member, file: Upload): Promise<Uploaded> =>
  upload({ url: testApp.url, token: member.token }, file);

const ATTACHMENT = `query ($id: ID!) { attachment(id: $id) {
  id sha256 mediaType byteCount fileName uploadedAt uploadedById erasedAt downloadUrl organisation { id } } }`;
const ERASE = `mutation ($input: EraseAttachmentInput!) { answer: eraseAttachment(input: $input) {
  ... on EraseAttachmentPayload { attachment { fileName erasedAt downloadUrl } }
  ... on Refused { reasons { code } } } }`;

// A test reads whatever it asked for.
// eslint-disable-next-line typescript/no-explicit-any
const seen = async (member: Member, id: string): Promise<any> =>
  (await member.client.run(ATTACHMENT, { id })).attachment;
const linkOf = async (member: Member, id: string): Promise<string> => (await seen(member, id)).downloadUrl;
/** The whole answer, or the connection would stay open. */
async function download(link: string, headers: Record<string, string> = {}): Promise<Response> {
  const response = await fetch(testApp.url + link, { headers });
  return new Response(await response.arrayBuffer(), response);
}
/** Everything below the directory of attachments, files only. */
const filesOf = async (): Promise<string[]> =>
  (await readdir(testApp.blobs, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);

describe('a report that a cooperative uploads', () => {
  const report = pdf(300_000);
  const sha256 = createHash('sha256').update(report).digest('hex');
  let id: string;

  it('is kept under its hash, with its name cleaned', async () => {
    const { status, body } = await as(coop, { body: report, name: 'C:\\报告\\检测报告 \u202efdp.exe' });
    expect(status).toBe(201);
    expect(body).toMatchObject({ sha256, mediaType: 'application/pdf', byteCount: 300_000 });
    expect(body.fileName).toBe('检测报告 fdp.exe');
    id = body.id;
    expect(await filesOf()).toContain(sha256);
  });

  it('is seen by the cooperative and the base office, and by nobody else', async () => {
    expect(await seen(coop, id)).toMatchObject({
      sha256,
      byteCount: 300_000,
      uploadedById: coop.userId,
      organisation: { id: coop.organisationId },
    });
    expect(await seen(office, id)).toMatchObject({ sha256 });
    expect(await seen(stranger, id)).toBeNull();
  });

  it('stands in the ledger by hash, type and size, and its name beside it', async () => {
    const entries = await given.ledgerOf(id);
    expect(entries.map(({ kind }) => kind)).toEqual(['attachment.stored']);
    expect(entries[0]!.facts).toEqual({ sha256, mediaType: 'application/pdf', byteCount: 300_000 });
    expect(JSON.stringify(entries[0]!.facts)).not.toContain('检测');
  });

  it('is the same attachment when it comes again, and another one of another organisation', async () => {
    const again = await as(coop, { body: report, name: 'another name.pdf' });
    expect([again.status, again.body.id, again.body.fileName]).toEqual([200, id, '检测报告 fdp.exe']);
    const other = await as(stranger, { body: report });
    expect(other.status).toBe(201);
    expect(other.body.id).not.toBe(id);
    expect((await filesOf()).filter((name) => name === sha256)).toHaveLength(1);
  });

  it('is downloaded by a link, as it was and never shown in the page', async () => {
    const response = await download(await linkOf(coop, id));
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': '300000',
      'content-disposition': `attachment; filename="____ fdp.exe.pdf"; filename*=UTF-8''${encodeURIComponent('检测报告 fdp.exe.pdf')}`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'cache-control': 'private, no-store',
    });
    expect(Buffer.from(await response.arrayBuffer()).equals(report)).toBe(true);
  });

  it('is refused alike by a link that is forged, expired, of a stranger, or of nothing', async () => {
    const link = await linkOf(coop, id);
    const url = new URL(link, testApp.url);
    const changed = (name: string, value: string): string => {
      const other = new URL(url);
      other.searchParams.set(name, value);
      return other.pathname + other.search;
    };
    const links = [
      changed('account', stranger.userId),
      changed('organisation', stranger.organisationId),
      changed('expires', String(Number(url.searchParams.get('expires')) + 60)),
      changed('signature', 'A'.repeat(43)),
      url.pathname,
      link.replace(id, randomUUID()),
      '/attachments/none',
    ];
    const answers = await Promise.all(links.map((each) => download(each, { 'accept-language': 'en' })));
    testApp.clock.advance({ minutes: 5 });
    answers.push(await download(link, { 'accept-language': 'en' }));
    const told = await Promise.all(answers.map(async (answer) => `${answer.status} ${await answer.text()}`));
    expect(new Set(told)).toEqual(
      new Set([
        '404 {"code":"LINK_NOT_VALID","message":"The link is not valid or has expired; ask for a new one"}',
      ]),
    );
  });

  it('is not handed out any more to an account whose part in the organisation ended', async () => {
    const clerk = await given.colleague(coop, ['CLERK']);
    const link = await linkOf(clerk, id);
    expect((await download(link)).status).toBe(200);
    await coop.client.run(documents.endMembership, {
      input: { requestId: randomUUID(), membershipId: clerk.membershipId },
    });
    expect((await download(link)).status).toBe(404);
  });

  it('is seen by whom another module lets see it, if the caller sees it', async () => {
    const packer = await given.member('PACKHOUSE');
    const show = async (member: Member): Promise<unknown> =>
      testApp.app.get(UnitOfWork).write(await member.ctx(), async (tx) => {
        const attachments = testApp.app.get(Attachments);
        const missing = await attachments.refuseMissing(tx, [id as AttachmentId], 'attachmentIds');
        if (missing.length > 0) return { ok: false, error: missing } as const;
        await attachments.grant(tx, [id as AttachmentId], [packer.organisationId]);
        return ok(null);
      });
    expect(await show(packer)).toMatchObject({ ok: false, error: [{ code: 'NOT_FOUND', values: { id } }] });
    expect(await seen(packer, id)).toBeNull();
    expect(await show(coop)).toEqual(ok(null));
    expect(await seen(packer, id)).toMatchObject({ sha256, organisation: { id: coop.organisationId } });
    expect((await download(await linkOf(packer, id))).status).toBe(200);
    const erased = await packer.client.run(ERASE, { input: { requestId: randomUUID(), attachmentId: id } });
    expect(erased.answer).toEqual({ reasons: [{ code: 'NOT_FOUND' }] });
  });

  it.each([
    ['fails', 2_000],
    ['breaks off', 1_000_000],
  ])('%s where somebody changed one of its %d bytes', async (_, byteCount) => {
    const { body } = await as(coop, { body: pdf(byteCount) });
    const path = join(testApp.blobs, body.sha256.slice(0, 2), body.sha256.slice(2, 4), body.sha256);
    const bytes = await readFile(path);
    bytes[700]! ^= 1;
    await writeFile(path, bytes);
    const whole = download(await linkOf(coop, body.id)).then(async (response) => {
      const length = (await response.arrayBuffer()).byteLength;
      return response.ok ? length : null;
    });
    expect(await whole.catch(() => null)).toBeNull();
  });
});

describe('what comes in', () => {
  it.each<[string, () => Buffer, string]>([
    ['a JPEG', jpeg, 'image/jpeg'],
    ['a PNG', png, 'image/png'],
    ['a HEIC', heic, 'image/heic'],
    ['a PDF, with a parameter', pdf, 'application/pdf; charset=binary'],
  ])('may be %s', async (_, body, type) => {
    expect((await as(coop, { body: body(), type })).status).toBe(201);
  });

  const zip = Buffer.concat([Buffer.from('PK\x05\x06'), Buffer.alloc(18)]);
  it.each<[string, Upload, number, string]>([
    ['of a type that is not taken', { body: pdf(), type: 'image/svg+xml' }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['declared as a form', { body: pdf(), type: 'multipart/form-data' }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['declared as another type', { body: pdf(), type: 'image/png' }, 422, 'CONTENT_NOT_AS_DECLARED'],
    ['a page', { body: Buffer.from('<html>'), type: 'image/png' }, 422, 'CONTENT_NOT_AS_DECLARED'],
    [
      'an archive behind a picture',
      { body: Buffer.concat([jpeg(), zip]), type: 'image/jpeg' },
      422,
      'CONTENT_NOT_AS_DECLARED',
    ],
    ['cut short', { body: pdf().subarray(0, 1_500) }, 422, 'CONTENT_INCOMPLETE'],
    ['nothing', { body: Buffer.alloc(0) }, 400, 'EMPTY'],
    [
      'under a name that is not encoded',
      { body: pdf(), headers: { 'x-file-name': '%E6%' } },
      400,
      'BAD_REQUEST',
    ],
    ['under an id that is none', { body: pdf(), headers: { 'x-request-id': '1' } }, 400, 'BAD_REQUEST'],
  ])('is refused when it is %s', async (_, file, status, code) => {
    const before = await filesOf();
    const refused = await as(coop, file);
    expect([refused.status, refused.body.code]).toEqual([status, code]);
    expect(Object.keys(refused.body).sort()).toEqual(['code', 'message']);
    expect(await filesOf()).toEqual(before);
  });

  it('is told in the reader’s language', async () => {
    const told = async (language: string): Promise<string | undefined> =>
      (await as(coop, { body: pdf(), type: 'image/png', headers: { 'accept-language': language } })).body
        .message;
    expect(await told('zh-CN')).toBe('文件内容与所声明的类型不符，或混有另一种文件');
    expect(await told('en')).toMatch(/not of the type/);
  });

  it('is not what a form of another site can send, whatever cookie comes with it', async () => {
    const cookie = `chengyuan_session=${coop.token}`;
    const send = (headers: Record<string, string>): Promise<Response> =>
      fetch(`${testApp.url}/attachments`, { method: 'POST', headers, body: new Uint8Array(pdf()) });
    for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x'])
      expect((await send({ cookie, 'content-type': type })).status).toBe(415);
    // Without a type as well: that a page may send without being asked.
    expect((await send({ cookie })).status).toBe(415);
    expect((await send({ cookie, 'content-type': 'application/pdf' })).status).toBe(201);
    // A picture is no way around for the rest of the API.
    const graphql = await fetch(`${testApp.url}/graphql`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'image/png' },
      body: JSON.stringify({ query: '{ __typename }' }),
    });
    expect(graphql.status).toBe(415);
  });

  it('may name its request, which then says the same only once', async () => {
    const requestId = randomUUID();
    const headers = { 'x-request-id': requestId };
    const file = { body: pdf(), name: 'a.pdf', headers };
    const [first, second] = [await as(coop, file), await as(coop, file)];
    expect([first.status, second.status, second.body.id]).toEqual([201, 201, first.body.id]);
    const other = await as(coop, { body: pdf(), name: 'a.pdf', headers });
    expect([other.status, other.body.code]).toEqual([409, 'REQUEST_ID_REUSED']);
  });
});

describe('a file as large as may be', () => {
  it('is taken to its last byte', async () => {
    const sent = await as(coop, { body: pdf(MAXIMUM_BYTES) });
    expect([sent.status, sent.body.byteCount]).toEqual([201, MAXIMUM_BYTES]);
  });

  it('is refused with one byte more, before any of it is read where its length is told', async () => {
    const { socket, answer } = beginUpload(
      { url: testApp.url, token: coop.token },
      { 'content-length': String(MAXIMUM_BYTES + 1) },
    );
    expect(await answer).toMatch(/^HTTP\/1.1 413 [^]*"code":"PAYLOAD_TOO_LARGE"/);
    socket.destroy();
  });

  it('is refused with one byte more while it streams, where its length is not told, and memory stays bounded', async () => {
    const before = await filesOf();
    const body = pdf(MAXIMUM_BYTES + 1);
    const ground = await settledMemory();
    const status = await new Promise<number>((resolve, reject) => {
      const headers = { authorization: `Bearer ${coop.token}`, 'content-type': 'application/pdf' };
      const sending = request(`${testApp.url}/attachments`, { method: 'POST', headers }, (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode ?? 0));
      });
      sending.on('error', reject);
      const piece = 64 * 1024;
      const next = async (): Promise<void> => {
        for (let at = 0; at < body.length; at += piece) {
          if (!sending.write(body.subarray(at, at + piece)))
            await new Promise((drained) => void sending.once('drain', drained));
          // The server runs in this process, and so do the test's own copy and what the sockets hold. After 16 MB
          // a server that keeps what came in holds 16, however long one waits.
          if (at / piece === 255) await expectFreed('buffers', ground, 8);
        }
        sending.end();
      };
      void next().catch(reject);
    });
    expect(status).toBe(413);
    expect(await filesOf()).toEqual(before);
  });
});

describe('who may send', () => {
  it('is somebody signed in whose role allows it', async () => {
    const nobody = await upload({ url: testApp.url, token: null }, { body: pdf() });
    expect([nobody.status, nobody.body.code]).toEqual([401, 'UNAUTHENTICATED']);
    const viewer = await given.colleague(coop, ['VIEWER']);
    const refused = await as(viewer, { body: pdf() });
    expect([refused.status, refused.body.code]).toEqual([403, 'FORBIDDEN']);
    const clerk = await given.colleague(coop, ['CLERK']);
    expect((await as(clerk, { body: pdf() })).status).toBe(201);
  });

  it('is an API key whose scopes say so', async () => {
    const key = async (scopes: string[]): Promise<string> =>
      (
        await coop.client.run(documents.createApiKey, {
          input: { name: scopes.join(), scopes, expiresAt: '2026-12-22T01:00:00Z' },
        })
      ).answer.secret;
    const reader = { url: testApp.url, token: await key(['attachment:read']) };
    expect((await upload(reader, { body: pdf() })).body.code).toBe('FORBIDDEN');
    const writer = { url: testApp.url, token: await key(['attachment:store']) };
    const sent = await upload(writer, { body: pdf() });
    expect(sent.status).toBe(201);
    const { attachment } = await client(testApp.url, reader.token).run(
      ATTACHMENT.replace('organisation { id }', ''),
      {
        id: sent.body.id,
      },
    );
    expect((await download(attachment.downloadUrl)).status).toBe(200);
    expect(
      (await client(testApp.url, writer.token).raw(ATTACHMENT, { id: sent.body.id })).body.errors,
    ).toHaveLength(1);
  });
});

describe('an attachment that is erased', () => {
  it('loses bytes and name, and keeps its hash in the ledger', async () => {
    const { body } = await as(coop, { body: jpeg(), type: 'image/jpeg', name: '张三.jpg' });
    const link = await linkOf(coop, body.id);
    const input = { requestId: randomUUID(), attachmentId: body.id };
    const { answer } = await coop.client.run(ERASE, { input });
    expect(answer.attachment).toEqual({ fileName: null, erasedAt: testApp.clock.now(), downloadUrl: null });
    expect(await filesOf()).not.toContain(body.sha256);
    expect((await download(link)).status).toBe(404);
    expect((await coop.client.run(ERASE, { input: { ...input, requestId: randomUUID() } })).answer).toEqual({
      reasons: [{ code: 'NOT_FOUND' }],
    });
    const entries = await given.ledgerOf(body.id);
    expect(entries.map(({ kind }) => kind).sort()).toEqual(['attachment.erased', 'attachment.stored']);
    expect(JSON.stringify(entries)).not.toContain('张三');
  });

  it('leaves the bytes to another organisation that has them as well', async () => {
    const photograph = jpeg();
    const mine = await as(coop, { body: photograph, type: 'image/jpeg' });
    const theirs = await as(stranger, { body: photograph, type: 'image/jpeg' });
    await coop.client.run(ERASE, { input: { requestId: randomUUID(), attachmentId: mine.body.id } });
    const response = await download(await linkOf(stranger, theirs.body.id));
    expect(Buffer.from(await response.arrayBuffer()).equals(photograph)).toBe(true);
    // And may come back.
    const again = await as(coop, { body: photograph, type: 'image/jpeg' });
    expect([again.status, again.body.id === mine.body.id]).toEqual([201, false]);
  });
});

import { readdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { beginUpload, pdf, upload, type Begun, type Uploaded } from '../support/given/attachments.js';
import { givenIn, type Member } from '../support/given/index.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';

/** Less than in earnest for other requests, so that an upload need not be slow for a minute to have longer. */
const PATIENT = {
  headers: 5_000,
  request: 1_000,
  upload: 120_000,
  farewell: 500,
  silence: 30_000,
  lookEvery: 100,
};
/** Hundreds of times less than in earnest, so that the test need not wait a quarter of an hour. */
const HASTY = { ...PATIENT, upload: 2_000 };

let testApp: TestApp;
let coop: Member;

beforeAll(async () => {
  testApp = await startTestApp({ patience: PATIENT });
  coop = await givenIn(testApp).member('COOPERATIVE');
});
afterAll(() => testApp.close());

const send = (body: Buffer): Promise<Uploaded> => upload({ url: testApp.url, token: coop.token }, { body });
const files = async (of = testApp): Promise<string[]> =>
  (await readdir(of.blobs, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
const arriving = async (of = testApp): Promise<number> =>
  (await files(of)).filter((name) => name.endsWith('.part')).length;

const begin = (headers: Record<string, string>): Begun =>
  beginUpload({ url: testApp.url, token: coop.token }, headers);

describe('a file that does not come', () => {
  it('because the client left, leaves nothing', async () => {
    const before = await files();
    const { socket } = begin({ 'content-length': '100000' });
    socket.write(pdf(50_000));
    await until('some of it is there', async () => (await arriving()) > 0);
    socket.destroy();
    await until('nothing of it is there', async () => (await files()).length === before.length);
    expect(await files()).toEqual(before);
  });

  it('at once, over a slow line, has longer than other requests', async () => {
    const body = pdf(10_000);
    const slow = begin({ 'content-length': '10000' });
    for (let at = 0; at < 10_000; at += 1_000) {
      slow.socket.write(body.subarray(at, at + 1_000));
      // All of it takes half as long again as any other request may.
      await sleep((PATIENT.request * 1.5) / 10);
    }
    expect(await slow.answer).toMatch(/^HTTP\/1.1 201 /);
    slow.socket.destroy();
  });

  it('to an end is ended all the same, and leaves nothing', async () => {
    const hasty = await startTestApp({ patience: HASTY });
    try {
      const { token } = await givenIn(hasty).member('COOPERATIVE');
      const endless = beginUpload({ url: hasty.url, token }, { 'content-length': '1000000' });
      endless.socket.write(pdf(2_000));
      const timer = setInterval(() => endless.socket.write('x'), 50);
      await until('some of it is there', async () => (await arriving(hasty)) > 0);
      const held = await endless.closed;
      clearInterval(timer);
      expect(held).toBeGreaterThan(HASTY.upload * 0.9);
      await until('nothing of it is there', async () => (await files(hasty)).length === 0);
    } finally {
      await hasty.close();
    }
  });

  it('from somebody who may not send, is not waited for', async () => {
    const refused = begin({ 'content-length': '1000000', authorization: 'Bearer cys_nobody' });
    const timer = setInterval(() => refused.socket.write('x'), 50);
    expect(await refused.answer).toMatch(/^HTTP\/1.1 401 [^]*"code":"UNAUTHENTICATED"/);
    await refused.closed;
    clearInterval(timer);
  });
});

describe('several files at once', () => {
  it('are as many as an account may send; the next one waits its turn', async () => {
    const body = pdf(5_000);
    const under = Array.from({ length: 4 }, () => begin({ 'content-length': '5000' }));
    for (const { socket } of under) socket.write(body.subarray(0, 2_000));
    await until('all four are under way', async () => (await arriving()) === 4);
    const fifth = await send(pdf());
    expect([fifth.status, fifth.body.code, fifth.headers.get('retry-after')]).toEqual([
      429,
      'TOO_MANY_UPLOADS',
      '10',
    ]);
    for (const { socket } of under) socket.write(body.subarray(2_000));
    const answers = await Promise.all(under.map(({ answer }) => answer));
    for (const { socket } of under) socket.destroy();
    const statuses = answers.map((answer) => Number(answer.split(' ')[1])).sort();
    // The same bytes four times: one attachment.
    expect(statuses).toEqual([200, 200, 200, 201]);
    expect((await send(pdf())).status).toBe(201);
  });
});

import { readdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { beginUpload, pdf, upload, type Begun, type Uploaded } from '../support/given/attachments.js';
import { givenIn, type Member } from '../support/given/index.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** Fifty and more times less than in earnest, so that the test need not wait a quarter of an hour. */
const SHORT = { headers: 300, request: 700, upload: 2_500, farewell: 500, silence: 5_000, lookEvery: 100 };

let testApp: TestApp;
let coop: Member;

beforeAll(async () => {
  testApp = await startTestApp({ patience: SHORT });
  coop = await givenIn(testApp).member('COOPERATIVE');
});
afterAll(() => testApp.close());

const send = (body: Buffer): Promise<Uploaded> => upload({ url: testApp.url, token: coop.token }, { body });
const files = async (): Promise<string[]> =>
  (await readdir(testApp.blobs, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
const until = async (isSo: () => boolean | Promise<boolean>): Promise<void> => {
  for (let tries = 0; tries < 600; tries += 1) {
    if (await isSo()) return;
    await sleep(50);
  }
  throw new Error('it never came to that');
};

const begin = (headers: Record<string, string>): Begun =>
  beginUpload({ url: testApp.url, token: coop.token }, headers);

describe('a file that does not come', () => {
  it('because the client left, leaves nothing', async () => {
    const before = await files();
    const { socket } = begin({ 'content-length': '100000' });
    socket.write(pdf(50_000));
    await until(async () => (await files()).some((name) => name.endsWith('.part')));
    socket.destroy();
    await until(async () => (await files()).length === before.length);
    expect(await files()).toEqual(before);
  });

  it('at once, over a slow line, has longer than other requests and is ended all the same', async () => {
    const body = pdf(10_000);
    const slow = begin({ 'content-length': '10000' });
    for (let at = 0; at < 10_000; at += 1_000) {
      slow.socket.write(body.subarray(at, at + 1_000));
      // All of it takes half as long again as any other request may.
      await sleep(110);
    }
    expect(await slow.answer).toMatch(/^HTTP\/1.1 201 /);
    slow.socket.destroy();

    const endless = begin({ 'content-length': '1000000' });
    endless.socket.write(pdf(2_000));
    const timer = setInterval(() => endless.socket.write('x'), 50);
    const held = await endless.closed;
    clearInterval(timer);
    expect(held).toBeGreaterThan(SHORT.upload * 0.9);
    expect(held).toBeLessThan(SHORT.upload + 1_500);
    await until(async () => !(await files()).some((name) => name.endsWith('.part')));
  });

  it('from somebody who may not send, is not waited for', async () => {
    const refused = begin({ 'content-length': '1000000', authorization: 'Bearer cys_nobody' });
    const timer = setInterval(() => refused.socket.write('x'), 50);
    expect(await refused.answer).toMatch(/^HTTP\/1.1 401 [^]*"code":"UNAUTHENTICATED"/);
    const held = await refused.closed;
    clearInterval(timer);
    expect(held).toBeLessThan(SHORT.farewell + 1_500);
  });
});

describe('several files at once', () => {
  it('are as many as an account may send; the next one waits its turn', async () => {
    const body = pdf(5_000);
    const under = Array.from({ length: 4 }, () => begin({ 'content-length': '5000' }));
    for (const { socket } of under) socket.write(body.subarray(0, 2_000));
    await until(async () => (await files()).filter((name) => name.endsWith('.part')).length === 4);
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

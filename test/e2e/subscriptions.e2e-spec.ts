import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createApp } from '../../src/app.setup.js';
import { organisationDocuments as documents } from '../support/given/organisation-documents.js';
import type { Given, Member } from '../support/given/index.js';
import { holdDocuments, lotActs } from '../support/given/lot-acts.js';
import { lotDocuments as operations, type Trade } from '../support/given/lots.js';
import { done, type Answer } from '../support/given/send.js';
import { tradeScene, type TradeScene } from '../support/given/trade-scene.js';
import { besideAnOldTransaction } from '../support/old-transaction.js';
import { subscribe, type Subscribed } from '../support/sse.js';
import type { TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';

const LOT_CHANGED = `subscription ($id: ID!, $after: ID) { lotChanged(id: $id, after: $after) {
  eventId lot { id code state openHoldCount cartonCount checks { unity verdict findings { ruleCode verdict } } } } }`;
const HOLD_CHANGED = `subscription ($after: ID) { holdChanged(after: $after) {
  eventId hold { id reasonCode reason releasedAt } } }`;

let testApp: TestApp;
let given: Given;
let lots: TradeScene['lots'];
let trade: Trade;
const { judge, allocate } = lotActs(() => trade);
const open: Subscribed[] = [];

beforeAll(async () => {
  ({ testApp, given, lots, trade } = await tradeScene());
});
afterEach(async () => {
  for (const subscription of open.splice(0)) await subscription.close();
});
afterAll(() => testApp.close());

async function follow(who: Member, document: string, variables: object, url = testApp.url) {
  const subscription = await subscribe(url, who.token, document, { ...variables });
  open.push(subscription);
  return subscription;
}
const followLot = (who: Member, lot: Answer, after?: string, url?: string) =>
  follow(who, LOT_CHANGED, { id: lot.id, after }, url);
const change = async (subscription: Subscribed): Promise<Answer> =>
  (await subscription.next())?.data.lotChanged;
const holdChange = async (subscription: Subscribed): Promise<Answer> =>
  (await subscription.next())?.data.holdChanged;

describe('a subscription to a lot', () => {
  it('tells the lot as it is, then each change of its members, findings and state', async () => {
    const lot = await lots.open(trade);
    const batch = await lots.packed(trade, trade.rongchang, 200);
    const subscription = await followLot(trade.exporter, lot);
    expect(await change(subscription)).toMatchObject({
      lot: { code: lot.code, state: 'OPEN', cartonCount: 0 },
    });
    await allocate(lot, batch, 5);
    expect(await change(subscription)).toMatchObject({ lot: { cartonCount: 5 } });
    await judge(lot);
    const judged = await change(subscription);
    expect(judged.lot.checks).toHaveLength(4);
    await done(trade.exporter, operations.moveLot, { lotId: lot.id, to: 'CANCELLED', reason: '不再需要' });
    expect(await change(subscription)).toMatchObject({ lot: { state: 'CANCELLED' } });
  });

  it('tells of a hold on one of its batches', async () => {
    const lot = await lots.open(trade);
    const batch = await lots.packed(trade, trade.zizhong, 200);
    await allocate(lot, batch, 5);
    const subscription = await followLot(trade.exporter, lot);
    expect(await change(subscription)).toMatchObject({ lot: { openHoldCount: 0 } });
    await done(trade.packhouse, holdDocuments.placeHold, { batchIds: [batch.id], note: '纸箱受潮' });
    expect(await change(subscription)).toMatchObject({ lot: { openHoldCount: 1 } });
  });

  it('says nothing of other lots, and nothing twice', async () => {
    const [lot, other] = [await lots.open(trade), await lots.open(trade)];
    const subscription = await followLot(trade.exporter, lot);
    await change(subscription);
    await done(trade.exporter, operations.moveLot, { lotId: other.id, to: 'CANCELLED', reason: '不再需要' });
    expect(await subscription.isQuietFor(800)).toBe(true);
  });

  it('tells nothing twice to who comes back, where a running transaction kept back what was told', async () => {
    const lot = await lots.open(trade);
    const batch = await lots.packed(trade, trade.rongchang, 100);
    const before = await followLot(trade.exporter, lot);
    const { eventId } = await change(before);
    await before.close();
    await allocate(lot, batch, 3);
    // The second entry is heard of when the old transaction has ended; the lot is told as it is by then.
    const [again, missed] = await besideAnOldTransaction(testApp.database.superuserUrl, async () => {
      await allocate(lot, batch, 2);
      const subscription = await followLot(trade.exporter, lot, eventId);
      return [subscription, await change(subscription)] as const;
    });
    expect(missed).toMatchObject({ lot: { cartonCount: 5 } });
    const backAgain = await followLot(trade.exporter, lot, missed.eventId);
    expect(await again.isQuietFor(600)).toBe(true);
    expect(await backAgain.isQuietFor(600)).toBe(true);
    await allocate(lot, batch, 1);
    expect(await change(backAgain)).toMatchObject({ lot: { cartonCount: 6 } });
  });

  it('tells nothing twice to who comes back before anything has happened, whoever else has a transaction open', async () => {
    const lot = await lots.open(trade);
    const batch = await lots.packed(trade, trade.rongchang, 100);
    // As long as it runs the ledger is read no further than to it.
    const again = await besideAnOldTransaction(testApp.database.superuserUrl, async () => {
      const { eventId } = await change(await followLot(trade.exporter, lot));
      const subscription = await followLot(trade.exporter, lot, eventId);
      expect(await subscription.isQuietFor(600)).toBe(true);
      return subscription;
    });
    await allocate(lot, batch, 1);
    expect(await change(again)).toMatchObject({ lot: { cartonCount: 1 } });
  });

  it('answers a stranger as it answers for a lot that does not exist: by ending', async () => {
    const lot = await lots.open(trade);
    const stranger = await given.member('EXPORTER');
    for (const id of [lot.id, randomUUID()])
      expect(await (await followLot(stranger, { id })).next()).toBeUndefined();
  });

  it('goes on after the last event seen, leaving nothing out, on another server process of the same database', async () => {
    const lot = await lots.open(trade);
    const batch = await lots.packed(trade, trade.rongchang, 100);
    const before = await followLot(trade.exporter, lot);
    const { eventId } = await change(before);
    await before.close();
    await allocate(lot, batch, 3);
    const other = await createApp({
      applicationUrl: testApp.database.applicationUrl,
      introspection: false,
      demoSignIns: true,
      clock: testApp.clock,
      logLevel: 'error',
    });
    try {
      await other.listen(0, '127.0.0.1');
      const url = new URL(await other.getUrl()).origin;
      const again = await followLot(trade.exporter, lot, eventId, url);
      const missed = await change(again);
      expect(missed).toMatchObject({ lot: { cartonCount: 3 } });
      expect(await (await followLot(trade.exporter, lot, missed.eventId, url)).isQuietFor(600)).toBe(true);
      await allocate(lot, batch, 2);
      expect(await change(again)).toMatchObject({ lot: { cartonCount: 5 } });
    } finally {
      await other.close();
    }
  });

  it('is ended by a server that stops, which does not wait for it', async () => {
    const lot = await lots.open(trade);
    const other = await createApp({
      applicationUrl: testApp.database.applicationUrl,
      introspection: false,
      demoSignIns: true,
      clock: testApp.clock,
      logLevel: 'error',
    });
    await other.listen(0, '127.0.0.1');
    const subscription = await followLot(
      trade.exporter,
      lot,
      undefined,
      new URL(await other.getUrl()).origin,
    );
    await change(subscription);
    await other.close();
    expect((await subscription.next())?.errors?.[0]?.extensions.code).toBe('SERVER_STOPS');
    expect(await subscription.next()).toBeUndefined();
  });
});

describe('a subscription to holds', () => {
  it('tells who is concerned, in order, each placing and each release once', async () => {
    const batch = await lots.packed(trade, trade.rongchang, 100);
    const stranger = await follow(await given.member('PACKHOUSE'), HOLD_CHANGED, {});
    const concerned = await follow(trade.packhouse, HOLD_CHANGED, {});
    for (const subscription of [stranger, concerned])
      expect(await holdChange(subscription)).toMatchObject({ hold: null });
    const placed = await done(trade.packhouse, holdDocuments.placeHold, {
      batchIds: [batch.id],
      note: '复检',
    });
    const first = await holdChange(concerned);
    expect(first).toMatchObject({ hold: { id: placed.hold.id, releasedAt: null } });
    await done(trade.packhouse, holdDocuments.releaseHold, { holdId: placed.hold.id, reason: '复检合格' });
    const second = await holdChange(concerned);
    expect(second).toMatchObject({ hold: { id: placed.hold.id, releasedAt: testApp.clock.now() } });
    const again = await follow(trade.packhouse, HOLD_CHANGED, { after: first.eventId });
    expect((await holdChange(again)).eventId).toBe(second.eventId);
    expect(await stranger.isQuietFor(600)).toBe(true);
  });
});

describe('authorisation of a subscription', () => {
  it('is asked for when it is opened', async () => {
    const lot = await lots.open(trade);
    const anonymous = await subscribe(testApp.url, null, LOT_CHANGED, { id: lot.id });
    expect((await anonymous.next())?.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  it('is asked for again at each event: a session that was ended hears no more', async () => {
    const lot = await lots.open(trade);
    const colleague = await given.colleague(trade.exporter, ['CLERK']);
    const subscription = await followLot(colleague, lot);
    await change(subscription);
    const requestId = randomUUID();
    await colleague.client.run(documents.signOut, { input: { requestId } });
    await done(trade.exporter, operations.moveLot, { lotId: lot.id, to: 'CANCELLED', reason: '不再需要' });
    const last = await subscription.next();
    expect(last?.data ?? null).toBeNull();
    expect(await subscription.next()).toBeUndefined();
  });

  it('is within the scopes of an API key', async () => {
    const lot = await lots.open(trade);
    const key = async (scopes: string[]): Promise<Member> => {
      const input = { name: '示范密钥', scopes, expiresAt: '2026-02-25T00:00:00.000Z' };
      const { answer } = await trade.exporter.client.run(documents.createApiKey, { input });
      return { ...trade.exporter, token: answer.secret };
    };
    expect(await change(await followLot(await key(['lot:read']), lot))).toMatchObject({
      lot: { code: lot.code },
    });
    const refused = await (await followLot(await key(['batch:read']), lot)).next();
    expect(refused?.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});

describe('a flood of subscriptions', () => {
  it('ends at twenty of one account; closing one makes room', async () => {
    const lot = await lots.open(trade);
    const flooding = await given.colleague(trade.exporter, ['VIEWER']);
    const opened = await Promise.all(Array.from({ length: 20 }, () => followLot(flooding, lot)));
    for (const subscription of opened) await change(subscription);
    const refused = await (await followLot(flooding, lot)).next();
    expect(refused?.errors?.[0]?.extensions.code).toBe('TOO_MANY_SUBSCRIPTIONS');
    await opened[0]!.close();
    // The server hears of it a moment later.
    const letIn = await until('there is room', async () => {
      const answer = await (await followLot(flooding, lot)).next();
      return answer?.data?.lotChanged as Answer;
    });
    expect(letIn).toMatchObject({ lot: { code: lot.code } });
    expect(await change(await followLot(trade.exporter, lot))).toMatchObject({ lot: { code: lot.code } });
  });

  it('refuses an event id that this API never gave', async () => {
    const answer = await (await follow(trade.exporter, HOLD_CHANGED, { after: 'yesterday' })).next();
    expect(answer?.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });
});

import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { ZIZHONG, type Given, type Member } from '../support/given/index.js';
import { inventedRules, type InventedRule } from '../support/given/invented-rules.js';
import { holdDocuments } from '../support/given/lot-acts.js';
import type { Trade } from '../support/given/lots.js';
import { organisationDocuments } from '../support/given/organisation-documents.js';
import { done, type Answer } from '../support/given/send.js';
import { worksheetDocuments as operations } from '../support/given/worksheets.js';
import { tradeScene, type TradeScene } from '../support/given/trade-scene.js';
import { subscribe, type Subscribed } from '../support/sse.js';
import type { TestApp } from '../support/test-app.js';

/* Worksheets as two people at one table see them: what one enters, the other is told of with what it turns. */

const SAMPLED_ON = '2026-01-24';
const CHANGED = `subscription ($inspectionId: ID, $batchId: ID, $marketCode: String, $after: ID) {
  worksheetChanged(inspectionId: $inspectionId, batchId: $batchId, marketCode: $marketCode, after: $after) {
    eventId worksheet { batchCode marketCode verdict
      inspection { id state signatureSha256 defectCounts { id } }
      lines { parameter recorded { value } } toDraw { drawn lacking }
      findings { ruleCode verdict explanation } missing { ruleCode } } } }`;

/** A contract that nobody made: what is tolerated of rot, and a self-check. */
const CONTRACT = [
  {
    code: 'T-DECAY',
    kind: 'tolerance-by-class',
    parameters: { classes: { I: [{ parameter: 'DECAY_SHARE', maximum: '1' }] } },
  },
  { code: 'T-SELF-CHECK', kind: 'self-check-signed', parameters: {} },
].map((rule): InventedRule => ({ ...rule, unity: 'STANDARD', stage: 'DECLARE', effect: 'CONTRACT' }));

let testApp: TestApp;
let given: Given;
let lots: TradeScene['lots'];
let trade: Trade;
let officer: Member;
const open: Subscribed[] = [];

beforeAll(async () => {
  ({ testApp, given, lots, trade } = await tradeScene());
  await inventedRules(testApp, 'TEST-LIVE', CONTRACT);
  officer = await given.colleague(trade.packhouse, ['PLANT_PROTECTION_OFFICER']);
});
afterEach(async () => {
  for (const subscription of open.splice(0)) await subscription.close();
});
afterAll(() => testApp?.close());

const packed = (): Promise<Answer> => lots.packed(trade, trade.zizhong, 200);

async function follow(who: Member, of: Record<string, unknown>): Promise<Subscribed> {
  const subscription = await subscribe(testApp.url, who.token, CHANGED, { ...of });
  open.push(subscription);
  return subscription;
}
const change = async (subscription: Subscribed): Promise<Answer> =>
  (await subscription.next())?.data.worksheetChanged;
const sheetOf = async (subscription: Subscribed): Promise<Answer> => (await change(subscription)).worksheet;
const verdictOf = ({ findings }: Answer, code: string): string =>
  findings.find(({ ruleCode }: Answer) => ruleCode === code)?.verdict;
const recorded = ({ lines }: Answer, parameter: string): string[] =>
  lines.find((each: Answer) => each.parameter === parameter).recorded.map(({ value }: Answer) => value);

const sample = (by: Member, inspectionId: string): Promise<Answer> =>
  done(by, operations.recordSample, { inspectionId, sampledOn: SAMPLED_ON, cartons: 5, fruits: 200 });
const count = (by: Member, inspectionId: string, decayed: number): Promise<Answer> =>
  done(by, operations.recordDefects, {
    inspectionId,
    counts: [
      {
        cartons: 1,
        examined: 40,
        nonconformingCartons: 0,
        defects: decayed > 0 ? [{ kind: 'DECAY', amount: decayed }] : [],
      },
    ],
  });
const sign = (by: Member, inspectionId: string): Promise<Answer> =>
  done(by, operations.signInspection, { inspectionId, verdict: 'PASS' });

describe('an inspector’s worksheet', () => {
  it('is told as it is, then after each entry, whoever at the table enters it, to the signature', async () => {
    const batch = await packed();
    const { id } = await lots.inspections.requested(trade.packhouse, batch, trade.inspector);
    const colleague = await given.colleague(trade.inspector, ['INSPECTOR']);
    const subscription = await follow(colleague, { inspectionId: id });
    expect(await sheetOf(subscription)).toMatchObject({
      batchCode: batch.code,
      marketCode: 'XD',
      inspection: { id, state: 'REQUESTED' },
      toDraw: [{ drawn: null, lacking: 5 }],
    });
    await sample(trade.inspector, id);
    expect(await sheetOf(subscription)).toMatchObject({
      inspection: { state: 'SAMPLED' },
      toDraw: [{ drawn: 5, lacking: 0 }],
    });
    // Piece by piece: a carton with rot fails the batch, which its neighbours do not undo.
    await count(trade.inspector, id, 2);
    const rotten = await sheetOf(subscription);
    expect(verdictOf(rotten, 'T-DECAY')).toBe('FAIL');
    expect(rotten.inspection.defectCounts).toHaveLength(1);
    // At once: all that is measured, in one entry and one event.
    await lots.inspections.measured(colleague, { id });
    const measured = await sheetOf(subscription);
    expect(recorded(measured, 'JUICE_CONTENT')).toEqual(['48']);
    expect(recorded(measured, 'TSS')).toEqual(['12.5']);
    await lots.inspections.tested(trade.inspector, { id, sampledOn: SAMPLED_ON });
    expect(verdictOf(await sheetOf(subscription), 'XD-JUICE')).toBe('INDETERMINATE');
    await sign(trade.inspector, id);
    const signed = await sheetOf(subscription);
    expect(signed.inspection).toMatchObject({ state: 'SIGNED', signatureSha256: expect.any(String) });
    expect(verdictOf(signed, 'XD-JUICE')).toBe('PASS');
  });

  it('says the same as the worksheet that is asked for', async () => {
    const batch = await packed();
    const { id } = await lots.inspections.requested(trade.packhouse, batch, trade.inspector);
    const subscription = await follow(trade.inspector, { inspectionId: id });
    await change(subscription);
    await sample(trade.inspector, id);
    const told = await sheetOf(subscription);
    const { inspectionWorksheet: asked } = await trade.inspector.client.run(operations.worksheet, {
      inspectionId: id,
    });
    const plain = ({ findings }: Answer) =>
      findings.map(({ ruleCode, verdict, explanation }: Answer) => [ruleCode, verdict, explanation]);
    expect(plain(told)).toEqual(plain(asked));
    expect(told.missing.map(({ ruleCode }: Answer) => ruleCode)).toEqual(
      asked.missing.map(({ ruleCode }: Answer) => ruleCode),
    );
  });

  it('is told what turns a finding from outside: a hold, a spray that is entered late', async () => {
    const batch = await packed();
    const { id } = await lots.inspections.requested(trade.packhouse, batch, trade.inspector);
    const subscription = await follow(trade.inspector, { inspectionId: id });
    expect(verdictOf(await sheetOf(subscription), 'WORK-NO-HOLD')).toBe('PASS');
    const { hold } = await done(trade.packhouse, holdDocuments.placeHold, {
      batchIds: [batch.id],
      note: '纸箱受潮',
    });
    expect(verdictOf(await sheetOf(subscription), 'WORK-NO-HOLD')).toBe('FAIL');
    await done(trade.packhouse, holdDocuments.releaseHold, { holdId: hold.id, reason: '已晾干' });
    expect(verdictOf(await sheetOf(subscription), 'WORK-NO-HOLD')).toBe('PASS');
    // Three days before the harvest, where the label asks for fourteen.
    await lots.growing.spray(trade.zizhong, batch.plotId, '2026-01-17T01:00:00.000Z', {
      productLabelId: trade.label,
    });
    expect(verdictOf(await sheetOf(subscription), 'WORK-INTERVAL')).toBe('FAIL');
  });

  it('says nothing of the worksheets of other batches, and nothing twice', async () => {
    const [batch, other] = [await packed(), await packed()];
    const { id } = await lots.inspections.requested(trade.packhouse, batch, trade.inspector);
    const { id: otherId } = await lots.inspections.requested(trade.packhouse, other, trade.inspector);
    const subscription = await follow(trade.inspector, { inspectionId: id });
    await change(subscription);
    await sample(trade.inspector, otherId);
    expect(await subscription.isQuietFor(800)).toBe(true);
  });

  it('goes on after the last event seen, leaving nothing out', async () => {
    const batch = await packed();
    const { id } = await lots.inspections.requested(trade.packhouse, batch, trade.inspector);
    const before = await follow(trade.inspector, { inspectionId: id });
    const { eventId } = await change(before);
    await before.close();
    await sample(trade.inspector, id);
    // Named by the plot alone, not by the batch.
    await lots.growing.spray(trade.zizhong, batch.plotId, '2026-01-17T01:00:00.000Z', {
      productLabelId: trade.label,
    });
    const again = await follow(trade.inspector, { inspectionId: id, after: eventId });
    const missed = await change(again);
    expect(missed.worksheet.inspection.state).toBe('SAMPLED');
    expect(verdictOf(missed.worksheet, 'WORK-INTERVAL')).toBe('FAIL');
    const quiet = await follow(trade.inspector, { inspectionId: id, after: missed.eventId });
    expect(await quiet.isQuietFor(600)).toBe(true);
  });
});

describe('a packhouse’s self-check', () => {
  it('is told to whoever of the packhouse follows the batch, from before it is begun', async () => {
    const batch = await packed();
    const clerk = await given.colleague(trade.packhouse, ['CLERK']);
    const ofBatch = await follow(clerk, { batchId: batch.id });
    expect(await sheetOf(ofBatch)).toMatchObject({ batchCode: batch.code, inspection: null });
    const { inspection } = await done(officer, operations.startSelfCheck, { batchId: batch.id });
    const ofCheck = await follow(clerk, { inspectionId: inspection.id });
    expect((await sheetOf(ofCheck)).inspection).toMatchObject({ id: inspection.id, state: 'REQUESTED' });
    await sample(officer, inspection.id);
    expect((await sheetOf(ofCheck)).inspection.state).toBe('SAMPLED');
    await count(officer, inspection.id, 0);
    expect((await sheetOf(ofCheck)).inspection.defectCounts).toHaveLength(1);
    await sign(officer, inspection.id);
    expect(verdictOf(await sheetOf(ofCheck), 'T-SELF-CHECK')).toBe('PASS');
    let last: Answer;
    do last = await sheetOf(ofBatch);
    while (verdictOf(last, 'T-SELF-CHECK') !== 'PASS');
    expect(last.inspection).toBeNull();
  });

  it('can be followed for another market', async () => {
    const batch = await packed();
    const subscription = await follow(officer, { batchId: batch.id, marketCode: 'EU' });
    expect((await sheetOf(subscription)).marketCode).toBe('EU');
  });
});

describe('who may follow a worksheet', () => {
  it('is who may ask for it: it ends for all others as for one that does not exist', async () => {
    const batch = await packed();
    const { id } = await lots.inspections.requested(trade.packhouse, batch, trade.inspector);
    const stranger = await given.member(await given.organisation('INSPECTION_BODY', { county: ZIZHONG }));
    // Inspects nothing of it; grew it; was sent it and took nothing of it.
    for (const by of [stranger, trade.zizhong, trade.exporter])
      expect(await (await follow(by, { batchId: batch.id })).next()).toBeUndefined();
    for (const by of [stranger, trade.zizhong])
      expect(await (await follow(by, { inspectionId: id })).next()).toBeUndefined();
    expect(await (await follow(trade.inspector, { inspectionId: randomUUID() })).next()).toBeUndefined();
    expect(await (await follow(trade.inspector, {})).next()).toMatchObject({
      errors: [{ extensions: { code: 'BAD_USER_INPUT' } }],
    });
    expect((await sheetOf(await follow(trade.base, { inspectionId: id }))).batchCode).toBe(batch.code);
  });

  it('ends for a body whose inspection is taken back', async () => {
    const batch = await packed();
    const { id } = await lots.inspections.requested(trade.packhouse, batch, trade.inspector);
    const subscription = await follow(trade.inspector, { batchId: batch.id });
    await change(subscription);
    await done(trade.packhouse, operations.cancelInspection, { inspectionId: id });
    expect(await subscription.next()).toBeUndefined();
  });

  it('needs the permission, and a session that goes on', async () => {
    const batch = await packed();
    const key = async (scopes: string[]): Promise<Member> => {
      const input = { name: '示范密钥', scopes, expiresAt: '2026-02-25T00:00:00.000Z' };
      const { answer } = await trade.packhouse.client.run(organisationDocuments.createApiKey, { input });
      return { ...trade.packhouse, token: answer.secret };
    };
    const refused = await (await follow(await key(['batch:read']), { batchId: batch.id })).next();
    expect(refused?.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    const anonymous = await subscribe(testApp.url, null, CHANGED, { batchId: batch.id });
    expect((await anonymous.next())?.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    const clerk = await given.colleague(trade.packhouse, ['CLERK']);
    const subscription = await follow(clerk, { batchId: batch.id });
    await change(subscription);
    await clerk.client.run(organisationDocuments.signOut, { input: { requestId: randomUUID() } });
    await lots.inspections.requested(trade.packhouse, batch, trade.inspector);
    const last = await subscription.next();
    expect(last?.data ?? null).toBeNull();
    expect(await subscription.next()).toBeUndefined();
  });
});

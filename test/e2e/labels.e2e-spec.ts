import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { allClaims } from '../../src/all-claims.js';
import { UnitOfWork } from '../../src/infrastructure/database/unit-of-work.js';
import { verifyLedger } from '../../src/modules/ledger/verify/verify-ledger.js';
import { instant } from '../../src/kernel/instant.js';
import { kg } from '../../src/kernel/mass.js';
import { refusedWith } from '../support/expectations.js';
import { erase, jpeg, upload } from '../support/given/attachments.js';
import { batchDocuments } from '../support/given/batches.js';
import { growingDocuments } from '../support/given/growing-documents.js';
import type { Given, Member } from '../support/given/index.js';
import { givenLabels, labelDocuments as documents } from '../support/given/labels.js';
import { lotActs } from '../support/given/lot-acts.js';
import type { Trade } from '../support/given/lots.js';
import { done, send, type Answer } from '../support/given/send.js';
import { tradeScene, type TradeScene } from '../support/given/trade-scene.js';
import { TestClock, type TestApp } from '../support/test-app.js';

/*
 * Labels on cartons: the base office approves a design and issues serial numbers, the packhouse says which it used, and a
 * lot is blocked until both are right. And a cooperative that asks before it sprays. In December 2026, when the
 * supplementary rules apply.
 */

let testApp: TestApp;
let given: Given;
let lots: TradeScene['lots'];
let labels: ReturnType<typeof givenLabels>;
let trade: Trade;
/** Two people of the base office. */
let first: Member;
let second: Member;
let otherPackhouse: Member;
let owner: pg.Client;
const { find, judge, findings } = lotActs(() => trade);

beforeAll(async () => {
  ({ testApp, given, lots, trade } = await tradeScene({
    clock: new TestClock(instant('2026-12-05T01:00:00.000Z')),
  }));
  labels = givenLabels(testApp.url);
  first = trade.base;
  second = await given.colleague(first, ['ADMINISTRATOR']);
  otherPackhouse = await given.member('PACKHOUSE');
  owner = new pg.Client({ connectionString: testApp.database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner?.end();
  await testApp?.close();
});

/** Cartons of ten kilograms that carry the brand, packed on 3 December 2026 and on their way to the exporter. */
async function packed(kilograms: number): Promise<Answer> {
  const plot = await lots.plot(trade, trade.zizhong);
  const harvest = await given.harvest(trade.zizhong, plot.id, kilograms, {
    harvestedAt: '2026-12-01T02:00:00.000Z',
    consignedToId: trade.packhouse.organisationId,
  });
  const ticket = { number: `T-${harvest.id.slice(-8)}`, grossGrams: kg(kilograms + 50), tareGrams: kg(50) };
  const weighed = { batchId: harvest.id, ticket, weighedAt: '2026-12-02T02:00:00.000Z' };
  const received = (await done(trade.packhouse, batchDocuments.receiveBatch, weighed)).batch;
  const { massGrams } = received;
  const [batch] = (
    await done(trade.packhouse, batchDocuments.packBatches, {
      performedAt: '2026-12-03T02:00:00.000Z',
      marketCode: 'XD',
      draws: [{ batchId: received.id, massGrams }],
      outputs: [{ massGrams, cartonCount: kilograms / 10, class: 'I', brandCode: 'JOINT' }],
    })
  ).batches;
  const to = { batchId: batch.id, consignedToId: trade.exporter.organisationId };
  return (await done(trade.packhouse, batchDocuments.consignBatch, to)).batch;
}

const nodes = ({ list }: Answer): Answer[] => list.edges.map(({ node }: Answer) => node);
const usesSeenBy = async (by: Member, filter: object): Promise<Answer[]> =>
  nodes(await by.client.run(documents.uses, { filter }));

describe('labels on the cartons of a lot', () => {
  let batch: Answer;
  let lot: Answer;
  let design: Answer;
  let range: Answer;
  let use: Answer;

  const says = async (ruleCode: string): Promise<Answer> => {
    await judge(lot);
    return findings(await find(trade.exporter, lot.id), ruleCode)[0];
  };

  it('are asked for: fruit with the brand stays open until it is known what is on the cartons', async () => {
    batch = await packed(100);
    lot = await lots.open(trade, { plannedDepartureOn: '2026-12-20' });
    await lots.allocated(trade, lot, batch);
    expect(await says('WORK-LABEL-DESIGN')).toMatchObject({
      verdict: 'INDETERMINATE',
      nextSteps: [{ by: 'PACKHOUSE' }],
    });
    expect(await says('WORK-LABEL-SERIALS')).toMatchObject({ verdict: 'INDETERMINATE' });
  });

  it('have a design that one person of the base office enters, with its artwork', async () => {
    const input = {
      code: 'TEST-DESIGN',
      brandCode: 'JOINT',
      organisationId: trade.packhouse.organisationId,
      marketCode: 'XD',
      marks: ['PACKER', 'VARIETY', 'ORIGIN', 'CLASS', 'SIZE'],
      texts: '示例标签文字（测试虚构）',
      series: 'S26',
      artworkId: await labels.artwork(first),
      validFrom: '2026-12-01',
      validTo: '2027-08-31',
    };
    design = (await done(first, documents.approve, input)).labelDesign;
    expect(design).toMatchObject({ code: 'TEST-DESIGN', series: 'S26', confirmedAt: null });
    expect(
      await send(first, documents.approve, { ...input, brandCode: 'NOBODYS', validTo: '2026-11-30' }),
    ).toMatchObject(refusedWith('BRAND_UNKNOWN', 'LABEL_DESIGN_CODE_TAKEN', 'LABEL_DESIGN_DATES_REVERSED'));
    const seen = await trade.packhouse.client.run(`query ($id: ID!) { attachment(id: $id) { id } }`, {
      id: input.artworkId,
    });
    expect(seen.attachment).toEqual({ id: input.artworkId });
  });

  it('are settled by it once a second person has confirmed it, and only one who did not enter it', async () => {
    const asked = { labelDesignId: design.id };
    expect(await send(first, documents.confirm, asked)).toMatchObject(
      refusedWith('LABEL_DESIGN_NEEDS_ANOTHER_PERSON'),
    );
    const numbers = { ...asked, packhouseId: trade.packhouse.organisationId, firstSerial: 1, lastSerial: 50 };
    expect(await send(first, documents.issue, numbers)).toMatchObject(
      refusedWith('LABEL_DESIGN_NOT_CONFIRMED'),
    );
    design = (await done(second, documents.confirm, asked)).labelDesign;
    expect(design.confirmedAt).toBe(testApp.clock.now());
    expect(await erase(first, design.artworkId)).toMatchObject({
      reasons: [{ code: 'ATTACHMENT_TO_BE_KEPT', facts: [{ name: 'keptUntil', value: '2029-08-31' }] }],
    });
    expect(await send(second, documents.confirm, asked)).toMatchObject(
      refusedWith('LABEL_DESIGN_CONFIRMED_ALREADY'),
    );
    expect((await given.ledgerOf(design.id)).map(({ kind }) => kind)).toEqual([
      'label-design.entered',
      'label-design.confirmed',
    ]);
  });

  it('carry serial numbers that are issued to a packhouse, and never twice', async () => {
    range = await labels.issued(first, design, trade.packhouse, 1, 50, { issuedOn: '2026-12-02' });
    expect(range).toMatchObject({ series: 'S26', firstSerial: 1, lastSerial: 50, usedCount: 0 });
    const again = {
      labelDesignId: design.id,
      packhouseId: otherPackhouse.organisationId,
      firstSerial: 50,
      lastSerial: 60,
    };
    expect(await send(first, documents.issue, again)).toMatchObject(refusedWith('SERIALS_ISSUED_ALREADY'));
    await labels.issued(first, design, otherPackhouse, 51, 60, { issuedOn: '2026-12-02' });
    // "S" no. 2607 would read like "S26" no. 7.
    const alike = await labels.approved(first, second, trade.packhouse, { series: 'S' });
    const misread = { labelDesignId: alike.id, packhouseId: trade.packhouse.organisationId };
    expect(
      await send(first, documents.issue, { ...misread, firstSerial: 2_607, lastSerial: 2_607 }),
    ).toMatchObject(refusedWith('SERIALS_READ_ALIKE'));
    expect(
      await send(first, documents.issue, { ...misread, firstSerial: 2_700, lastSerial: 2_799 }),
    ).toMatchObject({ labelRange: { series: 'S' } });
    const longer = await labels.approved(first, second, trade.packhouse, { series: 'S27' });
    expect(
      await send(first, documents.issue, {
        ...misread,
        labelDesignId: longer.id,
        firstSerial: 50,
        lastSerial: 50,
      }),
    ).toMatchObject(refusedWith('SERIALS_READ_ALIKE'));
    const seen = nodes(await trade.packhouse.client.run(documents.ranges, {}));
    // The packhouse sees its own, and those issued for its design.
    expect(seen.map(({ firstSerial }) => firstSerial)).toEqual([2_700, 51, 1]);
    expect(nodes(await trade.exporter.client.run(documents.ranges, {}))).toEqual([]);
  });

  it('are told by the packhouse that packed the batch, by the numbers used', async () => {
    const told = { batchId: batch.id, labelDesignId: design.id };
    const why = async (by: Member, more: object): Promise<Answer> =>
      send(by, documents.record, { ...told, ...more });
    expect(await why(trade.packhouse, {})).toMatchObject(refusedWith('SERIALS_MISSING'));
    expect(await why(trade.packhouse, { firstSerial: 45, lastSerial: 54 })).toMatchObject(
      refusedWith('SERIALS_NOT_ISSUED'),
    );
    expect(await why(otherPackhouse, { firstSerial: 51, lastSerial: 60 })).toMatchObject(
      refusedWith('NOT_FOUND'),
    );
    // Labels without numbers, on other fruit, are in nobody's way.
    const plain = await labels.approved(first, second, trade.packhouse, { series: null });
    await labels.used(trade.packhouse, await packed(50), plain, {});
    use = await labels.used(trade.packhouse, batch, design, { firstSerial: 1, lastSerial: 9 });
    expect(use).toMatchObject({ batchCode: batch.code, rangeId: range.id, correctsId: null, isVoid: false });
  });

  it('are one a carton: with nine for ten the lot is blocked by exactly that', async () => {
    expect(await says('WORK-LABEL-DESIGN')).toMatchObject({ verdict: 'PASS', isOwn: true });
    expect(await says('WORK-LABEL-SERIALS')).toMatchObject({
      verdict: 'FAIL',
      nextSteps: [{ by: 'PACKHOUSE' }],
    });
  });

  it('are put right by an entry of its own, and pass', async () => {
    const corrected = { labelUseId: use.id, firstSerial: 1, lastSerial: 10 };
    const { labelUse } = await done(trade.packhouse, documents.correct, corrected);
    expect(labelUse).toMatchObject({ correctsId: use.id, lastSerial: 10 });
    expect(await send(trade.packhouse, documents.correct, corrected)).toMatchObject(
      refusedWith('LABEL_USE_CORRECTED_ALREADY'),
    );
    expect(await says('WORK-LABEL-SERIALS')).toMatchObject({ verdict: 'PASS' });
    expect(await usesSeenBy(trade.packhouse, { batchId: batch.id })).toEqual([labelUse]);
    const all = await usesSeenBy(trade.packhouse, { batchId: batch.id, includeReplaced: true });
    expect(all.map(({ replacedAt }) => replacedAt)).toEqual([null, testApp.clock.now()]);
    use = labelUse;
  });

  it('are on one carton each, whoever asks the database', async () => {
    const other = await packed(50);
    const told = { batchId: other.id, labelDesignId: design.id };
    expect(
      await send(trade.packhouse, documents.record, { ...told, firstSerial: 10, lastSerial: 14 }),
    ).toMatchObject(refusedWith('SERIALS_USED_ALREADY'));
    const twice = owner.query(
      `INSERT INTO label_use SELECT $1, batch_id, organisation_id, design_id, range_id, series, 10, 12, recorded_at,
         recorded_by_id, NULL, false, NULL, visible_to FROM label_use WHERE id = $2`,
      [randomUUID(), use.id],
    );
    await expect(twice).rejects.toThrow('label_use_once');
    await labels.used(trade.packhouse, other, design, { firstSerial: 11, lastSerial: 15 });
  });

  it('of which two say the same at once, one is refused', async () => {
    const [a, b] = [await packed(20), await packed(20)];
    const numbers = { labelDesignId: design.id, firstSerial: 20, lastSerial: 21 };
    const answers = await Promise.all(
      [a, b].map(({ id }) => send(trade.packhouse, documents.record, { ...numbers, batchId: id })),
    );
    expect(answers.map(({ __typename }) => __typename).toSorted()).toEqual(['LabelUsePayload', 'Refused']);
  });

  it('of another packhouse can be on the fruit, are recorded, and fail it', async () => {
    const other = await packed(100);
    await labels.used(trade.packhouse, other, design, { firstSerial: 51, lastSerial: 60 });
    const another = await lots.open(trade, { plannedDepartureOn: '2026-12-20' });
    await lots.allocated(trade, another, other);
    await judge(another);
    const [finding] = findings(await find(trade.exporter, another.id), 'WORK-LABEL-SERIALS');
    expect(finding).toMatchObject({
      verdict: 'FAIL',
      explanation: expect.stringContaining('another packhouse'),
    });
  });

  it('that are void free their numbers for the batch they are really on', async () => {
    const [mistaken, right] = [await packed(20), await packed(20)];
    const numbers = { firstSerial: 30, lastSerial: 31 };
    const { id } = await labels.used(trade.packhouse, mistaken, design, numbers);
    const { labelUse } = await done(trade.packhouse, documents.correct, { labelUseId: id });
    expect(labelUse).toMatchObject({ isVoid: true, correctsId: id });
    expect(await usesSeenBy(trade.packhouse, { batchId: mistaken.id })).toEqual([]);
    await labels.used(trade.packhouse, right, design, numbers);
  });

  it('are seen by whoever sees the batch, and by nobody else', async () => {
    expect(await usesSeenBy(trade.exporter, { batchId: batch.id })).toHaveLength(1);
    expect(await usesSeenBy(otherPackhouse, { batchId: batch.id })).toEqual([]);
    expect(await usesSeenBy(trade.rongchang, { batchId: batch.id })).toEqual([]);
  });

  it('that were withdrawn before the packing fail it; a design that ended does as well', async () => {
    const input = { labelRangeId: range.id, withdrawnOn: '2026-12-02', reason: '示例：整卷受潮' };
    expect((await done(first, documents.withdraw, input)).labelRange).toMatchObject({
      withdrawnOn: '2026-12-02',
    });
    expect(await send(first, documents.withdraw, input)).toMatchObject(
      refusedWith('LABEL_RANGE_WITHDRAWN_ALREADY'),
    );
    expect(await says('WORK-LABEL-SERIALS')).toMatchObject({ verdict: 'FAIL' });
    const end = { labelDesignId: design.id, endedOn: '2026-12-02', reason: '示例：换版' };
    expect((await done(second, documents.end, end)).labelDesign).toMatchObject({ endedOn: '2026-12-02' });
    expect(await says('WORK-LABEL-DESIGN')).toMatchObject({ verdict: 'FAIL' });
  });

  it('lose what is printed on them from row and ledger when it is erased', async () => {
    const named = await labels.entered(first, trade.exporter, { texts: '示例：张三果园' });
    expect(JSON.stringify(await given.ledgerOf(named.id))).not.toContain('张三');
    const erasing = `mutation ($input: EraseTextInput!) { answer: eraseText(input: $input) { __typename
      ... on EraseTextPayload { texts } } }`;
    await done(first, erasing, { subjectId: named.id });
    const seen = await first.client.run(documents.design, { id: named.id });
    expect(seen.labelDesign).toMatchObject({ code: named.code, texts: '' });
    expect(await send(second, documents.confirm, { labelDesignId: named.id })).toMatchObject(
      refusedWith('TEXT_ERASED'),
    );
  });

  it('are found by user, market, day and state, one page at a time', async () => {
    await labels.entered(first, trade.exporter);
    const found = async (filter: object): Promise<number> =>
      (await trade.exporter.client.run(documents.designs, { filter })).list.totalCount;
    expect(await found({})).toBe(6);
    expect(await found({ isConfirmed: true })).toBe(4);
    expect(await found({ organisationId: trade.exporter.organisationId, marketCode: 'TH' })).toBe(2);
    expect(await found({ on: '2026-12-03' })).toBe(5);
    const page = (await trade.exporter.client.run(documents.designs, { first: 1 })).list;
    expect(page.pageInfo.hasNextPage).toBe(true);
    const next = await trade.exporter.client.run(documents.designs, {
      first: 1,
      after: page.pageInfo.endCursor,
    });
    expect(nodes(next).map(({ code }) => code)).toEqual(['TEST-LD-4']);
  });

  it('are settled by no design whose artwork was erased before anybody confirmed it', async () => {
    const unseen = await labels.entered(first, trade.packhouse, { series: 'S27' });
    expect(await erase(first, unseen.artworkId)).toMatchObject({ __typename: 'EraseAttachmentPayload' });
    expect(await send(second, documents.confirm, { labelDesignId: unseen.id })).toMatchObject(
      refusedWith('PAPER_ERASED'),
    );
  });
});

describe('a spray that a cooperative thinks of', () => {
  const CHECK = `query ($input: CheckSprayInput!) { checkSpray(input: $input) {
    warnings { code message } because harvestFrom notBefore applications { count maximum isExceeded } } }`;
  const check = async (by: Member, input: object): Promise<Answer> =>
    (await by.client.run(CHECK, { input })).checkSpray;

  it('is told what the rules would say, before anything is recorded', async () => {
    const plot = await given.plot(trade.zizhong);
    const productLabelId = await given.confirmedLabel(trade.zizhong, first, {
      phiDays: 21,
      maxApplications: 1,
    });
    const asked = { plotId: plot.id, productLabelId, sprayOn: '2026-12-06', harvestOn: '2026-12-27' };
    expect(await check(trade.zizhong, asked)).toEqual({
      warnings: [],
      because: 'INTERVAL',
      harvestFrom: '2026-12-27',
      notBefore: '2026-12-27',
      applications: { count: 1, maximum: 1, isExceeded: false },
    });
    const banned = await check(trade.zizhong, { ...asked, harvestOn: '2026-12-26', substances: ['氧乐果'] });
    expect(banned.warnings.map(({ code }: Answer) => code)).toEqual([
      // By two acts.
      'BANNED_SUBSTANCE',
      'BANNED_SUBSTANCE',
      'HARVEST_PLANNED_WITHIN_INTERVAL',
    ]);
    await given.spray(trade.zizhong, plot.id, '2026-11-20T01:00:00.000Z', { productLabelId });
    const again = await check(trade.zizhong, asked);
    expect(again.warnings.map(({ code }: Answer) => code)).toEqual(['TOO_MANY_APPLICATIONS']);
    // Asking recorded nothing.
    const recorded = await trade.zizhong.client.run(growingDocuments.growingRecords, {
      filter: { plotId: plot.id },
    });
    expect(recorded.growingRecords.totalCount).toBe(1);
  });

  it('is nobody else to ask about, and needs a label that is there', async () => {
    const plot = await given.plot(trade.zizhong);
    expect(await check(trade.rongchang, { plotId: plot.id })).toBeNull();
    expect(await check(trade.zizhong, { plotId: plot.id, productLabelId: randomUUID() })).toBeNull();
    expect(await check(first, { plotId: plot.id })).toMatchObject({ because: 'INTERVAL_UNKNOWN' });
  });
});

describe('the photograph of a product label', () => {
  it('is there before anybody confirms the label', async () => {
    const { zizhong, rongchang } = trade;
    const officer = await given.colleague(rongchang, ['PLANT_PROTECTION_OFFICER']);
    const productLabelId = await given.label(zizhong, { photographId: null });
    const confirm = (): Promise<Answer> =>
      send(officer, growingDocuments.confirmProductLabel, { productLabelId });
    expect(await confirm()).toEqual(refusedWith('LABEL_NEEDS_PHOTOGRAPH'));
    const { body } = await upload(
      { url: testApp.url, token: zizhong.token },
      { body: jpeg(), type: 'image/jpeg' },
    );
    const { productLabel } = (await zizhong.client.run(
      `query ($id: ID!) { productLabel(id: $id) { registrationNumber nameZh crop substances phiDays maxApplications } }`,
      { id: productLabelId },
    )) as Answer;
    await done(zizhong, growingDocuments.correctProductLabel, {
      productLabelId,
      ...productLabel,
      photographId: body.id,
    });
    expect(await confirm()).toMatchObject({ productLabel: { confirmedAt: testApp.clock.now() } });
  });

  it('is seen by whoever may confirm the label, and its hash stands in the ledger', async () => {
    const { zizhong, packhouse } = trade;
    const { body } = await upload(
      { url: testApp.url, token: zizhong.token },
      { body: jpeg(), type: 'image/jpeg' },
    );
    const productLabelId = await given.label(zizhong, { photographId: body.id } as object);
    const query = `query ($id: ID!) { productLabel(id: $id) { photographId } }`;
    expect((await packhouse.client.run(query, { id: productLabelId })).productLabel).toEqual({
      photographId: body.id,
    });
    const seen = await packhouse.client.run(`query ($id: ID!) { attachment(id: $id) { id sha256 } }`, {
      id: body.id,
    });
    expect(seen.attachment).toEqual({ id: body.id, sha256: body.sha256 });
    const [entry] = await given.ledgerOf(productLabelId);
    expect(entry).toMatchObject({ facts: { photographId: body.id, photographSha256: body.sha256 } });
  });
});

it('says nothing that the ledger does not say', async () => {
  const verified = await testApp.app
    .get(UnitOfWork)
    .read(testApp.system(), ({ manager }) => verifyLedger(manager, allClaims));
  expect(verified.difference).toBeNull();
  expect(verified.records.get('label_use')).toBeGreaterThan(5);
});

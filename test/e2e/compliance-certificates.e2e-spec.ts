import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sha256Hex } from '../../src/kernel/canonical-json.js';
import { instant } from '../../src/kernel/instant.js';
import { kg } from '../../src/kernel/mass.js';
import { refusedWith } from '../support/expectations.js';
import { jpeg, upload } from '../support/given/attachments.js';
import { batchDocuments } from '../support/given/batches.js';
import { certificateDocuments as documents, givenCertificates } from '../support/given/certificates.js';
import type { Given, Member } from '../support/given/index.js';
import { landDocuments } from '../support/given/land-documents.js';
import { holdDocuments, lotActs } from '../support/given/lot-acts.js';
import type { Trade } from '../support/given/lots.js';
import { done, send, type Answer } from '../support/given/send.js';
import { tradeScene, type TradeScene } from '../support/given/trade-scene.js';
import { TestClock, type TestApp } from '../support/test-app.js';

/*
 * A cooperative picks and promises, a packhouse weighs in and collects, grades and sells on, a second one packs the fruit
 * again and promises anew; every step is missing something before it is done. In February 2026, when the duty had begun.
 */

let testApp: TestApp;
let given: Given;
let lots: TradeScene['lots'];
let trade: Trade;
let repacker: Member;
const certificates = givenCertificates();
const { find, judge, findings } = lotActs(() => trade);

beforeAll(async () => {
  ({ testApp, given, lots, trade } = await tradeScene({
    clock: new TestClock(instant('2026-02-25T01:00:00.000Z')),
  }));
  repacker = await given.member('PACKHOUSE');
});
afterAll(() => testApp?.close());

const nodes = ({ list }: Answer): Answer[] => list.edges.map(({ node }: Answer) => node);
const board = async (by: Member, filter: object = {}): Promise<Answer[]> =>
  nodes(await by.client.run(documents.missing, { filter, first: 100 }));
const boardOf = async (by: Member, batchId: string): Promise<Answer> =>
  (await board(by)).find((row) => row.batchId === batchId) ?? null;

async function harvested(kilograms: number, more: object = {}): Promise<Answer> {
  const plot = await lots.plot(trade, trade.zizhong);
  return given.harvest(trade.zizhong, plot.id, kilograms, {
    harvestedAt: '2026-02-20T02:00:00.000Z',
    consignedToId: trade.packhouse.organisationId,
    ...more,
  });
}

async function weighedIn(at: Member, batch: { id: string }, kilograms: number, more: object = {}) {
  const ticket = {
    number: `T-${batch.id.slice(-8)}`,
    grossGrams: kg(kilograms + 50),
    tareGrams: kg(50),
  };
  const input = { batchId: batch.id, ticket, weighedAt: '2026-02-21T02:00:00.000Z', ...more };
  return (await done(at, batchDocuments.receiveBatch, input)).batch;
}

async function graded(at: Member, batch: Answer, day = '2026-02-22'): Promise<Answer> {
  const { massGrams } = batch;
  const input = {
    performedAt: `${day}T02:00:00.000Z`,
    draws: [{ batchId: batch.id, massGrams }],
    outputs: [{ massGrams, class: 'I' }],
  };
  return (await done(at, batchDocuments.gradeBatches, input)).batches[0];
}

async function packed(at: Member, batches: Answer[]): Promise<Answer> {
  const massGrams = batches.reduce((sum, batch) => sum + batch.massGrams, 0);
  const input = {
    performedAt: '2026-02-24T02:00:00.000Z',
    marketCode: 'XD',
    draws: batches.map((batch) => ({ batchId: batch.id, massGrams: batch.massGrams })),
    outputs: [{ massGrams, cartonCount: massGrams / 10_000, class: 'I', brandCode: 'JOINT' }],
  };
  const [batch] = (await done(at, batchDocuments.packBatches, input)).batches;
  const to = { batchId: batch.id, consignedToId: trade.exporter.organisationId };
  return (await done(at, batchDocuments.consignBatch, to)).batch;
}

const consigned = (by: Member, batch: { id: string }, to: Member): Promise<Answer> =>
  done(by, batchDocuments.consignBatch, { batchId: batch.id, consignedToId: to.organisationId });

const found = async (lot: { id: string }, ruleCode: string): Promise<Answer> =>
  findings(await find(trade.exporter, lot.id), ruleCode)[0];

describe('from the cooperative to the packhouse that packs again', () => {
  let harvest: Answer;
  let received: Answer;
  let sold: Answer;
  let taken: Answer;
  let repacked: Answer;
  let promised: Answer;
  let lot: Answer;

  it('the cooperative promises what it picked, and can print the same again', async () => {
    harvest = await harvested(500);
    expect(await boardOf(trade.zizhong, harvest.id)).toMatchObject({ duty: 'TO_ISSUE', day: '2026-02-20' });
    promised = await certificates.issued(trade.zizhong, harvest, { issuedOn: '2026-02-20' });
    expect(promised).toMatchObject({
      issuerId: trade.zizhong.organisationId,
      producer: 'ORGANISATION',
      massGrams: kg(500),
      keepUntil: '2026-08-20',
      parentIds: [],
    });
    expect(promised.number).toMatch(/^HGZ2526-[0-9A-Z]{10}$/);
    expect(promised.contentsSha256).toBe(sha256Hex(promised.contents));
    const again = async (by: Member) =>
      (await by.client.run(documents.certificate, { id: promised.id })).complianceCertificate;
    expect(await again(trade.zizhong)).toEqual(promised);
    expect(promised.text).toContain(`Number: ${promised.number}`);
    expect(await boardOf(trade.zizhong, harvest.id)).toBeNull();
    const [entry] = await given.ledgerOf(promised.id);
    expect(entry).toMatchObject({
      kind: 'certificate.issued',
      facts: { contentsSha256: promised.contentsSha256 },
    });
  });

  it('the packhouse sees it with the batch that is sent to it, and collects it once the fruit is there', async () => {
    const offered = nodes(
      await trade.packhouse.client.run(documents.certificates, { filter: { batchId: harvest.id } }),
    );
    expect(offered.map(({ id }) => id)).toEqual([promised.id]);
    received = await weighedIn(trade.packhouse, harvest, 500);
    expect(await boardOf(trade.packhouse, received.id)).toMatchObject({
      duty: 'TO_COLLECT',
      supplierId: trade.zizhong.organisationId,
      offeredId: promised.id,
      whatToDo: expect.stringContaining('collect it'),
    });
    const kept = await certificates.collected(trade.packhouse, received, promised);
    expect(kept).toMatchObject({
      certificateId: promised.id,
      number: promised.number,
      collectedOn: '2026-02-25',
      keepUntil: '2026-08-25',
    });
    expect(await boardOf(trade.packhouse, received.id)).toBeNull();
  });

  it('sold on graded, the fruit needs one of the packhouse that names the first', async () => {
    sold = await graded(trade.packhouse, received);
    await consigned(trade.packhouse, sold, repacker);
    taken = await weighedIn(repacker, sold, 500, { weighedAt: '2026-02-23T02:00:00.000Z' });
    expect(await boardOf(trade.packhouse, sold.id)).toMatchObject({ duty: 'TO_ISSUE' });
    expect(await boardOf(repacker, taken.id)).toMatchObject({ duty: 'TO_COLLECT', offeredId: null });
    // The cooperative's was for other fruit: what is sorted is a new batch.
    const wrong = { batchId: taken.id, certificateId: promised.id };
    expect(await send(repacker, documents.collect, wrong)).toEqual(
      refusedWith('CERTIFICATE_NOT_OF_DELIVERY'),
    );
    const next = await certificates.issued(trade.packhouse, sold);
    expect(next.parentIds).toEqual([promised.id]);
    expect(next.text).toContain(promised.number);
    await certificates.collected(repacker, taken, next);
    expect(await board(repacker)).toEqual([]);
  });

  it('packed again it lacks one, which the finding says: what is to be done, and by whom', async () => {
    repacked = await packed(repacker, [await graded(repacker, taken, '2026-02-23')]);
    lot = await lots.open(trade, { plannedDepartureOn: '2026-03-10' });
    await lots.allocated(trade, lot, repacked);
    await judge(lot);
    expect(await found(lot, 'CERTIFICATE-COLLECTED')).toMatchObject({
      verdict: 'PASS',
      confidence: 'OFFICIAL',
    });
    const finding = await found(lot, 'CERTIFICATE-REISSUED');
    expect(finding).toMatchObject({ verdict: 'FAIL', gating: true, effect: 'LEGAL' });
    expect(finding.nextSteps[0].text).toContain(`${repacker.organisation.nameEn} issues one`);
  });

  it('issued, the lot is judged again at once', async () => {
    const own = await certificates.issued(repacker, repacked);
    expect(own.parentIds).toHaveLength(1);
    expect(await found(lot, 'CERTIFICATE-REISSUED')).toMatchObject({ verdict: 'PASS' });
    const seen = nodes(await trade.exporter.client.run(documents.certificates, {}));
    expect(seen).toHaveLength(3);
    expect(nodes(await trade.exporter.client.run(documents.collected, {}))).toHaveLength(2);
  });

  it('withdrawn by the cooperative, fruit that leans on it lacks one until the new one is collected', async () => {
    const gone = await certificates.withdrawn(trade.zizhong, promised);
    expect(gone).toMatchObject({ withdrawalReason: '示范：重量写错', contents: promised.contents });
    const finding = await found(lot, 'CERTIFICATE-COLLECTED');
    expect(finding.verdict).toBe('FAIL');
    expect(finding.explanation).toContain(
      `its issuer withdrew the compliance certificate ${promised.number}`,
    );
    expect(await boardOf(trade.packhouse, received.id)).toMatchObject({ duty: 'TO_COLLECT' });
    expect(
      await send(trade.zizhong, documents.withdraw, { certificateId: promised.id, reason: 'x' }),
    ).toEqual(refusedWith('CERTIFICATE_WITHDRAWN_ALREADY'));
    const again = { batchId: received.id, certificateId: promised.id };
    expect(await send(trade.packhouse, documents.collect, again)).toEqual(
      refusedWith('CERTIFICATE_IS_WITHDRAWN'),
    );

    const better = await certificates.issued(trade.zizhong, harvest);
    expect(better.replacesId).toBe(promised.id);
    await certificates.collected(trade.packhouse, received, better);
    expect(await found(lot, 'CERTIFICATE-COLLECTED')).toMatchObject({ verdict: 'PASS' });
    const filter = { batchId: received.id, includeReplaced: true };
    const history = nodes(await trade.packhouse.client.run(documents.collected, { filter }));
    expect(history.map(({ number, replacedAt }) => [number, replacedAt !== null])).toEqual([
      [better.number, false],
      [promised.number, true],
    ]);
  });

  it('nobody else sees any of it, and the base office sees all', async () => {
    const stranger = await given.member('PACKHOUSE');
    for (const document of [documents.certificates, documents.collected, documents.missing])
      expect(nodes(await stranger.client.run(document, {}))).toEqual([]);
    expect(
      (await stranger.client.run(documents.certificate, { id: promised.id })).complianceCertificate,
    ).toBeNull();
    const ofBase = (
      await trade.base.client.run(documents.certificates, { filter: { buyerId: repacker.organisationId } })
    ).list;
    expect(ofBase.totalCount).toBe(1);
  });
});

describe('a household', () => {
  it('promises through the clerk of its cooperative, and can be forgotten', async () => {
    const grower = await given.grower(trade.zizhong, { name: '示范农户甲', telephone: '000-5678' });
    const batch = await harvested(100, { onBehalfOfId: grower });
    const made = await certificates.issued(trade.zizhong, batch, {
      onBehalfOfId: grower,
      form: 'HANDWRITTEN',
      basis: ['QUALITY_CONTROL'],
    });
    expect(made.producer).toBe('HOUSEHOLD');
    expect(made.text).toContain('示范农户甲 000-5678');
    expect(made.contents).not.toContain('示范农户甲');
    const ofPackhouse = (await trade.packhouse.client.run(documents.certificate, { id: made.id }))
      .complianceCertificate;
    expect(ofPackhouse.text).not.toMatch(/示范农户甲|000-5678/);
    const [entry] = await given.ledgerOf(made.id);
    expect(entry).toMatchObject({ onBehalfOfId: grower });
    expect(Object.keys(entry!.personal).toSorted()).toEqual(['contact', 'name']);

    await done(trade.zizhong, landDocuments.eraseGrower, { growerId: grower });
    const after = (await trade.zizhong.client.run(documents.certificate, { id: made.id }))
      .complianceCertificate;
    expect(after.text).not.toMatch(/示范农户甲|000-5678/);
    expect(after.contentsSha256).toBe(made.contentsSha256);
  });

  it('does not promise what it did not grow', async () => {
    const grower = await given.grower(trade.zizhong);
    const batch = await harvested(100);
    const input = { batchId: batch.id, basis: ['SELF_CHECK'], form: 'PRINTED', onBehalfOfId: grower };
    expect(await send(trade.zizhong, documents.issue, input)).toEqual(
      refusedWith('CERTIFICATE_GROWER_NOT_OF_BATCH'),
    );
  });
});

describe('a paper from outside', () => {
  it('is collected with its photograph, which shows who promises and is for the two parties alone', async () => {
    const received = await weighedIn(trade.packhouse, await harvested(100), 100, {
      certificateNumber: 'NOTED-1',
    });
    expect(await boardOf(trade.packhouse, received.id)).toMatchObject({
      notedNumber: 'NOTED-1',
      whatToDo: expect.stringContaining('photograph the paper'),
    });
    const batch = await packed(trade.packhouse, [received]);
    const lot = await lots.open(trade, { plannedDepartureOn: '2026-03-10' });
    await lots.allocated(trade, lot, batch);
    await judge(lot);
    const noted = await found(lot, 'CERTIFICATE-COLLECTED');
    expect(noted).toMatchObject({ verdict: 'INDETERMINATE' });
    expect(noted.settledBy).toContain('with a photograph');

    const { body } = await upload(
      { url: testApp.url, token: trade.packhouse.token },
      { body: jpeg(), type: 'image/jpeg' },
    );
    const paper = {
      number: 'NOTED-1',
      issuer: '示范家庭农场',
      issuedOn: '2026-02-20',
      photographId: body.id,
    };
    const input = { batchId: received.id, paper, collectedOn: '2026-02-21' };
    const { collected } = await done(trade.packhouse, documents.collect, input);
    expect(collected).toMatchObject({ certificateId: null, number: 'NOTED-1', paperIssuer: '示范家庭农场' });
    expect(await found(lot, 'CERTIFICATE-COLLECTED')).toMatchObject({ verdict: 'PASS' });
    const attachment = `query ($id: ID!) { attachment(id: $id) { sha256 } }`;
    const seen = async (by: Member) => (await by.client.run(attachment, { id: body.id })).attachment;
    for (const party of [trade.packhouse, trade.zizhong])
      expect(await seen(party)).toEqual({ sha256: body.sha256 });
    for (const onlooker of [trade.exporter, repacker]) expect(await seen(onlooker)).toBeNull();
    const kept = async (by: Member) =>
      nodes(await by.client.run(documents.collected, { filter: { batchId: received.id }, first: 10 }))[0];
    for (const party of [trade.packhouse, trade.zizhong])
      expect(await kept(party)).toMatchObject({ paperIssuer: '示范家庭农场', photographId: body.id });
    for (const onlooker of [trade.exporter, trade.base])
      expect(await kept(onlooker)).toMatchObject({
        number: 'NOTED-1',
        paperIssuer: null,
        photographId: null,
      });
    // The base office reads the entry, and who stands on the paper nowhere in it.
    const entries = await trade.base.client.run(
      `query ($id: ID!) { ledgerOf(subjectId: $id, first: 10) { edges { node { kind canonical texts { field text } } } } }`,
      { id: collected.id },
    );
    expect(JSON.stringify(entries)).toContain('certificate.collected');
    expect(JSON.stringify(entries)).not.toContain('示范家庭农场');
    const erase = `mutation ($input: EraseAttachmentInput!) { answer: eraseAttachment(input: $input) { __typename
      ... on Refused { reasons { code message } } } }`;
    expect(await send(trade.packhouse, erase, { attachmentId: body.id })).toEqual(
      refusedWith('ATTACHMENT_TO_BE_KEPT'),
    );

    expect(await send(trade.packhouse, documents.collect, input)).toEqual(
      refusedWith('CERTIFICATE_COLLECTED_ALREADY'),
    );
    const right = { ...input, paper: { ...paper, number: 'RIGHT-1' }, replaces: true };
    expect(await done(trade.packhouse, documents.collect, right)).toMatchObject({
      collected: { number: 'RIGHT-1' },
    });
    expect(await send(trade.packhouse, documents.collect, { batchId: received.id })).toEqual(
      refusedWith('CERTIFICATE_OR_PAPER'),
    );
  });
});

describe('what goes wrong afterwards', () => {
  it('a harvest that was corrected has less than was promised: the board says so', async () => {
    const batch = await harvested(100);
    const { number } = await certificates.issued(trade.zizhong, batch);
    await done(trade.zizhong, batchDocuments.correctHarvest, {
      batchId: batch.id,
      massGrams: kg(80),
      reason: '示范：重量抄错',
    });
    const rows = await board(trade.zizhong, { duty: 'TO_ISSUE' });
    expect(rows.find(({ batchId }) => batchId === batch.id)).toMatchObject({
      massGrams: kg(80),
      whatToDo: `The batch was corrected and has less than the certificate ${number} is for: withdraw it and issue another one.`,
    });
  });

  it('a reason and a contact that name somebody are erased, and the certificate stays', async () => {
    const made = await certificates.issued(trade.zizhong, await harvested(100), { contact: '示范联系人丙' });
    expect(made.text).toContain('示范联系人丙');
    await certificates.withdrawn(trade.zizhong, made);
    const erase = `mutation ($input: EraseTextInput!) { answer: eraseText(input: $input) { __typename ... on EraseTextPayload { texts } } }`;
    expect((await done(trade.zizhong, erase, { subjectId: made.id })).texts).toBeGreaterThanOrEqual(3);
    const left = (await trade.zizhong.client.run(documents.certificate, { id: made.id }))
      .complianceCertificate;
    expect(left).toMatchObject({ withdrawalReason: '', contents: made.contents });
    expect(left.text).not.toContain('示范联系人丙');
  });
});

describe('what cannot be', () => {
  it('a promise of more than there is, of held fruit, of a day to come: all at once', async () => {
    const batch = await harvested(100);
    await done(trade.zizhong, holdDocuments.placeHold, { batchIds: [batch.id], note: '示范' });
    const input = {
      batchId: batch.id,
      massGrams: kg(101),
      issuedOn: '2026-02-26',
      basis: ['COMMISSIONED_TEST'],
      form: 'ELECTRONIC',
    };
    expect(await send(trade.zizhong, documents.issue, input)).toEqual(
      refusedWith(
        'CERTIFICATE_BATCH_HELD',
        'CERTIFICATE_EXCEEDS_BATCH',
        'CERTIFICATE_DAY_OUTSIDE',
        'CERTIFICATE_NEEDS_REPORT',
      ),
    );
  });

  it('a promise of fruit that others hold, or a second one, or a number used before', async () => {
    const batch = await harvested(100);
    const input = { batchId: batch.id, basis: ['SELF_CHECK'], form: 'ELECTRONIC' };
    expect(await send(trade.packhouse, documents.issue, input)).toEqual(refusedWith('NOT_FOUND'));
    await certificates.issued(trade.zizhong, batch, { number: 'OWN-1' });
    expect(await send(trade.zizhong, documents.issue, input)).toEqual(
      refusedWith('CERTIFICATE_ISSUED_ALREADY'),
    );
    const other = { ...input, batchId: (await harvested(100)).id, number: 'OWN-1' };
    expect(await send(trade.zizhong, documents.issue, other)).toEqual(
      refusedWith('CERTIFICATE_NUMBER_TAKEN'),
    );
  });

  it('to collect with fruit that was not weighed in here', async () => {
    const batch = await harvested(100);
    const certificate = await certificates.issued(trade.zizhong, batch);
    const input = { batchId: batch.id, certificateId: certificate.id };
    expect(await send(trade.packhouse, documents.collect, input)).toEqual(
      refusedWith('NOT_A_RECEIPT_OF_YOURS'),
    );
  });
});

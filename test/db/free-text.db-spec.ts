import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { batchDocuments } from '../support/given/batches.js';
import { growingDocuments } from '../support/given/growing-documents.js';
import { givenIn, type Given, type Member } from '../support/given/index.js';
import { holdDocuments } from '../support/given/lot-acts.js';
import { landDocuments } from '../support/given/land-documents.js';
import { done, send, type Answer } from '../support/given/send.js';
import { ownerRows } from '../support/demo.js';
import { kg } from '../../src/kernel/mass.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const NAME = '示范农户欧阳某';
const TELEPHONE = '19900001234';
const SAID = `${NAME}（电话 ${TELEPHONE}）`;

let testApp: TestApp;
let given: Given;
let coop: Member;
let packhouse: Member;
let office: Member;

beforeAll(async () => {
  testApp = await startTestApp();
  given = givenIn(testApp);
  coop = await given.member('COOPERATIVE');
  packhouse = await given.member('PACKHOUSE');
  office = await given.member('BASE_OFFICE');
});
afterAll(() => testApp?.close());

const rows = <T extends object>(sql: string, params: unknown[] = []): Promise<T[]> =>
  ownerRows<T>(testApp.database.ownerUrl, sql, params);

/** Every column of every table that holds a text anywhere inside, as 'table.column', in which it is found. */
async function placesOf(text: string): Promise<string[]> {
  const tables = await rows<{ t: string }>(
    `SELECT tablename AS t FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`,
  );
  const inEach = tables.map(
    ({ t }) =>
      `SELECT DISTINCT '${t}.' || e.key AS place FROM "${t}" x, jsonb_each_text(to_jsonb(x)) AS e WHERE position($1 IN x::text) > 0 AND position($1 IN e.value) > 0`,
  );
  const found = await rows<{ place: string }>(`${inEach.join(' UNION ALL ')} ORDER BY 1`, [text]);
  return found.map(({ place }) => place);
}

const recall = (name: string) =>
  `mutation ($input: ${name}Input!) { answer: ${name[0]!.toLowerCase()}${name.slice(1)}(input: $input) { __typename ... on RecallPayload { recall { id } } ... on Refused { reasons { code } } } }`;
const ERASE = `mutation ($input: EraseTextInput!) { answer: eraseText(input: $input) { __typename ... on EraseTextPayload { subjectId texts } ... on Refused { reasons { code } } } }`;

/** Writes the name and the number of a grower wherever the API takes free text about the land and fruit of the grower. */
async function writtenEverywhere(): Promise<{ growerId: string; recordId: string; holdId: string }> {
  const growerId = await given.grower(coop, { name: NAME, telephone: TELEPHONE });
  const orchardId = await given.orchard(coop, { nameZh: `${NAME}果园`, nameEn: `Orchard of ${NAME}` });
  const { id: plotId } = await given.plot(coop, { growerId, orchardId });
  const { id: registrationId } = await given.registration(coop, { nameZh: `${NAME}注册果园` });
  await given.covered(coop, registrationId, [plotId]);
  const work = { plotId, performedAt: '2025-10-01T01:00:00Z', onBehalfOfId: growerId, operatorId: growerId };
  const spray = await done(coop, growingDocuments.recordSpray, {
    ...work,
    productName: `${NAME}自配`,
    substances: [`${NAME}配的药`],
    dose: `问${NAME}`,
    target: `${SAID}说是红蜘蛛`,
    note: `老欧阳在场，${SAID}`,
  });
  await done(coop, growingDocuments.voidGrowingRecord, {
    recordId: spray.record.id,
    reason: `${SAID}记错了`,
  });
  await done(coop, growingDocuments.recordWork, {
    plotId,
    kind: 'PRUNE',
    performedAt: '2025-10-02T01:00:00Z',
    note: '欧阳家的儿子帮忙',
  });
  const harvest = await given.harvest(coop, plotId, 100, {
    consignedToId: packhouse.organisationId,
    onBehalfOfId: growerId,
    certificateNumber: `${NAME}-1`,
  });
  const { batch: received } = await done(packhouse, batchDocuments.receiveBatch, {
    batchId: harvest.id,
    ticket: { number: `T ${NAME}`, grossGrams: kg(140), tareGrams: kg(50) },
    weighedAt: '2026-01-21T02:00:00.000Z',
    certificateNumber: `${NAME}-1`,
    differenceReason: `${SAID}路上掉了一筐`,
  });
  await done(coop, batchDocuments.correctHarvest, {
    batchId: harvest.id,
    massGrams: kg(110),
    reason: `${SAID}少报了`,
  });
  const { hold } = await done(packhouse, holdDocuments.placeHold, {
    batchIds: [received.id],
    note: `等${SAID}来看`,
  });
  await done(packhouse, holdDocuments.releaseHold, { holdId: hold.id, reason: `${SAID}看过了` });
  const opened = await done(office, recall('OpenRecall'), { batchId: harvest.id, reason: `${SAID}来电` });
  await done(office, recall('CloseRecall'), { recallId: opened.recall.id, reason: `${SAID}弄错了` });
  await done(office, landDocuments.revealGrower, { growerId, reason: `找${SAID}核对` });
  return { growerId, recordId: spray.record.id, holdId: hold.id };
}

describe('erasing a grower', () => {
  it('leaves name and telephone nowhere, wherever they had been written, and the records whole', async () => {
    const { growerId, recordId } = await writtenEverywhere();
    // Where the row and free text lie, beside the ledger; in the ledger itself there is nothing to begin with.
    const before = await placesOf(NAME);
    expect(before).toEqual([
      'batch.certificate_number',
      'grower.name',
      'growing_record.dose',
      'growing_record.note',
      'growing_record.product_name',
      'growing_record.substances',
      'growing_record.target',
      'hold.note',
      'hold.release_reason',
      'ledger_text.text',
      'orchard.name_en',
      'orchard.name_zh',
      'recall.reason',
      'receipt.certificate_number',
      'receipt.ticket_number',
      'registration.name_zh',
      'run.difference_reason',
    ]);
    const counts = () =>
      rows(`SELECT (SELECT count(*) FROM growing_record) AS g, (SELECT count(*) FROM batch) AS b,
        (SELECT count(*) FROM hold) AS h, (SELECT count(*) FROM ledger_text) AS t`);
    const counted = await counts();
    await done(coop, landDocuments.eraseGrower, { growerId });
    for (const word of [NAME, TELEPHONE, '老欧阳', '欧阳'])
      expect([word, await placesOf(word)]).toEqual([word, []]);
    expect(await counts()).toEqual(counted);
    const [spray] = await rows<{ target: string; note: string | null }>(
      `SELECT target, note FROM growing_record WHERE id = $1`,
      [recordId],
    );
    expect(spray).toEqual({ target: '***（电话 ***）说是红蜘蛛', note: null });
    // A request can be guessed from its hash where a name is all that is not known.
    const hashes = await rows(
      `SELECT operation FROM client_request WHERE operation = ANY ($1) AND input_sha256 <> 'erased'`,
      [
        [
          'recordGrower',
          'recordSpray',
          'voidGrowingRecord',
          'recordHarvest',
          'receiveBatch',
          'placeHold',
          'revealGrower',
        ],
      ],
    );
    expect(hashes).toEqual([]);
  });

  it('touches nothing of others who are called the same elsewhere', async () => {
    const neighbour = await given.member('COOPERATIVE');
    const growerId = await given.grower(coop, { name: '示范农户司马某' });
    const namesake = await given.grower(neighbour, { name: '示范农户司马某' });
    const { id: plotId } = await given.plot(neighbour, { growerId: namesake });
    const note = '示范农户司马某修剪';
    await done(neighbour, growingDocuments.recordWork, {
      plotId,
      kind: 'PRUNE',
      performedAt: '2025-10-02T01:00:00Z',
      note,
    });
    await done(coop, landDocuments.eraseGrower, { growerId });
    expect(await placesOf('示范农户司马某')).toEqual(['grower.name', 'growing_record.note']);
  });
});

describe('free text', () => {
  const texts = async (by: Member, id: string): Promise<Answer[]> =>
    (
      await by.client.run(
        `query ($id: ID!) { ledgerOf(subjectId: $id) { edges { node { kind canonical texts { field text } } } } }`,
        { id },
      )
    ).ledgerOf.edges.map((edge: Answer) => edge.node);

  it('is read beside the entry by whoever reads the entry, and the entry proves it', async () => {
    const { id: plotId } = await given.plot(coop);
    const harvest = await given.harvest(coop, plotId, 100);
    const reason = '王五说少了一筐';
    await done(coop, batchDocuments.correctHarvest, { batchId: harvest.id, massGrams: kg(90), reason });
    for (const by of [coop, office]) {
      const corrected = (await texts(by, harvest.id)).find(({ kind }) => kind === 'batch.corrected');
      expect(corrected.texts).toEqual([{ field: 'reason', text: reason }]);
      expect(corrected.canonical).not.toContain('王五');
    }
    const [proof] = await rows<{ proven: boolean }>(
      `SELECT e.canonical::jsonb #>> '{personal,reason}' = encode(sha256(convert_to(t.salt || E'\\n' || t.text, 'UTF8')), 'hex') AS proven
       FROM ledger_text t JOIN ledger_entry e ON e.id = t.entry_id WHERE t.text = $1`,
      [reason],
    );
    expect(proof).toEqual({ proven: true });
  });

  it('is erased by an administrator of whoever wrote it, or the base office, with an entry that says so', async () => {
    const { id: plotId } = await given.plot(coop);
    const { record } = await done(coop, growingDocuments.recordWork, {
      plotId,
      kind: 'PRUNE',
      performedAt: '2025-10-02T01:00:00Z',
      note: '赵六帮忙',
    });
    const erase = (by: Member) => send(by, ERASE, { subjectId: record.id });
    expect(await erase(packhouse)).toMatchObject({ reasons: [{ code: 'NOT_FOUND' }] });
    const clerk = await given.member(coop.organisation, ['CLERK']);
    const { body } = await clerk.client.raw(ERASE, {
      input: { requestId: randomUUID(), subjectId: record.id },
    });
    expect(body.errors[0].extensions.code).toBe('FORBIDDEN');
    expect(await erase(coop)).toMatchObject({ subjectId: record.id, texts: 1 });
    expect(await placesOf('赵六')).toEqual([]);
    expect((await texts(coop, record.id)).map(({ kind }) => kind)).toEqual([
      'growing.recorded',
      'text.erased',
    ]);
    expect(await erase(coop)).toMatchObject({ reasons: [{ code: 'NOT_FOUND' }] });
  });

  it.each(['hold', 'batch', 'recall', 'run'])('of a %s is erased everywhere at once', async (what) => {
    const word = `孙七${what}`;
    const { id: plotId } = await given.plot(coop);
    const harvest = await given.harvest(coop, plotId, 100, { consignedToId: packhouse.organisationId });
    const ids: Record<string, string> = { batch: harvest.id };
    if (what === 'batch')
      await done(coop, batchDocuments.correctHarvest, {
        batchId: harvest.id,
        massGrams: kg(90),
        reason: word,
      });
    if (what === 'hold') {
      const { hold } = await done(coop, holdDocuments.placeHold, { batchIds: [harvest.id], note: word });
      await done(coop, holdDocuments.releaseHold, { holdId: hold.id, reason: word });
      ids['hold'] = hold.id;
    }
    if (what === 'recall')
      ids['recall'] = (
        await done(office, recall('OpenRecall'), { batchId: harvest.id, reason: word })
      ).recall.id;
    if (what === 'run') {
      const { batch } = await done(packhouse, batchDocuments.receiveBatch, {
        batchId: harvest.id,
        ticket: { number: randomUUID().slice(0, 8), grossGrams: kg(140), tareGrams: kg(50) },
        weighedAt: '2026-01-21T02:00:00.000Z',
        differenceReason: word,
      });
      const [made] = await rows<{ run_id: string }>(`SELECT run_id FROM batch WHERE id = $1`, [batch.id]);
      ids['run'] = made!.run_id;
    }
    expect((await placesOf(word)).length).toBeGreaterThan(0);
    await done(office, ERASE, { subjectId: ids[what] });
    // The hold of a recall has a note of its own, and is a thing of its own.
    expect(await placesOf(word)).toEqual(what === 'recall' ? ['hold.note', 'ledger_text.text'] : []);
  });

  it('stands nowhere in clear in the ledger of all these tests, and neither does the name of a device', async () => {
    const { id } = await given.plot(coop);
    await coop.client.run(
      growingDocuments.recordWork,
      {
        input: {
          requestId: randomUUID(),
          plotId: id,
          kind: 'PRUNE',
          performedAt: '2025-10-02T01:00:00Z',
        },
      },
      { headers: { 'x-device': encodeURIComponent('Phone of Wang Wu').replaceAll('%20', ' ') } },
    );
    const inClear = await rows<{ kind: string }>(
      `SELECT DISTINCT kind FROM ledger_entry WHERE (canonical::jsonb - 'personal')::text ~ '欧阳|司马|王五|赵六|孙七|Wang Wu'`,
    );
    expect(inClear).toEqual([]);
    const [device] = await rows(`SELECT text FROM ledger_text WHERE field = 'device'`);
    expect(device).toEqual({ text: 'Phone of Wang Wu' });
  });
});

import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { AttachmentId } from '../../src/kernel/ids.js';
import { refusedWith } from '../support/expectations.js';
import { erase, jpeg, upload } from '../support/given/attachments.js';
import { growingDocuments as documents } from '../support/given/growing-documents.js';
import type { Member } from '../support/given/index.js';
import { send } from '../support/given/send.js';
import { growingScene, type GrowingScene, earliest } from '../support/given/land-scene.js';

let { testApp, given, coop, officer, neighbour, office, packhouse } = {} as GrowingScene;

beforeAll(async () => {
  ({ testApp, given, coop, officer, neighbour, office, packhouse } = await growingScene());
});
afterAll(() => testApp?.close());

describe('product labels', () => {
  const labelInput = (more: object = {}) => ({
    registrationNumber: `test-pd-${randomUUID().slice(0, 8)}`,
    nameZh: '示范杀虫剂',
    crop: '柑橘树',
    substances: ['阿维菌素', 'Imidacloprid', 'spirodiclofen', '示范成分'],
    phiDays: 21,
    maxApplications: 2,
    ...more,
  });

  it('are entered as read, with substances by code where there is one', async () => {
    const input = labelInput();
    const { productLabel } = await send(coop, documents.enterProductLabel, input);
    expect(productLabel).toMatchObject({
      registrationNumber: input.registrationNumber.toUpperCase(),
      substances: ['abamectin', 'imidacloprid', 'spirodiclofen', '示范成分'],
      phiDays: 21,
      isForCitrus: true,
      confirmedAt: null,
      enteredBy: { id: coop.organisationId },
    });
  });

  it('are confirmed once, by another person of another organisation than entered them', async () => {
    const productLabelId = await given.label(coop);
    // A second account in one cooperative may be the same person's.
    const colleague = await given.member(coop.organisation, ['PLANT_PROTECTION_OFFICER']);
    expect(await send(colleague, documents.confirmProductLabel, { productLabelId })).toMatchObject(
      refusedWith('LABEL_NEEDS_ANOTHER_ORGANISATION'),
    );
    expect(await send(officer, documents.confirmProductLabel, { productLabelId })).toMatchObject({
      productLabel: { confirmedAt: testApp.clock.now() },
    });
    expect(await send(office, documents.confirmProductLabel, { productLabelId })).toMatchObject(
      refusedWith('LABEL_CONFIRMED_ALREADY'),
    );
    expect((await given.ledgerOf(productLabelId)).map(({ kind }) => kind)).toEqual([
      'label.entered',
      'label.confirmed',
    ]);
  });

  it('are confirmed by those whose work it is: never by who buys, processes or ships fruit', async () => {
    const productLabelId = await given.label(coop);
    const input = { requestId: randomUUID(), productLabelId };
    const others = [
      packhouse,
      await given.member(packhouse.organisation, ['PLANT_PROTECTION_OFFICER']),
      await given.member('EXPORTER'),
      await given.member('PROCESSOR'),
      neighbour,
      await given.colleague(neighbour, ['INSPECTOR']),
    ];
    for (const by of others) {
      const { body } = await by.client.raw(documents.confirmProductLabel, { input });
      expect(body.errors[0].extensions.code).toBe('FORBIDDEN');
    }
    const inspector = await given.member('INSPECTION_BODY', ['INSPECTOR']);
    for (const by of [office, inspector, await given.colleague(neighbour, ['PLANT_PROTECTION_OFFICER'])])
      expect(
        await send(by, documents.confirmProductLabel, { productLabelId: await given.label(coop) }),
      ).toMatchObject({ productLabel: { confirmedAt: testApp.clock.now() } });
  });

  it('are put right before that, and then confirmed by somebody else again', async () => {
    const productLabelId = await given.label(coop, { phiDays: 7 });
    const photographId = await given.photograph(officer);
    const input = { productLabelId, ...labelInput({ phiDays: 30, photographId }) };
    expect(await send(officer, documents.correctProductLabel, input)).toMatchObject({
      productLabel: { phiDays: 30, enteredBy: { id: officer.organisationId } },
    });
    expect(await send(officer, documents.confirmProductLabel, { productLabelId })).toMatchObject(
      refusedWith('LABEL_NEEDS_ANOTHER_PERSON'),
    );
    await given.confirmed(office, productLabelId);
    expect(await send(officer, documents.correctProductLabel, input)).toMatchObject(
      refusedWith('LABEL_CONFIRMED_ALREADY'),
    );
  });

  it('keep the photograph they were confirmed by', async () => {
    const { body } = await upload(coop.client, { body: jpeg(), type: 'image/jpeg' });
    const productLabelId = await given.label(coop, { photographId: body.id as AttachmentId });
    await given.confirmed(officer, productLabelId);
    expect(await erase(coop, body.id)).toMatchObject(refusedWith('ATTACHMENT_IN_FORCE'));
    const { body: other } = await upload(coop.client, { body: jpeg(), type: 'image/jpeg' });
    await given.label(coop, { photographId: other.id as AttachmentId });
    expect(await erase(coop, other.id)).toMatchObject({ attachment: { id: other.id } });
  });

  it('are not entered with a photograph that is erased meanwhile', async () => {
    const { body } = await upload(coop.client, { body: jpeg(), type: 'image/jpeg' });
    const owner = new pg.Client({ connectionString: testApp.database.ownerUrl });
    await owner.connect();
    await owner.query(`BEGIN; SET LOCAL app.authority = 'system'`);
    const erased = await owner.query(
      `UPDATE attachment SET erased_at = now(), file_name = NULL WHERE id = $1`,
      [body.id],
    );
    expect(erased.rowCount).toBe(1);
    const entered = send(coop, documents.enterProductLabel, labelInput({ photographId: body.id }));
    // Who enters the label has looked by then, and saw a photograph.
    const waits = 'SELECT FROM pg_locks WHERE NOT granted AND transactionid = pg_current_xact_id()::xid';
    while ((await owner.query(waits)).rowCount === 0) await setTimeout(20);
    await owner.query('COMMIT');
    await owner.end();
    expect(await entered).toEqual(refusedWith('NOT_FOUND'));
  });

  it('are entered once a number and crop, however the number is written', async () => {
    const input = labelInput();
    await send(coop, documents.enterProductLabel, input);
    const again = { ...input, registrationNumber: input.registrationNumber.toUpperCase() };
    expect(await send(neighbour, documents.enterProductLabel, again)).toMatchObject(
      refusedWith('LABEL_TAKEN'),
    );
    expect(await send(neighbour, documents.enterProductLabel, { ...again, crop: '茶树' })).toMatchObject({
      productLabel: { crop: '茶树', isForCitrus: false },
    });
  });

  it('are known to everybody, and found by number, substance and state', async () => {
    const number = `FIND-${randomUUID().slice(0, 8)}`.toUpperCase();
    await given.label(coop, { registrationNumber: number, substances: ['pyridaben'] });
    const query = `query ($filter: ProductLabelFilter) { productLabels(filter: $filter) { totalCount edges { node { registrationNumber } } } }`;
    const found = async (filter: object): Promise<number> =>
      (await packhouse.client.run(query, { filter: { registrationNumberPrefix: number, ...filter } }))
        .productLabels.totalCount;
    expect(await found({})).toBe(1);
    expect(await found({ substance: 'pyridaben', isConfirmed: false, crop: '柑橘树' })).toBe(1);
    expect(await found({ isConfirmed: true })).toBe(0);
    expect(await found({ substance: 'abamectin' })).toBe(0);
  });

  it('answer malformed values with the field', async () => {
    const input = {
      requestId: randomUUID(),
      ...labelInput({ substances: [], phiDays: 400, maxApplications: 0 }),
    };
    const { body } = await coop.client.raw(documents.enterProductLabel, { input });
    const fields = body.errors[0].extensions.fields.map((field: { path: string[] }) => field.path.at(-1));
    expect(fields.toSorted()).toEqual(['maxApplications', 'phiDays', 'substances']);
  });
});

describe('the first day of harvest', () => {
  it('is what the longest interval asks for, with the record that decides', async () => {
    const { id: plotId } = await given.plot(coop);
    const long = await given.confirmedLabel(coop, officer, { phiDays: 30 });
    const short = await given.confirmedLabel(coop, officer, { phiDays: 7 });
    const deciding = await given.spray(coop, plotId, '2026-11-01T01:00:00Z', { productLabelId: long });
    await given.spray(coop, plotId, '2026-11-20T01:00:00Z', { productLabelId: short });
    expect(await earliest(coop, plotId)).toEqual({
      because: 'INTERVAL',
      day: '2026-12-01',
      notBefore: '2026-12-01',
      asOf: '2026-11-22',
      decidedBy: { id: deciding },
      unknown: [],
      unstated: [expect.objectContaining({ from: '2025-11-23', to: '2026-11-22' })],
      banned: [],
    });
  });

  it('is not known while a label waits for confirmation, and is known at once when it comes', async () => {
    const { id: plotId } = await given.plot(coop);
    const productLabelId = await given.label(coop, { phiDays: 20 });
    const recordId = await given.spray(coop, plotId, '2026-11-10T01:00:00Z', { productLabelId });
    expect(await earliest(coop, plotId, 'zh')).toMatchObject({
      because: 'INTERVAL_UNKNOWN',
      day: null,
      notBefore: null,
      unknown: [
        {
          reason: 'LABEL_NOT_CONFIRMED',
          record: { id: recordId },
          message: '所选标签尚未经第二人核对，安全间隔期暂不采用，首个可采收日无法确定。',
        },
      ],
    });
    await given.confirmed(office, productLabelId);
    expect(await earliest(coop, plotId)).toMatchObject({ because: 'INTERVAL', day: '2026-11-30' });
  });

  it('is told to the owner and the base office, not to those who see the records only in part', async () => {
    const { id: plotId } = await given.plot(coop);
    await given.spray(coop, plotId, '2026-11-01T01:00:00Z');
    await given.received(coop, packhouse, plotId, 100);
    expect(await earliest(office, plotId)).toMatchObject({ because: 'INTERVAL_UNKNOWN' });
    for (const member of [neighbour, packhouse]) expect(await earliest(member, plotId)).toBeNull();
  });
});

describe('a label confirmed late', () => {
  it('holds fruit of every cooperative that was picked inside its interval', async () => {
    const productLabelId = await given.label(coop, { phiDays: 20 });
    const batches: [Member, string][] = [];
    for (const member of [coop, neighbour]) {
      const { id: plotId } = await given.plot(member);
      await given.spray(member, plotId, '2026-11-01T01:00:00Z', { productLabelId });
      const harvest = await given.harvest(member, plotId, 100, { harvestedAt: '2026-11-10T02:00:00.000Z' });
      batches.push([member, harvest.id]);
    }
    const holds = async ([member, id]: [Member, string]) =>
      (await member.client.run(`query ($id: ID!) { batch(id: $id) { holds { reasonCode } } }`, { id })).batch
        .holds;
    for (const batch of batches) expect(await holds(batch)).toEqual([]);
    await given.confirmed(officer, productLabelId);
    for (const batch of batches) expect(await holds(batch)).toEqual([{ reasonCode: 'WITHIN_INTERVAL' }]);
    // Who confirmed it learns nothing of that fruit: neither of the holds nor, from the ledger, of the batches.
    const seen = await officer.client.run('{ holds(first: 10) { totalCount } }');
    expect(seen.holds.totalCount).toBe(0);
    for (const [member, id] of batches) {
      const ledgerOf = `query ($id: ID!) { ledgerOf(subjectId: $id) { edges { node { kind } } } }`;
      const kindsSeen = async (by: Member): Promise<string[]> =>
        (await by.client.run(ledgerOf, { id })).ledgerOf.edges.map(
          (edge: { node: { kind: string } }) => edge.node.kind,
        );
      expect(await kindsSeen(officer)).toEqual([]);
      expect(await kindsSeen(member)).toEqual(['batch.harvested', 'hold.placed']);
    }
  });
});

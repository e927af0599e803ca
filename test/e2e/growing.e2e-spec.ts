import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { refusedWith } from '../support/expectations.js';
import { growingDocuments as documents } from '../support/given/growing-documents.js';
import { send } from '../support/given/send.js';
import { growingScene, type GrowingScene, recordsOf, earliest } from '../support/given/land-scene.js';

const warningCodes = (answer: { warnings: { code: string }[] }) => answer.warnings.map(({ code }) => code);

let { testApp, given, coop, officer, neighbour } = {} as GrowingScene;

beforeAll(async () => {
  ({ testApp, given, coop, officer, neighbour } = await growingScene());
});
afterAll(() => testApp?.close());

describe('recording a spray', () => {
  it('keeps what was done, where, by whom and for whom', async () => {
    const plot = await given.plot(coop);
    const operatorId = await given.grower(coop, { code: 'OP-1', name: '示范农户甲' });
    const productLabelId = await given.confirmedLabel(coop, officer);
    const answer = await send(coop, documents.recordSpray, {
      plotId: plot.id,
      performedAt: '2026-11-01T06:30:00+08:00',
      productLabelId,
      dose: '1500倍液',
      areaMu: '8.5',
      target: '红蜘蛛',
      operatorId,
      onBehalfOfId: operatorId,
      note: '由文员代录',
    });
    expect(answer).toMatchObject({
      warnings: [],
      record: {
        kind: 'SPRAY',
        performedAt: '2026-10-31T22:30:00.000Z',
        performedOn: '2026-11-01',
        substances: ['abamectin'],
        dose: '1500倍液',
        areaMu: '8.5',
        isOnBehalf: true,
        plot: { code: plot.code },
        operator: { code: 'OP-1', name: '示范农户甲' },
        onBehalfOf: { code: 'OP-1' },
        organisation: { id: coop.organisationId },
      },
    });
    const [entry] = await given.ledgerOf(answer.record.id);
    expect(entry).toMatchObject({
      kind: 'growing.recorded',
      onBehalfOfId: operatorId,
      actorId: coop.userId,
      occurredAt: '2026-10-31T22:30:00.000Z',
      subjectIds: [answer.record.id, plot.id],
      facts: { performedOn: '2026-11-01', areaMuHundredths: 850, operatorId },
    });
    expect(JSON.stringify(entry)).not.toContain('由文员代录');
    expect(Object.keys(entry!.personal)).toEqual(['dose', 'note', 'target']);
  });

  it('is refused only for what cannot be, with every reason', async () => {
    const foreign = await given.plot(neighbour);
    const foreignGrower = await given.grower(neighbour);
    const input = {
      plotId: foreign.id,
      performedAt: '2026-11-22T09:00:01+08:00',
      areaMu: '0',
      productLabelId: randomUUID(),
      operatorId: foreignGrower,
    };
    const { reasons } = await send(coop, documents.recordSpray, input);
    expect(reasons.map(({ code, path }: { code: string; path: string[] }) => [code, ...path])).toEqual([
      ['WORK_IN_THE_FUTURE', 'performedAt'],
      ['TREATED_AREA_ZERO', 'areaMu'],
      ['NOT_FOUND', 'plotId'],
      ['NOT_FOUND', 'productLabelId'],
      ['NOT_FOUND', 'operatorId'],
    ]);
    const nothing = { plotId: (await given.plot(coop)).id, performedAt: '2026-11-01T06:30:00+08:00' };
    expect(await send(coop, documents.recordSpray, nothing)).toMatchObject(
      refusedWith('SPRAY_WITHOUT_PRODUCT'),
    );
  });

  it('stores a banned product and warns, in the language of the reader', async () => {
    const { id: plotId } = await given.plot(coop);
    const productLabelId = await given.confirmedLabel(coop, officer, { substances: ['氧乐果'] });
    const spray = { plotId, productLabelId, performedAt: '2026-11-01T06:30:00+08:00' };
    const answer = await send(coop, documents.recordSpray, spray, { language: 'zh' });
    expect(answer.record.substances).toEqual(['omethoate']);
    expect(warningCodes(answer)).toContain('BANNED_SUBSTANCE');
    expect(answer.warnings[0].message).toBe(
      '氧乐果 在施药当日已禁用（自 2026-06-01 起）：禁止销售和使用。此后在该地块采收的果实将暂停放行。',
    );
    // Who asks from which day to pick is told as well that no day helps.
    expect(await earliest(coop, plotId, 'zh')).toMatchObject({
      because: 'INTERVAL',
      banned: answer.warnings.filter(({ code }: { code: string }) => code === 'BANNED_SUBSTANCE'),
    });
  });

  it('warns where it is not known what was in it and how long to wait', async () => {
    const { id: plotId } = await given.plot(coop);
    const unknown = { plotId, productName: '一瓶没有标签的药', performedAt: '2026-11-01T06:30:00+08:00' };
    expect(warningCodes(await send(coop, documents.recordSpray, unknown))).toEqual([
      'INTERVAL_UNKNOWN',
      'SUBSTANCES_NOT_RECORDED',
    ]);
    const productLabelId = await given.label(coop);
    const unconfirmed = { plotId, productLabelId, performedAt: '2026-11-02T06:30:00+08:00' };
    expect(warningCodes(await send(coop, documents.recordSpray, unconfirmed))).toEqual(['INTERVAL_UNKNOWN']);
  });

  it('warns of an ingredient that is not in the list, which may be a banned one under another name', async () => {
    const { id: plotId } = await given.plot(coop);
    const spray = { plotId, substances: ['呋喃丹'], performedAt: '2026-11-01T06:30:00+08:00' };
    const answer = await send(coop, documents.recordSpray, spray, { language: 'zh' });
    expect(warningCodes(answer)).toEqual(['INTERVAL_UNKNOWN', 'SUBSTANCE_NOT_LISTED']);
    expect(answer.warnings[1].message).toMatch(/^农药成分目录中没有 呋喃丹，/);
    const { checkSpray } = await coop.client.run(
      `query ($input: CheckSprayInput!) { checkSpray(input: $input) { warnings { code } } }`,
      { input: { plotId, substances: ['呋喃丹'], sprayOn: '2026-11-02' } },
    );
    expect(warningCodes(checkSpray)).toEqual(['INTERVAL_UNKNOWN', 'SUBSTANCE_NOT_LISTED']);
  });

  it('knows an ingredient whatever its capitals and the width of its letters', async () => {
    const { id: plotId } = await given.plot(coop);
    const substances = ['ＯＭＥＴＨＯＡＴＥ', '2，4-D', '2,4-D'];
    const spray = { plotId, substances, performedAt: '2026-11-01T06:30:00+08:00' };
    const { record } = await send(coop, documents.recordSpray, spray);
    expect(record.substances).toEqual(['omethoate', '2,4-d']);
  });

  it('warns when a product is applied more often than its label allows in a season', async () => {
    const { id: plotId } = await given.plot(coop);
    const productLabelId = await given.confirmedLabel(coop, officer, { maxApplications: 2 });
    await given.spray(coop, plotId, '2026-08-30T01:00:00Z', { productLabelId }); // the season before
    await given.spray(coop, plotId, '2026-09-10T01:00:00Z', { productLabelId });
    const second = { plotId, productLabelId, performedAt: '2026-10-01T06:30:00+08:00' };
    expect(warningCodes(await send(coop, documents.recordSpray, second))).toEqual([]);
    const third = await send(coop, documents.recordSpray, {
      ...second,
      performedAt: '2026-11-01T06:30:00+08:00',
    });
    expect(third.warnings).toEqual([
      {
        code: 'TOO_MANY_APPLICATIONS',
        message: 'Applied 3 times on this plot this season; the label allows 2.',
      },
    ]);
  });

  it('that falls before a harvest already made is stored, warned about, and holds the fruit', async () => {
    const { id: plotId } = await given.plot(coop);
    const productLabelId = await given.confirmedLabel(coop, officer);
    const harvest = await given.harvest(coop, plotId, 100, { harvestedAt: '2026-11-10T02:00:00.000Z' });
    const late = { plotId, productLabelId, performedAt: '2026-11-01T06:30:00+08:00' };
    expect(await send(coop, documents.recordSpray, late)).toMatchObject({
      record: { performedOn: '2026-11-01' },
      warnings: [
        {
          code: 'HARVESTED_WITHIN_INTERVAL',
          message:
            'Fruit was picked on 2026-11-10, but after this spray harvest starts on 2026-11-15; that fruit is held.',
        },
      ],
    });
    const query = `query ($id: ID!) { batch(id: $id) { openHoldCount holds { reasonCode } } }`;
    expect(await coop.client.run(query, { id: harvest.id })).toEqual({
      batch: { openHoldCount: 1, holds: [{ reasonCode: 'WITHIN_INTERVAL' }] },
    });
  });

  it('changes nothing a second time when the same request comes again, and says the same', async () => {
    const { id: plotId } = await given.plot(coop);
    const input = {
      requestId: randomUUID(),
      plotId,
      substances: ['omethoate'],
      performedAt: '2026-11-01T06:30:00+08:00',
    };
    const [first, second] = await Promise.all([
      send(coop, documents.recordSpray, input),
      send(coop, documents.recordSpray, input),
    ]);
    expect(second).toEqual(first);
    expect(warningCodes(first)).toContain('BANNED_SUBSTANCE');
    expect(await recordsOf(coop, { plotId })).toHaveLength(1);
    expect(await send(coop, documents.recordSpray, { ...input, target: '蚜虫' })).toMatchObject(
      refusedWith('REQUEST_ID_REUSED'),
    );
  });
});

describe('recording other work', () => {
  it('keeps it beside the sprays', async () => {
    const { id: plotId } = await given.plot(coop);
    const work = {
      plotId,
      kind: 'FERTILISE',
      productName: '有机肥',
      performedAt: '2026-11-01T06:30:00+08:00',
    };
    expect(await send(coop, documents.recordWork, work)).toMatchObject({
      record: { kind: 'FERTILISE', productName: '有机肥', substances: [] },
      warnings: [],
    });
    expect(await earliest(coop, plotId)).toMatchObject({ because: 'NO_SPRAY', day: null });
  });
});

describe('correcting a growing record', () => {
  it('puts a new record in its place, and both stay', async () => {
    const plot = await given.plot(coop);
    const productLabelId = await given.confirmedLabel(coop, officer);
    const recordId = await given.spray(coop, plot.id, '2026-11-01T01:00:00Z', { productLabelId });
    const told = { recordId, productLabelId, performedAt: '2026-10-11T09:00:00+08:00', dose: '2000倍液' };
    const { record } = await send(coop, documents.correctGrowingRecord, told);
    expect(record).toMatchObject({
      kind: 'SPRAY',
      performedOn: '2026-10-11',
      correctsId: recordId,
      correctedById: null,
      plot: { code: plot.code },
    });
    const all = await recordsOf(coop, { plotId: plot.id });
    expect(all).toMatchObject([
      { id: recordId, performedOn: '2026-11-01', correctedById: record.id },
      { id: record.id, correctedById: null },
    ]);
    expect(await recordsOf(coop, { plotId: plot.id, standing: true })).toMatchObject([{ id: record.id }]);
    expect(await earliest(coop, plot.id)).toMatchObject({ day: '2026-10-25', decidedBy: { id: record.id } });
    expect(await given.ledgerOf(record.id)).toMatchObject([
      { kind: 'growing.corrected', facts: { correctsId: recordId, isVoid: false } },
    ]);
    expect(await send(coop, documents.correctGrowingRecord, told)).toMatchObject(
      refusedWith('GROWING_RECORD_CORRECTED_ALREADY'),
    );
  });

  it('happens once, also when two corrections arrive at once', async () => {
    const { id: plotId } = await given.plot(coop);
    const recordId = await given.spray(coop, plotId, '2026-11-01T01:00:00Z');
    const correct = (dose: string) =>
      send(coop, documents.correctGrowingRecord, {
        recordId,
        productName: '示范药剂',
        dose,
        performedAt: '2026-11-01T01:00:00Z',
      });
    const answers = await Promise.all([correct('1000倍液'), correct('2000倍液')]);
    expect(answers.map((answer) => answer.__typename).toSorted()).toEqual([
      'GrowingRecordPayload',
      'Refused',
    ]);
    expect(await recordsOf(coop, { plotId, standing: true })).toHaveLength(1);
  });

  it('voids what did not happen, with a reason; the fruit held for it waits for the base office', async () => {
    const { id: plotId } = await given.plot(coop);
    const productLabelId = await given.confirmedLabel(coop, officer);
    const harvest = await given.harvest(coop, plotId, 100, { harvestedAt: '2026-11-10T02:00:00.000Z' });
    const recordId = await given.spray(coop, plotId, '2026-11-01T01:00:00Z', { productLabelId });
    const held = async (): Promise<number> =>
      (await coop.client.run(`query ($id: ID!) { batch(id: $id) { openHoldCount } }`, { id: harvest.id }))
        .batch.openHoldCount;
    expect(await held()).toBe(1);
    const reason = '记错了地块';
    const { record, warnings } = await send(coop, documents.voidGrowingRecord, { recordId, reason });
    expect(record).toMatchObject({
      correctsId: recordId,
      isVoid: true,
      note: reason,
      performedOn: '2026-11-01',
    });
    expect(warnings).toEqual([]);
    expect(await held()).toBe(1);
    const { batch } = await coop.client.run(`query ($id: ID!) { batch(id: $id) { holds { id } } }`, {
      id: harvest.id,
    });
    const release = `mutation ($input: ReleaseHoldInput!) { answer: releaseHold(input: $input) { __typename ... on Refused { reasons { code message } } } }`;
    const input = { holdId: batch.holds[0].id, reason: '已核实' };
    // The record is put right already: what is left to do is the base office's.
    expect(await send(coop, release, input)).toMatchObject({
      reasons: [
        {
          code: 'HOLD_CORRECTION_TO_BE_CHECKED',
          message: expect.stringContaining('the base office checks the correction and releases the hold'),
        },
      ],
    });
    const office = await given.member('BASE_OFFICE');
    expect(await send(office, release, input)).toMatchObject({ __typename: 'HoldPayload' });
    expect(await held()).toBe(0);
    expect(await recordsOf(coop, { plotId, standing: true })).toEqual([]);
    expect(await earliest(coop, plotId)).toMatchObject({ because: 'NO_SPRAY' });
    expect(await send(coop, documents.voidGrowingRecord, { recordId: record.id, reason })).toMatchObject(
      refusedWith('GROWING_RECORD_VOID_ALREADY'),
    );
  });

  it('is for the cooperative that made the record', async () => {
    const { id: plotId } = await given.plot(coop);
    const recordId = await given.spray(coop, plotId, '2026-11-01T01:00:00Z');
    for (const id of [recordId, randomUUID()])
      expect(
        await send(neighbour, documents.voidGrowingRecord, { recordId: id, reason: '无' }),
      ).toMatchObject(refusedWith('NOT_FOUND'));
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UnitOfWork } from '../../src/infrastructure/database/unit-of-work.js';
import { decimal } from '../../src/kernel/decimal.js';
import { localDate } from '../../src/kernel/local-date.js';
import { SprayQueries } from '../../src/modules/growing/spray.queries.js';
import { growingDocuments as documents } from '../support/given/growing-documents.js';
import { send, type Answer } from '../support/given/send.js';
import { collectStatements } from '../support/query-counter.js';
import { growingScene, type GrowingScene, recordsOf } from '../support/given/land-scene.js';

let { testApp, given, coop, officer, neighbour, office, packhouse } = {} as GrowingScene;

beforeAll(async () => {
  ({ testApp, given, coop, officer, neighbour, office, packhouse } = await growingScene());
});
afterAll(() => testApp?.close());

describe('who sees growing records', () => {
  it('is their cooperative and the base office; a neighbour sees nothing', async () => {
    const { id: plotId } = await given.plot(coop);
    const operatorId = await given.grower(coop, { name: '示范农户乙' });
    const id = await given.spray(coop, plotId, '2026-11-01T01:00:00Z', { operatorId, note: '一句话' });
    expect(await recordsOf(coop, { plotId })).toMatchObject([
      { id, note: '一句话', operator: { name: '示范农户乙' } },
    ]);
    expect(await recordsOf(office, { plotId })).toMatchObject([
      { id, note: '一句话', operator: { name: null } },
    ]);
    expect(await recordsOf(neighbour, { plotId })).toEqual([]);
    const query = `query ($id: ID!) { growingRecord(id: $id) { id } }`;
    expect(await neighbour.client.run(query, { id })).toEqual({ growingRecord: null });
  });

  it('is whoever took the fruit, for work of the year before it was picked, also when entered or corrected later', async () => {
    const { id: plotId } = await given.plot(coop);
    const operatorId = await given.grower(coop);
    const early = await given.spray(coop, plotId, '2025-11-01T01:00:00Z', { operatorId, note: '一句话' });
    await given.spray(coop, plotId, '2024-11-01T01:00:00Z');
    await given.received(coop, packhouse, plotId, 100); // picked on 2026-01-20
    const late = await given.spray(coop, plotId, '2025-12-01T01:00:00Z');
    await given.spray(coop, plotId, '2026-02-01T01:00:00Z');
    const seen = await recordsOf(packhouse, { plotId });
    expect(seen).toMatchObject([
      { id: late, plot: {} },
      { id: early, note: null, operator: null },
    ]);
    const told = { recordId: early, productName: '示范药剂', performedAt: '2026-03-01T01:00:00Z' };
    const { record } = await send(coop, documents.correctGrowingRecord, told);
    expect(await recordsOf(packhouse, { plotId, standing: true })).toMatchObject([
      { id: record.id },
      { id: late },
    ]);
  });
});

describe('listing growing records', () => {
  it('pages through them, the latest work first, and filters', async () => {
    const lister = await given.member('COOPERATIVE');
    const { id: plotId } = await given.plot(lister);
    const days = ['2026-11-03', '2026-11-01', '2026-11-04', '2026-11-02'];
    for (const day of days) await given.spray(lister, plotId, `${day}T01:00:00Z`);
    await send(lister, documents.recordWork, { plotId, kind: 'PRUNE', performedAt: '2026-10-01T01:00:00Z' });
    const seen: string[] = [];
    for (let after: string | null = null; ;) {
      const { growingRecords }: Answer = await lister.client.run(documents.growingRecords, {
        first: 2,
        after,
      });
      seen.push(
        ...growingRecords.edges.map((edge: { node: { performedOn: string } }) => edge.node.performedOn),
      );
      expect(growingRecords.totalCount).toBe(5);
      if (!growingRecords.pageInfo.hasNextPage) break;
      after = growingRecords.pageInfo.endCursor;
    }
    expect(seen).toEqual([...days.toSorted().toReversed(), '2026-10-01']);
    expect(await recordsOf(lister, { kind: 'PRUNE' })).toHaveLength(1);
    expect(await recordsOf(lister, { from: '2026-11-02', to: '2026-11-03' })).toHaveLength(2);
    expect(await recordsOf(lister, { organisationId: coop.organisationId })).toEqual([]);
  });

  it('asks for the same few statements whatever the size of the page', async () => {
    const operatorId = await given.grower(coop);
    const productLabelId = await given.label(coop);
    const { id: plotId } = await given.plot(coop);
    for (let day = 1; day <= 6; day++)
      await given.spray(coop, plotId, `2026-11-0${day}T01:00:00Z`, {
        productLabelId,
        operatorId,
        onBehalfOfId: operatorId,
        areaMu: decimal('3'),
      });
    for (const first of [1, 50]) {
      const { value, statements } = await collectStatements(testApp, () =>
        coop.client.run(documents.growingRecords, { first, filter: { plotId } }),
      );
      expect(value.growingRecords.edges).toHaveLength(first === 1 ? 1 : 6);
      // Who asks, records, total, plots, labels, growers, organisations.
      expect(statements).toHaveLength(7);
    }
  });
});

describe('what the evaluator is handed', () => {
  it('is the sprays that stand, with the intervals of confirmed labels alone', async () => {
    const { id: plotId } = await given.plot(coop);
    const confirmed = await given.confirmedLabel(coop, officer, {
      registrationNumber: 'TEST-FACTS',
      phiDays: 9,
    });
    const unconfirmed = await given.label(coop, { phiDays: 3 });
    await given.spray(coop, plotId, '2026-11-01T01:00:00Z', {
      productLabelId: confirmed,
      substances: ['pyridaben'],
    });
    await given.spray(coop, plotId, '2026-11-02T01:00:00Z', { productLabelId: unconfirmed });
    await given.spray(coop, plotId, '2026-11-03T01:00:00Z');
    const recordId = await given.spray(coop, plotId, '2026-11-04T01:00:00Z');
    const { record } = await send(coop, documents.voidGrowingRecord, { recordId, reason: '示范：录错' });
    const span = { from: localDate('2026-09-01'), to: localDate('2026-11-22') };
    const facts = await testApp.app
      .get(UnitOfWork)
      .read(await coop.ctx(), (reading) => testApp.app.get(SprayQueries).facts(reading, [plotId], span));
    // One that was taken back is told of until somebody else has agreed.
    expect(facts.withdrawn).toMatchObject([{ id: recordId, correctedById: record.id }]);
    expect(facts.standing).toMatchObject([
      {
        plotId,
        performedOn: '2026-11-01',
        productLabel: 'TEST-FACTS 示范阿维菌素乳油',
        substances: ['abamectin', 'pyridaben'],
        preharvestIntervalDays: 9,
      },
      { substances: ['abamectin'], preharvestIntervalDays: null },
      { productLabel: '示范药剂', substances: null, preharvestIntervalDays: null },
    ]);
  });
});

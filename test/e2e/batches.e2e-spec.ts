import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { withCheckDigit } from '../../src/kernel/gs1.js';
import { kg } from '../../src/kernel/mass.js';
import { batchDocuments as operations } from '../support/given/batches.js';
import { givenIn, RONGCHANG, ZIZHONG, type Given, type Member } from '../support/given/index.js';
import { done, send } from '../support/given/send.js';
import { counting } from '../support/query-counter.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const SSCC = withCheckDigit('39520000000000001');

let testApp: TestApp;
let given: Given;
let zizhong: Member;
let rongchang: Member;
let packhouse: Member;
let stranger: Member;
let plotZ: string;
let plotR: string;

beforeAll(async () => {
  testApp = await startTestApp();
  given = givenIn(testApp);
  zizhong = await given.member(await given.organisation('COOPERATIVE', { county: ZIZHONG }));
  rongchang = await given.member(await given.organisation('COOPERATIVE', { county: RONGCHANG }));
  packhouse = await given.member(await given.organisation('PACKHOUSE', { county: RONGCHANG }));
  stranger = await given.member(await given.organisation('COOPERATIVE', { county: ZIZHONG }));
  plotZ = (await given.plot(zizhong, { town: '511025123' })).id;
  plotR = (await given.plot(rongchang, { town: '500153112' })).id;
});
afterAll(() => testApp.close());

const codes = (answer: { reasons: { code: string }[] }): string[] =>
  answer.reasons.map((reason) => reason.code);

describe('recording a harvest', () => {
  it('makes a batch of one origin, and one ledger entry', async () => {
    const batch = await given.harvest(zizhong, plotZ, 1_000);
    expect(batch).toMatchObject({
      kind: 'HARVEST',
      state: 'AVAILABLE',
      season: '2025/26',
      massGrams: kg(1_000),
      countyCodes: [ZIZHONG],
    });
    expect(batch.origins).toEqual([
      expect.objectContaining({ originBatchId: batch.id, massGrams: kg(1_000) }),
    ]);
    expect((await given.ledgerOf(batch.id)).map((entry) => entry.kind)).toEqual(['batch.harvested']);
  });

  it('answers a second try with what the first one made', async () => {
    const input = {
      requestId: randomUUID(),
      plotId: plotZ,
      harvestedAt: '2026-01-20T02:00:00.000Z',
      massGrams: kg(7),
    };
    const both = await Promise.all([
      send(zizhong, operations.recordHarvest, input),
      send(zizhong, operations.recordHarvest, input),
    ]);
    expect(both[0].batch.id).toBe(both[1].batch.id);
    expect(await given.ledgerOf(both[0].batch.id)).toHaveLength(1);
    const other = await send(zizhong, operations.recordHarvest, { ...input, massGrams: kg(8) });
    expect(codes(other)).toEqual(['REQUEST_ID_REUSED']);
  });

  it('keeps nothing of a refused try, so that the same request id may be used again', async () => {
    const input = {
      requestId: randomUUID(),
      plotId: plotZ,
      harvestedAt: '2026-12-31T02:00:00.000Z',
      massGrams: kg(7),
    };
    expect(codes(await send(zizhong, operations.recordHarvest, input))).toEqual(['IN_THE_FUTURE']);
    const again = await send(zizhong, operations.recordHarvest, {
      ...input,
      harvestedAt: '2026-01-20T02:00:00.000Z',
    });
    expect(again.__typename).toBe('BatchPayload');
  });

  it('says everything that is wrong at once, in the reader’s language', async () => {
    const input = {
      requestId: randomUUID(),
      plotId: plotR,
      harvestedAt: '2026-12-31T02:00:00.000Z',
      massGrams: kg(7),
      consignedToId: stranger.organisationId,
    };
    const { answer } = await zizhong.client.run(operations.recordHarvest, { input }, { language: 'zh' });
    expect(codes(answer)).toEqual(['PLOT_NOT_FOUND_FOR_HARVEST', 'IN_THE_FUTURE', 'CONSIGNEE_NOT_FOUND']);
    expect(answer.reasons[1].message).toContain('在将来');
  });

  it('answers for a neighbour’s plot as for one that does not exist', async () => {
    const about = (plotId: string) =>
      send(zizhong, operations.recordHarvest, {
        plotId,
        harvestedAt: '2026-01-20T02:00:00.000Z',
        massGrams: 1,
      });
    expect(await about(plotR)).toEqual(await about(randomUUID()));
  });

  it('names the field and what it expects where the input is malformed', async () => {
    const input = { requestId: 'x', plotId: plotZ, harvestedAt: '2026-01-20T02:00:00.000Z', massGrams: 0 };
    const { body } = await zizhong.client.raw(operations.recordHarvest, { input });
    expect(body.errors[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(
      body.errors[0].extensions.fields.map((field: { path: string[] }) => field.path.join('.')).sort(),
    ).toEqual(['input.massGrams', 'input.requestId']);
    const negative = await zizhong.client.raw(operations.recordHarvest, {
      input: { ...input, massGrams: -1 },
    });
    expect(negative.body.errors[0].message).toContain('input.massGrams');
  });
});

describe('weighing in', () => {
  it('moves fruit to the packhouse and books what the scales say differently', async () => {
    const harvest = await given.harvest(zizhong, plotZ, 1_000, { consignedToId: packhouse.organisationId });
    const ticket = { number: 'T-1', grossGrams: kg(1_500), tareGrams: kg(480), deductionGrams: kg(22) };
    const { batch } = await done(packhouse, operations.receiveBatch, {
      batchId: harvest.id,
      ticket,
      weighedAt: '2026-01-21T02:00:00.000Z',
    });
    expect(batch).toMatchObject({ kind: 'RECEIVED', massGrams: kg(998), holderId: packhouse.organisationId });
    expect(batch.origins[0]).toMatchObject({ originBatchId: harvest.id, massGrams: kg(998) });
    const { batch: left } = await zizhong.client.run(operations.batch, { id: harvest.id });
    expect(left).toMatchObject({ state: 'EMPTY', remainingGrams: 0 });
  });

  it('refuses more than was delivered, and less without a reason', async () => {
    const harvest = await given.harvest(zizhong, plotZ, 1_000, { consignedToId: packhouse.organisationId });
    const weigh = (gross: number, more = {}) =>
      send(packhouse, operations.receiveBatch, {
        batchId: harvest.id,
        ticket: { number: randomUUID(), grossGrams: kg(gross), tareGrams: 0 },
        weighedAt: '2026-01-21T02:00:00.000Z',
        ...more,
      });
    const tooMuch = await weigh(1_006);
    expect(codes(tooMuch)).toEqual(['OUTPUTS_EXCEED_INPUTS']);
    expect(tooMuch.reasons[0].facts).toEqual([{ name: 'excessGrams', value: '6000' }]);
    expect(codes(await weigh(900))).toEqual(['UNEXPLAINED_SHORTFALL']);
    expect((await weigh(900, { differenceReason: 'two crates fell off the lorry' })).__typename).toBe(
      'BatchPayload',
    );
  });

  it('takes only fruit that was consigned to it', async () => {
    const harvest = await given.harvest(zizhong, plotZ, 10);
    const input = {
      batchId: harvest.id,
      ticket: { number: 'T-9', grossGrams: kg(10), tareGrams: 0 },
      weighedAt: '2026-01-21T02:00:00.000Z',
    };
    expect(codes(await send(packhouse, operations.receiveBatch, input))).toEqual(['BATCH_NOT_FOUND']);
  });

  it('refuses a ticket number used before', async () => {
    const [a, b] = [
      await given.harvest(zizhong, plotZ, 10, { consignedToId: packhouse.organisationId }),
      await given.harvest(zizhong, plotZ, 10, { consignedToId: packhouse.organisationId }),
    ];
    const input = (batchId: string) => ({
      batchId,
      ticket: { number: 'T-TWICE', grossGrams: kg(10), tareGrams: 0 },
      weighedAt: '2026-01-21T02:00:00.000Z',
    });
    await done(packhouse, operations.receiveBatch, input(a.id));
    expect(codes(await send(packhouse, operations.receiveBatch, input(b.id)))).toEqual(['CODE_TAKEN']);
  });
});

describe('a receipt', () => {
  it('shows its ticket to both parties, its price to them alone, and itself to nobody else', async () => {
    const harvest = await given.harvest(zizhong, plotZ, 100, { consignedToId: packhouse.organisationId });
    const ticket = { number: 'T-PRICE', grossGrams: kg(120), tareGrams: kg(20) };
    const { batch } = await done(packhouse, operations.receiveBatch, {
      batchId: harvest.id,
      ticket,
      weighedAt: '2026-01-21T02:00:00.000Z',
      settlement: { pricePerKg: '6.20 CNY', advance: '100 CNY' },
    });
    const run = async (member: Member) => {
      const document = `query ($id: ID!) { batch(id: $id) { runId } }`;
      const { batch: made } = await packhouse.client.run(document, { id: batch.id });
      return (
        await member.client.run(
          `query ($id: ID!) { run(id: $id) { kind outputBatchIds draws { massGrams } receipt { ticketNumber netGrams settlement { pricePerKg advance } } } }`,
          { id: made.runId },
        )
      ).run;
    };
    const settlement = { pricePerKg: '6.20 CNY', advance: '100.00 CNY' };
    const receipt = { ticketNumber: 'T-PRICE', netGrams: kg(100), settlement };
    for (const party of [packhouse, zizhong])
      expect(await run(party)).toEqual({
        kind: 'RECEIPT',
        outputBatchIds: [batch.id],
        draws: [{ massGrams: kg(100) }],
        receipt,
      });
    const office = await given.member('BASE_OFFICE');
    expect((await run(office)).receipt).toEqual({ ...receipt, settlement: null });
    // Nor does the ledger tell the base office, which reads all of it.
    const [entry] = (await given.ledgerOf(batch.id)).filter(({ kind }) => kind === 'run.receipt');
    expect(entry!.personal['settlement']).toMatch(/^[0-9a-f]{64}$/);
    // As a word of its own: the digits of an id may be anything.
    expect(JSON.stringify(entry)).not.toMatch(/\b6\.?20\b|rice/);
    expect(await run(stranger)).toBeNull();
  });

  it('is listed to those it concerns, newest first', async () => {
    const { runs } = await zizhong.client.run(
      `{ runs(first: 100, filter: { kinds: [RECEIPT, GRADING] }) { totalCount edges { node { kind performedAt } } } }`,
    );
    expect(runs.edges.length).toBeGreaterThan(1);
    expect(runs.totalCount).toBe(runs.edges.length);
    expect(runs.edges.every((edge: { node: { kind: string } }) => edge.node.kind === 'RECEIPT')).toBe(true);
    const days = runs.edges.map((edge: { node: { performedAt: string } }) => edge.node.performedAt);
    expect(days).toEqual(days.toSorted().reverse());
    expect((await stranger.client.run(`{ runs { totalCount edges { node { id } } } }`)).runs).toEqual({
      totalCount: 0,
      edges: [],
    });
  });
});

describe('grading and packing', () => {
  it('conserves every gram of fruit of both counties through split and merge', async () => {
    const [z, r] = [
      await given.received(zizhong, packhouse, plotZ, 600),
      await given.received(rongchang, packhouse, plotR, 401),
    ];
    const { batches } = await done(packhouse, operations.gradeBatches, {
      performedAt: '2026-01-22T02:00:00.000Z',
      draws: [
        { batchId: z.id, massGrams: kg(600) },
        { batchId: r.id, massGrams: kg(401) },
      ],
      outputs: [
        { massGrams: kg(333), class: 'I' },
        { massGrams: kg(334), class: 'II' },
      ],
      culls: [{ massGrams: kg(300) }],
      discardedGrams: kg(30),
      lossGrams: kg(4),
    });
    expect(batches.map((batch: { kind: string }) => batch.kind)).toEqual(['GRADED', 'GRADED', 'CULL']);
    for (const batch of batches) {
      const sum = batch.origins.reduce(
        (total: number, origin: { massGrams: number }) => total + origin.massGrams,
        0,
      );
      expect(sum).toBe(batch.massGrams);
      expect(batch.countyCodes).toEqual([RONGCHANG, ZIZHONG]);
    }
  });

  it('refuses a run that packs more fruit than it drew, and writes nothing', async () => {
    const received = await given.received(zizhong, packhouse, plotZ, 1_000);
    const before = await given.ledgerOf(received.id);
    const refusal = await send(packhouse, operations.packBatches, {
      performedAt: '2026-01-22T02:00:00.000Z',
      draws: [{ batchId: received.id, massGrams: kg(1_000) }],
      outputs: [{ massGrams: kg(1_006), cartonCount: 100 }],
    });
    expect(codes(refusal)).toEqual(['OUTPUTS_EXCEED_INPUTS']);
    expect(await given.ledgerOf(received.id)).toEqual(before);
    const { batch } = await packhouse.client.run(operations.batch, { id: received.id });
    expect(batch.remainingGrams).toBe(kg(1_000));
  });

  it('never spends the same fruit twice, however many ask at once', async () => {
    const received = await given.received(zizhong, packhouse, plotZ, 100);
    const run = () =>
      send(packhouse, operations.gradeBatches, {
        performedAt: '2026-01-22T02:00:00.000Z',
        draws: [{ batchId: received.id, massGrams: kg(30) }],
        outputs: [{ massGrams: kg(30) }],
      });
    const answers = await Promise.all(Array.from({ length: 8 }, run));
    expect(answers.filter((answer) => answer.__typename === 'BatchesPayload')).toHaveLength(3);
    const { batch } = await packhouse.client.run(operations.batch, { id: received.id });
    expect(batch.remainingGrams).toBe(kg(10));
    expect(batch.origins[0].remainingGrams).toBe(kg(10));
  });

  it('finds a pallet’s cartons by its SSCC in a trace back to the plot', async () => {
    const received = await given.received(zizhong, packhouse, plotZ, 100);
    await given.packed(packhouse, received, {
      outputs: { pallets: [{ sscc: SSCC, cartonCount: 10 }] },
    });
    const { trace } = await packhouse.client.run(
      `{ trace(code: "${SSCC}") { start { kind } batches { kind depth } plots { code countyCode massGrams } runs { kind } } }`,
    );
    expect(trace.start.kind).toBe('PALLET');
    expect(trace.batches.map((b: { kind: string }) => b.kind)).toEqual([
      'HARVEST',
      'RECEIVED',
      'GRADED',
      'PACKED',
    ]);
    expect(trace.plots).toEqual([expect.objectContaining({ countyCode: ZIZHONG, massGrams: kg(100) })]);
    expect(trace.runs.map((run: { kind: string }) => run.kind)).toEqual(['RECEIPT', 'GRADING', 'PACKING']);
  });

  it('names a batch that is drawn twice by its code', async () => {
    const received = await given.received(zizhong, packhouse, plotZ, 100);
    const draw = { batchId: received.id, massGrams: kg(10) };
    const refused = await send(packhouse, operations.gradeBatches, {
      performedAt: '2026-01-22T02:00:00.000Z',
      draws: [draw, draw],
      outputs: [{ massGrams: kg(20) }],
    });
    expect(codes(refused)).toEqual(['DRAWN_TWICE']);
    expect(refused.reasons[0].message).toContain(received.code);
  });

  it('reads pallets back by SSCC and by batch, for whoever sees their fruit', async () => {
    const received = await given.received(zizhong, packhouse, plotZ, 100);
    const ssccs = ['39520000000000101', '39520000000000102'].map(withCheckDigit);
    const pallets = ssccs.map((sscc) => ({ sscc, cartonCount: 5 }));
    const batch = await given.packed(packhouse, received, { outputs: { pallets } });
    const ofBatch = `query ($batchId: ID!, $sscc: String!, $after: String) {
      pallet(sscc: $sscc) { sscc batchId batchCode organisationId cartonCount }
      pallets(first: 1, after: $after, filter: { batchId: $batchId }) {
        totalCount pageInfo { hasNextPage endCursor } edges { node { sscc batchCode } } } }`;
    const asked = { batchId: batch.id, sscc: ssccs[0] };
    const first = await packhouse.client.run(ofBatch, asked);
    expect(first.pallet).toEqual({
      sscc: ssccs[0],
      batchId: batch.id,
      batchCode: batch.code,
      organisationId: packhouse.organisationId,
      cartonCount: 5,
    });
    expect(first.pallets).toMatchObject({ totalCount: 2, pageInfo: { hasNextPage: true } });
    const rest = await packhouse.client.run(ofBatch, { ...asked, after: first.pallets.pageInfo.endCursor });
    expect(rest.pallets.pageInfo.hasNextPage).toBe(false);
    const found = [...first.pallets.edges, ...rest.pallets.edges].map(({ node }) => node.sscc);
    expect(found.toSorted()).toEqual(ssccs);
    expect(await rongchang.client.run(ofBatch, asked)).toEqual({
      pallet: null,
      pallets: { totalCount: 0, pageInfo: { hasNextPage: false, endCursor: null }, edges: [] },
    });
  });
});

describe('who sees what', () => {
  it('shows the packhouse everything upstream and the cooperative one step downstream', async () => {
    const received = await given.received(zizhong, packhouse, plotZ, 100);
    const packed = await given.packed(packhouse, received);
    const document = `query ($id: ID!) { trace(id: $id) { batches { kind } plots { code } } }`;
    const seenBy = async (member: Member, id: string) => {
      const { trace } = await member.client.run(document, { id });
      return trace?.batches.map((batch: { kind: string }) => batch.kind) ?? null;
    };
    expect(await seenBy(packhouse, packed.id)).toEqual(['HARVEST', 'RECEIVED', 'GRADED', 'PACKED']);
    const harvestId = received.origins[0].originBatchId;
    expect(await seenBy(zizhong, harvestId)).toEqual(['HARVEST', 'RECEIVED']);
    expect(await seenBy(zizhong, packed.id)).toBeNull();
    expect(await seenBy(rongchang, harvestId)).toBeNull();
  });

  it('lists a page in a constant number of statements', async () => {
    const list = (first: number) =>
      packhouse.client.run(
        `query ($first: Int!) { batches(first: $first) { totalCount edges { node { code origins { plotCode } holds { id } } } pageInfo { hasNextPage endCursor } } }`,
        { first },
      );
    const few = await counting(testApp, () => list(2));
    expect(await counting(testApp, () => list(25))).toBe(few);
    expect(few).toBeLessThanOrEqual(6);
  });

  it('pages by keyset without losing or repeating a row', async () => {
    const all: string[] = [];
    let after: string | null = null;
    do {
      const { batches } = (await packhouse.client.run(
        `query ($after: String) { batches(first: 3, after: $after, order: OLDEST) { edges { node { id } } pageInfo { hasNextPage endCursor } } }`,
        { after },
      )) as {
        batches: { edges: { node: { id: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
      };
      all.push(...batches.edges.map((edge) => edge.node.id));
      after = batches.pageInfo.hasNextPage ? batches.pageInfo.endCursor : null;
    } while (after);
    const { batches } = await packhouse.client.run(`{ batches(first: 100) { totalCount } }`);
    expect(new Set(all).size).toBe(batches.totalCount);
    expect(all).toHaveLength(batches.totalCount);
  });
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UnitOfWork } from '../../src/infrastructure/database/unit-of-work.js';
import { instant } from '../../src/kernel/instant.js';
import { signatureOf } from '../../src/modules/inspections/domain/signature.js';
import { refusedWith } from '../support/expectations.js';
import { batchDocuments } from '../support/given/batches.js';
import { givenIn, RONGCHANG, ZIZHONG, type Given, type Member } from '../support/given/index.js';
import { givenInspections, inspectionDocuments as operations } from '../support/given/inspections.js';
import { done, send, type Answer } from '../support/given/send.js';
import { counting } from '../support/query-counter.js';
import { startTestApp, TestClock, type TestApp } from '../support/test-app.js';

const PACKED_ON = '2026-01-23';

let testApp: TestApp;
let given: Given;
const inspections = givenInspections();
let grower: Member;
let packhouse: Member;
let exporter: Member;
let inspector: Member;
let stranger: Member;
let base: Member;
let plotId: string;

beforeAll(async () => {
  testApp = await startTestApp({ clock: new TestClock(instant('2026-01-25T01:00:00.000Z')) });
  given = givenIn(testApp);
  grower = await given.member(await given.organisation('COOPERATIVE', { county: ZIZHONG }));
  packhouse = await given.member(await given.organisation('PACKHOUSE', { county: RONGCHANG }));
  exporter = await given.member(await given.organisation('EXPORTER', { county: RONGCHANG }));
  inspector = await given.member(await given.organisation('INSPECTION_BODY', { county: RONGCHANG }));
  stranger = await given.member(await given.organisation('PACKHOUSE', { county: ZIZHONG }));
  base = await given.member(await given.organisation('BASE_OFFICE'));
  plotId = (await given.plot(grower, { town: '511025123' })).id;
});
afterAll(() => testApp.close());

/** A packed batch of a hundred cartons at the packhouse, on its way to the exporter. */
async function packedBatch(): Promise<Answer> {
  const received = await given.received(grower, packhouse, plotId, 1_000);
  const batch = await given.packed(packhouse, received);
  await done(packhouse, batchDocuments.consignBatch, {
    batchId: batch.id,
    consignedToId: exporter.organisationId,
  });
  return batch;
}

const request = (by: Member, batchId: string, body: Member = inspector): Promise<Answer> =>
  send(by, operations.requestInspection, { batchId, inspectionBodyId: body.organisationId });

const sample = (by: Member, inspectionId: string, more: object = {}): Promise<Answer> =>
  send(by, operations.recordSample, {
    inspectionId,
    sampledOn: '2026-01-24',
    cartons: 5,
    fruits: 50,
    ...more,
  });

const find = async (by: Member, id: string): Promise<Answer> =>
  (await by.client.run(operations.inspection, { id })).inspection;

describe('asking for an inspection', () => {
  it('lets the inspection body see the batch and how it came to be', async () => {
    const batch = await packedBatch();
    const seen = async (): Promise<Answer> =>
      (await inspector.client.run(batchDocuments.batch, { id: batch.id })).batch;
    expect(await seen()).toBeNull();
    const { inspection } = await request(packhouse, batch.id);
    expect(inspection).toMatchObject({ state: 'REQUESTED', batchId: batch.id, batchCode: batch.code });
    expect(inspection.code).toMatch(/^I2526-[0-9A-Z]{10}$/);
    expect((await seen()).origins).toHaveLength(1);
    const harvestId = (await seen()).origins[0].originBatchId;
    expect((await inspector.client.run(batchDocuments.batch, { id: harvestId })).batch).not.toBeNull();
    expect((await given.ledgerOf(inspection.id)).map(({ kind }) => kind)).toEqual(['inspection.requested']);
  });

  it('is for the holder, the exporter it is consigned to and the base office', async () => {
    for (const by of [packhouse, exporter, base]) {
      const batch = await packedBatch();
      expect((await request(by, batch.id)).inspection).toMatchObject({ requestedById: by.organisationId });
    }
  });

  it('answers for a batch of others as for one that does not exist', async () => {
    const batch = await packedBatch();
    const [of, none] = [await request(stranger, batch.id), await request(stranger, randomUUID())];
    expect(of).toEqual(refusedWith('NOT_FOUND'));
    expect(of.reasons[0].path).toEqual(none.reasons[0].path);
  });

  it('is refused with every reason at once', async () => {
    const harvest = await given.harvest(grower, plotId, 10, { consignedToId: packhouse.organisationId });
    expect(await request(packhouse, harvest.id, stranger)).toEqual(
      refusedWith('NOT_A_PACKED_BATCH', 'NOT_AN_INSPECTION_BODY'),
    );
  });

  it('is refused while the same body still has one unsigned, also when both ask at once', async () => {
    const batch = await packedBatch();
    const both = await Promise.all([request(packhouse, batch.id), request(exporter, batch.id)]);
    expect(both.map((answer) => answer.__typename).sort()).toEqual(['InspectionPayload', 'Refused']);
    expect(both.find((answer) => answer.__typename === 'Refused')).toEqual(
      refusedWith('INSPECTION_ALREADY_REQUESTED'),
    );
  });

  it('can be taken back by whoever asked, before anything was sampled', async () => {
    const { inspection } = await request(packhouse, (await packedBatch()).id);
    const cancel = (by: Member) => send(by, operations.cancelInspection, { inspectionId: inspection.id });
    expect(await cancel(exporter)).toEqual(refusedWith('NOT_FOUND'));
    expect((await cancel(packhouse)).inspection.state).toBe('CANCELLED');
    expect(await sample(inspector, inspection.id)).toEqual(refusedWith('INSPECTION_STATE'));
  });
});

describe('an inspector', () => {
  it('never inspects fruit of an organisation he or she belongs to, whichever of them is acting', async () => {
    const batch = await packedBatch();
    const { inspection } = await request(packhouse, batch.id);
    const alsoAtTheCooperative = await given.colleague(inspector, ['INSPECTOR']);
    await testApp.app.get(UnitOfWork).write(testApp.system(), async ({ manager, ids, now }) => {
      await manager.query(
        `INSERT INTO membership (id, user_id, organisation_id, roles, started_at) VALUES ($1, $2, $3, '{VIEWER}', $4)`,
        [ids.next(), alsoAtTheCooperative.userId, grower.organisationId, now],
      );
      return { ok: true, value: null };
    });
    const options = { organisationId: inspector.organisationId };
    const input = { inspectionId: inspection.id, sampledOn: '2026-01-24', cartons: 5, fruits: 50 };
    expect(await send(alsoAtTheCooperative, operations.recordSample, input, options)).toEqual(
      refusedWith('INSPECTOR_NOT_INDEPENDENT'),
    );
    expect((await sample(inspector, inspection.id)).inspection.state).toBe('SAMPLED');
  });

  it('sees inspections of other bodies as if they did not exist', async () => {
    const other = await given.member(await given.organisation('INSPECTION_BODY', { county: ZIZHONG }));
    const { inspection } = await request(packhouse, (await packedBatch()).id);
    expect(await sample(other, inspection.id)).toEqual(refusedWith('NOT_FOUND'));
    expect(await find(other, inspection.id)).toBeNull();
  });

  it('cannot have sampled in the future, before the packing, or more cartons than there are', async () => {
    const { inspection } = await request(packhouse, (await packedBatch()).id);
    expect(await sample(inspector, inspection.id, { sampledOn: '2026-01-26', cartons: 101 })).toEqual(
      refusedWith('INSPECTION_DAY_IN_FUTURE', 'SAMPLE_EXCEEDS_BATCH'),
    );
    expect(await sample(inspector, inspection.id, { sampledOn: '2026-01-22' })).toEqual(
      refusedWith('SAMPLED_BEFORE_PACKED'),
    );
    expect((await sample(inspector, inspection.id, { sampledOn: PACKED_ON })).inspection).toMatchObject({
      state: 'SAMPLED',
      sampledOn: PACKED_ON,
      sampledCartons: 5,
    });
  });

  it('is asked for, not a trader: recording needs the permission, and a packhouse has it for self-checks alone', async () => {
    const input = { inspectionId: randomUUID(), sampledOn: PACKED_ON, cartons: 1, fruits: 1 };
    const { body } = await exporter.client.raw(operations.recordSample, {
      input: { requestId: randomUUID(), ...input },
    });
    expect(body.errors[0].extensions.code).toBe('FORBIDDEN');
    const { inspection } = await request(packhouse, (await packedBatch()).id);
    expect(await sample(packhouse, inspection.id)).toEqual(refusedWith('NOT_FOUND'));
  });
});

describe('results', () => {
  it('are kept exactly as entered, and "below the limit of quantification" is not zero', async () => {
    const inspection = await inspections.sampled(packhouse, await packedBatch(), inspector, '2026-01-24');
    await inspections.measured(inspector, inspection, [
      { parameter: 'TSS', value: '12.80', unit: 'Brix', method: 'refractometer' },
      { parameter: 'ANTHOCYANIN', value: '85.25', samplePosition: 'TOP' },
    ]);
    await inspections.tested(inspector, inspection, { imazalil: '0.012', prochloraz: null });
    const { measurements, laboratoryResults } = await find(packhouse, inspection.id);
    expect(measurements).toMatchObject([
      { parameter: 'TSS', value: '12.8', unit: 'Brix', method: 'refractometer', samplePosition: null },
      { parameter: 'ANTHOCYANIN', value: '85.25', unit: 'mg/L', samplePosition: 'TOP' },
    ]);
    expect(laboratoryResults).toMatchObject([
      { substance: 'imazalil', mgPerKg: 0.012, limitOfQuantification: 0.01 },
      { substance: 'prochloraz', mgPerKg: null, limitOfQuantification: 0.01 },
    ]);
  });

  it('are refused with the place and the reason of each, and then none is kept', async () => {
    const inspection = await inspections.sampled(packhouse, await packedBatch(), inspector, '2026-01-24');
    const refused = await send(inspector, operations.recordMeasurements, {
      inspectionId: inspection.id,
      measurements: [
        { parameter: 'TSS', value: '12' },
        { parameter: 'JUICE_CONTENT', value: '101' },
        { parameter: 'SMALLEST_DIAMETER', value: '5.3', unit: 'kg' },
      ],
    });
    expect(refused).toEqual(refusedWith('MEASUREMENT_IMPOSSIBLE', 'MEASUREMENT_UNIT'));
    expect(refused.reasons[1].path).toEqual(['measurements', '2', 'unit']);
    const report = await send(inspector, operations.recordLaboratoryResults, {
      inspectionId: inspection.id,
      laboratory: '示范实验室',
      reportNumber: 'R-1',
      testedOn: '2026-01-23',
      results: [{ substance: 'no-such-thing', mgPerKg: '0.0005', limitOfQuantification: '0.01' }],
    });
    expect(report).toEqual(refusedWith('TESTED_BEFORE_SAMPLED', 'SUBSTANCE_UNKNOWN', 'RESIDUE_NOT_EXACT'));
    expect(await find(inspector, inspection.id)).toMatchObject({ measurements: [], laboratoryResults: [] });
  });

  it('say in which unit a value is expected that no fruit can have', async () => {
    const inspection = await inspections.sampled(packhouse, await packedBatch(), inspector, '2026-01-24');
    const said = async (language: 'zh' | 'en'): Promise<string[]> =>
      (
        await send(
          inspector,
          operations.recordMeasurements,
          {
            inspectionId: inspection.id,
            measurements: [
              { parameter: 'SMALLEST_DIAMETER', value: '6.5' },
              { parameter: 'TSS_ACID_RATIO', value: '1165' },
            ],
          },
          { language },
        )
      ).reasons.map(({ code, message, path }: Answer) => `${code} ${path.join('.')}: ${message}`);
    expect(await said('zh')).toEqual([
      'MEASUREMENT_IMPOSSIBLE measurements.0.value: 最小果径不可能为 6.5 mm；应在 10 至 300 mm 之间，请核对单位和小数点',
      'MEASUREMENT_IMPOSSIBLE measurements.1.value: 固酸比不可能为 1165；应在 0 至 300 之间，请核对单位和小数点',
    ]);
    expect(await said('en')).toEqual([
      'MEASUREMENT_IMPOSSIBLE measurements.0.value: Smallest diameter cannot be 6.5 mm; it lies between 10 and 300 mm: look at the unit and the decimal point',
      'MEASUREMENT_IMPOSSIBLE measurements.1.value: TSS/acid ratio cannot be 1165; it lies between 0 and 300: look at the unit and the decimal point',
    ]);
    await inspections.measured(inspector, inspection, [
      { parameter: 'SMALLEST_DIAMETER', value: '6.5', unit: 'cm' },
    ]);
    expect((await find(inspector, inspection.id)).measurements).toMatchObject([{ value: '65', unit: 'mm' }]);
  });

  it('name a substance of a report once, also when two enter it at the same time', async () => {
    const inspection = await inspections.sampled(packhouse, await packedBatch(), inspector, '2026-01-24');
    const enter = () =>
      send(inspector, operations.recordLaboratoryResults, {
        inspectionId: inspection.id,
        laboratory: '示范实验室',
        reportNumber: 'R-1',
        testedOn: '2026-01-24',
        results: [{ substance: 'imazalil', limitOfQuantification: '0.01' }],
      });
    const both = await Promise.all([enter(), enter()]);
    expect(both.filter((answer) => answer.__typename === 'Refused')).toEqual([
      refusedWith('SUBSTANCE_TWICE'),
    ]);
    expect((await find(inspector, inspection.id)).laboratoryResults).toHaveLength(1);
  });

  it('need a sample first', async () => {
    const { inspection } = await request(packhouse, (await packedBatch()).id);
    const measurements = [{ parameter: 'TSS', value: '12' }];
    expect(
      await send(inspector, operations.recordMeasurements, { inspectionId: inspection.id, measurements }),
    ).toEqual(refusedWith('INSPECTION_STATE'));
  });
});

describe('the signature', () => {
  it('can be computed again by anybody who reads what was signed', async () => {
    const signed = await inspections.passed(packhouse, await packedBatch(), inspector, '2026-01-24');
    const { id, code, batchId, organisationId, requestedById, sampledOn, sampledCartons, sampledFruits } =
      signed;
    const { verdict, remarks, signedAt, measurements, laboratoryResults } = signed;
    const again = signatureOf({
      id,
      code,
      batchId,
      organisationId,
      requestedById,
      inspectorId: inspector.userId,
      inspectorOrganisationIds: [inspector.organisationId],
      sampledOn,
      sampledCartons,
      sampledFruits,
      measurements,
      laboratoryResults: laboratoryResults.map((result: Answer) => {
        const { mgPerKg, limitOfQuantification, residueDefinitionKind, residueDefinition, ...rest } = result;
        return {
          ...rest,
          // Left out where the report does not say what it counted.
          ...(residueDefinitionKind === null ? {} : { residueDefinitionKind }),
          ...(residueDefinition === null ? {} : { residueDefinition }),
          microgramsPerKg: mgPerKg === null ? null : Math.round(mgPerKg * 1000),
          loqMicrogramsPerKg: Math.round(limitOfQuantification * 1000),
        };
      }),
      verdict,
      remarks,
      signedAt,
    });
    expect(signed.signatureSha256).toBe(again);
    expect((await given.ledgerOf(id)).at(-1)).toMatchObject({
      kind: 'inspection.signed',
      facts: { verdict: 'PASS', signatureSha256: again },
    });
  });

  it('ends all change, in the program and in the database itself', async () => {
    const signed = await inspections.passed(packhouse, await packedBatch(), inspector, '2026-01-24');
    const measurements = [{ parameter: 'TSS', value: '20' }];
    const input = { inspectionId: signed.id };
    expect(await send(inspector, operations.recordMeasurements, { ...input, measurements })).toEqual(
      refusedWith('INSPECTION_SIGNED'),
    );
    expect(
      await send(inspector, operations.signInspection, { ...input, verdict: 'FAIL', remarks: 'x' }),
    ).toEqual(refusedWith('INSPECTION_SIGNED'));
    const forge = testApp.app.get(UnitOfWork).write(testApp.system(), async ({ manager }) => {
      await manager.query(`UPDATE inspection SET verdict = 'FAIL' WHERE id = $1`, [signed.id]);
      return { ok: true, value: null };
    });
    await expect(forge).rejects.toThrow('append-only');
  });

  it('with a FAIL says why, and holds the batch', async () => {
    const batch = await packedBatch();
    const inspection = await inspections.sampled(packhouse, batch, inspector, '2026-01-24');
    const sign = (more: object) =>
      send(inspector, operations.signInspection, { inspectionId: inspection.id, verdict: 'FAIL', ...more });
    expect(await sign({ remarks: '  ' })).toEqual(refusedWith('REMARKS_MISSING'));
    expect((await sign({ remarks: '果面腐烂' })).inspection).toMatchObject({
      state: 'SIGNED',
      verdict: 'FAIL',
    });
    const { batch: held } = await packhouse.client.run(batchDocuments.batch, { id: batch.id });
    expect(held).toMatchObject({
      state: 'HELD',
      holds: [{ reasonCode: 'INSPECTION_FAILED', note: inspection.code, releasedAt: null }],
    });
  });
});

describe('reading inspections', () => {
  it('is for whoever asked, inspects, holds or receives the fruit, and the base office', async () => {
    const signed = await inspections.passed(packhouse, await packedBatch(), inspector, '2026-01-24');
    for (const by of [packhouse, exporter, inspector, base]) {
      expect(await find(by, signed.id)).toMatchObject({ id: signed.id, verdict: 'PASS' });
    }
    expect(await find(stranger, signed.id)).toBeNull();
  });

  it('shows results that were entered before somebody new came to see the batch', async () => {
    const received = await given.received(grower, packhouse, plotId, 1_000);
    const batch = await given.packed(packhouse, received);
    const inspection = await inspections.sampled(packhouse, batch, inspector, '2026-01-24');
    await inspections.measured(inspector, inspection);
    await done(packhouse, batchDocuments.consignBatch, {
      batchId: batch.id,
      consignedToId: exporter.organisationId,
    });
    const second = await given.member(await given.organisation('INSPECTION_BODY', { county: ZIZHONG }));
    expect(await find(second, inspection.id)).toBeNull();
    await inspections.requested(exporter, batch, second);
    expect((await find(second, inspection.id)).measurements).toHaveLength(5);
    await inspections.tested(inspector, inspection, { abamectin: null });
    expect((await find(second, inspection.id)).laboratoryResults).toHaveLength(1);
  });

  it('filters by batch, state and verdict, counts only when asked, and pages to the end', async () => {
    const batch = await packedBatch();
    const first = await inspections.passed(packhouse, batch, inspector, '2026-01-24');
    const second = await inspections.passed(exporter, batch, inspector, PACKED_ON);
    const page = async (filter: object, more: object = {}): Promise<Answer> =>
      (
        await packhouse.client.run(operations.inspections, {
          filter: { batchId: batch.id, ...filter },
          ...more,
        })
      ).inspections;
    const ids = (answer: Answer): string[] => answer.edges.map((edge: Answer) => edge.node.id);
    expect(ids(await page({ states: ['SIGNED'], verdict: 'PASS' }))).toEqual([second.id, first.id]);
    expect(await page({ verdict: 'FAIL' })).toMatchObject({ totalCount: 0, edges: [] });
    expect(ids(await page({ sampledFrom: '2026-01-24' }))).toEqual([first.id]);
    expect(ids(await page({ organisationId: exporter.organisationId }))).toEqual([second.id]);
    const one = await page({}, { first: 1 });
    expect(one).toMatchObject({ totalCount: 2, pageInfo: { hasNextPage: true } });
    expect(ids(await page({}, { first: 1, after: one.pageInfo.endCursor }))).toEqual([first.id]);
    const { body } = await packhouse.client.raw(operations.inspections, { after: 'WyJhIiwiYiJd' });
    expect(body.errors[0].extensions.code).toBe('BAD_USER_INPUT');
  });

  it('costs the same few statements however many inspections a page has', async () => {
    const cost = (first: number) =>
      counting(testApp, () =>
        packhouse.client.run(operations.inspections.replace('totalCount', ''), { first }),
      );
    expect(await cost(10)).toBe(await cost(1));
    expect(await cost(10)).toBeLessThanOrEqual(2);
  });
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UnitOfWork, violatedConstraint } from '../../src/infrastructure/database/unit-of-work.js';
import { decimal } from '../../src/kernel/decimal.js';
import type { BatchId, PlotId } from '../../src/kernel/ids.js';
import { ok } from '../../src/kernel/result.js';
import { ConfirmProductLabel } from '../../src/modules/growing/commands/confirm-product-label.js';
import { RecordPlotBoundary } from '../../src/modules/land/commands/record-plot-boundary.js';
import { RegisterPlot } from '../../src/modules/land/commands/register-plot.js';
import { PlotQueries } from '../../src/modules/land/plot.queries.js';
import { givenIn, valueOf, type Given, type Member } from '../support/given/index.js';
import { squareAt } from '../support/given/land.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let testApp: TestApp;
let given: Given;
let coop: Member;
let packhouse: Member;

beforeAll(async () => {
  testApp = await startTestApp();
  given = givenIn(testApp);
  coop = await given.member('COOPERATIVE');
  packhouse = await given.member('PACKHOUSE');
});
afterAll(() => testApp?.close());

/** A statement as the application's role sends it, under this member's scope and without a condition of its own. */
const sql = async <T>(by: Member, statement: string, params: unknown[] = []): Promise<T> => {
  const done = await testApp.app
    .get(UnitOfWork)
    .write<T, never>(await by.ctx(), async ({ manager }) => ok(await manager.query<T>(statement, params)));
  return valueOf(done);
};
/** Rows that an UPDATE or DELETE reached. */
const reached = async (by: Member, statement: string, params: unknown[]): Promise<number> =>
  (await sql<[unknown, number]>(by, statement, params))[1];
const codesOf = (results: readonly ({ ok: true } | { ok: false; error: readonly { code: string }[] })[]) =>
  results.flatMap((result) => (result.ok ? ['done'] : result.error.map(({ code }) => code))).toSorted();

describe('row-level security under land', () => {
  it('shows the plot and not its boundary to those who hold its fruit, and lets them change neither', async () => {
    const { id } = await given.plot(coop, { boundary: squareAt(104.85, 29.77) });
    await given.received(coop, packhouse, id, 100);
    expect(await sql(packhouse, `SELECT id FROM plot WHERE id = $1`, [id])).toEqual([{ id }]);
    expect(await sql(packhouse, `SELECT plot_id FROM plot_boundary WHERE plot_id = $1`, [id])).toEqual([]);
    expect(await reached(packhouse, `UPDATE plot SET variety_code = 'MORO' WHERE id = $1`, [id])).toBe(0);
    expect(
      await reached(packhouse, `UPDATE plot_boundary SET square_metres = 1 WHERE plot_id = $1`, [id]),
    ).toBe(0);
    expect(await reached(coop, `UPDATE plot_boundary SET square_metres = 1 WHERE plot_id = $1`, [id])).toBe(
      1,
    );
  });

  it('shows no grower to those who hold the fruit', async () => {
    const growerId = await given.grower(coop);
    const { id } = await given.plot(coop, { growerId });
    await given.received(coop, packhouse, id, 100);
    expect(await sql(packhouse, `SELECT name FROM grower`)).toEqual([]);
    expect(await reached(packhouse, `UPDATE grower SET name = 'x' WHERE id = $1`, [growerId])).toBe(0);
  });

  it('lets nobody change or remove a growing record, not even whoever made it', async () => {
    const { id } = await given.plot(coop);
    const recordId = await given.spray(coop, id, '2026-11-01T01:00:00Z');
    expect(await reached(coop, `UPDATE growing_record SET dose = 'x' WHERE id = $1`, [recordId])).toBe(0);
    expect(await reached(coop, `DELETE FROM growing_record WHERE id = $1`, [recordId])).toBe(0);
  });
});

describe('a boundary', () => {
  it('is seen by an inspector whose work began before it was recorded, and by nobody else who sees the plot', async () => {
    const inspector = await given.member('INSPECTION_BODY');
    const { id } = await given.plot(coop);
    const batch = (await given.harvest(coop, id, 100, { consignedToId: packhouse.organisationId })) as {
      id: BatchId;
    };
    await given.weighedIn(packhouse, batch, 100);
    await sql(coop, `SELECT grant_upstream($1, $2)`, [[batch.id], inspector.organisationId]);
    valueOf(
      await testApp.app.get(RecordPlotBoundary).execute(await coop.ctx(), {
        requestId: randomUUID(),
        plotId: id,
        boundary: squareAt(104.9, 29.8),
      }),
    );
    const seen = async (by: Member) => testApp.app.get(PlotQueries).boundary(await by.ctx(), id);
    expect(await seen(inspector)).toMatchObject({ geometry: squareAt(104.9, 29.8) });
    expect(await seen(packhouse)).toBeNull();
  });

  it('takes the place of the one before, with its area', async () => {
    const { id } = await given.plot(coop, { boundary: squareAt(104.85, 29.77) });
    const before = await areaOf(id);
    const smaller = {
      type: 'Polygon',
      coordinates: [
        [
          [104.85, 29.77],
          [104.8505, 29.77],
          [104.85, 29.7705],
          [104.85, 29.77],
        ],
      ],
    };
    const command = testApp.app.get(RecordPlotBoundary);
    valueOf(
      await command.execute(await coop.ctx(), { requestId: randomUUID(), plotId: id, boundary: smaller }),
    );
    const after = await areaOf(id);
    expect(after.square_metres).toBeLessThan(before.square_metres / 4);
    expect(after.measured_square_metres).toBe(after.square_metres);
  });

  const areaOf = async (id: PlotId) => {
    const [row] = await sql<{ square_metres: number; measured_square_metres: number }[]>(
      coop,
      `SELECT square_metres, measured_square_metres FROM plot JOIN plot_boundary ON plot_id = id WHERE id = $1`,
      [id],
    );
    return row!;
  };
});

describe('at the same moment', () => {
  it('two cooperatives ask for one plot code: one gets it', async () => {
    const neighbour = await given.member('COOPERATIVE');
    const command = testApp.app.get(RegisterPlot);
    const register = async (by: Member) =>
      command.execute(await by.ctx(), {
        requestId: randomUUID(),
        code: 'RACE-1',
        townCode: '511025123',
        varietyCode: 'TAROCCO',
        declaredMu: decimal('10'),
      });
    const codes = codesOf(await Promise.all([register(coop), register(neighbour)]));
    expect(codes).toEqual(['PLOT_CODE_TAKEN', 'done']);
  });

  it('two people confirm one label: one does', async () => {
    const productLabelId = await given.label(coop);
    const confirm = async (by: Member) =>
      testApp.app
        .get(ConfirmProductLabel)
        .execute(await by.ctx(), { requestId: randomUUID(), productLabelId });
    const two = [await given.member('INSPECTION_BODY'), await given.member('BASE_OFFICE')];
    expect(codesOf(await Promise.all(two.map(confirm)))).toEqual(['LABEL_CONFIRMED_ALREADY', 'done']);
  });
});

describe('underneath', () => {
  it('the database itself wants two people and two organisations for a label', async () => {
    const productLabelId = await given.label(coop);
    const alone = sql(coop, `UPDATE product_label SET confirmed_by_id = entered_by_id WHERE id = $1`, [
      productLabelId,
    ]).catch((error: unknown) => violatedConstraint(error));
    expect(await alone).toBe('product_label_two_people');
    const athome = sql(
      coop,
      `UPDATE product_label SET confirmed_by_organisation_id = entered_by_organisation_id WHERE id = $1`,
      [productLabelId],
    ).catch((error: unknown) => violatedConstraint(error));
    expect(await athome).toBe('product_label_two_organisations');
  });

  it('the database itself takes one correction of a record', async () => {
    const { id } = await given.plot(coop);
    const recordId = await given.spray(coop, id, '2026-11-01T01:00:00Z');
    const again = `INSERT INTO growing_record (id, plot_id, organisation_id, kind, performed_at, performed_on, substances,
        recorded_at, recorded_by_id, corrects_id, visible_to)
      SELECT gen_random_uuid(), plot_id, organisation_id, kind, performed_at, performed_on, substances,
        recorded_at, recorded_by_id, id, visible_to FROM growing_record WHERE id = $1`;
    await sql(coop, again, [recordId]);
    const second = sql(coop, again, [recordId]).catch((error: unknown) => violatedConstraint(error));
    expect(await second).toBe('growing_record_corrected_once');
  });
});

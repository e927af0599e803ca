import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { SprayStatements1764410000000 } from '../../migrations/1764410000000-spray-statements.js';
import { UnitOfWork } from '../../src/infrastructure/database/unit-of-work.js';
import type { GrowingRecordId, PlotId } from '../../src/kernel/ids.js';
import { instant } from '../../src/kernel/instant.js';
import { localDate } from '../../src/kernel/local-date.js';
import { SettleGrowingCorrection } from '../../src/modules/growing/commands/settle-growing-correction.js';
import {
  CorrectGrowingRecord,
  VoidGrowingRecord,
} from '../../src/modules/growing/commands/correct-growing-record.js';
import { RecordWork } from '../../src/modules/growing/commands/record-work.js';
import type { Period } from '../../src/modules/growing/domain/stated-sprays.js';
import { SprayQueries } from '../../src/modules/growing/spray.queries.js';
import { valueOf, type Member } from '../support/given/index.js';
import { growingScene, type GrowingScene } from '../support/given/land-scene.js';
import { givenGrowing } from '../support/given/growing.js';
import { createTestDatabase } from '../support/test-database.js';

/*
 * Whether a statement still holds that all sprays of some days are on record, whatever is entered after it
 * (docs/adr/0036-spray-statements.md). The clock stands at 2026-11-22, 09:00 in China.
 */

const STATED: Period = { from: localDate('2026-10-01'), to: localDate('2026-10-31') };

let scene: GrowingScene;
let coop: Member;
let office: Member;
let growing: ReturnType<typeof givenGrowing>;
let plotId: PlotId;
/** A spray that was on record when it was stated. */
let earlier: GrowingRecordId;
let statement: GrowingRecordId;

beforeAll(async () => {
  scene = await growingScene();
  ({ coop, office } = scene);
  growing = givenGrowing(scene.testApp);
});
afterAll(() => scene?.testApp.close());

beforeEach(async () => {
  plotId = (await scene.given.plot(coop)).id;
  earlier = await spray('2026-10-10');
  statement = await growing.stated(coop, plotId, STATED);
});

const at = (day: string) => instant(`${day}T01:00:00.000Z`);
const spray = (day: string) => growing.spray(coop, plotId, at(day));
const request = () => ({ requestId: randomUUID() });
const correct = async (recordId: GrowingRecordId, told: object = {}) =>
  valueOf(
    await scene.testApp.app
      .get(CorrectGrowingRecord)
      .execute(await coop.ctx(), { ...request(), recordId, performedAt: at('2026-10-10'), ...told }),
  ).recordId;
const moved = (recordId: GrowingRecordId, day: string) =>
  correct(recordId, { performedAt: at(day), productName: '示范药剂' });
const voided = async (recordId: GrowingRecordId) =>
  valueOf(
    await scene.testApp.app
      .get(VoidGrowingRecord)
      .execute(await coop.ctx(), { ...request(), recordId, reason: '示范：录错' }),
  ).recordId;
const agreed = async (recordId: GrowingRecordId) =>
  valueOf(
    await scene.testApp.app
      .get(SettleGrowingCorrection)
      .agree(await office.ctx(), { ...request(), recordId }),
  );
const worked = async (day: string) =>
  valueOf(
    await scene.testApp.app
      .get(RecordWork)
      .execute(await coop.ctx(), { ...request(), plotId, kind: 'WEED', performedAt: at(day) }),
  );
const restated = async (period: Period) =>
  correct(statement, { ...period, performedAt: at('2026-11-01'), spraysOnRecord: 1 });

/** The days for which it is stated, by statements that hold. */
async function stated(): Promise<string[]> {
  const ctx = await coop.ctx();
  const { stated: periods } = await scene.testApp.app
    .get(UnitOfWork)
    .read(ctx, (reading) => scene.testApp.app.get(SprayQueries).record(reading, [plotId], STATED));
  return periods.map(({ from, to }) => `${from.slice(5)}..${to.slice(5)}`).toSorted();
}

const HOLDS = ['10-01..10-31'];

describe('a statement that all sprays of October are on record', () => {
  it.each<[string, () => Promise<unknown>, string[]]>([
    ['holds while nothing is entered', () => Promise.resolve(), HOLDS],
    ['holds after other work', () => worked('2026-10-15'), HOLDS],
    ['holds after a spray of the day before', () => spray('2026-09-30'), HOLDS],
    ['holds after a spray of the day after', () => spray('2026-11-01'), HOLDS],
    ['no longer holds after a spray of its first day', () => spray('2026-10-01'), []],
    ['no longer holds after a spray of its last day', () => spray('2026-10-31'), []],
    ['no longer holds after a second spray of a day that has one on record', () => spray('2026-10-10'), []],
    ['does not hold again because that spray was voided', async () => voided(await spray('2026-10-20')), []],
    [
      'holds again once the base office has agreed to that',
      async () => agreed(await voided(await spray('2026-10-20'))),
      HOLDS,
    ],
    [
      'does not hold again because that spray was moved out of its days',
      async () => moved(await spray('2026-10-20'), '2026-11-02'),
      [],
    ],
    [
      'holds again once the base office has agreed to that, too',
      async () => agreed(await moved(await spray('2026-10-20'), '2026-11-02')),
      HOLDS,
    ],
    [
      'no longer holds where a spray entered later was moved into its days',
      async () => moved(await spray('2026-11-02'), '2026-10-20'),
      [],
    ],
    ['holds where a spray on record is put right', () => moved(earlier, '2026-10-12'), HOLDS],
    [
      'holds where that is done twice and agreed to',
      async () => agreed(await moved(await moved(earlier, '2026-10-12'), '2026-10-13')),
      HOLDS,
    ],
    ['holds where a spray on record is voided', () => voided(earlier), HOLDS],
    [
      'holds, made anew after a late spray',
      async () => {
        await spray('2026-10-20');
        await growing.stated(coop, plotId, STATED);
      },
      HOLDS,
    ],
    [
      'falls with one late spray where another of fewer days does not',
      async () => {
        await growing.stated(coop, plotId, { from: STATED.from, to: localDate('2026-10-15') });
        await spray('2026-10-20');
      },
      ['10-01..10-15'],
    ],
    [
      'gives way to its correction',
      () => restated({ from: STATED.from, to: localDate('2026-10-20') }),
      ['10-01..10-20'],
    ],
    ['is gone where it is voided', () => voided(statement), []],
  ])('%s', async (_, happened, expected) => {
    await happened();
    expect(await stated()).toEqual(expected);
  });

  it('says nothing of another plot', async () => {
    const other = plotId;
    plotId = (await scene.given.plot(coop)).id;
    expect(await stated()).toEqual([]);
    await spray('2026-10-20');
    plotId = other;
    expect(await stated()).toEqual(HOLDS);
  });
});

it('the migration can be taken back while nobody has stated anything, and made again', async () => {
  const database = await createTestDatabase();
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  try {
    const runner = { query: (sql: string) => client.query(sql) } as never;
    const columns = async () =>
      (
        await client.query(
          `SELECT count(*)::int AS n FROM information_schema.columns WHERE table_name = 'growing_record' AND column_name LIKE 'stated%'`,
        )
      ).rows[0].n;
    const migration = new SprayStatements1764410000000();
    expect(await columns()).toBe(3);
    await migration.down(runner);
    expect(await columns()).toBe(0);
    await migration.up(runner);
    expect(await columns()).toBe(3);
  } finally {
    await client.end();
    await database.drop();
  }
});

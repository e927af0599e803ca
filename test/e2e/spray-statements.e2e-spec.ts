import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PlotId } from '../../src/kernel/ids.js';
import { localDate } from '../../src/kernel/local-date.js';
import { verifyDatabase } from '../../src/verification.js';
import { refusedWith } from '../support/expectations.js';
import { growingDocuments } from '../support/given/growing-documents.js';
import type { Given } from '../support/given/index.js';
import { earliest, recordsOf } from '../support/given/land-scene.js';
import { lotActs } from '../support/given/lot-acts.js';
import type { Trade } from '../support/given/lots.js';
import { done, send, type Answer } from '../support/given/send.js';
import { tradeScene, type TradeScene } from '../support/given/trade-scene.js';
import { jobsDone } from '../support/jobs-done.js';
import type { TestApp } from '../support/test-app.js';

/*
 * That no spray is on record says nothing of what was sprayed: a plot whose fruit was picked on 20 January 2026 is weeded, watered and
 * written about, and its lot stays open until the cooperative states that its spray record is complete.
 */

let testApp: TestApp;
let given: Given;
let lots: TradeScene['lots'];
let trade: Trade;
const { findings, find, judge } = lotActs(() => trade);

const YEAR = { from: '2025-01-21', to: '2026-01-20' };
const ABOUT_SPRAYS = ['WORK-INTERVAL', 'WORK-APPLICATIONS', 'WORK-COVERAGE', 'BAN-MOA-199-FRUIT'];
const CHECK = `query ($input: CheckSprayInput!) { checkSpray(input: $input) {
  warnings { code message } unstated { from to message } } }`;

let plotId: PlotId;
let batch: Answer;
let lot: Answer;
let statement: Answer;

const state = (told: object, by = trade.zizhong): Promise<Answer> =>
  send(by, growingDocuments.stateSpraysComplete, { plotId, ...YEAR, spraysOnRecord: 1, ...told });
const said = async (): Promise<Record<string, string>> => {
  const judged = await find(trade.exporter, lot.id);
  return Object.fromEntries(ABOUT_SPRAYS.map((rule) => [rule, findings(judged, rule)[0].verdict]));
};
const all = (verdict: string) => Object.fromEntries(ABOUT_SPRAYS.map((rule) => [rule, verdict]));
const recordOf = async (id: string): Promise<Answer> =>
  (await recordsOf(trade.zizhong, { plotId, kind: 'SPRAYS_COMPLETE' })).find((each) => each.id === id);

beforeAll(async () => {
  ({ testApp, given, lots, trade } = await tradeScene());
  plotId = (await lots.plot(trade, trade.zizhong)).id as PlotId;
  for (const kind of ['WEED', 'IRRIGATE', 'PRUNE'])
    await done(trade.zizhong, growingDocuments.recordWork, {
      plotId,
      kind,
      performedAt: '2025-12-01T01:00:00.000Z',
    });
  batch = await lots.fit(trade, trade.zizhong, 400, { plotId, isUnstated: true });
  lot = await lots.open(trade);
  await lots.allocated(trade, lot, batch);
  await lots.papers(trade, lot);
  await judge(lot);
});
afterAll(() => testApp?.close());

describe('fruit of a plot of which nobody stated that all sprays are on record', () => {
  it('passes nothing that is asked of sprays, whatever else was written down', async () => {
    expect(await said()).toEqual(all('INDETERMINATE'));
    const [finding] = findings(await find(trade.exporter, lot.id), 'WORK-INTERVAL');
    expect(finding).toMatchObject({
      explanation: expect.stringMatching(
        /^Nobody has stated that all sprays on plot .* from 2025-01-21 to 2026-01-20 are on record/,
      ),
      nextSteps: [{ by: 'COOPERATIVE', text: expect.stringContaining('or that nothing was sprayed') }],
    });
  });

  it('shows the cooperative before the harvest which days are not stated', async () => {
    const days = { from: '2025-01-26', to: '2026-01-25' };
    expect(await earliest(trade.zizhong, plotId)).toMatchObject({
      because: 'INTERVAL',
      unstated: [{ ...days, message: expect.stringContaining('from 2025-01-26 to 2026-01-25') }],
    });
    expect((await earliest(trade.zizhong, plotId, 'zh')).unstated[0].message).toMatch(
      /^2025-01-26 至 2026-01-25 的用药记录未声明完整/,
    );
    const { checkSpray } = await trade.zizhong.client.run(CHECK, {
      input: { plotId, productLabelId: trade.label },
    });
    expect(checkSpray).toMatchObject({ warnings: [], unstated: [days] });
    const { residueCoverageBoard } = await trade.zizhong.client.run(
      `query ($filter: ResidueBlockFilter) { residueCoverageBoard(first: 1, filter: $filter) {
         edges { node { plots { plotId unstated { from to } } } } } }`,
      { filter: { plotIds: [plotId] } },
    );
    expect(residueCoverageBoard.edges[0].node.plots).toEqual([{ plotId, unstated: [days] }]);
  });
});

describe('the statement', () => {
  it.each<[string, object, string]>([
    ['of another number of sprays', { spraysOnRecord: 0 }, 'SPRAYS_ON_RECORD_DIFFER'],
    ['of days still to come', { to: '2026-01-26', from: '2026-01-01' }, 'STATED_BEFORE_ITS_END'],
    ['of more than a year', { from: '2024-09-01' }, 'STATED_PERIOD_TOO_LONG'],
    ['backwards', { from: '2026-01-21' }, 'STATED_PERIOD_REVERSED'],
  ])('is refused %s', async (_, told, code) => {
    expect(await state(told)).toEqual(refusedWith(code));
  });

  it('is the cooperative’s alone, and says in Chinese what speaks against it', async () => {
    expect(await state({}, trade.rongchang)).toEqual(refusedWith('NOT_FOUND'));
    await expect(state({}, trade.packhouse)).rejects.toThrow('FORBIDDEN');
    const told = { plotId, ...YEAR, spraysOnRecord: 3 };
    const { reasons } = await send(trade.zizhong, growingDocuments.stateSpraysComplete, told, {
      language: 'zh',
    });
    expect(reasons[0].message).toBe(
      '该期间已有施药记录 1 次，而声明的是 3 次：请核对记录，漏记的先补记，再声明',
    );
  });

  it('settles what was open in part only where it speaks of a part of the year', async () => {
    await done(trade.zizhong, growingDocuments.stateSpraysComplete, {
      plotId,
      from: '2025-09-01',
      to: '2026-01-20',
      spraysOnRecord: 1,
    });
    expect(await said()).toEqual(all('INDETERMINATE'));
    const [finding] = findings(await find(trade.exporter, lot.id), 'WORK-INTERVAL');
    expect(finding.explanation).toContain('from 2025-01-21 to 2025-08-31');
  });

  it('made by a clerk for the grower says so, and has the lot judged again at once', async () => {
    const onBehalfOfId = await given.grower(trade.zizhong);
    const input = { from: '2025-01-21', to: '2025-08-31', spraysOnRecord: 0, onBehalfOfId };
    statement = (await state(input)).record;
    expect(statement).toMatchObject({
      kind: 'SPRAYS_COMPLETE',
      statedFrom: '2025-01-21',
      statedTo: '2025-08-31',
      statedSprays: 0,
      statementHolds: true,
      isOnBehalf: true,
      substances: [],
    });
    expect(await said()).toEqual(all('PASS'));
  });

  it('is seen by whoever has the fruit, though it was made afterwards, and not by neighbours', async () => {
    const seen = async (by: typeof trade.packhouse) => recordsOf(by, { plotId, kind: 'SPRAYS_COMPLETE' });
    for (const by of [trade.packhouse, trade.exporter, trade.base]) expect(await seen(by)).toHaveLength(2);
    // Of sprays after the harvest nothing is told.
    expect(
      (await seen(trade.packhouse)).map(({ statementHolds, onBehalfOf }) => [statementHolds, onBehalfOf]),
    ).toEqual([
      [null, null],
      [null, null],
    ]);
    expect((await seen(trade.base)).map(({ statementHolds }) => statementHolds)).toEqual([true, true]);
    expect(await seen(trade.rongchang)).toEqual([]);
  });
});

describe('a spray that is entered after it', () => {
  let late: string;

  it('is warned about before, and afterwards, and what was stated of its days no longer holds', async () => {
    const sprayOn = '2025-08-10';
    const { checkSpray } = await trade.zizhong.client.run(CHECK, {
      input: { plotId, productLabelId: trade.label, sprayOn },
    });
    expect(checkSpray.warnings.map(({ code }: Answer) => code)).toEqual(['STATEMENT_NO_LONGER_HOLDS']);
    const { record, warnings } = await done(trade.zizhong, growingDocuments.recordSpray, {
      plotId,
      productLabelId: trade.label,
      performedAt: `${sprayOn}T01:00:00.000Z`,
    });
    late = record.id;
    expect(warnings).toEqual([
      {
        code: 'STATEMENT_NO_LONGER_HOLDS',
        message: expect.stringMatching(/^It was stated that all sprays from 2025-01-21 to 2025-08-31/),
      },
    ]);
    expect((await recordOf(statement.id)).statementHolds).toBe(false);
    expect(await said()).toEqual(all('INDETERMINATE'));
  });

  it('counts against the fruit, and the statement is made again with it', async () => {
    expect(await state({ to: '2025-08-31', spraysOnRecord: 0 })).toEqual(
      refusedWith('SPRAYS_ON_RECORD_DIFFER'),
    );
    const { record } = await state({ to: '2025-08-31', spraysOnRecord: 1 });
    expect(record).toMatchObject({ statementHolds: true, statedSprays: 1 });
    expect(await said()).toEqual(all('PASS'));
    // What was warned about is done.
    const again = await done(trade.zizhong, growingDocuments.correctGrowingRecord, {
      recordId: late,
      productLabelId: trade.label,
      performedAt: '2025-08-10T02:00:00.000Z',
    });
    expect(again.warnings).toEqual([]);
    expect((await recordOf(record.id)).statementHolds).toBe(true);
    statement = record;
  });

  it('fails what it breaks, however incomplete the record, and concerns fruit picked before it', async () => {
    const performedAt = '2026-01-15T01:00:00.000Z';
    await lots.growing.spray(trade.zizhong, plotId, performedAt, { productLabelId: trade.label });
    await jobsDone(testApp);
    const { 'WORK-INTERVAL': interval, ...others } = await said();
    expect(interval).toBe('FAIL');
    expect(new Set(Object.values(others))).toEqual(new Set(['INDETERMINATE']));
  });
});

describe('a statement that was wrong', () => {
  it('is corrected like any record, and counts as it is corrected', async () => {
    const other = (await lots.plot(trade, trade.zizhong)).id as PlotId;
    const fruit = await lots.packed(trade, trade.zizhong, 100, { plotId: other });
    const second = await lots.open(trade);
    await lots.allocated(trade, second, fruit);
    await judge(second);
    const interval = async () => findings(await find(trade.exporter, second.id), 'WORK-INTERVAL')[0].verdict;
    expect(await interval()).toBe('PASS');
    const [first] = await recordsOf(trade.zizhong, { plotId: other, kind: 'SPRAYS_COMPLETE' });
    const corrected = { recordId: first.id, performedAt: '2026-01-24T01:00:00.000Z' };
    expect(await send(trade.zizhong, growingDocuments.correctGrowingRecord, corrected)).toEqual(
      refusedWith('STATEMENT_WITHOUT_PERIOD'),
    );
    const { record } = await done(trade.zizhong, growingDocuments.correctGrowingRecord, {
      ...corrected,
      from: '2025-01-21',
      to: '2026-01-10',
      spraysOnRecord: 1,
    });
    expect(record).toMatchObject({ statedTo: '2026-01-10', needsAgreement: false, correctsId: first.id });
    expect(await interval()).toBe('INDETERMINATE');
    await lots.growing.stated(trade.zizhong, other, {
      from: localDate('2026-01-11'),
      to: localDate('2026-01-20'),
    });
    expect(await interval()).toBe('PASS');
    await done(trade.zizhong, growingDocuments.voidGrowingRecord, {
      recordId: record.id,
      reason: '示范：未核对',
    });
    expect(await interval()).toBe('INDETERMINATE');
  });

  it('leaves rows and ledger saying the same', async () => {
    const { ledger } = await verifyDatabase(testApp.database.applicationUrl, {
      directory: testApp.blobs,
      bucket: undefined,
    });
    expect(ledger.difference).toBeNull();
  });
});

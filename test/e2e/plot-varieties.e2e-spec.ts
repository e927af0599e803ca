import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { allClaims } from '../../src/all-claims.js';
import { UnitOfWork } from '../../src/infrastructure/database/unit-of-work.js';
import { verifyLedger } from '../../src/modules/ledger/verify/verify-ledger.js';
import { refusedWith } from '../support/expectations.js';
import { mutation } from '../support/given/documents.js';
import type { Member } from '../support/given/index.js';
import { landDocuments } from '../support/given/land-documents.js';
import { lotActs } from '../support/given/lot-acts.js';
import type { Trade } from '../support/given/lots.js';
import { done, send, type Answer } from '../support/given/send.js';
import { tradeScene, type TradeScene } from '../support/given/trade-scene.js';
import { jobsDone } from '../support/jobs-done.js';
import type { TestApp } from '../support/test-app.js';

const VARIETIES = `varieties { id varietyCode validFrom isBackdated confirmedAt confirmedById }`;
const PLOT = `query ($id: ID!) { plot(id: $id) { code varietyCode ${VARIETIES} } }`;
const WAITING = `{ plots(filter: { varietyToConfirm: true }) { totalCount edges { node { id } } } }`;
const confirmPlotVariety = mutation('confirmPlotVariety', `... on PlotPayload { plot { id ${VARIETIES} } }`);
const RULE = 'WORK-VARIETY-MATCHES-PLOT';

let testApp: TestApp;
let lots: TradeScene['lots'];
let trade: Trade;
let plotId: string;
let lot: Answer;
const { judge, find, findings } = lotActs(() => trade);

const plotFor = async (by: Member): Promise<Answer> => (await by.client.run(PLOT, { id: plotId })).plot;
const said = async (): Promise<Answer> => (await plotFor(trade.base)).varieties[0];
const told = async (): Promise<Answer> => {
  await jobsDone(testApp);
  return findings(await find(trade.exporter, lot.id), RULE)[0];
};
const change = (varietyCode: string, varietySince: string): Promise<Answer> =>
  done(trade.zizhong, landDocuments.changePlot, { plotId, varietyCode, varietySince });
const waiting = async (by: Member): Promise<string[]> =>
  (await by.client.run(WAITING)).plots.edges.map(({ node }: Answer) => node.id);

// Picked on 20 January 2026; the clock stands five days later.
beforeAll(async () => {
  ({ testApp, lots, trade } = await tradeScene());
  const batch = await lots.packed(trade, trade.zizhong, 100);
  plotId = batch.plotId;
  lot = await lots.open(trade);
  await lots.allocated(trade, lot, batch);
  lot = (await judge(lot)).lot;
});
afterAll(() => testApp?.close());

describe('what a plot was planted with', () => {
  it('needs nobody where it was said before there was a harvest', async () => {
    expect(await told()).toMatchObject({ verdict: 'PASS' });
    expect(await said()).toMatchObject({ varietyCode: 'TAROCCO', isBackdated: false, confirmedAt: null });
    expect(await waiting(trade.base)).toEqual([]);
  });

  it('settles nothing where it is said after the harvest, until the base office has confirmed it', async () => {
    await change('MORO', '2026-01-01');
    const { id } = await said();
    expect(await told()).toMatchObject({
      verdict: 'INDETERMINATE',
      evidence: [{ type: 'plot-variety', id, field: 'isConfirmed', value: 'false' }],
      nextSteps: [{ by: 'BASE_OFFICE' }],
    });
    expect(await waiting(trade.base)).toEqual([plotId]);
    expect(await waiting(trade.zizhong)).toEqual([plotId]);
    await done(trade.base, confirmPlotVariety, { plotVarietyId: id });
    expect(await told()).toMatchObject({ verdict: 'FAIL' });
  });

  it('is not made equal to the cartons by the cooperative alone', async () => {
    await change('TAROCCO', '2026-01-01');
    const { id } = await said();
    expect(await told()).toMatchObject({ verdict: 'INDETERMINATE' });
    const { body } = await trade.zizhong.client.raw(confirmPlotVariety, {
      input: { requestId: crypto.randomUUID(), plotVarietyId: id },
    });
    expect(body.errors[0].extensions.code).toBe('FORBIDDEN');
    const { plot } = await done(trade.base, confirmPlotVariety, { plotVarietyId: id });
    expect(plot.varieties[0]).toMatchObject({ id, isBackdated: true, confirmedById: trade.base.userId });
    expect(await told()).toMatchObject({ verdict: 'PASS' });
    expect(await waiting(trade.base)).toEqual([]);
    expect(await send(trade.base, confirmPlotVariety, { plotVarietyId: id })).toMatchObject(
      refusedWith('ENTRY_CONFIRMED'),
    );
  });

  it('speaks for what is picked from the day on which it is said, and for what is entered after it', async () => {
    await change('MORO', '2026-01-21');
    expect(await told()).toMatchObject({ verdict: 'PASS' });
    const later = await lots.packed(trade, trade.zizhong, 50, {
      plotId,
      harvestedAt: '2026-01-21T01:00:00.000Z',
    });
    const open = await lots.open(trade);
    await lots.allocated(trade, open, later);
    const [finding] = findings((await judge(open)).lot, RULE);
    expect(finding).toMatchObject({ verdict: 'PASS', evidence: [{ value: 'MORO' }] });
  });

  it('is the cooperative’s and the base office’s to see, and nobody’s to guess', async () => {
    expect((await plotFor(trade.zizhong)).varieties).toHaveLength(4);
    expect(await plotFor(trade.packhouse)).toMatchObject({ varieties: [] });
    expect(await send(trade.base, confirmPlotVariety, { plotVarietyId: trade.base.userId })).toMatchObject(
      refusedWith('NOT_FOUND'),
    );
  });

  it('says nothing that the ledger does not say', async () => {
    const verified = await testApp.app
      .get(UnitOfWork)
      .read(testApp.system(), ({ manager }) => verifyLedger(manager, allClaims));
    expect(verified.difference).toBeNull();
    expect(verified.records.get('plot_variety')).toBeGreaterThan(3);
  });
});

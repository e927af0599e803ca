import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { localDate } from '../../src/kernel/local-date.js';
import type { LabelDetails } from '../../src/modules/growing/commands/enter-product-label.js';
import { refusedWith } from '../support/expectations.js';
import { growingDocuments } from '../support/given/growing-documents.js';
import { inventedRules } from '../support/given/invented-rules.js';
import { lotActs } from '../support/given/lot-acts.js';
import type { Trade } from '../support/given/lots.js';
import { done, send, type Answer } from '../support/given/send.js';
import { tradeScene, type TradeScene } from '../support/given/trade-scene.js';
import type { TestApp } from '../support/test-app.js';

let testApp: TestApp;
let lots: TradeScene['lots'];
let trade: Trade;
const { judge, findings } = lotActs(() => trade);

const BAN = { code: 'T-BAN', kind: 'banned-substance', parameters: { substances: ['abamectin'] } };

beforeAll(async () => {
  ({ testApp, lots, trade } = await tradeScene());
  await inventedRules(testApp, 'TEST-BAN', [{ ...BAN, unity: 'STANDARD' }]);
});
afterAll(() => testApp?.close());

/** A lot of one batch, picked in January, whose plot was sprayed in October under labels that say this. */
async function sprayedUnder(...labels: Partial<LabelDetails>[]): Promise<{ lot: Answer; plotId: string }> {
  const plot = await lots.land.plot(trade.zizhong, { town: '511025123' });
  const { id: registrationId } = trade.registrations.get(trade.zizhong)!;
  await lots.land.covered(trade.zizhong, registrationId, [plot.id], { validFrom: localDate('2025-09-01') });
  for (const label of labels) {
    const productLabelId = await lots.growing.confirmedLabel(trade.zizhong, trade.base, label);
    await lots.growing.spray(trade.zizhong, plot.id, '2025-10-10T01:00:00.000Z', { productLabelId });
  }
  const batch = await lots.packed(trade, trade.zizhong, 100, { plotId: plot.id });
  const lot = await lots.open(trade);
  await lots.allocated(trade, lot, batch);
  return { lot: (await judge(lot)).lot, plotId: plot.id };
}
const verdicts = (lot: Answer): string[] =>
  ['WORK-INTERVAL', 'WORK-APPLICATIONS', 'T-BAN'].map((rule) => findings(lot, rule)[0]?.verdict);

const CHECK = `query ($input: CheckSprayInput!) { checkSpray(input: $input) {
  warnings { code message } because applications { count maximum isExceeded } } }`;
const EARLIEST = `query ($plotId: ID!) { earliestHarvest(plotId: $plotId) { because unknown { reason } } }`;

describe('the crop of a label', () => {
  it('lets citrus pass by a label for citrus, however it is written', async () => {
    const { lot } = await sprayedUnder({ crop: '柑桔' }, { crop: 'Citrus' });
    expect(verdicts(lot)).toEqual(['PASS', 'PASS', 'FAIL']);
  });

  it('settles nothing but what the product holds, where it is another one', async () => {
    const { lot } = await sprayedUnder({ crop: '茶树', phiDays: 3 });
    expect(verdicts(lot)).toEqual(['INDETERMINATE', 'INDETERMINATE', 'FAIL']);
    for (const rule of ['WORK-INTERVAL', 'WORK-APPLICATIONS'])
      expect(findings(lot, rule)[0]).toMatchObject({
        explanation: expect.stringContaining('is for "茶树", not for citrus on the tree'),
        nextSteps: [{ text: expect.stringContaining('corrects the record to name the label for citrus') }],
      });
  });

  it('is told before the spray, and where the first day of harvest is asked for', async () => {
    const { plotId } = await sprayedUnder({ crop: '柑橘（采后）', substances: ['imazalil'] });
    const productLabelId = await lots.growing.label(trade.zizhong, { crop: '茶树' });
    const { checkSpray } = await trade.zizhong.client.run(CHECK, { input: { plotId, productLabelId } });
    expect(checkSpray).toEqual({
      warnings: [
        { code: 'LABEL_FOR_ANOTHER_CROP', message: expect.stringContaining('is for "茶树", not for citrus') },
      ],
      because: 'INTERVAL_UNKNOWN',
      applications: { count: 1, maximum: null, isExceeded: false },
    });
    expect((await trade.zizhong.client.run(EARLIEST, { plotId })).earliestHarvest).toEqual({
      because: 'INTERVAL_UNKNOWN',
      unknown: [{ reason: 'LABEL_FOR_ANOTHER_CROP' }],
    });
  });
});

describe('a label that was read', () => {
  const none = { phiDays: null, statesNoInterval: true, maxApplications: null, statesNoMaximum: true };

  it('and asks for no interval leaves nothing to keep, and no maximum nothing to exceed', async () => {
    const { lot, plotId } = await sprayedUnder(none);
    expect(verdicts(lot)).toEqual(['NOT_APPLICABLE', 'PASS', 'FAIL']);
    expect(findings(lot, 'WORK-INTERVAL')[0].explanation).toContain('was read and asks for no interval');
    expect((await trade.zizhong.client.run(EARLIEST, { plotId })).earliestHarvest).toEqual({
      because: 'NO_INTERVAL',
      unknown: [],
    });
  });

  it('beside one that asks for an interval is judged by that', async () => {
    const { lot } = await sprayedUnder(none, {});
    expect(verdicts(lot)).toEqual(['PASS', 'PASS', 'FAIL']);
  });

  it('does not state a figure and at once that there is none', async () => {
    const entered = (more: object): Promise<Answer> =>
      send(trade.zizhong, growingDocuments.enterProductLabel, {
        registrationNumber: 'TEST-BOTH',
        nameZh: '示范药剂',
        crop: '柑橘树',
        substances: ['abamectin'],
        ...more,
      });
    expect(await entered({ ...none, phiDays: 0, maxApplications: 1 })).toEqual(
      refusedWith('LABEL_INTERVAL_AND_NONE', 'LABEL_MAXIMUM_AND_NONE'),
    );
    expect(await entered(none)).toMatchObject({ productLabel: none });
  });

  it('is not confirmed before both figures are there, or that there is none', async () => {
    const productLabelId = await lots.growing.label(trade.zizhong, { maxApplications: null });
    const confirm = (): Promise<Answer> =>
      send(trade.base, growingDocuments.confirmProductLabel, { productLabelId });
    expect(await confirm()).toEqual(refusedWith('LABEL_NOT_WHOLE'));
    await done(trade.zizhong, growingDocuments.correctProductLabel, {
      productLabelId,
      registrationNumber: 'TEST-WHOLE',
      nameZh: '示范药剂',
      crop: '柑橘树',
      substances: ['abamectin'],
      phiDays: 7,
      statesNoMaximum: true,
      photographId: await lots.growing.photograph(trade.zizhong),
    });
    expect(await confirm()).toMatchObject({ productLabel: { phiDays: 7, statesNoMaximum: true } });
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { allClaims } from '../../src/all-claims.js';
import { UnitOfWork } from '../../src/infrastructure/database/unit-of-work.js';
import { verifyLedger } from '../../src/modules/ledger/verify/verify-ledger.js';
import { refusedWith } from '../support/expectations.js';
import { batchDocuments } from '../support/given/batches.js';
import type { Member } from '../support/given/index.js';
import { lotActs } from '../support/given/lot-acts.js';
import { send, type Answer } from '../support/given/send.js';
import { tradeScene, type TradeScene } from '../support/given/trade-scene.js';

/*
 * Cartons that say what the fruit may not carry: the finding names who takes it off, the packhouse does, and the lot
 * passes. What was found in the fruit stays with it.
 */

const INDICATION = 'ZIZHONG-BLOOD-ORANGE';
const RELABELLED_AT = '2026-01-24T08:00:00.000Z';

let scene: TradeScene;
const { allocate, findings, judge, move, verdicts, withdraw } = lotActs(() => scene.trade);

beforeAll(async () => {
  scene = await tradeScene();
});
afterAll(() => scene?.testApp.close());

/** A lot of Rongchang fruit alone that carries the name of Zizhong's. */
async function misnamed(): Promise<{ lot: Answer; batch: Answer }> {
  const { lots, trade } = scene;
  const outputs = { geographicalIndicationCode: INDICATION, brandCode: 'JOINT', sizeCode: '6' };
  const batch = await lots.fit(trade, trade.rongchang, 100, { outputs } as object);
  const lot = await lots.open(trade);
  await lots.allocated(trade, lot, batch);
  await lots.papers(trade, lot);
  return { lot, batch };
}
const relabel = (by: Member, batch: Answer, more: object): Promise<Answer> =>
  send(by, batchDocuments.relabelBatch, {
    batchId: batch.id,
    relabelledAt: RELABELLED_AT,
    ...more,
  });
const OFF = { takesOff: ['GEOGRAPHICAL_INDICATION'] };

describe('cartons with a name that the fruit may not carry', () => {
  it('are relabelled by the packhouse as the finding says, and the lot is cleared', async () => {
    const { lot, batch } = await misnamed();
    const { lot: judged } = await judge(lot);
    expect(findings(judged, 'XD-GI-ORIGIN')).toMatchObject([
      {
        verdict: 'FAIL',
        nextSteps: [
          {
            by: 'PACKHOUSE',
            text: 'The packhouse takes the geographical indication off the cartons and records that; what is in a lot the exporter takes out first.',
          },
        ],
      },
    ]);
    expect(await relabel(scene.trade.packhouse, batch, OFF)).toMatchObject({
      reasons: [
        {
          code: 'RELABEL_CARTONS_OUT',
          message: `10 cartons of batch ${batch.code} are in lots; a batch is relabelled as a whole, after the exporter has taken them out`,
        },
      ],
    });
    await withdraw(lot, batch);
    const { batch: after } = await relabel(scene.trade.packhouse, batch, OFF);
    expect(after).toMatchObject({
      code: batch.code,
      geographicalIndicationCode: null,
      brandCode: 'JOINT',
      sizeCode: '6',
    });
    await allocate(lot, batch);
    const { lot: again } = await judge(lot);
    expect(verdicts(again)).toEqual({ VARIETY: 'PASS', BRAND: 'PASS', STANDARD: 'PASS', CHANNEL: 'PASS' });
    expect((await move(lot, 'CLEARED')).lot.state).toBe('CLEARED');
  });

  it('are no more than what was printed: nobody else relabels, nothing is put on, and nothing changes twice', async () => {
    const { lot, batch } = await misnamed();
    await withdraw(lot, batch);
    await expect(relabel(scene.trade.exporter, batch, OFF)).rejects.toThrow('batch:pack');
    const stranger = await scene.given.member('PACKHOUSE');
    expect(await relabel(stranger, batch, OFF)).toEqual(refusedWith('BATCH_NOT_FOUND'));
    expect(await relabel(scene.trade.packhouse, batch, { class: 'EXTRA' })).toEqual(
      refusedWith('RELABEL_CLASS_RAISED'),
    );
    expect(await relabel(scene.trade.packhouse, batch, {})).toEqual(refusedWith('RELABEL_CHANGES_NOTHING'));
    expect(
      await relabel(scene.trade.packhouse, batch, { ...OFF, relabelledAt: '2026-01-25T01:00:01.000Z' }),
    ).toEqual(refusedWith('IN_THE_FUTURE'));
    expect(
      await relabel(scene.trade.packhouse, batch, { ...OFF, relabelledAt: '2026-01-22T00:00:00.000Z' }),
    ).toEqual(refusedWith('RUN_BEFORE_ITS_FRUIT'));
    // The packhouse sees registrations under which fruit it had grew.
    await scene.lots.packed(scene.trade, scene.trade.zizhong, 10);
    const zizhong = scene.trade.registrations.get(scene.trade.zizhong)!.id;
    const { batch: changed } = await relabel(scene.trade.packhouse, batch, {
      takesOff: ['BRAND', 'GEOGRAPHICAL_INDICATION'],
      class: 'II',
      sizeCode: '特大果',
      registrationId: zizhong,
      marketCode: 'RU',
    });
    expect(changed).toMatchObject({
      brandCode: null,
      geographicalIndicationCode: null,
      class: 'II',
      sizeCode: '特大果',
      registrationId: zizhong,
      marketCode: 'RU',
    });
    expect(await relabel(scene.trade.packhouse, batch, OFF)).toEqual(refusedWith('RELABEL_CHANGES_NOTHING'));
    expect(await relabel(scene.trade.packhouse, batch, { marketCode: 'NOWHERE' })).toEqual(
      refusedWith('UNKNOWN_CODE'),
    );
    // Thailand wants one registration a run.
    expect(await relabel(scene.trade.packhouse, batch, { marketCode: 'TH' })).toEqual(
      refusedWith('RELABEL_MARKET_FIXED'),
    );
    // What is marked for one market goes to no other.
    expect(await allocate(lot, batch)).toEqual(refusedWith('BATCH_FOR_OTHER_MARKET'));
    await relabel(scene.trade.packhouse, batch, { marketCode: 'XD' });
    // A registration that the fruit did not grow under is judged like any that was printed at first.
    await allocate(lot, batch);
    expect(findings((await judge(lot)).lot, 'XD-MARKED-REGISTRATION')).toMatchObject([{ verdict: 'FAIL' }]);
  });

  it('say nothing that the ledger does not say', async () => {
    const verified = await scene.testApp.app
      .get(UnitOfWork)
      .read(scene.testApp.system(), ({ manager }) => verifyLedger(manager, allClaims));
    expect(verified.difference).toBeNull();
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CLOCK, ID_SOURCE } from '../../src/infrastructure/clock.js';
import { JOB_SETTINGS } from '../../src/infrastructure/config/job-settings.js';
import { UnitOfWork } from '../../src/infrastructure/database/unit-of-work.js';
import { instant } from '../../src/kernel/instant.js';
import { JudgeLotsAgain } from '../../src/modules/lots/judge-lots-again.js';
import { ReleaseExpiry } from '../../src/modules/lots/release-expiry.js';
import { ownerRows } from '../support/demo.js';
import { refusedWith } from '../support/expectations.js';
import type { Given, Member } from '../support/given/index.js';
import { lotActs } from '../support/given/lot-acts.js';
import type { Trade } from '../support/given/lots.js';
import { releaseActs } from '../support/given/releases.js';
import type { Answer } from '../support/given/send.js';
import { tradeScene, type TradeScene } from '../support/given/trade-scene.js';
import { undecidedLots } from '../support/given/undecided-lots.js';
import { counting } from '../support/query-counter.js';
import { subscribe, type Subscribed } from '../support/sse.js';
import { TestClock, type TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';

/*
 * A release 凭…放行 counts to the end of its last day in China. When the next day begins nobody does anything, and whoever follows
 * the lot is told all the same: the server works on jobs here, by itself.
 */

const LAST_DAY = '2026-01-25';
const BEFORE_MIDNIGHT = '2026-01-25T15:59:30.000Z';
const AFTER_MIDNIGHT = '2026-01-25T16:00:30.000Z';
const LOT_CHANGED = `subscription ($id: ID!) { lotChanged(id: $id) {
  lot { releasedCount releases { state endedBecause } } } }`;

const clock = new TestClock(instant('2026-01-25T08:00:00.000Z'));
let testApp: TestApp;
let given: Given;
let lots: TradeScene['lots'];
let trade: Trade;
let two: Member;
let agreed: Answer;
let proposed: Answer;
let untouched: Answer;
const { move } = lotActs(() => trade);
const { propose, released } = releaseActs;
const { undecidedLot } = undecidedLots(() => ({ lots, trade }));
const open: Subscribed[] = [];

beforeAll(async () => {
  ({ testApp, given, lots, trade } = await tradeScene({ clock, jobs: { works: true, recoverMillis: 100 } }));
  two = await given.colleague(trade.base, ['ADMINISTRATOR']);
  const [first, second, third] = [await undecidedLot(), await undecidedLot(), await undecidedLot()];
  await released([trade.base, two], first.lot, first.finding, { validUntil: LAST_DAY });
  await propose(trade.base, second.lot, second.finding, { validUntil: LAST_DAY });
  await released([trade.base, two], third.lot, third.finding, { validUntil: '2026-01-26' });
  [agreed, proposed, untouched] = [first.lot, second.lot, third.lot];
});
afterAll(async () => {
  for (const each of open) await each.close();
  await testApp?.close();
});

const jobs = (): Promise<object[]> =>
  ownerRows(
    testApp.database.superuserUrl,
    `SELECT state, done, organisation_id AS exporter FROM job WHERE payload ->> 'by' = 'RELEASES'`,
  );
const endings = async (lot: Answer): Promise<unknown[]> =>
  (await given.ledgerOf(lot.id))
    .filter(({ kind }) => kind === 'lot.release-ended')
    .map(({ facts, actorId, recordedAt }) => ({ ...facts, actorId, recordedAt }));

describe('the last day of a release', () => {
  it('is over at midnight in China: whoever follows the lot is told, and the gate is shut', async () => {
    for (const lot of [agreed, proposed, untouched])
      open.push(await subscribe(testApp.url, trade.exporter.token, LOT_CHANGED, { id: lot.id }));
    const next = async (at: number): Promise<Answer> => (await open[at]!.next())?.data.lotChanged.lot;
    expect(await next(0)).toEqual({ releasedCount: 1, releases: [{ state: 'AGREED', endedBecause: null }] });
    expect(await next(1)).toEqual({
      releasedCount: 0,
      releases: [{ state: 'PROPOSED', endedBecause: null }],
    });
    await next(2);

    clock.set(BEFORE_MIDNIGHT);
    expect(await open[0]!.isQuietFor(600)).toBe(true);
    clock.set(AFTER_MIDNIGHT);
    const ended = { releasedCount: 0, releases: [{ state: 'ENDED', endedBecause: 'EXPIRED' }] };
    expect(await next(0)).toEqual(ended);
    expect(await next(1)).toEqual(ended);
    expect(await move(agreed, 'CLEARED')).toEqual(refusedWith('REQUIREMENT_NOT_MET'));
  });

  it('ends once, in the name of nobody, and no other lot is looked at', async () => {
    for (const lot of [agreed, proposed])
      expect(await endings(lot)).toEqual([
        { reasonCode: 'EXPIRED', actorId: null, recordedAt: AFTER_MIDNIGHT },
      ]);
    expect(await endings(untouched)).toEqual([]);
    // That it is done is noted after it has told the last lot.
    await until('the job has ended', async () => /DONE|FAILED/.test(JSON.stringify(await jobs())));
    expect(await jobs()).toEqual([{ state: 'DONE', done: 2, exporter: trade.exporter.organisationId }]);
    expect(await open[2]!.isQuietFor(300)).toBe(true);
  });

  it('is seen to by one of several servers, which costs each of them one statement a day', async () => {
    const { app } = testApp;
    const another = () =>
      new ReleaseExpiry(
        app.get(UnitOfWork),
        app.get(JudgeLotsAgain, { strict: false }),
        app.get(CLOCK),
        app.get(ID_SOURCE),
        app.get(JOB_SETTINGS),
      );
    const [one, other] = [another(), another()];
    expect(await counting(testApp, () => one.look())).toBe(1);
    expect(await counting(testApp, () => one.look())).toBe(0);
    await other.look();
    expect(await jobs()).toHaveLength(1);
  });
});

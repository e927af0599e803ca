import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import pg from 'pg';
import { createApp } from '../../src/app.setup.js';
import { loadReferenceFacts } from '../../src/infrastructure/database/reference-loader.js';
import { UnitOfWork } from '../../src/infrastructure/database/unit-of-work.js';
import { ok } from '../../src/kernel/result.js';
import { JobKinds } from '../../src/modules/jobs/commands/job-kinds.js';
import { Jobs } from '../../src/modules/jobs/commands/jobs.js';
import type { JobKind } from '../../src/modules/jobs/domain/job.js';
import { ChangePlot } from '../../src/modules/land/commands/change-plot.js';
import { WithdrawRegistration } from '../../src/modules/land/commands/withdraw-registration.js';
import { instant } from '../../src/kernel/instant.js';
import { localDate } from '../../src/kernel/local-date.js';
import { valueOf, type Given, type Member } from '../support/given/index.js';
import { lotActs } from '../support/given/lot-acts.js';
import type { Trade } from '../support/given/lots.js';
import { done, type Answer } from '../support/given/send.js';
import { unityDocuments } from '../support/given/unities.js';
import { tradeScene, type TradeScene } from '../support/given/trade-scene.js';
import { subscribe, type Subscribed } from '../support/sse.js';
import type { TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';

const JOB = `id kind title { zh en } organisationId state done total attempts lastError { code message { zh en } } finishedAt`;
const JOBS = `query ($filter: JobFilter, $first: Int = 25, $after: String) { jobs(filter: $filter, first: $first, after: $after) {
  totalCount pageInfo { hasNextPage endCursor } edges { node { ${JOB} } } } }`;
const ONE_JOB = `query ($id: ID!) { job(id: $id) { ${JOB} } }`;
const JOB_CHANGED = `subscription ($id: ID, $after: ID) { jobChanged(id: $id, after: $after) { eventId job { ${JOB} } } }`;
const LOT_CHANGED = `subscription ($id: ID!) { lotChanged(id: $id) { lot { checks { unity verdict } } } }`;
const RETRY = `mutation ($input: RetryJobInput!) { answer: retryJob(input: $input) { __typename
  ... on RetryJobPayload { job { ${JOB} } } ... on Refused { reasons { code message path } } } }`;

/** A kind whose jobs fail until the test mends it. */
const BROKEN: JobKind<null> = {
  name: 'test.broken',
  title: { zh: '测试作业', en: 'A test' },
  maxAttempts: 1,
};
let isMended = false;

let testApp: TestApp;
let given: Given;
let lots: TradeScene['lots'];
let trade: Trade;
const { judge, find, verdicts, findings } = lotActs(() => trade);
const open: Subscribed[] = [];

beforeAll(async () => {
  ({ testApp, given, lots, trade } = await tradeScene({
    jobs: { works: true },
    prepare: (app) =>
      app.get(JobKinds).register(BROKEN, {
        run: () =>
          isMended ? Promise.resolve() : Promise.reject(new Error(`姓名 示范农户 SELECT * FROM grower`)),
      }),
  }));
});
afterEach(async () => {
  for (const subscription of open.splice(0)) await subscription.close();
});
afterAll(() => testApp.close());

async function follow(who: Member, document: string, variables = {}): Promise<Subscribed> {
  const subscription = await subscribe(testApp.url, who.token, document, variables);
  open.push(subscription);
  return subscription;
}
const change = async (subscription: Subscribed): Promise<Answer> =>
  (await subscription.next())?.data.jobChanged;
const jobsOf = async (who: Member, filter = {}): Promise<Answer> =>
  (await who.client.run(JOBS, { filter })).jobs;
const jobOf = async (who: Member, id: string): Promise<Answer> => (await who.client.run(ONE_JOB, { id })).job;
const settled = (): Promise<true> =>
  until('no job is left to do', async () => {
    const { totalCount } = await jobsOf(trade.base, { states: ['QUEUED', 'RUNNING'] });
    return totalCount === 0;
  });

/** A judged lot of the exporter, with fruit of one plot that is in all things as it should be. */
async function judgedLot(more: object = {}): Promise<{ lot: Answer; plotId: string }> {
  const lot = await lots.open(trade);
  const batch = await lots.fit(trade, trade.zizhong, 100, more);
  await lots.allocated(trade, lot, batch);
  await lots.papers(trade, lot);
  return { lot: (await judge(lot)).lot, plotId: batch.plotId };
}

const judgementsOf = async (lot: Answer): Promise<number> =>
  (await given.ledgerOf(lot.id)).filter(({ kind }) => kind === 'lot.judged').length;

/** Ends the packhouse's licence before the fruit was packed, so that the brand on the cartons was never licensed. */
async function endLicence(of: Member): Promise<void> {
  const { brandLicences } = await trade.base.client.run(unityDocuments.brandLicences, {
    filter: { organisationId: of.organisationId, on: '2026-01-24' },
  });
  await done(trade.base, unityDocuments.endBrandLicence, {
    licenceId: brandLicences.edges[0].node.id,
    endedOn: '2026-01-20',
    reason: '许可终止',
  });
}

describe('a licence that is ended', () => {
  it('has the lots concerned judged again by a job whose progress the exporter follows, and no stranger', async () => {
    const stranger = await given.member('EXPORTER');
    const { lot } = await judgedLot();
    const { lot: second } = await judgedLot();
    expect(verdicts(lot)).toMatchObject({ BRAND: 'PASS' });
    await settled();
    const earlier = new Set((await jobsOf(trade.exporter)).edges.map(({ node }: Answer) => node.id));
    const [own, office, foreign] = [
      await follow(trade.exporter, JOB_CHANGED),
      await follow(trade.base, JOB_CHANGED),
      await follow(stranger, JOB_CHANGED),
    ];
    for (const subscription of [own, office, foreign])
      expect(await change(subscription)).toMatchObject({ job: null });
    const shown = await follow(trade.exporter, LOT_CHANGED, { id: lot.id });
    await shown.next();

    await endLicence(trade.packhouse);

    const seen: Answer[] = [];
    while (seen.at(-1)?.job.state !== 'DONE') {
      const told = await change(own);
      // What ended before may be told now, where somebody's transaction kept it back.
      if (!earlier.has(told.job.id)) seen.push(told);
    }
    expect(seen.at(-1)).toMatchObject({
      job: {
        kind: 'lots.judge-again',
        title: { zh: '重新判定出口批' },
        organisationId: trade.exporter.organisationId,
        done: 2,
        total: 2,
        attempts: 1,
        lastError: null,
      },
    });
    expect((await shown.next())?.data.lotChanged.lot.checks).toEqual(
      expect.arrayContaining([{ unity: 'BRAND', verdict: 'FAIL' }]),
    );
    for (const each of [lot, second])
      expect(verdicts(await find(trade.exporter, each.id))).toMatchObject({ BRAND: 'FAIL' });

    const { id } = seen.at(-1).job;
    // A job is told as it is by then: what tells that it is done may stand at the place of its last step, and the end
    // of it comes after that. Who comes back hears no more than who stayed, and both as far.
    const again = await follow(trade.exporter, JOB_CHANGED, { after: seen.at(-1).eventId });
    const missed: Answer[] = [];
    while (!(await again.isQuietFor(600))) missed.push(await change(again));
    const told = new Set(seen.map(({ eventId }) => eventId));
    expect(missed.filter(({ eventId }) => told.has(eventId))).toEqual([]);
    for (const { eventId } of missed.slice(-1))
      while (seen.at(-1).eventId !== eventId) seen.push(await change(own));
    expect(await change(await follow(trade.exporter, JOB_CHANGED, { id }))).toMatchObject({ job: { id } });
    expect(await (await follow(stranger, JOB_CHANGED, { id })).next()).toBeUndefined();
    expect(await foreign.isQuietFor(300)).toBe(true);
    expect(await jobOf(stranger, id)).toBeNull();
    expect(await jobsOf(stranger)).toMatchObject({ totalCount: 0, edges: [] });
    // Nor whose licence it was: which lots its fruit is in, and how they stand, is the exporter's.
    expect(await jobOf(trade.packhouse, id)).toBeNull();
    expect(await jobOf(trade.base, id)).toMatchObject({ state: 'DONE' });
  });

  it('is judged again when it is granted anew', async () => {
    const { lot } = await judgedLot();
    expect(verdicts(lot)).toMatchObject({ BRAND: 'FAIL' });
    await lots.unities.licence(trade.base, trade.packhouse);
    await settled();
    expect(verdicts(await find(trade.exporter, lot.id))).toMatchObject({ BRAND: 'PASS' });
    const judgements = (await given.ledgerOf(lot.id)).filter(({ kind }) => kind === 'lot.judged');
    expect(judgements.at(-1)).toMatchObject({ organisationId: null, actorId: null });
  });
});

describe('other changes that many lots may stand on', () => {
  it('are a plot whose variety was another, and not one that was grafted over since', async () => {
    const { lot, plotId } = await judgedLot();
    expect(verdicts(lot)).toMatchObject({ VARIETY: 'PASS' });
    const told = { requestId: randomUUID() as never, plotId: plotId as never };
    const changePlot = testApp.app.get(ChangePlot);
    valueOf(await changePlot.execute(await trade.zizhong.ctx(), { ...told, plantedYear: 2010 }));
    expect(await jobsOf(trade.exporter, { states: ['QUEUED', 'RUNNING'] })).toMatchObject({ totalCount: 0 });
    told.requestId = randomUUID() as never;
    valueOf(await changePlot.execute(await trade.zizhong.ctx(), { ...told, varietyCode: 'MORO' }));
    await settled();
    const after = await find(trade.exporter, lot.id);
    expect(verdicts(after)).toMatchObject({ VARIETY: 'PASS' });
    expect(findings(after, 'WORK-VARIETY-MATCHES-PLOT')[0].evidence).toContainEqual(
      expect.objectContaining({ id: plotId, value: 'TAROCCO' }),
    );
    // Fruit of before that is entered only now was picked from the trees as they were then.
    const late = await given.harvest(trade.zizhong, plotId, 10, {
      harvestedAt: instant('2026-01-10T02:00:00.000Z'),
    });
    expect(late).toMatchObject({ varietyCode: 'TAROCCO' });
    told.requestId = randomUUID() as never;
    const future = { varietySince: localDate('2100-01-01') };
    expect(await changePlot.execute(await trade.zizhong.ctx(), { ...told, ...future })).toMatchObject({
      ok: false,
      error: [{ code: 'VARIETY_IN_THE_FUTURE' }],
    });
    told.requestId = randomUUID() as never;
    const always = { varietyCode: 'MORO', varietySince: localDate('2020-01-01') };
    valueOf(await changePlot.execute(await trade.zizhong.ctx(), { ...told, ...always }));
    await settled();
    // Said after the harvest was recorded, which proves nothing before the base office has confirmed it.
    expect(verdicts(await find(trade.exporter, lot.id))).toMatchObject({ VARIETY: 'INDETERMINATE' });
  });

  it('are a label that somebody confirmed', async () => {
    const label = await lots.growing.label(trade.zizhong);
    const plot = await lots.plot({ ...trade, label }, trade.zizhong);
    const { lot } = await judgedLot({ plotId: plot.id });
    expect(findings(lot, 'WORK-INTERVAL')[0]).toMatchObject({ verdict: 'INDETERMINATE' });
    await lots.growing.confirmed(trade.base, label);
    await settled();
    const after = await find(trade.exporter, lot.id);
    expect(findings(after, 'WORK-INTERVAL')[0]).toMatchObject({ verdict: 'PASS' });
  });

  it('are reference facts that a new version of the product brings, at its start', async () => {
    const { lot } = await judgedLot();
    const owner = new pg.Client({ connectionString: testApp.database.ownerUrl });
    await owner.connect();
    await owner.query(`UPDATE market SET name_en = 'Siam' WHERE code = 'TH'`);
    await owner.end();
    await loadReferenceFacts(testApp.database.ownerUrl);
    const newer = await createApp({
      applicationUrl: testApp.database.applicationUrl,
      introspection: false,
      demoSignIns: true,
      clock: testApp.clock,
      logLevel: 'error',
      jobs: { works: true },
    });
    try {
      await newer.init();
      await settled();
    } finally {
      await newer.close();
    }
    const after = await find(trade.exporter, lot.id);
    expect(after.judgement.id).not.toBe(lot.judgement.id);
  });

  it('are a registration that was withdrawn and a channel that was closed, but for a lot that has come to an end', async () => {
    const { lot } = await judgedLot();
    const { lot: gone } = await judgedLot();
    await done(
      trade.exporter,
      `mutation ($input: MoveLotInput!) { answer: moveLot(input: $input) { __typename } }`,
      {
        lotId: gone.id,
        to: 'CANCELLED',
        reason: '不再需要',
      },
    );
    const before = await judgementsOf(gone);
    expect(findings(lot, 'XD-ORCHARD')[0]).toMatchObject({ verdict: 'PASS' });
    const withdrawal = {
      requestId: randomUUID() as never,
      registrationId: trade.registrations.get(trade.zizhong)!.id,
      withdrawnOn: '2025-10-01' as never,
    };
    const withdraw = testApp.app.get(WithdrawRegistration);
    valueOf(await withdraw.execute(await trade.zizhong.ctx(), withdrawal));
    await settled();
    expect(findings(await find(trade.exporter, lot.id), 'XD-ORCHARD')[0]).toMatchObject({ verdict: 'FAIL' });

    await done(trade.base, unityDocuments.closeChannel, {
      channelId: trade.channelId,
      closedOn: '2026-02-01',
      reason: '口岸关闭',
    });
    await settled();
    const after = await find(trade.exporter, lot.id);
    expect(findings(after, 'WORK-CHANNEL-OPEN')[0]).toMatchObject({ verdict: 'FAIL' });
    expect(await judgementsOf(gone)).toBe(before);
  });
});

describe('a job that fails in every try', () => {
  it('is a dead letter the base office sees, without what was thrown, and has tried again', async () => {
    Logger.overrideLogger(false);
    const uow = testApp.app.get(UnitOfWork);
    const added = await uow.write(testApp.system(), async (tx) =>
      ok(await testApp.app.get(Jobs).add(tx, BROKEN, null, { organisationId: null })),
    );
    const id = valueOf(added);
    await until('it has failed', async () => (await jobOf(trade.base, id)).state === 'FAILED');
    const failed = await jobsOf(trade.base, { states: ['FAILED'] });
    expect(failed).toMatchObject({ totalCount: 1, edges: [{ node: { id, attempts: 1 } }] });
    expect(failed.edges[0].node.lastError).toMatchObject({ code: 'INTERNAL' });
    expect(JSON.stringify(failed)).not.toMatch(/SELECT|示范农户/);
    expect(await jobOf(trade.exporter, id)).toBeNull();

    const input = { requestId: randomUUID(), jobId: id };
    const forbidden = await trade.exporter.client.raw(RETRY, { input });
    expect(forbidden.body.errors[0].extensions.code).toBe('FORBIDDEN');

    isMended = true;
    expect((await trade.base.client.run(RETRY, { input })).answer.__typename).toBe('RetryJobPayload');
    await until('it is done', async () => (await jobOf(trade.base, id)).state === 'DONE');
    expect((await trade.base.client.run(RETRY, { input })).answer.__typename).toBe('RetryJobPayload');
    const { answer } = await trade.base.client.run(RETRY, { input: { ...input, requestId: randomUUID() } });
    expect(answer).toMatchObject({ __typename: 'Refused', reasons: [{ code: 'JOB_NOT_FAILED' }] });
    expect((await given.ledgerOf(id)).map(({ kind }) => kind)).toEqual(['job.retried']);
  });
});

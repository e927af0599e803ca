import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PlotId, RegistrationId } from '../../src/kernel/ids.js';
import { refusedWith } from '../support/expectations.js';
import { confirmedReport, coverageDocuments, reportOf } from '../support/given/coverage.js';
import type { Given, Member } from '../support/given/index.js';
import { pestDocuments } from '../support/given/pests.js';
import { registrationDocuments } from '../support/given/registrations.js';
import { done, send, type Answer } from '../support/given/send.js';
import { lotDocuments, type Trade } from '../support/given/lots.js';
import { tradeScene, type TradeScene } from '../support/given/trade-scene.js';
import { jobsDone } from '../support/jobs-done.js';
import { counting } from '../support/query-counter.js';
import type { TestApp } from '../support/test-app.js';

/* What whoever gains by it typed in time, and nobody of the base office has seen. */

const AUTUMN = '2025-09-10T01:00:00.000Z';
const NOW = '2026-01-25T01:00:00.000Z';

let testApp: TestApp;
let given: Given;
let lots: TradeScene['lots'];
let trade: Trade;
let second: Member;

beforeAll(async () => {
  ({ testApp, given, lots, trade } = await tradeScene());
  second = await given.colleague(trade.base, ['ADMINISTRATOR']);
});
afterAll(() => testApp?.close());

/** Something done in September, before there was any fruit. */
async function inAutumn<T>(work: () => Promise<T>): Promise<T> {
  testApp.clock.set(AUTUMN);
  try {
    return await work();
  } finally {
    testApp.clock.set(NOW);
  }
}

const findings = ({ checks }: Answer, ruleCode: string): Answer[] =>
  checks
    .flatMap((check: Answer) => check.findings)
    .filter((finding: Answer) => finding.ruleCode === ruleCode);

interface Orchard {
  readonly id: RegistrationId;
  readonly number: string;
  readonly plotId: PlotId;
}

/** A registration of the cooperative with one plot under it, entered by itself or by the base office for it. */
async function entered(by: Member): Promise<Orchard> {
  const { id: plotId } = await lots.land.plot(trade.zizhong, { town: '511025123' });
  await lots.growing.spray(trade.zizhong, plotId, '2025-09-09T01:00:00.000Z', {
    productLabelId: trade.label,
  });
  const organisationId = trade.zizhong.organisationId;
  const made = await lots.land.registration(by, { organisationId, marketCodes: ['XD'] });
  await lots.land.covered(by, made.id, [plotId]);
  return { ...made, plotId };
}

/** The same, entered by the cooperative months before there was any fruit. */
const orchard = (by: Member): Promise<Orchard> => inAutumn(() => entered(by));

/** A lot with fruit of an orchard, picked in January. */
async function lotOf({ id: registrationId, plotId }: Orchard): Promise<Answer> {
  const lot = await lots.open(trade);
  await lots.allocated(trade, lot, await lots.fit(trade, trade.zizhong, 50, { plotId, registrationId }));
  await done(trade.exporter, lotDocuments.judgeLot, { lotId: lot.id });
  return lot;
}

/** What the rules about registrations say of a lot today. */
async function said(lot: Answer, language: 'zh' | 'en' = 'en'): Promise<Answer[]> {
  await jobsDone(testApp);
  const seen = (await trade.exporter.client.run(lotDocuments.lot, { id: lot.id }, { language })).lot;
  return findings(seen, 'XD-ORCHARD').concat(findings(seen, 'XD-MARKED-REGISTRATION'));
}
const verdicts = async (lot: Answer): Promise<string[]> => (await said(lot)).map(({ verdict }) => verdict);

const ENTRIES = `query ($filter: EntryToConfirmFilter, $first: Int = 25, $after: String) {
  answer: entriesToConfirm(filter: $filter, first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor }
    edges { node { kind id holder { id } registrationId number plotCount plots { id code } enteredAt enteredByYou neededBy } } } }`;
const entries = async (by: Member, variables: object = {}): Promise<Answer> =>
  (await by.client.run(ENTRIES, { filter: { holderId: trade.zizhong.organisationId }, ...variables })).answer;
const kindsOf = async (by: Member, { id }: Orchard): Promise<string[]> =>
  (await entries(by, { first: 100 })).edges
    .filter(({ node }: Answer) => node.registrationId === id)
    .map(({ node }: Answer) => node.kind)
    .sort();

const confirmAll = (by: Member, ...registrations: object[]): Promise<Answer> =>
  send(
    by,
    `mutation ($input: ConfirmRegistrationsInput!) { answer: confirmRegistrations(input: $input) { __typename
      ... on RegistrationsPayload { registrations { id confirmedAt confirmedById } }
      ... on Refused { reasons { code message path } } } }`,
    { registrations },
  );

describe('a registration that a cooperative typed before the harvest', () => {
  let own: Orchard;
  let lot: Answer;
  beforeAll(async () => {
    own = await orchard(trade.zizhong);
    lot = await lotOf(own);
  });

  it('decides nothing: the lot stays open, and each finding names it, who confirms it, and by when', async () => {
    const found = await said(lot, 'zh');
    expect(found.map(({ verdict }) => verdict)).toEqual(['INDETERMINATE', 'INDETERMINATE']);
    for (const { evidence, nextSteps } of found) {
      expect(evidence).toContainEqual(
        expect.objectContaining({ type: 'registration', id: own.id, field: 'isConfirmed' }),
      );
      expect(nextSteps).toEqual([
        {
          by: 'BASE_OFFICE',
          text: expect.stringMatching(
            new RegExp(
              `^基地办公室在申报前（计划 2026-02-10 发运）见到海关的注册登记文件后，.+${own.number}`,
            ),
          ),
        },
      ]);
    }
    expect((await said(lot))[0].nextSteps[0].text).toMatch(
      /^The base office sees the paper from customs, and somebody there .+ \(planned departure 2026-02-10\)/,
    );
    expect(await send(trade.exporter, lotDocuments.moveLot, { lotId: lot.id, to: 'CLEARED' })).toMatchObject({
      __typename: 'Refused',
    });
  });

  it('is on the list of what waits, with whose it is and when the first lot needs it', async () => {
    for (const by of [trade.base, trade.zizhong]) {
      const { edges } = await entries(by, { first: 100 });
      const rows = edges
        .map(({ node }: Answer) => node)
        .filter(({ registrationId }: Answer) => registrationId === own.id);
      expect(rows.map(({ kind }: Answer) => kind).sort()).toEqual(['REGISTRATION', 'REGISTRATION_PLOTS']);
      for (const row of rows)
        expect(row).toMatchObject({
          id: own.id,
          number: own.number,
          holder: { id: trade.zizhong.organisationId },
          enteredAt: AUTUMN,
          enteredByYou: by === trade.zizhong,
          // A cooperative does not see the lot that its fruit is in.
          neededBy: by === trade.base ? '2026-02-10' : null,
        });
    }
    // Another cooperative sees none of it.
    expect(await kindsOf(trade.rongchang, own)).toEqual([]);
    const { edges } = (await trade.base.client.run(registrationDocuments.registrationBoard, { first: 100 }))
      .answer;
    const row = edges
      .map(({ node }: Answer) => node)
      .find(({ registrationId }: Answer) => registrationId === own.id);
    expect(row).toMatchObject({ unconfirmed: { registration: true, plots: 1 } });
    expect(row.warnings).toContain('ENTRY_UNCONFIRMED');
  });

  it('decides once the base office has confirmed it and the plot: one alone is not enough', async () => {
    await lots.land.confirmed(trade.base, own.id);
    expect(await verdicts(lot)).toEqual(['INDETERMINATE', 'INDETERMINATE']);
    expect((await said(lot))[0].nextSteps[0].text).toMatch(/plot P-.+ under registration/);
    expect(await kindsOf(trade.base, own)).toEqual(['REGISTRATION_PLOTS']);
    await lots.land.confirmed(trade.base, own.id, [own.plotId]);
    expect(await verdicts(lot)).toEqual(['PASS', 'PASS']);
    expect(await kindsOf(trade.base, own)).toEqual([]);
  });

  it('still fails fruit once customs withdrew it, confirmed or not', async () => {
    const other = await orchard(trade.zizhong);
    const waiting = await lotOf(other);
    expect(await verdicts(waiting)).toEqual(['INDETERMINATE', 'INDETERMINATE']);
    await done(
      trade.zizhong,
      `mutation ($input: WithdrawRegistrationInput!) { answer: withdrawRegistration(input: $input) {
        ... on RegistrationPayload { registration { id } } ... on Refused { reasons { code message path } } } }`,
      { registrationId: other.id, withdrawnOn: '2026-01-25' },
    );
    expect(await verdicts(waiting)).toEqual(['FAIL', 'FAIL']);
  });
});

describe('a residue report on the block of such a registration', () => {
  let own: Orchard;
  let lot: Answer;
  beforeAll(async () => {
    own = await orchard(trade.zizhong);
    const report = reportOf(['abamectin', 'imidacloprid', 'chlorpyrifos'], {
      registrationId: own.id,
      sampledOn: '2026-01-10',
      testedOn: '2026-01-14',
      coversFrom: '2026-01-12',
      coversTo: '2026-01-31',
    });
    await confirmedReport(trade.inspector, await given.colleague(trade.inspector, ['INSPECTOR']), report);
    lot = await lots.open(trade);
    const { id: registrationId, plotId } = own;
    await lots.allocated(trade, lot, await lots.packed(trade, trade.zizhong, 50, { plotId, registrationId }));
    await done(trade.exporter, lotDocuments.judgeLot, { lotId: lot.id });
  });

  const coverage = async (): Promise<Answer> => {
    await jobsDone(testApp);
    const seen = (await trade.exporter.client.run(lotDocuments.lot, { id: lot.id })).lot;
    return findings(seen, 'WORK-COVERAGE')[0];
  };
  const onBoard = async (by: Member, language: 'zh' | 'en' = 'en'): Promise<Answer> => {
    const filter = { registrationId: own.id, marketCode: 'XD' };
    const { client } = by;
    return (await client.run(coverageDocuments.residueCoverageBoard, { filter }, { language }))
      .residueCoverageBoard.edges[0].node;
  };
  const missing = ({ gaps }: Answer): string[] => gaps.map(({ substance }: Answer) => substance);

  it('does not cover the plot before the base office has confirmed both, and the board says why and who does', async () => {
    expect(await coverage()).toMatchObject({
      verdict: 'INDETERMINATE',
      explanation: expect.stringContaining('has not confirmed that the plots of report'),
      nextSteps: [{ by: 'BASE_OFFICE' }],
    });
    for (const by of [trade.zizhong, trade.exporter, trade.base]) {
      const seen = await onBoard(by);
      expect(missing(seen)).toEqual(['abamectin', 'chlorpyrifos']);
      expect(seen.reports).toMatchObject([
        {
          standing: 'PLOTS_UNCONFIRMED',
          unconfirmedPlotCodes: [seen.plots[0].plotCode],
          nextSteps: [{ by: 'BASE_OFFICE', text: expect.stringContaining('sees the paper from customs') }],
        },
      ]);
    }
    expect((await onBoard(trade.zizhong, 'zh')).reports[0].nextSteps[0].text).toMatch(
      /^基地办公室见到海关的注册登记文件后，由录入人以外的人确认报告 TEST-C-/,
    );
    await lots.land.confirmed(trade.base, own.id);
    expect((await coverage()).verdict).toBe('INDETERMINATE');
    expect((await onBoard(trade.zizhong)).reports).toMatchObject([{ standing: 'PLOTS_UNCONFIRMED' }]);
  });

  it('covers it afterwards, to everybody who sees the plot', async () => {
    await lots.land.confirmed(trade.base, own.id, [own.plotId]);
    expect((await coverage()).verdict).toBe('PASS');
    for (const by of [trade.zizhong, trade.exporter, trade.base]) {
      const seen = await onBoard(by);
      expect(missing(seen)).toEqual([]);
      expect(seen.reports).toMatchObject([{ standing: 'VALID', unconfirmedPlotCodes: [], nextSteps: [] }]);
    }
  });
});

describe('a registration that one person of the base office entered for a cooperative', () => {
  it('takes a second person of it, and says so', async () => {
    const made = await entered(trade.base);
    const lot = await lotOf(made);
    const [finding] = await said(lot, 'zh');
    expect(finding.verdict).toBe('INDETERMINATE');
    expect(finding.nextSteps[0].text).toMatch(/^基地办公室自行录入，由该办公室另一人在申报前/);
    expect((await said(lot))[0].nextSteps[0].text).toMatch(
      /^The base office entered it itself: another person/,
    );
    const { edges } = await entries(trade.base, { first: 100 });
    const own = edges.filter(({ node }: Answer) => node.registrationId === made.id);
    expect(own.map(({ node }: Answer) => node.enteredByYou)).toEqual([true, true]);
    const both = { registrationId: made.id, plotIds: [made.plotId] };
    expect(await confirmAll(trade.base, both)).toEqual(
      refusedWith('ENTRY_NEEDS_ANOTHER_PERSON', 'ENTRY_NEEDS_ANOTHER_PERSON'),
    );
    expect(await confirmAll(second, both)).toMatchObject({
      registrations: [{ confirmedById: second.userId }],
    });
    expect(await verdicts(lot)).toEqual(['PASS', 'PASS']);
  });
});

describe('a list from customs', () => {
  it('is confirmed at once, all of it or nothing', async () => {
    const [one, two] = [await orchard(trade.zizhong), await orchard(trade.zizhong)];
    const itself = (each: Orchard) => ({ registrationId: each.id, plotIds: [each.plotId] });
    const refused = await confirmAll(trade.base, itself(one), { registrationId: randomUUID(), plotIds: [] });
    expect(refused).toEqual(refusedWith('NOT_FOUND'));
    expect(refused.reasons[0].path).toEqual(['registrations', '1', 'registrationId']);
    const nothing = { registrationId: two.id, itself: false, plotIds: [] };
    expect(await confirmAll(trade.base, itself(one), nothing)).toEqual(refusedWith('NOTHING_TO_CONFIRM'));
    expect(await kindsOf(trade.base, one)).toEqual(['REGISTRATION', 'REGISTRATION_PLOTS']);
    const made = await confirmAll(trade.base, itself(two), itself(one));
    expect(made.registrations.map(({ id }: Answer) => id)).toEqual([two.id, one.id]);
    for (const each of [one, two]) expect(await kindsOf(trade.base, each)).toEqual([]);
    // More plots under one that stands are confirmed by themselves.
    const { id: plotId } = await lots.land.plot(trade.zizhong, { town: '511025123' });
    await lots.land.covered(trade.zizhong, one.id, [plotId]);
    expect(await confirmAll(trade.base, { registrationId: one.id, plotIds: [plotId] })).toEqual(
      refusedWith('ENTRY_CONFIRMED'),
    );
    expect(
      await confirmAll(trade.base, { registrationId: one.id, itself: false, plotIds: [plotId] }),
    ).toMatchObject({ registrations: [{ id: one.id }] });
    expect(await kindsOf(trade.base, one)).toEqual([]);
  });

  it('is not for others than the base office', async () => {
    const { id: registrationId } = await orchard(trade.zizhong);
    const { body } = await trade.zizhong.client.raw(
      `mutation ($input: ConfirmRegistrationsInput!) { confirmRegistrations(input: $input) { __typename } }`,
      { input: { requestId: randomUUID(), registrations: [{ registrationId, plotIds: [] }] } },
    );
    expect(body.errors[0].extensions.code).toBe('FORBIDDEN');
  });
});

describe('the list of what waits', () => {
  it('has officers, yields and supply relations as well, each by its kind, until they are confirmed', async () => {
    const own = await orchard(trade.zizhong);
    const officer = await given.colleague(trade.zizhong, ['PLANT_PROTECTION_OFFICER']);
    const { appointment } = await done(trade.zizhong, pestDocuments.appointOfficer, {
      userId: officer.userId,
      registrationId: own.id,
      validFrom: '2025-09-01',
    });
    await done(trade.zizhong, registrationDocuments.declareRegistrationYield, {
      registrationId: own.id,
      season: '2025/26',
      massGrams: 200_000_000,
      declaredOn: '2025-09-05',
      document: 'TEST-SBB',
    });
    expect(await kindsOf(trade.base, own)).toEqual([
      'OFFICER_APPOINTMENT',
      'REGISTRATION',
      'REGISTRATION_PLOTS',
      'REGISTRATION_YIELD',
    ]);
    const officers = await entries(trade.base, { filter: { kinds: ['OFFICER_APPOINTMENT'] } });
    expect(officers.edges.map(({ node }: Answer) => node.id)).toContain(appointment.id);
    expect(officers.edges.every(({ node }: Answer) => node.kind === 'OFFICER_APPOINTMENT')).toBe(true);
    await done(trade.base, pestDocuments.confirmOfficerAppointment, { appointmentId: appointment.id });
    expect(await kindsOf(trade.base, own)).not.toContain('OFFICER_APPOINTMENT');
  });

  it('is paged in its order, and costs the same whatever the length of the page', async () => {
    const whole = await entries(trade.base, { filter: null, first: 100 });
    const keys: string[] = [];
    let after: string | null = null;
    do {
      const page: Answer = await entries(trade.base, { filter: null, first: 2, after });
      keys.push(...page.edges.map(({ node }: Answer) => `${node.kind} ${node.id}`));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after);
    expect(keys).toEqual(whole.edges.map(({ node }: Answer) => `${node.kind} ${node.id}`));
    expect(new Set(keys).size).toBe(whole.totalCount);
    const due: (string | null)[] = whole.edges.map(({ node }: Answer) => node.neededBy);
    expect(due.findLastIndex((day) => day !== null)).toBeLessThan(due.findIndex((day) => day === null));
    const cost = (first: number) => counting(testApp, () => entries(trade.base, { filter: null, first }));
    expect(await cost(50)).toBe(await cost(1));
  });
});

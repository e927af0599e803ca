import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { loadDemoMarket, loadReferenceFacts } from '../../src/infrastructure/database/reference-loader.js';
import { instant } from '../../src/kernel/instant.js';
import { verifyDatabase } from '../../src/verification.js';
import { refusedWith } from '../support/expectations.js';
import { givenIn, type Given, type Member } from '../support/given/index.js';
import { lotActs } from '../support/given/lot-acts.js';
import { givenLots, type Trade } from '../support/given/lots.js';
import { done, send, type Answer } from '../support/given/send.js';
import { unityDocuments as documents } from '../support/given/unities.js';
import { jobsDone } from '../support/jobs-done.js';
import { startTestApp, TestClock, type TestApp } from '../support/test-app.js';

/*
 * Which customs a county deals with ships from experience and not from a text. Until the base office has read one, fruit that was
 * grown in one county and packed in the other has no verdict on its supply certificate; then it has.
 */

let testApp: TestApp;
let given: Given;
let trade: Trade;
let lot: Answer;
let office: Member;
let colleague: Member;
const { findings, find, judge } = lotActs(() => trade);

beforeAll(async () => {
  testApp = await startTestApp({ clock: new TestClock(instant('2026-01-25T01:00:00.000Z')) });
  await loadDemoMarket(testApp.database.ownerUrl);
  await asShipped();
  given = givenIn(testApp);
  const lots = givenLots(testApp, given);
  trade = await lots.trade();
  office = trade.base;
  colleague = await given.colleague(office, ['ADMINISTRATOR']);
  lot = await lots.joint(trade);
});
afterAll(() => testApp?.close());

/** Without what the demonstration takes as confirmed: as any base office finds it. */
async function asShipped(): Promise<void> {
  const owner = new pg.Client({ connectionString: testApp.database.ownerUrl });
  await owner.connect();
  await owner.query(`UPDATE customs_district SET confidence = 'unverified'`);
  await owner.end();
  await loadReferenceFacts(testApp.database.ownerUrl);
}

const districts = async (): Promise<Answer[]> =>
  (
    await trade.exporter.client.run(
      '{ customsDistricts { code countyCodes provenance { confidence source { document clause } } } }',
    )
  ).customsDistricts;
const supply = async (): Promise<Answer> =>
  findings(await find(trade.exporter, lot.id), 'WORK-SUPPLY-CERTIFICATE')[0];
const text = (customsDistrictCode: string, countyCodes: string[]) => ({
  customsDistrictCode,
  countyCodes,
  document: '示例文本（测试虚构） / text invented for this test',
  clause: '示例条款 1 / invented clause 1',
});

describe('customs districts that nobody has confirmed', () => {
  it('leave the supply certificate of fruit from elsewhere open, and stop the lot', async () => {
    expect(await districts()).toMatchObject([
      { code: 'CHENGDU', provenance: { confidence: 'SECONDARY' } },
      { code: 'CHONGQING', provenance: { confidence: 'SECONDARY' } },
    ]);
    await judge(lot, 'DECLARE');
    expect(await supply()).toMatchObject({
      verdict: 'INDETERMINATE',
      confidence: 'SECONDARY',
      nextSteps: [{ by: 'BASE_OFFICE', text: expect.stringContaining('Chengdu Customs, Chongqing Customs') }],
    });
  });

  it('are entered from a text by one person of the base office and confirmed by another', async () => {
    const entered = await done(office, documents.enterCustomsDistrict, text('CHENGDU', ['511025']));
    expect(entered.reading).toMatchObject({ countyCodes: ['511025'], confirmedAt: null });
    const input = { readingId: entered.reading.id };
    expect(await send(office, documents.confirmCustomsDistrict, input)).toEqual(
      refusedWith('CUSTOMS_TAKES_TWO'),
    );
    await done(colleague, documents.confirmCustomsDistrict, input);
    expect(await send(colleague, documents.confirmCustomsDistrict, input)).toEqual(
      refusedWith('CUSTOMS_CONFIRMED_ALREADY'),
    );
    expect((await districts())[0]).toMatchObject({
      countyCodes: ['511025'],
      provenance: { confidence: 'CONFIRMED', source: { clause: '示例条款 1 / invented clause 1' } },
    });
    await jobsDone(testApp);
    // Fruit crosses from one district into the other: both have to be known.
    expect(await supply()).toMatchObject({
      verdict: 'INDETERMINATE',
      nextSteps: [{ text: expect.not.stringContaining('Chengdu') }],
    });
  });

  it('let the lot have its verdict once both are, without anybody asking for it', async () => {
    const { reading } = await done(office, documents.enterCustomsDistrict, text('CHONGQING', ['500153']));
    await done(colleague, documents.confirmCustomsDistrict, { readingId: reading.id });
    await jobsDone(testApp);
    expect(await supply()).toMatchObject({ verdict: 'PASS', confidence: 'CONFIRMED' });
  });

  it('stay confirmed when the product is started again', async () => {
    await loadReferenceFacts(testApp.database.ownerUrl);
    expect((await districts()).map(({ provenance }) => provenance.confidence)).toEqual([
      'CONFIRMED',
      'CONFIRMED',
    ]);
    const blobs = { directory: testApp.blobs, bucket: undefined };
    const { ledger } = await verifyDatabase(testApp.database.applicationUrl, blobs);
    expect(ledger.difference).toBeNull();
  });

  it('are refused where they cannot be', async () => {
    const wrong = text('CHENGDU', ['500153', '999999']);
    expect(await send(office, documents.enterCustomsDistrict, wrong)).toEqual(
      refusedWith('CUSTOMS_COUNTY_UNKNOWN', 'CUSTOMS_COUNTY_ELSEWHERE'),
    );
    expect(await send(office, documents.enterCustomsDistrict, text('NOWHERE', ['511025']))).toEqual(
      refusedWith('CHANNEL_CUSTOMS_UNKNOWN', 'CUSTOMS_COUNTY_ELSEWHERE'),
    );
  });

  it('are not confirmed by an entry that a later one has overtaken', async () => {
    const earlier = await done(office, documents.enterCustomsDistrict, text('CHENGDU', []));
    const later = await done(office, documents.enterCustomsDistrict, text('CHENGDU', ['511025']));
    await done(colleague, documents.confirmCustomsDistrict, { readingId: later.reading.id });
    expect(
      await send(colleague, documents.confirmCustomsDistrict, { readingId: earlier.reading.id }),
    ).toEqual(refusedWith('CUSTOMS_READ_ANEW'));
    const { customsDistrictReadings } = await trade.exporter.client.run(
      '{ customsDistrictReadings(customsDistrictCode: "CHENGDU") { countyCodes confirmedAt } }',
    );
    expect(customsDistrictReadings).toHaveLength(3);
    expect(customsDistrictReadings[1]).toEqual({ countyCodes: [], confirmedAt: null });
  });
});

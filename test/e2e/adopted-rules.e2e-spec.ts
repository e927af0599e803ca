import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { allClaims } from '../../src/all-claims.js';
import { UnitOfWork } from '../../src/infrastructure/database/unit-of-work.js';
import { instant } from '../../src/kernel/instant.js';
import { verifyLedger } from '../../src/modules/ledger/verify/verify-ledger.js';
import { refusedWith } from '../support/expectations.js';
import { givenIn, type Given, type Member } from '../support/given/index.js';
import { GOOD_FRUIT } from '../support/given/inspections.js';
import { lotActs } from '../support/given/lot-acts.js';
import { givenLots, type Trade } from '../support/given/lots.js';
import { editionDocuments as documents, givenPacks } from '../support/given/packs.js';
import { done, send, type Answer } from '../support/given/send.js';
import { startTestApp, TestClock, type TestApp } from '../support/test-app.js';

/*
 * The base office takes rules of UNECE FFV-14 and Codex CXS 245 over into a market pack and into a standard of its own. The
 * figures are those that ship; that a contract with the market names them, and in which clause, is invented for this test.
 */

let testApp: TestApp;
let given: Given;
let lots: ReturnType<typeof givenLots>;
let packs: ReturnType<typeof givenPacks>;
let trade: Trade;
let first: Member;
let second: Member;
const { findings, judge } = lotActs(() => trade);

beforeAll(async () => {
  testApp = await startTestApp({ clock: new TestClock(instant('2026-01-25T01:00:00.000Z')) });
  given = givenIn(testApp);
  lots = givenLots(testApp, given);
  packs = givenPacks(testApp.url);
  trade = await lots.trade('TH');
  first = trade.base;
  second = await given.colleague(first, ['ADMINISTRATOR']);
});
afterAll(() => testApp?.close());

const CLAUSE = '示例合同第 1 条 / invented clause';

/** A lot for Thailand with one inspected batch, of this share of juice. */
async function lotWithJuice(percent: string): Promise<Answer> {
  const batch = await lots.packed(trade, trade.zizhong, 100, { marketCode: 'TH' });
  const inspection = await lots.inspections.sampled(trade.packhouse, batch, trade.inspector, '2026-01-24');
  const others = GOOD_FRUIT.filter(({ parameter }) => parameter !== 'JUICE_CONTENT');
  await lots.inspections.measured(trade.inspector, inspection, [
    ...others,
    { parameter: 'JUICE_CONTENT', value: percent },
  ]);
  await lots.inspections.signed(trade.inspector, inspection);
  const lot = await lots.open(trade);
  await lots.allocated(trade, lot, batch);
  return lot;
}

/** What the adopted rule says of a lot. */
const juiceOf = async (lot: Answer): Promise<Answer> =>
  findings((await judge(lot)).lot, 'FFV14-JUICE')[0] ?? null;

describe('what can be adopted', () => {
  it('is told with its figures and with how far they may be trusted', async () => {
    const { adoptableRules } = await trade.inspector.client.run(documents.adoptableRules);
    expect(adoptableRules.length).toBeGreaterThan(5);
    expect(adoptableRules.find(({ code }: Answer) => code === 'FFV14-JUICE')).toEqual({
      standard: 'UNECE-FFV-14',
      code: 'FFV14-JUICE',
      kind: 'number-in-range',
      parametersJson: '{"parameter":"JUICE_CONTENT","minimum":"30"}',
      title: { zh: 'UNECE：血橙果汁率不低于 30%', en: 'UNECE: blood oranges have at least 30 % juice' },
      provenance: {
        edition: '2004/25/Add.7',
        source: { document: expect.stringContaining('UNECE FFV-14'), clause: null },
        confidence: 'SECONDARY',
      },
    });
    // Nothing of it judges before somebody adopts it.
    expect(await juiceOf(await lotWithJuice('20'))).toBeNull();
  });
});

describe('a market pack', () => {
  let versionCode: string;
  let dry: Answer;
  let juicy: Answer;
  let scanId: string;
  const adopt = (by: Member, rules: object[], more: object = {}) =>
    send(by, documents.adoptRules, { versionCode, effect: 'CONTRACT', rules, ...more });

  beforeAll(async () => {
    versionCode = await packs.opened(first, { startFrom: 'NOTHING' });
    scanId = await packs.scan(first);
    dry = await lotWithJuice('25');
    juicy = await lotWithJuice('48');
  });

  it('is for the base office alone to fill', async () => {
    const { body } = await trade.exporter.client.raw(documents.adoptRules, {
      input: {
        requestId: crypto.randomUUID(),
        versionCode,
        effect: 'ADVICE',
        rules: [{ code: 'FFV14-JUICE' }],
      },
    });
    expect(body.errors[0].extensions.code).toBe('FORBIDDEN');
  });

  it('takes nothing over as law, nor what is unknown, and tells every reason in both languages', async () => {
    const rules = [{ code: 'FFV14-JUICE' }, { code: 'FFV14-NOTHING' }];
    const input = { versionCode, effect: 'LEGAL', rules };
    const why = async (language: 'zh' | 'en') =>
      (await send(first, documents.adoptRules, input, { language })).reasons.map(
        ({ code, message, path }: Answer) => `${code} ${path.join('.')}: ${message}`,
      );
    expect(await why('en')).toEqual([
      'ADOPTED_AS_LAW effect: International standards are adopted by contract or as advice and are no law of a market; enter a law by draftRule from its own text',
      'ADOPTABLE_RULE_UNKNOWN rules.1.code: There is no rule FFV14-NOTHING to adopt; see adoptableRules',
    ]);
    expect(await why('zh')).toEqual([
      'ADOPTED_AS_LAW effect: 国际标准只能按合同约定或作为参考采用，不是市场的法律要求；法律要求请用 draftRule 按市场的原文录入',
      'ADOPTABLE_RULE_UNKNOWN rules.1.code: 没有可采用的规则 FFV14-NOTHING；见 adoptableRules',
    ]);
    expect((await packs.find(first)).entries).toEqual([]);
  });

  it('takes over what ships, figures and source and confidence, as entries that wait for a second person', async () => {
    const { rules } = await adopt(
      first,
      [{ code: 'FFV14-JUICE', clause: CLAUSE }, { code: 'CXS245-SIZE-MINIMUM' }],
      { scanId },
    );
    expect(rules).toMatchObject([
      {
        code: 'FFV14-JUICE',
        outcome: 'ADOPTED',
        entry: {
          type: 'RULE',
          confidence: 'SECONDARY',
          isOpen: true,
          source: { document: expect.stringContaining('UNECE FFV-14'), clause: CLAUSE },
          enteredBy: { id: first.userId },
          scanId,
        },
      },
      {
        code: 'CXS245-SIZE-MINIMUM',
        outcome: 'ADOPTED',
        entry: { confidence: 'UNVERIFIED', isOpen: true, source: { clause: null } },
      },
    ]);
    expect(JSON.parse(rules[0].entry.contentJson)).toMatchObject({
      kind: 'number-in-range',
      parameters: { parameter: 'JUICE_CONTENT', minimum: '30' },
      marketCode: 'TH',
      effect: 'CONTRACT',
      stage: 'PACK',
      unity: 'STANDARD',
    });
  });

  it('is countersigned by another person, with clause and scan, and not without', async () => {
    const { entries } = await packs.find(second);
    const [juice, size] = entries;
    const sign = (by: Member, { id, saidSha256 }: Answer) =>
      send(by, documents.countersignEntry, { entryId: id, saidSha256 });
    expect(await sign(first, juice)).toMatchObject(refusedWith('EDITION_ENTRY_NEEDS_ANOTHER_PERSON'));
    expect(await sign(second, size)).toMatchObject(refusedWith('EDITION_ENTRY_NEEDS_CLAUSE'));
    expect(await sign(second, juice)).toMatchObject({ entry: { confidence: 'CONFIRMED', isOpen: false } });
  });

  it('leaves what it says already as it is, signature and all, and refuses another saying under that code', async () => {
    const again = await adopt(second, [{ code: 'FFV14-JUICE', clause: CLAUSE }, { code: 'FFV14-GREEN' }]);
    expect(again.rules).toMatchObject([
      { code: 'FFV14-JUICE', outcome: 'ALREADY_THERE', entry: { confidence: 'CONFIRMED', scanId } },
      { code: 'FFV14-GREEN', outcome: 'ADOPTED', entry: { confidence: 'SECONDARY' } },
    ]);
    const rules = [{ code: 'FFV14-JUICE', clause: CLAUSE }];
    expect(await adopt(second, rules, { effect: 'ADVICE' })).toMatchObject(refusedWith('ADOPTED_CODE_TAKEN'));
    expect(await adopt(second, rules, { marketCode: 'EU' })).toMatchObject(
      refusedWith('RULE_OF_OTHER_MARKET', 'ADOPTED_CODE_TAKEN'),
    );
  });

  it('judges by the adopted rule once another person has published it', async () => {
    expect(await juiceOf(dry)).toBeNull();
    // Adopting is entering: whoever took over a row that nobody has countersigned does not publish it.
    expect(await send(second, documents.publishStandardVersion, { versionCode })).toMatchObject(
      refusedWith('PUBLISHER_ENTERED'),
    );
    const green = (await packs.find(first)).entries.find(({ code }: Answer) => code === 'FFV14-GREEN');
    await done(first, documents.dropDraftEntry, { entryId: green.id });
    await packs.published(second, versionCode);
    expect(await juiceOf(dry)).toMatchObject({
      verdict: 'FAIL',
      effect: 'CONTRACT',
      gating: true,
      marketCode: 'TH',
      confidence: 'CONFIRMED',
      source: { document: expect.stringContaining('UNECE FFV-14'), clause: CLAUSE },
      evidence: [expect.objectContaining({ field: 'JUICE_CONTENT', value: '25', unit: '%' })],
    });
    expect(await juiceOf(juicy)).toMatchObject({ verdict: 'PASS' });
    // What nobody countersigned settles nothing, adopted or not.
    expect(findings((await judge(juicy)).lot, 'CXS245-SIZE-MINIMUM')).toMatchObject([
      { verdict: 'INDETERMINATE', confidence: 'UNVERIFIED' },
    ]);
  });

  it('takes no more over once it is published', async () => {
    expect(await adopt(first, [{ code: 'FFV14-SUGAR-ACID' }])).toMatchObject(
      refusedWith('EDITION_PUBLISHED'),
    );
  });
});

it('a standard of the base’s own adopts them as advice, for all markets or for one', async () => {
  const { version } = await done(first, documents.draftStandardVersion, {
    standardCode: 'CY-ADOPTED',
    newStandard: { nameZh: '示例统一标准', nameEn: 'Example of a unified standard' },
    edition: '1',
    validFrom: '2025-09-01',
    source: { document: '示例统一标准（测试虚构） / invented for this test' },
  });
  const adopt = (code: string, more: object = {}) =>
    send(first, documents.adoptRules, {
      versionCode: version.code,
      effect: 'ADVICE',
      rules: [{ code }],
      ...more,
    });
  const contentOf = ({ rules }: Answer) => JSON.parse(rules[0].entry.contentJson);
  expect(contentOf(await adopt('CXS245-JUICE'))).toMatchObject({ marketCode: null, effect: 'ADVICE' });
  expect(contentOf(await adopt('FFV14-SUGAR-ACID', { marketCode: 'KR' }))).toMatchObject({
    marketCode: 'KR',
  });
  expect(await adopt('FFV14-GREEN', { marketCode: 'ZZ' })).toMatchObject(
    refusedWith('EDITION_MARKET_UNKNOWN'),
  );
});

it('says nothing that the ledger does not say', async () => {
  const verified = await testApp.app
    .get(UnitOfWork)
    .read(testApp.system(), ({ manager }) => verifyLedger(manager, allClaims));
  expect(verified.difference).toBeNull();
  expect(verified.records.get('edition_entry')).toBe(5);
});

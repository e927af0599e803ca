import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { refusedWith } from '../support/expectations.js';
import type { Member } from '../support/given/index.js';
import type { Trade } from '../support/given/lots.js';
import { packScene, type PackScene } from '../support/given/pack-scene.js';
import { editionDocuments as documents } from '../support/given/packs.js';
import { done, send, type Answer } from '../support/given/send.js';
import { ledgerVerified } from '../support/ledger-verified.js';
import type { TestApp } from '../support/test-app.js';

/* What no edition takes, and who publishes one. Every clause and figure below is invented for this test and says so. */

let scene: PackScene;
let testApp: TestApp;
let packs: PackScene['packs'];
let trade: Trade;
let first: Member;
let second: Member;

beforeAll(async () => {
  scene = await packScene();
  ({ testApp, packs, trade, first, second } = scene);
});
afterAll(() => scene?.close());

describe('a row that cannot be', () => {
  let versionCode: string;
  beforeAll(async () => {
    versionCode = await packs.opened(first, { season: '2027/28', startFrom: 'NOTHING' });
  });
  const rule = (more: object) => ({
    versionCode,
    code: 'X-1',
    source: { document: '示例' },
    kind: 'number-in-range',
    parametersJson: '{"parameter": "TSS", "minimum": "10"}',
    unity: 'STANDARD',
    subject: 'BATCH',
    stage: 'PACK',
    effect: 'LEGAL',
    titleZh: '示例',
    titleEn: 'Example',
    ...more,
  });
  const why = async (more: object, language: 'zh' | 'en') => {
    const { reasons } = await send(first, documents.draftRule, rule(more), { language });
    return reasons.map(({ code, message, path }: Answer) => `${code} ${path.join('.')}: ${message}`);
  };

  it.each([
    [
      'a number that is no text',
      { parametersJson: '{"parameter": "TSS", "minimum": 10}' },
      'RULE_PARAMETERS_REFUSED parametersJson: Rule kind number-in-range: minimum must be a decimal number written as text',
      'RULE_PARAMETERS_REFUSED parametersJson: 规则种类 number-in-range：minimum 应为写成文字的小数，例如 "6.5"',
    ],
    [
      'a misspelt parameter',
      { parametersJson: '{"parameter": "TSS", "minimun": "10"}' },
      'RULE_PARAMETERS_REFUSED parametersJson: Rule kind number-in-range: no parameter is called minimun; expected parameter, minimum, maximum, decimals, unit, classes',
      'RULE_PARAMETERS_REFUSED parametersJson: 规则种类 number-in-range：没有名为 minimun 的参数，应为：parameter, minimum, maximum, decimals, unit, classes',
    ],
    [
      'no JSON',
      { parametersJson: 'TSS 10' },
      'PARAMETERS_NOT_JSON parametersJson: The parameters are no JSON; a JSON object is expected, such as {"parameter": "TSS", "minimum": "10"}',
      'PARAMETERS_NOT_JSON parametersJson: 参数不是 JSON；应为一个 JSON 对象，例如 {"parameter": "TSS", "minimum": "10"}',
    ],
    [
      'another market',
      { marketCode: 'EU' },
      'RULE_OF_OTHER_MARKET marketCode: A rule of this pack is for the market TH and no other',
      'RULE_OF_OTHER_MARKET marketCode: 市场资料包里的规则只能针对市场 TH',
    ],
    [
      'a subject the kind does not judge',
      { subject: 'LOT' },
      'RULE_PARAMETERS_REFUSED subject: Rule kind number-in-range: subject must be one of BATCH',
      'RULE_PARAMETERS_REFUSED subject: 规则种类 number-in-range：subject 应为：BATCH',
    ],
  ])('is refused with the field and what is expected: %s', async (_, more, en, zh) => {
    expect(await why(more, 'en')).toEqual([en]);
    expect(await why(more, 'zh')).toEqual([zh]);
  });

  it.each([
    [
      'conditions of a lot',
      { subject: 'LOT', kind: 'channel-open', parametersJson: '{}', conditions: { classes: ['I'] } },
      'RULE_CONDITIONS_OF_BATCHES conditions: Only rules about batches (BATCH) can be for certain classes or varieties',
      'RULE_CONDITIONS_OF_BATCHES conditions: 只有针对批次（BATCH）的规则可以限定等级或品种',
    ],
    [
      'a variety that nobody knows, by which all fruit would be left out',
      { conditions: { varieties: ['TAROCCO', 'TAROCO'] } },
      'RULE_VARIETY_UNKNOWN conditions.varieties: No variety has the code TAROCO; a rule is for varieties that are known',
      'RULE_VARIETY_UNKNOWN conditions.varieties: 没有代码为 TAROCO 的品种；规则只能针对已登记的品种',
    ],
    [
      'a ban of what nobody knows, which would acquit what it was meant to find',
      { kind: 'banned-substance', parametersJson: '{"substances": ["omethoate", "氧乐果"]}' },
      'RULE_SUBSTANCE_UNKNOWN parametersJson: No substance has the code 氧乐果; the query substances lists the codes',
      'RULE_SUBSTANCE_UNKNOWN parametersJson: 没有代码为 氧乐果 的有效成分；代码请查 substances',
    ],
    [
      'an indication that nobody has, which no fruit carries',
      {
        kind: 'geographical-indication-origin',
        unity: 'BRAND',
        parametersJson: '{"indication": "ZIZHONG-BLOOD-ORANG", "areaCode": "511025"}',
      },
      'RULE_INDICATION_UNKNOWN parametersJson: No geographical indication has the code ZIZHONG-BLOOD-ORANG; the query brands lists the codes',
      'RULE_INDICATION_UNKNOWN parametersJson: 没有代码为 ZIZHONG-BLOOD-ORANG 的地理标志；代码请查 brands',
    ],
    [
      'the joint brand, which is no indication',
      {
        kind: 'geographical-indication-user',
        unity: 'BRAND',
        parametersJson: '{"indication": "JOINT"}',
      },
      'RULE_INDICATION_UNKNOWN parametersJson: No geographical indication has the code JOINT; the query brands lists the codes',
      'RULE_INDICATION_UNKNOWN parametersJson: 没有代码为 JOINT 的地理标志；代码请查 brands',
    ],
    [
      'a city, in which no town lies by its code',
      {
        kind: 'geographical-indication-origin',
        unity: 'BRAND',
        parametersJson: '{"indication": "ZIZHONG-BLOOD-ORANGE", "areaCode": "511000"}',
      },
      'RULE_AREA_UNKNOWN parametersJson: No county or town has the code 511000; the query regions lists the codes',
      'RULE_AREA_UNKNOWN parametersJson: 没有代码为 511000 的县（区）或乡镇；代码请查 regions',
    ],
    [
      'a pest that nobody knows',
      {
        kind: 'trap-monitoring',
        parametersJson: '{"pests": ["MINAX"], "windowDays": 14, "everyDays": 7, "limit": 0}',
      },
      'RULE_PEST_UNKNOWN parametersJson: No pest has the code MINAX; the query pests lists the codes',
      'RULE_PEST_UNKNOWN parametersJson: 没有代码为 MINAX 的有害生物；代码请查 pests',
    ],
    [
      'a class that no batch has',
      { kind: 'flesh-colour', parametersJson: '{"classes": ["1"]}' },
      'RULE_CLASS_UNKNOWN parametersJson: No class is called 1; expected EXTRA, I, II',
      'RULE_CLASS_UNKNOWN parametersJson: 没有名为 1 的等级，应为：EXTRA, I, II',
    ],
  ])('is refused with what it may be for: %s', async (_, more, en, zh) => {
    expect(await why(more, 'en')).toEqual([en]);
    expect(await why(more, 'zh')).toEqual([zh]);
  });

  it('names no conditions that would leave out all fruit', async () => {
    for (const conditions of [{ classes: [] }, { varieties: [] }]) {
      const { body } = await first.client.raw(documents.draftRule, { input: rule({ conditions }) });
      expect(body.errors[0].extensions.code).toBe('BAD_USER_INPUT');
    }
  });

  it('is refused for a substance, an owner or a scan that does not exist', async () => {
    const input = {
      versionCode,
      source: { document: '示例' },
      substance: 'nothing',
      mgPerKg: '0.1',
      commodity: '苹果 (apples)',
      level: 'GROUP',
      ownerId: trade.exporter.userId,
      scanId: trade.exporter.userId,
    };
    expect(await send(first, documents.draftResidueLimit, input)).toMatchObject(
      refusedWith(
        'RESIDUE_COMMODITY_UNKNOWN',
        'EDITION_SUBSTANCE_UNKNOWN',
        'NOT_FOUND',
        'OWNER_NOT_OF_OFFICE',
      ),
    );
  });

  it('is a limit of fruit that is not grown here, and says how the fruit is written', async () => {
    const limit = {
      versionCode,
      source: { document: '示例' },
      substance: 'imazalil',
      mgPerKg: '0.1',
      commodity: '苹果',
      level: 'COMMODITY',
    };
    const said = async (language: 'zh' | 'en'): Promise<string[]> =>
      (await send(first, documents.draftResidueLimit, limit, { language })).reasons.map(
        ({ code, message, path }: Answer) => `${code} ${path.join('.')}: ${message}`,
      );
    expect(await said('zh')).toEqual([
      'RESIDUE_COMMODITY_UNKNOWN commodity: “苹果”未写明是橙；级别 COMMODITY 的限量须写明“橙”，原文为其他语言的，请在其后附中文或英文',
    ]);
    expect(await said('en')).toEqual([
      'RESIDUE_COMMODITY_UNKNOWN commodity: “苹果” does not say oranges; a limit of the level COMMODITY is written for them. Beside the words of another language, write the Chinese or English',
    ]);
  });

  it('names the substance of a limit as laboratories do, and one limit of it stays one entry', async () => {
    const entered = async (substance: string, mgPerKg: string): Promise<Answer> =>
      (
        await done(first, documents.draftResidueLimit, {
          versionCode,
          source: { document: '示例' },
          substance,
          mgPerKg,
          commodity: '示例：甜橙',
          level: 'COMMODITY',
        })
      ).entry;
    const byCode = await entered('imazalil', '0.1');
    for (const name of ['抑霉唑', ' Imazalil '])
      expect(await entered(name, '0.2')).toMatchObject({ id: byCode.id, code: 'imazalil/COMMODITY' });
    const [said] = (await packs.find(first, versionCode, '2027/28')).entries.filter(
      ({ type }: Answer) => type === 'RESIDUE_LIMIT',
    );
    expect(JSON.parse(said.contentJson)).toMatchObject({
      substance: 'imazalil',
      substanceName: { zh: '抑霉唑' },
      limitMicrogramsPerKg: 200,
    });
    await done(first, documents.dropDraftEntry, { entryId: byCode.id });
  });

  it('cannot be said to be official, or confirmed, by hand', async () => {
    for (const confidence of ['OFFICIAL', 'CONFIRMED']) {
      const { body } = await first.client.raw(documents.draftRule, { input: rule({ confidence }) });
      expect(body.errors[0].message).toContain('SaidConfidence');
    }
  });

  it('is not countersigned without clause and scan', async () => {
    const { entry } = await done(first, documents.draftRule, rule({ confidence: 'SECONDARY' }));
    expect(entry).toMatchObject({ confidence: 'SECONDARY', isOpen: true });
    const sign = { entryId: entry.id, saidSha256: entry.saidSha256 };
    expect(await send(second, documents.countersignEntry, sign)).toMatchObject(
      refusedWith('EDITION_ENTRY_NEEDS_CLAUSE', 'EDITION_ENTRY_NEEDS_SCAN'),
    );
    expect(await done(second, documents.dropDraftEntry, { entryId: entry.id })).toMatchObject({
      entry: { code: 'X-1' },
    });
    expect((await packs.find(first, versionCode, '2027/28')).entries).toEqual([]);
  });
});

it('a draft is not published by whoever dropped something of it, before another person has done the same', async () => {
  const of = await packs.opened(first, { startFrom: 'SHIPPED', season: '2027/28' });
  const { entries } = await packs.find(second, of, '2027/28');
  const question = entries.find(({ type }: Answer) => type === 'QUESTION');
  await done(second, documents.dropDraftEntry, { entryId: question.id });
  expect(await send(second, documents.publishStandardVersion, { versionCode: of })).toMatchObject(
    refusedWith('PUBLISHER_DROPPED'),
  );
  const { code } = question;
  const again = { versionCode: of, code, textZh: '示例', textEn: 'Example' };
  const { entry } = await done(first, documents.draftPackQuestion, again);
  await done(first, documents.dropDraftEntry, { entryId: entry.id });
  expect(await packs.published(second, of)).toMatchObject({ state: 'PUBLISHED' });
});

it('says nothing that the ledger does not say', async () => {
  const verified = await ledgerVerified(testApp);
  expect(verified.difference).toBeNull();
  expect(verified.records.get('edition_entry')).toBeGreaterThan(10);
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { refusedWith } from '../support/expectations.js';
import { batchDocuments } from '../support/given/batches.js';
import type { Member } from '../support/given/index.js';
import { landDocuments } from '../support/given/land-documents.js';
import { packScene, type PackScene } from '../support/given/pack-scene.js';
import { editionDocuments as documents } from '../support/given/packs.js';
import { send, type Answer } from '../support/given/send.js';

/*
 * What nobody can mean is refused where it comes in, by name and in both languages, and fails nowhere later. Every figure
 * below is invented for this test.
 */

let scene: PackScene;
let base: Member;
let versionCode: string;

beforeAll(async () => {
  scene = await packScene();
  base = scene.first;
  versionCode = await scene.packs.opened(base, { season: '2027/28', startFrom: 'NOTHING' });
});
afterAll(() => scene?.close());

interface Fault {
  code: string;
  message: string;
}

/** The one error of a request, in English and Chinese. */
async function faultOf(by: Member, query: string, variables: object = {}): Promise<Fault & { zh: string }> {
  const answers = [];
  for (const language of ['en', 'zh'] as const) {
    const { body } = await by.client.raw(query, { ...variables }, { language });
    expect(body.errors).toHaveLength(1);
    const [{ message, extensions }] = body.errors;
    answers.push({ code: extensions.code as string, message: message as string });
  }
  const [en, zh] = answers as [Fault, Fault];
  expect(zh.message).toMatch(/[\u4e00-\u9fff]/);
  expect(zh.code).toBe(en.code);
  return { ...en, zh: zh.message };
}

const command = (input: object) => ({ input: { requestId: randomUUID(), ...input } });

describe('a season beyond the calendar', () => {
  it.each([
    ['{ seasonAccount(season: "9999/00") { closedAt } }', 'season'],
    ['{ residueCoverageBoard(filter: { season: "9999/00" }) { edges { cursor } } }', 'filter.season'],
    ['{ treatmentCoverageBoard(filter: { season: "9999/00" }) { __typename } }', 'filter.season'],
    ['{ registrationBoard(season: "9999/00") { edges { cursor } } }', 'season'],
    ['{ settlementSums(season: "9999/00") { __typename } }', 'season'],
    ['{ marketPack(marketCode: "TH", season: "9999/00") { __typename } }', 'season'],
    ['{ marketPacks(filter: { season: "0000/01" }) { edges { cursor } } }', 'filter.season'],
    ['{ batches(filter: { season: "9999/00" }) { edges { cursor } } }', 'filter.season'],
  ])('is refused by %s', async (query, field) => {
    const fault = await faultOf(base, query);
    expect(fault).toMatchObject({
      code: 'BAD_USER_INPUT',
      message: expect.stringContaining(`${field}: must be a season`),
      zh: expect.stringContaining('产季'),
    });
  });

  it('gets no market pack and is neither opened nor closed', async () => {
    const pack = { marketCode: 'TH', startFrom: 'NOTHING', reviewOn: '2026-06-30', dueOn: '2026-06-30' };
    const input = command({ ...pack, season: '9999/00', ownerId: base.userId });
    expect(await faultOf(base, documents.openMarketPack, input)).toMatchObject({ code: 'BAD_USER_INPUT' });
    for (const name of ['openSeason', 'closeSeason']) {
      const query = `mutation ($input: SeasonInput!) { ${name}(input: $input) { __typename } }`;
      expect(await faultOf(base, query, command({ season: '9999/00' }))).toMatchObject({
        code: 'BAD_USER_INPUT',
        message: expect.stringContaining('input.season'),
      });
    }
  });
});

describe('a rule that nobody can mean', () => {
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

  it.each([
    ['half a character', '{"parameter":"TSS","minimum":"\\ud800"}'],
    ['a zero character', '{"parameter":"TSS","minimum":"1\\u0000"}'],
    ['an infinite number', '{"parameter":"TSS","minimum":"1","decimals":1e999}'],
    ['thousands of levels', `{"parameter":${'['.repeat(9_000)}${']'.repeat(9_000)}}`],
  ])('is bad input with %s in its parameters', async (_, parametersJson) => {
    expect(await faultOf(base, documents.draftRule, command(rule({ parametersJson })))).toMatchObject({
      code: 'BAD_USER_INPUT',
      message: expect.stringContaining('input.parametersJson'),
    });
  });

  it.each([
    ['conditions: no class at all', { conditions: { classes: [] } }, '至少一项'],
    ['conditions: a class twice', { conditions: { classes: ['I', 'I'] } }, '不得重复'],
    ['conditions: no variety at all', { conditions: { varieties: [] } }, '至少一项'],
    ['conditions: a variety twice', { conditions: { varieties: ['A', 'A'] } }, '不得重复'],
    [
      'conditions: a hundred and one varieties',
      { conditions: { varieties: Array.from({ length: 101 }, (_, i) => `V${i}`) } },
      '最多 100 项',
    ],
    ['a source that is a script', { source: { document: '示例', url: 'javascript:alert(1)' } }, '网址'],
  ])('is told in Chinese: %s', async (_, more, zh) => {
    const fault = await faultOf(base, documents.draftRule, command(rule(more)));
    expect(fault).toMatchObject({ code: 'BAD_USER_INPUT', zh: expect.stringContaining(zh) });
    expect(fault.zh).not.toMatch(/不符合要求|must/);
  });

  it.each([
    ['PARAMETERS_KEY_TWICE', { parametersJson: '{"parameter":"TSS","minimum":"1","minimum":"2"}' }],
    ['RULE_PARAMETERS_REFUSED', { parametersJson: '{"parameter":"TSS","minimum":"2","maximum":"1"}' }],
    ['RULE_PARAMETERS_REFUSED', { parametersJson: '{"parameter":"DECAY_SHARE","maximum":"101"}' }],
    ['RULE_EXCEPTS_ITS_MARKET', { marketCode: 'TH', exceptMarkets: ['TH'] }],
  ])('is refused with %s', async (code, more) => {
    expect(await send(base, documents.draftRule, rule(more))).toEqual(refusedWith(code));
  });

  it('is a limit above a kilogram in a kilogram, which would fail when it is published', async () => {
    const limit = (mgPerKg: string) => ({
      versionCode,
      substance: 'imazalil',
      commodity: 'oranges',
      level: 'COMMODITY',
      source: { document: '示例' },
      mgPerKg,
    });
    for (const mgPerKg of ['9000000000', '1000000.001'])
      expect(await faultOf(base, documents.draftResidueLimit, command(limit(mgPerKg)))).toMatchObject({
        code: 'BAD_USER_INPUT',
        message: expect.stringContaining('input.mgPerKg'),
      });
    expect((await send(base, documents.draftResidueLimit, limit('1000000'))).__typename).toBe(
      'EditionEntryPayload',
    );
  });
});

describe('field work of another century', () => {
  it('is no harvest, and no variety of a plot', async () => {
    const cooperative = scene.trade.zizhong;
    const plotId = randomUUID();
    const harvest = { plotId, massGrams: 1_000 };
    for (const harvestedAt of ['1900-06-01T00:00:00Z', '1999-12-31T23:59:59+08:00'])
      expect(
        await faultOf(cooperative, batchDocuments.recordHarvest, command({ ...harvest, harvestedAt })),
      ).toMatchObject({ code: 'BAD_USER_INPUT', message: expect.stringContaining('2000-01-01') });
    expect(
      await faultOf(cooperative, landDocuments.changePlot, command({ plotId, varietySince: '1900-01-01' })),
    ).toMatchObject({ code: 'BAD_USER_INPUT', message: expect.stringContaining('input.varietySince') });
  });
});

describe('a question that cannot be answered', () => {
  it.each(['marketEligibility(batchIds: [$id], ', 'stockEligibility('])(
    'names the markets that do not exist: %s',
    async (field) => {
      const declared = field.includes('$id') ? '($id: ID!) ' : '';
      const fault = await faultOf(
        base,
        `query ${declared}{ ${field}marketCodes: ["TH", "ZZ", "YY"]) { asOf } }`,
        declared ? { id: randomUUID() } : {},
      );
      expect(fault).toMatchObject({ code: 'BAD_USER_INPUT', zh: expect.stringContaining('ZZ, YY') });
      expect(fault.message).not.toContain('TH');
    },
  );

  it('is a worksheet of nothing, or of two things', async () => {
    const sheet =
      'query ($a: ID, $b: ID) { inspectionWorksheet(inspectionId: $a, batchId: $b) { batchCode } }';
    for (const variables of [{}, { a: randomUUID(), b: randomUUID() }] as Answer[])
      expect(await faultOf(base, sheet, variables)).toMatchObject({
        code: 'BAD_USER_INPUT',
        message: expect.stringContaining('inspectionId and batchId'),
      });
  });
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UnitOfWork } from '../../src/infrastructure/database/unit-of-work.js';
import { LicenceQueries } from '../../src/modules/brands/licence.queries.js';
import { ChannelQueries, channelFacts } from '../../src/modules/channels/channel.queries.js';
import { refusedWith } from '../support/expectations.js';
import { givenIn, type Given, type Member } from '../support/given/index.js';
import { send } from '../support/given/send.js';
import { unityDocuments as documents } from '../support/given/unities.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let testApp: TestApp;
let given: Given;
let office: Member;
let exporter: Member;
let packhouse: Member;

beforeAll(async () => {
  testApp = await startTestApp();
  given = givenIn(testApp);
  office = await given.member('BASE_OFFICE');
  exporter = await given.member('EXPORTER');
  packhouse = await given.member('PACKHOUSE');
});
afterAll(() => testApp?.close());

interface Edge {
  readonly node: { readonly code: string; readonly number: string };
}

describe('what only the base office writes', () => {
  it.each(['COOPERATIVE', 'PACKHOUSE', 'PROCESSOR', 'INSPECTION_BODY', 'EXPORTER'] as const)(
    'is refused to an administrator of a %s',
    async (kind) => {
      const { client: stranger } = await given.member(kind);
      const requestId = randomUUID();
      const inputs = {
        grantBrandLicence: { ...licenceOf(packhouse), requestId },
        endBrandLicence: { licenceId: randomUUID(), endedOn: '2026-01-01', reason: 'x', requestId },
        openChannel: { ...channelOf(exporter), requestId },
        closeChannel: { channelId: randomUUID(), closedOn: '2026-01-01', reason: 'x', requestId },
      };
      for (const [name, input] of Object.entries(inputs)) {
        const { body } = await stranger.raw(documents[name as keyof typeof inputs], { input });
        expect(body.errors[0].extensions.code).toBe('FORBIDDEN');
      }
    },
  );

  it('is refused by the database too, where a command should forget to ask', async () => {
    const writing = testApp.app.get(UnitOfWork).write(await exporter.ctx(), async ({ manager }) => {
      await manager.query(`UPDATE market SET name_en = 'Elsewhere' WHERE code = 'TH'`);
      await manager.query(
        `INSERT INTO substance SELECT 'mine', name_zh, name_en, edition, valid_from, valid_to, source, last_checked, confidence FROM substance LIMIT 1`,
      );
      return { ok: true, value: null };
    });
    await expect(writing).rejects.toThrow('row-level security');
    const { markets } = await exporter.client.run('{ markets { code nameEn } }');
    expect(markets).toContainEqual({ code: 'TH', nameEn: 'Thailand' });
  });
});

const licenceOf = (holder: Member, more: object = {}) => ({
  number: `N-${randomUUID().slice(0, 8)}`,
  brandCode: 'JOINT',
  organisationId: holder.organisationId,
  validFrom: '2025-09-01',
  validTo: '2026-08-31',
  ...more,
});

describe('a brand licence', () => {
  it('is granted, shown to everybody and remembered', async () => {
    const answer = await send(
      office,
      documents.grantBrandLicence,
      licenceOf(packhouse, { number: ' 授权-001 ' }),
    );
    expect(answer).toMatchObject({
      __typename: 'BrandLicencePayload',
      licence: {
        number: '授权-001',
        brandCode: 'JOINT',
        endedOn: null,
        brand: { kind: 'JOINT' },
        organisation: { code: packhouse.organisation.code },
      },
    });
    const { brandLicence } = await exporter.client.run(
      'query ($id: ID!) { brandLicence(id: $id) { number validTo } }',
      { id: answer.licence.id },
    );
    expect(brandLicence).toEqual({ number: '授权-001', validTo: '2026-08-31' });
    expect((await given.ledgerOf(answer.licence.id)).map(({ kind }) => kind)).toEqual([
      'brand-licence.granted',
    ]);
  });

  it('is refused for every reason at once, in the language asked for', async () => {
    const wrong = {
      ...licenceOf(packhouse),
      brandCode: 'NO-SUCH-BRAND',
      organisationId: randomUUID(),
      validFrom: '2026-09-01',
    };
    const answer = await send(office, documents.grantBrandLicence, wrong, { language: 'zh' });
    expect(answer).toMatchObject(refusedWith('BRAND_UNKNOWN', 'NOT_FOUND', 'LICENCE_DATES_REVERSED'));
    expect(answer.reasons[0]).toMatchObject({
      message: '没有代码为 NO-SUCH-BRAND 的品牌或地理标志',
      path: ['brandCode'],
    });
  });

  it('has a number of its own, also when two ask for it at the same moment', async () => {
    const { number, ...rest } = licenceOf(packhouse);
    const answers = await Promise.all(
      [1, 2, 3].map(() => send(office, documents.grantBrandLicence, { ...rest, number })),
    );
    expect(answers.filter(({ __typename }) => __typename === 'BrandLicencePayload')).toHaveLength(1);
    for (const answer of answers.filter(({ __typename }) => __typename === 'Refused'))
      expect(answer).toMatchObject(refusedWith('LICENCE_NUMBER_TAKEN'));
  });

  it('is granted once when the request comes twice', async () => {
    const input = { ...licenceOf(packhouse), requestId: randomUUID() };
    const first = await send(office, documents.grantBrandLicence, input);
    const second = await send(office, documents.grantBrandLicence, input);
    expect(second).toEqual(first);
  });

  it('ends once, within its days, and what was packed on the last of them stays licensed', async () => {
    const licence = await given.licence(office, exporter, {
      validFrom: '2025-09-01',
      validTo: '2026-08-31',
    });
    const ending = { licenceId: licence.id, endedOn: '2026-01-31', reason: '示例：停用' };
    const outside = await send(office, documents.endBrandLicence, { ...ending, endedOn: '2026-09-01' });
    expect(outside).toMatchObject(refusedWith('LICENCE_END_OUTSIDE'));
    const unknown = await send(office, documents.endBrandLicence, { ...ending, licenceId: randomUUID() });
    expect(unknown).toMatchObject(refusedWith('NOT_FOUND'));
    const ended = await send(office, documents.endBrandLicence, ending);
    expect(ended.licence).toMatchObject({ validTo: '2026-08-31', endedOn: '2026-01-31' });
    const again = await send(office, documents.endBrandLicence, { ...ending, endedOn: '2026-01-30' });
    expect(again).toMatchObject(refusedWith('LICENCE_ENDED_ALREADY'));

    const held = await testApp.app
      .get(UnitOfWork)
      .read(await packhouse.ctx(), (reading) =>
        testApp.app.get(LicenceQueries).forOrganisations(reading, [exporter.organisationId]),
      );
    expect(held).toEqual([
      {
        id: licence.id,
        kind: 'BRAND',
        name: 'JOINT',
        organisationId: exporter.organisationId,
        validFrom: '2025-09-01',
        validTo: '2026-01-31',
      },
    ]);
  });

  it('is found by brand, holder and day', async () => {
    const { organisationId } = await given.member('PACKHOUSE');
    const holder = { organisationId };
    const joint = await given.licence(office, holder, { validFrom: '2025-09-01', validTo: '2026-08-31' });
    const indication = await given.licence(office, holder, {
      brandCode: 'ZIZHONG-BLOOD-ORANGE',
      validFrom: '2024-09-01',
      validTo: '2027-08-31',
    });
    const numbers = async (filter: object, first = 25): Promise<string[]> => {
      const variables = { filter: { organisationId, ...filter }, first };
      const { brandLicences } = await exporter.client.run(documents.brandLicences, variables);
      return brandLicences.edges.map(({ node }: Edge) => node.number);
    };
    expect(await numbers({})).toEqual([joint.number, indication.number]);
    expect(await numbers({}, 1)).toEqual([joint.number]);
    expect(await numbers({ brandKind: 'GEOGRAPHICAL_INDICATION' })).toEqual([indication.number]);
    expect(await numbers({ brandCode: 'JOINT', on: '2026-08-31' })).toEqual([joint.number]);
    expect(await numbers({ brandCode: 'JOINT', on: '2026-09-01' })).toEqual([]);
    expect(await numbers({ numberPrefix: `${joint.number}%` })).toEqual([]);
  });
});

const channelOf = (by: Member, more: object = {}) => ({
  code: `CH-${randomUUID().slice(0, 8).toUpperCase()}`,
  exporterId: by.organisationId,
  marketCode: 'TH',
  customsDistrictCode: 'CHONGQING',
  gatewayZh: '满洲里',
  gatewayEn: 'Manzhouli',
  transport: 'ROAD',
  validFrom: '2025-09-01',
  ...more,
});

describe('a channel', () => {
  it('is opened without an end, and is what the rules are told of', async () => {
    const { channel } = await send(office, documents.openChannel, channelOf(exporter, { marketCode: 'RU' }));
    expect(channel).toMatchObject({
      marketCode: 'RU',
      gatewayZh: '满洲里',
      validTo: null,
      exporter: { code: exporter.organisation.code },
    });
    expect((await given.ledgerOf(channel.id)).map(({ kind }) => kind)).toEqual(['channel.opened']);
    const { app } = testApp;
    const facts = await app.get(UnitOfWork).read(await exporter.ctx(), async (reading) => {
      const found = await app.get(ChannelQueries).byId(reading, channel.id);
      return found && channelFacts(found);
    });
    expect(facts).toEqual({
      id: channel.id,
      market: 'RU',
      exporterId: exporter.organisationId,
      openFrom: '2025-09-01',
      openTo: null,
    });
  });

  it('is refused for every reason at once', async () => {
    const taken = await given.channel(office, exporter);
    const wrong = channelOf(packhouse, {
      code: taken.code,
      marketCode: 'ZZ',
      customsDistrictCode: 'NOWHERE',
      validTo: '2025-08-31',
    });
    expect(await send(office, documents.openChannel, wrong)).toMatchObject(
      refusedWith(
        'CHANNEL_EXPORTER_EXPECTED',
        'CHANNEL_MARKET_UNKNOWN',
        'CHANNEL_CUSTOMS_UNKNOWN',
        'CHANNEL_CODE_TAKEN',
        'CHANNEL_DATES_REVERSED',
      ),
    );
  });

  it('closes on a day that can be brought forward and not put off', async () => {
    const channel = await given.channel(office, exporter);
    const closing = { channelId: channel.id, closedOn: '2026-03-31', reason: '示例：航线停运' };
    expect((await send(office, documents.closeChannel, closing)).channel.validTo).toBe('2026-03-31');
    const later = await send(office, documents.closeChannel, { ...closing, closedOn: '2026-04-30' });
    expect(later).toMatchObject(refusedWith('CHANNEL_CLOSED_ALREADY'));
    const tooEarly = await send(office, documents.closeChannel, { ...closing, closedOn: '2025-08-31' });
    expect(tooEarly).toMatchObject(refusedWith('CHANNEL_CLOSED_TOO_EARLY'));
    const earlier = await send(office, documents.closeChannel, { ...closing, closedOn: '2026-02-28' });
    expect(earlier.channel.validTo).toBe('2026-02-28');
    const unknown = await send(office, documents.closeChannel, { ...closing, channelId: randomUUID() });
    expect(unknown).toMatchObject(refusedWith('NOT_FOUND'));
  });

  it('is found by market, exporter, transport and day, page by page', async () => {
    const own = await given.member('EXPORTER');
    const open = await given.channel(office, own, { code: `A-${randomUUID().slice(0, 8).toUpperCase()}` });
    const closed = await given.channel(office, own, {
      code: `B-${randomUUID().slice(0, 8).toUpperCase()}`,
      marketCode: 'RU',
      transport: 'RAIL',
      validTo: '2026-03-31',
    });
    const codes = async (filter: object): Promise<string[]> => {
      const { channels } = await packhouse.client.run(documents.channels, {
        filter: { exporterId: own.organisationId, ...filter },
      });
      return channels.edges.map(({ node }: Edge) => node.code);
    };
    expect(await codes({})).toEqual([open.code, closed.code]);
    expect(await codes({ marketCode: 'RU', transport: 'RAIL' })).toEqual([closed.code]);
    expect(await codes({ on: '2026-04-01' })).toEqual([open.code]);
    expect(await codes({ codePrefix: 'B-' })).toEqual([closed.code]);

    const filter = { exporterId: own.organisationId };
    const first = await packhouse.client.run(documents.channels, { filter, first: 1 });
    expect(first.channels).toMatchObject({ totalCount: 2, pageInfo: { hasNextPage: true } });
    const after = first.channels.pageInfo.endCursor;
    const second = await packhouse.client.run(documents.channels, { filter, first: 1, after });
    expect(second.channels.edges.map(({ node }: Edge) => node.code)).toEqual([closed.code]);
    expect(second.channels.pageInfo.hasNextPage).toBe(false);
  });
});

it('names every malformed field of a licence and of a channel', async () => {
  const fieldsOf = async (document: string, input: object): Promise<string[]> => {
    const { body } = await office.client.raw(document, { input: { requestId: randomUUID(), ...input } });
    const [{ extensions }] = body.errors;
    expect(extensions.code).toBe('BAD_USER_INPUT');
    return extensions.fields.map(({ path }: { path: string[] }) => path[1]).toSorted();
  };
  const licence = licenceOf(packhouse, { number: ' ', brandCode: '', organisationId: 'nobody' });
  const licenceFields = await fieldsOf(documents.grantBrandLicence, licence);
  expect(licenceFields).toEqual(['brandCode', 'number', 'organisationId']);
  const channel = channelOf(exporter, { code: 'lower case', gatewayZh: '', gatewayEn: 'x'.repeat(101) });
  expect(await fieldsOf(documents.openChannel, channel)).toEqual(['code', 'gatewayEn', 'gatewayZh']);
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UnitOfWork } from '../../src/infrastructure/database/unit-of-work.js';
import { refusedWith } from '../support/expectations.js';
import type { Member } from '../support/given/index.js';
import { landDocuments as documents } from '../support/given/land-documents.js';
import { send } from '../support/given/send.js';
import { landScene, type LandScene, plotSeenBy } from '../support/given/land-scene.js';

const ZIZHONG_TOWN = '511025123'; // 双龙镇

let { testApp, given, coop, neighbour, office, packhouse } = {} as LandScene;

beforeAll(async () => {
  ({ testApp, given, coop, neighbour, office, packhouse } = await landScene());
});
afterAll(() => testApp?.close());

describe('growers', () => {
  it('are seen with name and telephone by their cooperative alone', async () => {
    const input = { code: 'G-SEEN', name: '示范农户乙', telephone: '000-1111-2222', townCode: ZIZHONG_TOWN };
    const { grower } = await send(coop, documents.recordGrower, input);
    expect(grower).toMatchObject({ ...input, organisation: { id: coop.organisationId } });
    const query = `query ($id: ID!) { grower(id: $id) { code name telephone } growers(filter: { codePrefix: "G-SEEN" }) { totalCount edges { node { code name } } } }`;
    const seen = async (by: Member) => by.client.run(query, { id: grower.id });
    expect(await seen(coop)).toMatchObject({ grower: { name: '示范农户乙' }, growers: { totalCount: 1 } });
    expect(await seen(neighbour)).toEqual({ grower: null, growers: { totalCount: 0, edges: [] } });
    expect(await seen(office)).toEqual({
      grower: { code: 'G-SEEN', name: null, telephone: null },
      growers: { totalCount: 1, edges: [{ node: { code: 'G-SEEN', name: null } }] },
    });
    const { body } = await packhouse.client.raw(query, { id: grower.id });
    expect(body.errors[0].extensions.code).toBe('FORBIDDEN');
  });

  it('leave no name and no telephone in the ledger', async () => {
    const { grower } = await send(coop, documents.recordGrower, {
      code: 'G-LEDGER',
      name: '示范农户丙',
      telephone: '000-3333',
    });
    const [entry] = await given.ledgerOf(grower.id);
    expect(Object.keys(entry!.personal).toSorted()).toEqual(['name', 'telephone']);
    expect(JSON.stringify(entry)).not.toMatch(/示范农户丙|000-3333/);
  });

  it('are looked at by the base office with a reason, and the look is entered before anything is shown', async () => {
    const growerId = await given.grower(coop, { name: '示范农户丁' });
    const look = { requestId: randomUUID(), growerId, reason: '核对补贴名单' };
    expect(await send(office, documents.revealGrower, look)).toMatchObject({
      grower: { name: '示范农户丁' },
    });
    const views = (await given.ledgerOf(growerId)).filter(({ kind }) => kind === 'grower.viewed');
    expect(views).toMatchObject([{ actorId: office.userId, organisationId: office.organisationId }]);
    // The look is logged for the cooperative: it reads who looked and why, and a neighbour does not.
    const ledgerOf = `query ($id: ID!) { ledgerOf(subjectId: $id) { edges { node { kind organisationId texts { field text } } } } }`;
    const looks = async (by: Member) =>
      (await by.client.run(ledgerOf, { id: growerId })).ledgerOf.edges
        .map((edge: { node: { kind: string } }) => edge.node)
        .filter(({ kind }: { kind: string }) => kind === 'grower.viewed');
    const shown = {
      kind: 'grower.viewed',
      organisationId: office.organisationId,
      texts: [{ field: 'reason', text: '核对补贴名单' }],
    };
    expect(await looks(coop)).toEqual([shown]);
    expect(await looks(office)).toEqual([shown]);
    expect(await looks(neighbour)).toEqual([]);
    expect(
      (await office.client.run(`query ($id: ID!) { grower(id: $id) { name } }`, { id: growerId })).grower,
    ).toEqual({
      name: null,
    });
  });

  it('are not looked at unseen by sending an old request again', async () => {
    const growerId = await given.grower(coop, { name: '示范农户戊' });
    const look = { requestId: randomUUID(), growerId, reason: '核对' };
    await send(office, documents.revealGrower, look);
    expect(await send(office, documents.revealGrower, look)).toMatchObject({
      grower: { name: '示范农户戊' },
    });
    const before = testApp.clock.now();
    testApp.clock.advance({ minutes: 16 });
    expect(await send(office, documents.revealGrower, look)).toMatchObject(refusedWith('LOOK_ENDED'));
    testApp.clock.set(before);
  });

  it('are not revealed to neighbours, and not without a reason', async () => {
    const growerId = await given.grower(coop);
    expect(await send(neighbour, documents.revealGrower, { growerId, reason: '好奇' })).toMatchObject(
      refusedWith('NOT_FOUND'),
    );
    const { body } = await office.client.raw(documents.revealGrower, {
      input: { requestId: randomUUID(), growerId, reason: '  ' },
    });
    expect(body.errors[0].extensions.code).toBe('BAD_USER_INPUT');
  });

  it('are put right, and erased for good: the code stays, the salts go', async () => {
    const growerId = await given.grower(coop, { code: 'G-GONE', name: '示范农户己' });
    expect(
      await send(coop, documents.changeGrower, { growerId, telephone: null, name: '示范农户庚' }),
    ).toMatchObject({
      grower: { name: '示范农户庚', telephone: null },
    });
    const salts = () =>
      testApp.app
        .get(UnitOfWork)
        .read(testApp.system(), ({ manager }) =>
          manager.query<unknown[]>(`SELECT salt FROM personal_salt WHERE subject_id = $1`, [growerId]),
        );
    expect(await salts()).toHaveLength(3);
    const clerk = await given.member(coop.organisation, ['CLERK']);
    const { body } = await clerk.client.raw(documents.eraseGrower, {
      input: { requestId: randomUUID(), growerId },
    });
    expect(body.errors[0].extensions.code).toBe('FORBIDDEN');
    expect(await send(coop, documents.eraseGrower, { growerId })).toMatchObject({
      grower: { code: 'G-GONE', name: null, telephone: null, erasedAt: testApp.clock.now() },
    });
    expect(await salts()).toEqual([]);
    expect(await send(coop, documents.changeGrower, { growerId, name: '示范农户辛' })).toMatchObject(
      refusedWith('GROWER_ERASED'),
    );
    expect(await send(coop, documents.eraseGrower, { growerId })).toMatchObject(refusedWith('GROWER_ERASED'));
    expect((await given.ledgerOf(growerId)).map(({ kind }) => kind)).toEqual([
      'grower.recorded',
      'grower.changed',
      'grower.erased',
    ]);
  });

  it('have a code of their own within the cooperative, and only there', async () => {
    await given.grower(coop, { code: 'G-SAME' });
    expect(await send(coop, documents.recordGrower, { code: 'G-SAME' })).toMatchObject(
      refusedWith('GROWER_CODE_TAKEN'),
    );
    expect(await send(neighbour, documents.recordGrower, { code: 'G-SAME' })).toMatchObject({
      grower: { code: 'G-SAME' },
    });
  });

  it('are not named on plots to colleagues who may not read growers', async () => {
    const growerId = await given.grower(coop, { code: 'G-NAMED', name: '示范农户壬' });
    const { id } = await given.plot(coop, { growerId });
    const viewer = await given.member(coop.organisation, ['VIEWER']);
    expect(await plotSeenBy(viewer, id)).toMatchObject({
      grower: { code: 'G-NAMED', name: null, telephone: null },
    });
    expect(await plotSeenBy(coop, id)).toMatchObject({ grower: { name: '示范农户壬' } });
  });

  it('of a neighbour cannot be put on a plot', async () => {
    const growerId = await given.grower(neighbour);
    const { id: plotId } = await given.plot(coop);
    expect(await send(coop, documents.changePlot, { plotId, growerId })).toMatchObject(
      refusedWith('NOT_FOUND'),
    );
  });
});

describe('orchards', () => {
  it('gather plots and are listed by code', async () => {
    const input = {
      code: 'ORCHARD-A',
      nameZh: '示范果园甲',
      nameEn: 'Example orchard A',
      townCode: ZIZHONG_TOWN,
    };
    const { orchard } = await send(coop, documents.registerOrchard, input);
    expect(orchard).toMatchObject({ ...input, organisation: { id: coop.organisationId } });
    const query = `query ($id: ID!) { orchard(id: $id) { code } orchards(filter: { codePrefix: "ORCHARD-" }) { totalCount edges { node { code } } } }`;
    expect(await coop.client.run(query, { id: orchard.id })).toEqual({
      orchard: { code: 'ORCHARD-A' },
      orchards: { totalCount: 1, edges: [{ node: { code: 'ORCHARD-A' } }] },
    });
    expect(await neighbour.client.run(query, { id: orchard.id })).toEqual({
      orchard: null,
      orchards: { totalCount: 0, edges: [] },
    });
    expect(await send(neighbour, documents.registerOrchard, input)).toMatchObject(
      refusedWith('ORCHARD_CODE_TAKEN'),
    );
    expect(await send(coop, documents.registerOrchard, { ...input, townCode: '0' })).toMatchObject(
      refusedWith('TOWN_UNKNOWN'),
    );
  });
});

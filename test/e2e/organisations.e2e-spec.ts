import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ANSWERED_401, refusedWith } from '../support/expectations.js';
import { RONGCHANG, ZIZHONG, type Given, type Member } from '../support/given/index.js';
import { officeScene, type OfficeScene } from '../support/given/office-scene.js';
import { organisationDocuments as documents } from '../support/given/organisation-documents.js';
import { done, send } from '../support/given/send.js';
import type { TestApp } from '../support/test-app.js';

let testApp: TestApp;
let given: Given;
let office: Member;
let anybody: OfficeScene['anybody'];

beforeAll(async () => {
  ({ testApp, given, office, anybody } = await officeScene());
});
afterAll(() => testApp?.close());

describe('the register of organisations', () => {
  const details = (code: string) => ({
    code,
    kind: 'COOPERATIVE',
    nameZh: '示范合作社一',
    nameEn: 'Example Cooperative One',
    countyCode: RONGCHANG,
    townCode: null,
    gln: null,
  });

  it('takes in what the base office registers, and shows it to everybody signed in', async () => {
    const { organisation } = await done(office, documents.registerOrganisation, details('REG-1'));
    expect(organisation).toMatchObject({ ...details('REG-1'), closedAt: null });
    const exporter = await given.member('EXPORTER');
    const seen = await exporter.client.run('{ organisation(code: "REG-1") { id nameZh } }');
    expect(seen.organisation).toEqual({ id: organisation.id, nameZh: '示范合作社一' });
    expect((await given.ledgerOf(organisation.id)).map(({ kind }) => kind)).toEqual([
      'organisation.registered',
    ]);
  });

  it('refuses a wrong place, a wrong GLN and a code in use, all at once', async () => {
    await done(office, documents.registerOrganisation, details('REG-2'));
    const wrong = { ...details('REG-2'), countyCode: '110101', townCode: '999999999', gln: '9520000000012' };
    const answer = await send(office, documents.registerOrganisation, wrong);
    expect(answer).toMatchObject(
      refusedWith(
        'ORGANISATION_CODE_TAKEN',
        'ORGANISATION_COUNTY_UNKNOWN',
        'ORGANISATION_TOWN_UNKNOWN',
        'GLN_WRONG',
      ),
    );
  });

  it('changes nothing when the same request comes twice, also at the same moment', async () => {
    const input = { requestId: randomUUID(), ...details('REG-3') };
    const twice = await Promise.all([1, 2].map(() => send(office, documents.registerOrganisation, input)));
    const later = await send(office, documents.registerOrganisation, input);
    expect(twice[0].__typename).toBe('RegisterOrganisationPayload');
    expect([twice[1], later]).toEqual([twice[0], twice[0]]);
    expect(await given.ledgerOf(later.organisation.id)).toHaveLength(1);
  });

  it('refuses another content under a request id that was used, and lets a refused one be tried again', async () => {
    const requestId = randomUUID();
    const refused = { requestId, ...details('REG-4'), countyCode: '110101' };
    expect(await send(office, documents.registerOrganisation, refused)).toMatchObject(
      refusedWith('ORGANISATION_COUNTY_UNKNOWN'),
    );
    await done(office, documents.registerOrganisation, { ...refused, countyCode: ZIZHONG });
    expect(
      await send(office, documents.registerOrganisation, { ...refused, nameZh: '示范合作社二' }),
    ).toMatchObject(refusedWith('REQUEST_ID_REUSED'));
  });

  it('is kept by the base office alone', async () => {
    const cooperative = await given.member('COOPERATIVE');
    const { body } = await cooperative.client.raw(documents.registerOrganisation, {
      input: { requestId: randomUUID(), ...details('REG-5') },
    });
    expect(body.errors[0].extensions).toMatchObject({
      code: 'FORBIDDEN',
      permission: 'organisation:manage',
    });
  });

  it('answers an unknown id as it answers one that is not the caller’s to rename', async () => {
    const answer = await send(office, documents.renameOrganisation, {
      organisationId: randomUUID(),
      nameZh: '无',
      nameEn: 'None',
    });
    expect(answer).toMatchObject(refusedWith('NOT_FOUND'));
    expect(answer.reasons[0].path).toEqual(['organisationId']);
  });

  it('stops everybody of an organisation that is closed, from the next request on', async () => {
    const member = await given.member('PROCESSOR');
    const closing = { organisationId: member.organisationId };
    await done(office, documents.closeOrganisation, closing);
    expect(await member.client.raw(documents.me)).toMatchObject(ANSWERED_401);
    expect(await send(office, documents.closeOrganisation, closing)).toMatchObject(
      refusedWith('ORGANISATION_CLOSED'),
    );
    const input = { username: member.username, password: member.password };
    const { answer } = await anybody.client.run(documents.signIn, { input });
    expect(answer).toMatchObject(refusedWith('ACCOUNT_WITHOUT_ORGANISATION'));
  });

  it('cannot lose the base office by its own hand', async () => {
    const { organisationId } = office;
    expect(await send(office, documents.closeOrganisation, { organisationId })).toMatchObject(
      refusedWith('OWN_ORGANISATION_CLOSING'),
    );
  });

  it('lists by kind, county, text and code, page by page', async () => {
    for (const number of [1, 2, 3]) {
      const page = { ...details(`PAGE-${number}`), kind: 'EXPORTER', nameEn: `50%_off ${number}` };
      await done(office, documents.registerOrganisation, page);
    }
    const filter = { kind: 'EXPORTER', countyCode: RONGCHANG, codePrefix: 'PAGE-', search: '50%_OFF' };
    const first = await office.client.run(documents.organisations, { filter, first: 2 });
    expect(first.organisations).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
    const after = first.organisations.pageInfo.endCursor;
    const second = await office.client.run(documents.organisations, { filter, first: 2, after });
    const codes = [first, second].flatMap(({ organisations }) =>
      organisations.edges.map(({ node }: { node: { code: string } }) => node.code),
    );
    expect(codes).toEqual(['PAGE-1', 'PAGE-2', 'PAGE-3']);
    const none = await office.client.run(documents.organisations, {
      filter: { ...filter, search: '50.._off' },
    });
    expect(none.organisations).toMatchObject({ totalCount: 0, edges: [] });
  });
});

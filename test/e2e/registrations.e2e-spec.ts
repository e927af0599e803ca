import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decimal } from '../../src/kernel/decimal.js';
import { localDate } from '../../src/kernel/local-date.js';
import { UnitOfWork } from '../../src/infrastructure/database/unit-of-work.js';
import { refusedWith } from '../support/expectations.js';
import type { Member } from '../support/given/index.js';
import { landDocuments as documents } from '../support/given/land-documents.js';
import { send } from '../support/given/send.js';
import { landScene, type LandScene, plotSeenBy } from '../support/given/land-scene.js';

let { testApp, given, coop, neighbour, office, packhouse } = {} as LandScene;

beforeAll(async () => {
  ({ testApp, given, coop, neighbour, office, packhouse } = await landScene());
});
afterAll(() => testApp?.close());

describe('registrations at customs', () => {
  const registrationInput = (more: object = {}) => ({
    kind: 'ORCHARD',
    number: `TEST-${randomUUID().slice(0, 8)}`,
    customsDistrictCode: 'CHENGDU',
    nameZh: '示范注册果园',
    marketCodes: ['TH'],
    estimatedYieldGrams: 250_000_000,
    validFrom: '2025-09-01',
    validTo: '2027-08-31',
    ...more,
  });

  it('are recorded by a cooperative for its orchards and by a packhouse for itself', async () => {
    const { registration } = await send(coop, documents.recordRegistration, registrationInput());
    expect(registration).toMatchObject({
      kind: 'ORCHARD',
      marketCodes: ['TH'],
      estimatedYieldGrams: 250_000_000,
      organisation: { id: coop.organisationId },
      coverage: { plotCount: 0, declaredMu: '0', seenPlotCount: 0, seenMu: '0' },
    });
    const own = registrationInput({ kind: 'PACKHOUSE', marketCodes: null, estimatedYieldGrams: null });
    expect(await send(packhouse, documents.recordRegistration, own)).toMatchObject({
      registration: { kind: 'PACKHOUSE', marketCodes: null },
    });
    expect(await send(packhouse, documents.recordRegistration, registrationInput())).toMatchObject(
      refusedWith('REGISTRATION_KIND_ELSEWHERE'),
    );
    const foreign = registrationInput({ organisationId: neighbour.organisationId });
    expect(await send(coop, documents.recordRegistration, foreign)).toMatchObject(
      refusedWith('REGISTRATION_FOR_OTHERS'),
    );
  });

  it('are recorded by the base office for anybody, who then sees them', async () => {
    const input = registrationInput({ organisationId: neighbour.organisationId });
    const { registration } = await send(office, documents.recordRegistration, input);
    const query = `query ($id: ID!) { registration(id: $id) { number } }`;
    const seen = (by: Member) => by.client.run(query, { id: registration.id });
    expect(await seen(neighbour)).toEqual({ registration: { number: input.number } });
    expect(await seen(coop)).toEqual({ registration: null });
  });

  it('are refused with every reason at once', async () => {
    const wrong = registrationInput({
      customsDistrictCode: 'NOWHERE',
      marketCodes: ['TH', 'XX'],
      estimatedYieldGrams: 0,
      validTo: '2024-01-01',
      organisationId: randomUUID(),
    });
    expect(await send(office, documents.recordRegistration, wrong)).toMatchObject(
      refusedWith(
        'CUSTOMS_DISTRICT_UNKNOWN',
        'REGISTRATION_MARKET_UNKNOWN',
        'REGISTRATION_YIELD_ZERO',
        'REGISTRATION_DATES_REVERSED',
        'NOT_FOUND',
      ),
    );
  });

  it('have a number that these customs gave once', async () => {
    const { number } = await given.registration(neighbour);
    expect(await send(coop, documents.recordRegistration, registrationInput({ number }))).toMatchObject(
      refusedWith('REGISTRATION_NUMBER_TAKEN'),
    );
    const elsewhere = registrationInput({ number, customsDistrictCode: 'CHONGQING' });
    expect(await send(coop, documents.recordRegistration, elsewhere)).toMatchObject({
      registration: { number },
    });
    const long = { requestId: randomUUID(), ...registrationInput({ number: 'N'.repeat(41) }) };
    const { body } = await coop.client.raw(documents.recordRegistration, { input: long });
    expect(body.errors[0].extensions.fields[0].path.at(-1)).toBe('number');
  });

  it('cover many plots, and say how many mu they are', async () => {
    const { id } = await given.registration(coop);
    const plots = [await given.plot(coop, { declaredMu: decimal('60.5') }), await given.plot(coop)];
    const input = { registrationId: id, plotIds: plots.map((plot) => plot.id), validFrom: '2025-09-01' };
    const { registration } = await send(coop, documents.coverPlots, input);
    expect(registration.coverage).toEqual({
      plotCount: 2,
      declaredMu: '70.5',
      seenPlotCount: 2,
      seenMu: '70.5',
    });
    expect(await plotSeenBy(coop, plots[0]!.id)).toMatchObject({
      registrations: [{ validFrom: '2025-09-01', validTo: '2027-08-31' }],
    });
    expect((await given.ledgerOf(id)).map(({ kind }) => kind)).toEqual([
      'registration.recorded',
      'registration.plots-covered',
    ]);
  });

  it('cover plots of several cooperatives through the base office; whose it is knows them all, others their share', async () => {
    const { id } = await given.registration(coop);
    const own = await given.plot(coop);
    const foreign = await given.plot(neighbour);
    expect(
      await send(coop, documents.coverPlots, {
        registrationId: id,
        plotIds: [own.id, foreign.id],
        validFrom: '2025-09-01',
      }),
    ).toMatchObject({ reasons: [{ code: 'NOT_FOUND', path: ['plotIds', '1'] }] });
    await given.covered(office, id, [own.id, foreign.id]);
    const query = `query ($id: ID!) { registration(id: $id) { coverage { plotCount declaredMu seenPlotCount seenMu } } }`;
    const seen = async (by: Member) => (await by.client.run(query, { id })).registration.coverage;
    const whole = { plotCount: 2, declaredMu: '20' };
    expect(await seen(coop)).toEqual({ ...whole, seenPlotCount: 1, seenMu: '10' });
    expect(await seen(office)).toEqual({ ...whole, seenPlotCount: 2, seenMu: '20' });
    // Whose registration it is not is told its own share, and never a sum that leaves out what it cannot see.
    const share = { plotCount: null, declaredMu: null, seenPlotCount: 1, seenMu: '10' };
    expect(await seen(neighbour)).toEqual(share);
    await given.received(coop, packhouse, own.id, 100);
    expect(await seen(packhouse)).toEqual(share);
    expect(await plotSeenBy(neighbour, foreign.id)).toMatchObject({
      registrations: [{ validFrom: '2025-09-01' }],
    });
    expect(await plotSeenBy(coop, foreign.id)).toBeNull();
  });

  it('cover no plot of others, also not one whose fruit came to the owner of the registration', async () => {
    const { id } = await given.registration(office, { organisationId: packhouse.organisationId });
    const { id: plotId } = await given.plot(coop);
    await given.received(coop, packhouse, plotId, 100);
    expect(await plotSeenBy(packhouse, plotId)).toMatchObject({ id: plotId });
    const input = { registrationId: id, plotIds: [plotId], validFrom: '2025-09-01' };
    expect(await send(packhouse, documents.coverPlots, input)).toMatchObject(refusedWith('NOT_FOUND'));
  });

  it('cover a plot in spans that do not overlap, also when two lists arrive at once', async () => {
    const { id } = await given.registration(coop);
    const { id: plotId } = await given.plot(coop);
    const cover = (validFrom: string, validTo: string) =>
      send(coop, documents.coverPlots, { registrationId: id, plotIds: [plotId], validFrom, validTo });
    const answers = await Promise.all([cover('2025-09-01', '2026-01-31'), cover('2025-10-01', '2026-02-28')]);
    expect(answers.map((answer) => answer.__typename).toSorted()).toEqual(['Refused', 'RegistrationPayload']);
    const refusal = answers.find((answer) => answer.__typename === 'Refused');
    expect(refusal).toMatchObject(refusedWith('PLOT_COVERED_ALREADY'));
    expect(await cover('2026-03-01', '2026-08-31')).toMatchObject({ __typename: 'RegistrationPayload' });
  });

  it('are withdrawn once, not in the future, and cover nothing from that day on', async () => {
    const { id } = await given.registration(coop);
    const { id: plotId } = await given.plot(coop);
    await given.covered(coop, id, [plotId]);
    const withdraw = (by: Member, withdrawnOn: string) =>
      send(by, documents.withdrawRegistration, { registrationId: id, withdrawnOn });
    expect(await withdraw(neighbour, '2026-11-01')).toMatchObject(refusedWith('NOT_FOUND'));
    expect(await withdraw(coop, '2026-11-23')).toMatchObject(refusedWith('WITHDRAWN_IN_THE_FUTURE'));
    expect(await withdraw(coop, '2026-11-01')).toMatchObject({
      registration: { withdrawnOn: '2026-11-01', coverage: { plotCount: 0 } },
    });
    expect(await withdraw(coop, '2026-11-02')).toMatchObject(refusedWith('REGISTRATION_WITHDRAWN'));
    const more = { registrationId: id, plotIds: [plotId], validFrom: '2026-11-01' };
    expect(await send(coop, documents.coverPlots, more)).toMatchObject({
      reasons: expect.arrayContaining([expect.objectContaining({ code: 'REGISTRATION_WITHDRAWN' })]),
    });
  });

  describe('confirmed by the base office', () => {
    const confirm = (by: Member, registrationId: string) =>
      send(by, documents.confirmRegistration, { registrationId });
    const confirmPlots = (by: Member, registrationId: string, ...plotIds: string[]) =>
      send(by, documents.confirmCoverage, { registrationId, plotIds });

    it('are confirmed once, with an entry that says who and when; their plots apart from them', async () => {
      const { id } = await given.registration(coop);
      const { id: plotId } = await given.plot(coop);
      await given.covered(coop, id, [plotId]);
      expect(await plotSeenBy(coop, plotId)).toMatchObject({ registrations: [{ confirmedAt: null }] });
      expect(await confirm(office, id)).toMatchObject({
        registration: { confirmedAt: '2026-11-22T01:00:00.000Z' },
      });
      expect(await plotSeenBy(coop, plotId)).toMatchObject({ registrations: [{ confirmedAt: null }] });
      expect(await confirmPlots(office, id, plotId)).toMatchObject({ __typename: 'RegistrationPayload' });
      expect(await plotSeenBy(coop, plotId)).toMatchObject({
        registrations: [{ confirmedAt: '2026-11-22T01:00:00.000Z' }],
      });
      expect(await confirm(office, id)).toMatchObject(refusedWith('ENTRY_CONFIRMED'));
      expect(await confirmPlots(office, id, plotId)).toMatchObject(refusedWith('ENTRY_CONFIRMED'));
      const entries = (await given.ledgerOf(id)).slice(2);
      expect(entries.map(({ kind }) => kind)).toEqual([
        'registration.confirmed',
        'registration.plots-confirmed',
      ]);
      const [row] = await testApp.app.get(UnitOfWork).read(testApp.system(), ({ manager }) =>
        manager.query<object[]>(
          `SELECT r.confirmed_by_id AS who, p.confirmed_by_id AS "whoOfPlot", p.recorded_by_id AS entered,
               (SELECT array_agg(DISTINCT e.actor_id) FROM ledger_entry e
                WHERE e.subject_ids[1] = r.id AND e.kind LIKE '%confirmed') AS told
             FROM registration r JOIN registration_plot p ON p.registration_id = r.id WHERE r.id = $1`,
          [id],
        ),
      );
      const [who, entered] = [(await office.ctx()).actor?.userId, (await coop.ctx()).actor?.userId];
      expect(row).toEqual({ who, whoOfPlot: who, entered, told: [who] });
    });

    it('are not confirmed by whose they are, nor by the person of the base office who entered them', async () => {
      const { id } = await given.registration(office, { organisationId: coop.organisationId });
      const { id: plotId } = await given.plot(coop);
      await given.covered(office, id, [plotId]);
      const asked = { input: { requestId: randomUUID(), registrationId: id } };
      const { body } = await coop.client.raw(documents.confirmRegistration, asked);
      expect(body.errors[0].extensions.code).toBe('FORBIDDEN');
      expect(await confirm(office, id)).toMatchObject(refusedWith('ENTRY_NEEDS_ANOTHER_PERSON'));
      expect(await confirmPlots(office, id, plotId)).toMatchObject(refusedWith('ENTRY_NEEDS_ANOTHER_PERSON'));
      const second = await given.member(office.organisation);
      expect(await confirmPlots(second, id, plotId)).toMatchObject({ __typename: 'RegistrationPayload' });
      expect(await confirm(second, id)).toMatchObject({ __typename: 'RegistrationPayload' });
    });

    it('are not confirmed for a plot that is not under them', async () => {
      const { id } = await given.registration(coop);
      const { id: plotId } = await given.plot(coop);
      expect(await confirmPlots(office, id, plotId)).toMatchObject({
        reasons: [{ code: 'NOT_FOUND', path: ['plotIds', '0'] }],
      });
    });
  });

  it('are listed by kind, market, customs and day', async () => {
    const lister = await given.member('COOPERATIVE');
    const old = await given.registration(lister, {
      marketCodes: ['TH'],
      validFrom: localDate('2020-09-01'),
      validTo: localDate('2022-08-31'),
    });
    const open = await given.registration(lister, { customsDistrictCode: 'CHONGQING', validTo: null });
    const query = `query ($filter: RegistrationFilter) { registrations(filter: $filter) { totalCount edges { node { number } } } }`;
    const numbers = async (filter: object): Promise<string[]> => {
      const { registrations } = await lister.client.run(query, { filter });
      expect(registrations.totalCount).toBe(registrations.edges.length);
      return registrations.edges.map((edge: { node: { number: string } }) => edge.node.number);
    };
    expect(await numbers({})).toEqual([open.number, old.number]);
    expect(await numbers({ kind: 'PACKHOUSE' })).toEqual([]);
    expect(await numbers({ marketCode: 'TH' })).toEqual([old.number]);
    expect(await numbers({ customsDistrictCode: 'CHONGQING' })).toEqual([open.number]);
    expect(await numbers({ standingOn: '2026-11-22' })).toEqual([open.number]);
  });
});

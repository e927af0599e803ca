import type { PlotId, ProductLabelId, RegistrationId } from '../../../src/kernel/ids.js';
import { localDate } from '../../../src/kernel/local-date.js';
import type { TestApp } from '../test-app.js';
import { batchDocuments } from './batches.js';
import { mutation } from './documents.js';
import { givenGrowing } from './growing.js';
import { RONGCHANG, ZIZHONG, type Given, type Member } from './index.js';
import { givenInspections } from './inspections.js';
import { givenLand } from './land.js';
import { done, type Answer } from './send.js';
import { givenUnities } from './unities.js';

const FINDING = `ruleCode versionCode edition title unity marketCode stage effect gating verdict subject { type id code }
  source { document clause url } isOwn confidence evidence { type id field value unit } explanation settledBy nextSteps { text by }`;
const LOT = `id code state nextStates openHoldCount exporterId channelId marketCode season plannedDepartureOn departedOn
  containerNumber sealNumber massGrams cartonCount countyCodes varietyCodes originOrganisationIds createdAt changedAt
  members { batchId batchCode varietyCode packerId massGrams cartonCount countyCodes openHoldCount allocatedAt
    origins { originBatchId plotId organisationId countyCode massGrams } }
  judgement { id stage judgedFor judgedAt versionCodes factsSha256 }
  checks { unity verdict findings { ${FINDING} } }
  documents { id kind number issuedOn validUntil }
  transitions { fromState toState occurredAt reason declarationNumber declaredRegistrationNumbers fruitTemperatureCelsius }`;

const REFUSED = `... on Refused { reasons { __typename code message path facts { name value }
  ... on RequirementNotMet { findings { ${FINDING} } } } }`;
const act = (name: string): string => mutation(name, `... on LotPayload { lot { ${LOT} } }`, REFUSED);

/** The operations of a joint lot, as a client sends them. */
export const lotDocuments = {
  openLot: act('openLot'),
  changeLotPlan: act('changeLotPlan'),
  allocateToLot: act('allocateToLot'),
  withdrawFromLot: act('withdrawFromLot'),
  judgeLot: act('judgeLot'),
  moveLot: act('moveLot'),
  recordLotDocument: act('recordLotDocument'),
  lot: `query ($id: ID, $code: String) { lot(id: $id, code: $code) { ${LOT} } }`,
  myContributions: `query ($states: [LotState!], $first: Int = 25, $after: String) {
    myContributions(states: $states, first: $first, after: $after) {
      totalCount pageInfo { hasNextPage endCursor }
      edges { node { lotId lotCode marketCode state massGrams exporterId } } } }`,
};

/** Everybody it takes to bring fruit of both counties to the demonstration market, with their registrations. */
export interface Trade {
  readonly base: Member;
  readonly zizhong: Member;
  readonly rongchang: Member;
  readonly packhouse: Member;
  readonly exporter: Member;
  readonly inspector: Member;
  readonly label: ProductLabelId;
  readonly channelId: string;
  /** Orchard registrations by cooperative. */
  readonly registrations: ReadonlyMap<Member, { id: RegistrationId; number: string }>;
  readonly packhouseRegistration: string;
}

/** Joint lots and fruit that is fit for them. The demonstration market must be loaded. */
export function givenLots(testApp: TestApp, given: Given) {
  const land = givenLand(testApp);
  const growing = givenGrowing(testApp);
  const inspections = givenInspections();
  const unities = givenUnities();

  /**
   * @param marketCode where to: registrations and channel are for it
   * @param way        of the channel, where it is not by sea from Shekou
   */
  async function trade(marketCode = 'XD', way: object = {}): Promise<Trade> {
    const forMarket = { marketCodes: [marketCode] };
    const base = await given.member(await given.organisation('BASE_OFFICE'));
    const zizhong = await given.member(await given.organisation('COOPERATIVE', { county: ZIZHONG }));
    const rongchang = await given.member(await given.organisation('COOPERATIVE', { county: RONGCHANG }));
    const packhouse = await given.member(await given.organisation('PACKHOUSE', { county: RONGCHANG }));
    const exporter = await given.member(await given.organisation('EXPORTER', { county: RONGCHANG }));
    const inspector = await given.member(await given.organisation('INSPECTION_BODY', { county: RONGCHANG }));
    const ofZizhong = await land.registration(zizhong, { customsDistrictCode: 'CHENGDU', ...forMarket });
    const ofRongchang = await land.registration(rongchang, {
      customsDistrictCode: 'CHONGQING',
      ...forMarket,
    });
    const ofPackhouse = await land.registration(packhouse, {
      kind: 'PACKHOUSE',
      customsDistrictCode: 'CHONGQING',
      ...forMarket,
    });
    for (const { id } of [ofZizhong, ofRongchang, ofPackhouse]) await land.confirmed(base, id);
    for (const holder of [packhouse, exporter]) await unities.licence(base, holder);
    const channel = await unities.channel(base, exporter, { marketCode, ...way });
    return {
      base,
      zizhong,
      rongchang,
      packhouse,
      exporter,
      inspector,
      label: await growing.confirmedLabel(zizhong, base),
      channelId: channel.id,
      registrations: new Map([
        [zizhong, ofZizhong],
        [rongchang, ofRongchang],
      ]),
      packhouseRegistration: ofPackhouse.number,
    };
  }

  /** A plot of a cooperative under its registration, sprayed in October with all in order. */
  async function plot({ base, label, registrations }: Trade, by: Member): Promise<{ id: string }> {
    const isZizhong = by.organisation.countyCode === ZIZHONG;
    const made = await land.plot(by, { town: isZizhong ? '511025123' : '500153112' });
    const registration = registrations.get(by);
    if (registration) {
      await land.covered(by, registration.id, [made.id], { validFrom: localDate('2025-09-01') });
      // The clock stands after the harvests that tests enter.
      await land.confirmed(base, registration.id, [made.id]);
    }
    await growing.spray(by, made.id, '2025-10-10T01:00:00.000Z', { productLabelId: label });
    return made;
  }

  /** Cartons of ten kilograms for the demonstration market, of fruit whose spray record was stated to be complete, packed on 23 January 2026 and on their way to the exporter. */
  async function packed(
    of: Trade,
    by: Member,
    kilograms: number,
    more: {
      plotId?: string;
      marketCode?: string;
      registrationId?: RegistrationId;
      harvestedAt?: string;
      /** Nobody states that all sprays of its plot are on record. */
      isUnstated?: boolean;
    } = {},
  ): Promise<Answer> {
    const { packhouse, exporter } = of;
    const { plotId = (await plot(of, by)).id, harvestedAt, isUnstated, ...packing } = more;
    const harvest = await given.harvest(by, plotId, kilograms, {
      consignedToId: packhouse.organisationId,
      certificateNumber: 'TEST-HGZ-H',
      ...(harvestedAt ? { harvestedAt } : {}),
    });
    if (!isUnstated) await growing.stated(by, plotId as PlotId, harvest.madeOn);
    const received = await given.weighedIn(packhouse, harvest, kilograms);
    const batch = await given.packed(packhouse, received, {
      marketCode: 'XD',
      registrationId: of.registrations.get(by)?.id,
      outputs: { brandCode: 'JOINT', certificateNumber: 'TEST-HGZ-P' },
      ...packing,
    });
    const input = { batchId: batch.id, consignedToId: exporter.organisationId };
    return {
      ...(await done(packhouse, batchDocuments.consignBatch, input)).batch,
      plotId,
      harvestId: harvest.id,
    };
  }

  /** The same, inspected and signed as fit. */
  async function fit(of: Trade, by: Member, kilograms: number, more: object = {}): Promise<Answer> {
    const batch = await packed(of, by, kilograms, more);
    await inspections.passed(of.packhouse, batch, of.inspector, '2026-01-24');
    return batch;
  }

  async function open({ exporter, channelId }: Trade, more: object = {}): Promise<Answer> {
    const input = { channelId, plannedDepartureOn: '2026-02-10', ...more };
    return (await done(exporter, lotDocuments.openLot, input)).lot;
  }

  async function allocated(
    { exporter }: Trade,
    lot: { id: string },
    batch: { id: string },
    cartons?: number,
  ): Promise<Answer> {
    return (await done(exporter, lotDocuments.allocateToLot, { lotId: lot.id, batchId: batch.id, cartons }))
      .lot;
  }

  /** The papers that the demonstration market and the working rules ask for before declaration. */
  async function papers({ exporter }: Trade, lot: { id: string }): Promise<void> {
    for (const kind of ['PACKING_LIST', 'SUPPLY_CERTIFICATE']) {
      const input = { lotId: lot.id, kind, number: `TEST-${kind}`, issuedOn: '2026-01-24' };
      await done(exporter, lotDocuments.recordLotDocument, input);
    }
  }

  /** An open lot with fruit of both counties, fit to be declared: 40 and 60 cartons. */
  async function joint(of: Trade, more: object = {}): Promise<Answer> {
    const lot = await open(of, more);
    await allocated(of, lot, await fit(of, of.zizhong, 400));
    await allocated(of, lot, await fit(of, of.rongchang, 600));
    await papers(of, lot);
    return (await of.exporter.client.run(lotDocuments.lot, { id: lot.id })).lot;
  }

  async function moved(
    { exporter }: Trade,
    lot: { id: string },
    to: string,
    more: object = {},
  ): Promise<Answer> {
    return (await done(exporter, lotDocuments.moveLot, { lotId: lot.id, to, ...more })).lot;
  }

  return {
    trade,
    plot,
    packed,
    fit,
    open,
    allocated,
    papers,
    joint,
    moved,
    land,
    growing,
    inspections,
    unities,
  };
}

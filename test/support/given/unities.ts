import { mutation } from './documents.js';
import type { Member } from './organisations.js';
import { done } from './send.js';

const PROVENANCE =
  'provenance { edition validFrom validTo source { document clause url } lastChecked confidence }';
const LICENCE = `licence { id number brandCode organisationId validFrom validTo endedOn brand { kind } organisation { code } }`;
const CHANNEL = `channel { id code exporterId marketCode customsDistrictCode gatewayZh gatewayEn transport validFrom validTo exporter { code } }`;
const READING =
  'reading { id customsDistrictCode countyCodes source { document clause url } enteredAt confirmedAt }';
const SUBSTANCE_READING =
  'reading { id code nameZh nameEn casNumber otherNames source { document clause url } enteredAt confirmedAt withdrawalReason withdrawalAskedAt withdrawnAt }';
const RULE = `code standardCode versionCode title { zh en } unity subject stage effect marketCode exceptMarkets kind parametersJson conditions { classes varieties } canSettle ${PROVENANCE}`;

/** The operations of the four unities, as a client sends them. */
export const unityDocuments = {
  grantBrandLicence: mutation('grantBrandLicence', `... on BrandLicencePayload { ${LICENCE} }`),
  endBrandLicence: mutation('endBrandLicence', `... on BrandLicencePayload { ${LICENCE} }`),
  openChannel: mutation('openChannel', `... on ChannelPayload { ${CHANNEL} }`),
  closeChannel: mutation('closeChannel', `... on ChannelPayload { ${CHANNEL} }`),
  enterCustomsDistrict: mutation(
    'enterCustomsDistrict',
    `... on CustomsDistrictReadingPayload { ${READING} }`,
  ),
  confirmCustomsDistrict: mutation(
    'confirmCustomsDistrict',
    `... on CustomsDistrictReadingPayload { ${READING} }`,
  ),
  enterSubstance: mutation('enterSubstance', `... on SubstanceReadingPayload { ${SUBSTANCE_READING} }`),
  confirmSubstance: mutation('confirmSubstance', `... on SubstanceReadingPayload { ${SUBSTANCE_READING} }`),
  withdrawSubstanceNames: mutation(
    'withdrawSubstanceNames',
    `... on SubstanceReadingPayload { ${SUBSTANCE_READING} }`,
  ),
  confirmNamesWithdrawal: mutation(
    'confirmNamesWithdrawal',
    `... on SubstanceReadingPayload { ${SUBSTANCE_READING} }`,
  ),
  brandLicences: `query ($filter: BrandLicenceFilter, $first: Int = 25, $after: String) {
    brandLicences(filter: $filter, first: $first, after: $after) {
      totalCount pageInfo { hasNextPage endCursor } edges { node { id number } } } }`,
  channels: `query ($filter: ChannelFilter, $first: Int = 25, $after: String) {
    channels(filter: $filter, first: $first, after: $after) {
      totalCount pageInfo { hasNextPage endCursor } edges { node { id code } } } }`,
  rules: `query ($filter: RuleFilter, $first: Int = 25, $after: String) {
    rules(filter: $filter, first: $first, after: $after) {
      totalCount pageInfo { hasNextPage endCursor } edges { node { ${RULE} } } } }`,
  residueLimits: `query ($filter: ResidueLimitFilter, $first: Int = 25, $after: String) {
    residueLimits(filter: $filter, first: $first, after: $after) {
      totalCount pageInfo { hasNextPage endCursor }
      edges { node { marketCode substance substanceName { zh en } commodity level mgPerKg atLoq ${PROVENANCE} } } } }`,
  marketStatus: `query ($marketCode: String!, $on: LocalDate!) {
    marketStatus(marketCode: $marketCode, on: $on) { status ${PROVENANCE} } }`,
  marketRequirements: `query ($marketCode: String!, $on: LocalDate!) {
    marketRequirements(marketCode: $marketCode, on: $on) {
      on market { code nameEn } status { status } pack { missing { zh en } }
      residueFallback { kind mgPerKg steps listComplete } rules { ${RULE} } } }`,
};

let count = 0;

/** Licences and channels, granted and opened by the base office through the API. */
export const givenUnities = () => ({
  // A test reads whatever it asked for.
  // eslint-disable-next-line typescript/no-explicit-any
  async licence(base: Member, holder: { organisationId: string }, more: object = {}): Promise<any> {
    const input = {
      number: `L-${(count += 1)}`,
      brandCode: 'JOINT',
      organisationId: holder.organisationId,
      validFrom: '2025-09-01',
      validTo: '2027-08-31',
      ...more,
    };
    return (await done(base, unityDocuments.grantBrandLicence, input)).licence;
  },

  /** By sea from Shekou to Thailand, declared in Chongqing, unless said otherwise. */
  // eslint-disable-next-line typescript/no-explicit-any
  async channel(base: Member, exporter: { organisationId: string }, more: object = {}): Promise<any> {
    const input = {
      code: `CH-${(count += 1)}`,
      exporterId: exporter.organisationId,
      marketCode: 'TH',
      customsDistrictCode: 'CHONGQING',
      gatewayZh: '深圳蛇口',
      gatewayEn: 'Shekou, Shenzhen',
      transport: 'SEA',
      validFrom: '2025-09-01',
      ...more,
    };
    return (await done(base, unityDocuments.openChannel, input)).channel;
  },
});

/** Which customs each county deals with, by an invented text: entered by one person of the base office, confirmed by another. */
export async function customsConfirmed(by: Member, confirms: Member): Promise<void> {
  for (const [customsDistrictCode, county] of [
    ['CHENGDU', '511025'],
    ['CHONGQING', '500153'],
  ]) {
    const { reading } = await done(by, unityDocuments.enterCustomsDistrict, {
      customsDistrictCode,
      countyCodes: [county],
      document: '示例文本（测试虚构） / text invented for this test',
      clause: '示例条款 1 / invented clause 1',
    });
    await done(confirms, unityDocuments.confirmCustomsDistrict, { readingId: reading.id });
  }
}

import { declareRefusals, type RefusalOf } from '../../kernel/refusal.js';

export const channelRefusals = declareRefusals({
  CHANNEL_MARKET_UNKNOWN: (v: { marketCode: string }) => ({
    zh: `没有代码为 ${v.marketCode} 的目的市场`,
    en: `There is no market with the code ${v.marketCode}`,
  }),
  CHANNEL_LEADS_HOME: (_: Record<never, never>) => ({
    zh: '出口渠道不能以国内为目的市场',
    en: 'A channel of export cannot lead to the home market',
  }),
  CHANNEL_CUSTOMS_UNKNOWN: (v: { customsDistrictCode: string }) => ({
    zh: `没有代码为 ${v.customsDistrictCode} 的直属海关`,
    en: `There is no customs district with the code ${v.customsDistrictCode}`,
  }),
  CHANNEL_EXPORTER_EXPECTED: (v: { code: string }) => ({
    zh: `机构 ${v.code} 不是出口企业`,
    en: `The organisation ${v.code} is not an exporter`,
  }),
  CHANNEL_EXPORTER_CLOSED: (v: { code: string }) => ({
    zh: `出口企业 ${v.code} 已注销`,
    en: `The exporter ${v.code} is closed`,
  }),
  CHANNEL_CODE_TAKEN: (v: { code: string }) => ({
    zh: `渠道代码 ${v.code} 已被使用`,
    en: `The channel code ${v.code} is taken`,
  }),
  CHANNEL_DATES_REVERSED: (v: { validFrom: string; validTo: string }) => ({
    zh: `渠道的最后一天 ${v.validTo} 早于第一天 ${v.validFrom}`,
    en: `The last day of the channel, ${v.validTo}, lies before its first, ${v.validFrom}`,
  }),
  CHANNEL_CLOSED_ALREADY: (v: { code: string; validTo: string }) => ({
    zh: `渠道 ${v.code} 到 ${v.validTo} 为止，不能改到更晚`,
    en: `The channel ${v.code} ends on ${v.validTo} and cannot end later`,
  }),
  CHANNEL_CLOSED_TOO_EARLY: (v: { code: string; validFrom: string }) => ({
    zh: `渠道 ${v.code} 自 ${v.validFrom} 起开通，不能在此之前关闭`,
    en: `The channel ${v.code} opens on ${v.validFrom} and cannot close before that`,
  }),
  CUSTOMS_COUNTY_UNKNOWN: (v: { countyCode: string }) => ({
    zh: `没有代码为 ${v.countyCode} 的县、区`,
    en: `There is no county with the code ${v.countyCode}`,
  }),
  CUSTOMS_COUNTY_ELSEWHERE: (v: { countyCode: string; customsDistrictCode: string }) => ({
    zh: `${v.countyCode} 已属关区 ${v.customsDistrictCode}；须先录入并确认该关区不再管辖它`,
    en: `${v.countyCode} belongs to the customs district ${v.customsDistrictCode}; that it no longer does is to be entered and confirmed first`,
  }),
  CUSTOMS_CONFIRMED_ALREADY: (v: { code: string }) => ({
    zh: `关区 ${v.code} 的这一条已经确认`,
    en: `This entry about the customs district ${v.code} is confirmed already`,
  }),
  CUSTOMS_TAKES_TWO: (v: { code: string }) => ({
    zh: `关区 ${v.code} 的这一条由您录入，须由另一人确认`,
    en: `You made this entry about the customs district ${v.code}; another person confirms it`,
  }),
  CUSTOMS_READ_ANEW: (v: { code: string }) => ({
    zh: `关区 ${v.code} 已有更晚录入的一条获得确认，这一条不再适用`,
    en: `A later entry about the customs district ${v.code} is confirmed; this one no longer applies`,
  }),
});
export type ChannelRefusal = RefusalOf<typeof channelRefusals>;

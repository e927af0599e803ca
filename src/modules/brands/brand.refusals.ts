import { declareRefusals, type RefusalOf } from '../../kernel/refusal.js';

export const brandRefusals = declareRefusals({
  BRAND_UNKNOWN: (v: { brandCode: string }) => ({
    zh: `没有代码为 ${v.brandCode} 的品牌或地理标志`,
    en: `There is no brand or geographical indication with the code ${v.brandCode}`,
  }),
  LICENSEE_CLOSED: (v: { code: string }) => ({
    zh: `机构 ${v.code} 已注销，不能授权`,
    en: `The organisation ${v.code} is closed and cannot be licensed`,
  }),
  LICENCE_NUMBER_TAKEN: (v: { number: string }) => ({
    zh: `授权编号 ${v.number} 已被使用`,
    en: `The licence number ${v.number} is taken`,
  }),
  LICENCE_DATES_REVERSED: (v: { validFrom: string; validTo: string }) => ({
    zh: `授权的最后一天 ${v.validTo} 早于第一天 ${v.validFrom}`,
    en: `The last day of the licence, ${v.validTo}, lies before its first, ${v.validFrom}`,
  }),
  LICENCE_ENDED_ALREADY: (v: { number: string; endedOn: string }) => ({
    zh: `授权 ${v.number} 已于 ${v.endedOn} 终止`,
    en: `The licence ${v.number} was ended already, on ${v.endedOn}`,
  }),
  LICENCE_END_OUTSIDE: (v: { validFrom: string; validTo: string }) => ({
    zh: `终止日应在授权期内：${v.validFrom} 至 ${v.validTo}`,
    en: `A licence ends on a day within it: ${v.validFrom} to ${v.validTo}`,
  }),
});
export type BrandRefusal = RefusalOf<typeof brandRefusals>;

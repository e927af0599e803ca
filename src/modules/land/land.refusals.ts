import type { NotFound } from '../../infrastructure/database/common-refusals.js';
import { declareRefusals, type RefusalOf } from '../../kernel/refusal.js';
import type { ErasingRefusal } from '../attachments/erasing.refusals.js';
import type { boundaryRefusals } from './boundary.refusals.js';

type Nothing = Record<never, never>;

export const landRefusals = declareRefusals({
  TOWN_UNKNOWN: (v: { townCode: string }) => ({
    zh: `没有代码为 ${v.townCode} 的乡镇（街道）`,
    en: `There is no town with the code ${v.townCode}`,
  }),
  PLOT_VARIETY_UNKNOWN: (v: { varietyCode: string }) => ({
    zh: `品种目录中没有 ${v.varietyCode}`,
    en: `There is no variety with the code ${v.varietyCode}`,
  }),
  CUSTOMS_DISTRICT_UNKNOWN: (v: { customsDistrictCode: string }) => ({
    zh: `没有代码为 ${v.customsDistrictCode} 的海关关区`,
    en: `There is no customs district with the code ${v.customsDistrictCode}`,
  }),
  NOTHING_TO_CONFIRM: (_: Nothing) => ({
    zh: '未指明核对什么：注册登记本身，或其下的地块',
    en: 'It does not say what is confirmed: the registration itself, or plots under it',
  }),
  REGISTRATION_MARKET_UNKNOWN: (v: { marketCode: string }) => ({
    zh: `没有代码为 ${v.marketCode} 的目的市场`,
    en: `There is no market with the code ${v.marketCode}`,
  }),
  DECLARED_AREA_ZERO: (_: Nothing) => ({
    zh: '申报面积应大于零',
    en: 'The declared area must be above zero',
  }),
  VARIETY_IN_THE_FUTURE: (v: { since: string }) => ({
    zh: `品种自 ${v.since} 起，该日在将来`,
    en: `The day ${v.since}, since which the variety stands there, lies in the future`,
  }),
  PLANTED_IN_THE_FUTURE: (v: { year: number }) => ({
    zh: `定植年份 ${v.year} 在将来`,
    en: `The planting year ${v.year} lies in the future`,
  }),
  PLOT_CODE_TAKEN: (v: { code: string }) => ({
    zh: `地块编号 ${v.code} 已被使用`,
    en: `The plot code ${v.code} is taken`,
  }),
  PLOT_STAYS_IN_COUNTY: (v: { countyCode: string; townCode: string }) => ({
    zh: `地块在县（区）${v.countyCode}，不能改到另一县的乡镇 ${v.townCode}；登记有误的，请另建地块`,
    en: `The plot lies in the county ${v.countyCode} and cannot be moved to the town ${v.townCode} of another one; register a new plot instead`,
  }),
  ORCHARD_CODE_TAKEN: (v: { code: string }) => ({
    zh: `果园编号 ${v.code} 已被使用`,
    en: `The orchard code ${v.code} is taken`,
  }),
  GROWER_CODE_TAKEN: (v: { code: string }) => ({
    zh: `本合作社已有编号为 ${v.code} 的种植户`,
    en: `Your cooperative has a grower with the code ${v.code} already`,
  }),
  GROWER_ERASED: (v: { code: string }) => ({
    zh: `种植户 ${v.code} 的个人信息已删除，不能再改动`,
    en: `The personal data of grower ${v.code} was erased; the entry is closed`,
  }),
  LOOK_ENDED: (v: { minutes: number }) => ({
    zh: `这次查看已结束（${v.minutes} 分钟内有效）；再次查看请用新的请求编号并说明理由`,
    en: `This look at personal data has ended (it is good for ${v.minutes} minutes); look again with a new request id and a reason`,
  }),
  REGISTRATION_FOR_OTHERS: (_: Nothing) => ({
    zh: '只有基地办公室可以为其他机构录入注册登记',
    en: 'Only the base office records registrations of other organisations',
  }),
  REGISTRATION_KIND_ELSEWHERE: (v: { kind: string }) => ({
    zh: `本机构不能录入类别为 ${v.kind} 的注册登记：合作社录入果园，包装厂录入包装厂，其余由基地办公室录入`,
    en: `Your organisation does not record registrations of the kind ${v.kind}: cooperatives record orchards, packhouses record packhouses, the base office any`,
  }),
  REGISTRATION_NUMBER_TAKEN: (v: { number: string }) => ({
    zh: `注册登记号 ${v.number} 在该海关已录入`,
    en: `The number ${v.number} is recorded already for these customs`,
  }),
  REGISTRATION_YIELD_ZERO: (_: Nothing) => ({
    zh: '预计产量应大于零；未申报时请留空',
    en: 'The estimated yield must be above zero; leave it out where none was declared',
  }),
  YIELD_OF_NO_ORCHARD: (v: { number: string }) => ({
    zh: `${v.number} 是包装厂的注册登记，没有申报产量`,
    en: `${v.number} is the registration of a packhouse, which declares no yield`,
  }),
  YIELD_DECLARED_IN_THE_FUTURE: (v: { on: string }) => ({
    zh: `申报日 ${v.on} 在将来`,
    en: `The day of declaration ${v.on} lies in the future`,
  }),
  YIELD_OUTSIDE_REGISTRATION: (v: { number: string; season: string }) => ({
    zh: `注册登记 ${v.number} 在 ${v.season} 产季没有有效日`,
    en: `Registration ${v.number} does not stand on any day of season ${v.season}`,
  }),
  SUPPLY_ENTERED_BY_PACKHOUSE: (_: Nothing) => ({
    zh: '供货关系由包装厂为本厂录入，或由基地办公室录入',
    en: 'A supply relation is entered by the packhouse for itself, or by the base office',
  }),
  SUPPLY_TO_NO_PACKHOUSE: (_: Nothing) => ({
    zh: '供货关系的一方须是包装厂',
    en: 'A supply relation is with a packhouse',
  }),
  SUPPLY_REGISTRATION_UNKNOWN: (v: { number: string; customsDistrictCode: string }) => ({
    zh: `关区 ${v.customsDistrictCode} 没有录入编号为 ${v.number} 的果园注册登记`,
    en: `No orchard registration with the number ${v.number} is recorded for the customs district ${v.customsDistrictCode}`,
  }),
  SUPPLY_DATES_REVERSED: (v: { from: string; to: string }) => ({
    zh: `截止日 ${v.to} 早于起始日 ${v.from}`,
    en: `The last day ${v.to} comes before the first day ${v.from}`,
  }),
  SUPPLY_ENDED_ALREADY: (v: { day: string }) => ({
    zh: `该供货关系自 ${v.day} 起已终止`,
    en: `The supply relation ended on ${v.day} already`,
  }),
  REGISTRATION_DATES_REVERSED: (v: { from: string; to: string }) => ({
    zh: `截止日 ${v.to} 早于起始日 ${v.from}`,
    en: `The last day ${v.to} comes before the first day ${v.from}`,
  }),
  REGISTRATION_COVERS_NO_PLOTS: (v: { number: string }) => ({
    zh: `${v.number} 是包装厂的注册登记，不涵盖地块`,
    en: `${v.number} is the registration of a packhouse and covers no plots`,
  }),
  PLOT_COVERED_ALREADY: (v: { plot: string; from: string; to: string }) => ({
    zh: `地块 ${v.plot} 在 ${v.from} 至 ${v.to} 已列入该注册登记，时段不能重叠`,
    en: `Plot ${v.plot} is under this registration from ${v.from} to ${v.to} already; spans must not overlap`,
  }),
  PLOT_NAMED_TWICE: (v: { plot: string }) => ({
    zh: `地块 ${v.plot} 在同一份名单中重复`,
    en: `Plot ${v.plot} is named twice in one list`,
  }),
  COVERAGE_BEYOND_REGISTRATION: (v: { from: string; to: string }) => ({
    zh: `地块的涵盖时段须在注册登记的有效期 ${v.from} 至 ${v.to} 之内`,
    en: `Plots are covered within the time of the registration, ${v.from} to ${v.to}`,
  }),
  REGISTRATION_WITHDRAWN: (v: { number: string; on: string }) => ({
    zh: `注册登记 ${v.number} 已于 ${v.on} 注销`,
    en: `Registration ${v.number} was withdrawn on ${v.on}`,
  }),
  ENTRY_NEEDS_ANOTHER_PERSON: (v: { name: string }) => ({
    zh: `${v.name} 由本人录入，须由基地办公室的另一人确认`,
    en: `You entered ${v.name} yourself; another person of the base office has to confirm it`,
  }),
  ENTRY_NEEDS_ANOTHER_ORGANISATION: (v: { name: string }) => ({
    zh: `本人属于因 ${v.name} 受益的机构，不能确认`,
    en: `You belong to an organisation that gains by ${v.name} and cannot confirm it`,
  }),
  ENTRY_CONFIRMED: (v: { name: string }) => ({
    zh: `${v.name} 已确认`,
    en: `${v.name} is confirmed already`,
  }),
  WITHDRAWN_IN_THE_FUTURE: (v: { on: string }) => ({
    zh: `注销日 ${v.on} 在将来`,
    en: `The day of withdrawal ${v.on} lies in the future`,
  }),
  WITHDRAWN_BEFORE_IT_BEGAN: (v: { on: string; from: string }) => ({
    zh: `注销日 ${v.on} 早于注册登记的起始日 ${v.from}`,
    en: `The day of withdrawal ${v.on} comes before the registration began on ${v.from}`,
  }),
});

export type BoundaryRefusal = RefusalOf<typeof boundaryRefusals>;
export type LandRefusal = RefusalOf<typeof landRefusals> | BoundaryRefusal | ErasingRefusal | NotFound;

import { counted } from '../../kernel/counted.js';
import type { LocalDate } from '../../kernel/local-date.js';
import { declareRefusals, type RefusalOf } from '../../kernel/refusal.js';

export const coverageRefusals = declareRefusals({
  COVERAGE_OF_WHAT: (_: Record<never, never>) => ({
    zh: '请写明报告覆盖什么：果园注册登记、地块，或一次采后处理；处理与地块分别录入',
    en: 'Say what the report covers: an orchard registration or plots, or else a treatment after harvest',
  }),
  COVERAGE_OF_NO_PLOT: (_: Record<never, never>) => ({
    zh: '该注册登记在取样日没有覆盖任何地块',
    en: 'No plot stood under that registration on the day of sampling',
  }),
  COVERAGE_WINDOW_EMPTY: (v: { coversFrom: LocalDate; coversTo: LocalDate }) => ({
    zh: `覆盖的最后一天 ${v.coversTo} 早于第一天 ${v.coversFrom}`,
    en: `The last day covered, ${v.coversTo}, lies before the first, ${v.coversFrom}`,
  }),
  COVERAGE_OF_TWO_SEASONS: (v: { coversFrom: LocalDate; coversTo: LocalDate }) => ({
    zh: `${v.coversFrom} 与 ${v.coversTo} 不在同一产季；一份报告只覆盖一个产季`,
    en: `${v.coversFrom} and ${v.coversTo} lie in two seasons; a report covers one`,
  }),
  COVERAGE_SAMPLED_IN_FUTURE: (v: { sampledOn: LocalDate }) => ({
    zh: `取样日 ${v.sampledOn} 在将来`,
    en: `The day of sampling, ${v.sampledOn}, lies in the future`,
  }),
  COVERAGE_BEFORE_SAMPLING: (v: { coversFrom: LocalDate; sampledOn: LocalDate }) => ({
    zh: `覆盖从 ${v.coversFrom} 起，早于取样日 ${v.sampledOn}；样品不能说明此前采收的果实`,
    en: `It covers from ${v.coversFrom}, before the sampling on ${v.sampledOn}; a sample says nothing of fruit picked before it`,
  }),
  COVERAGE_SAMPLED_IN_EARLIER_SEASON: (v: { coversFrom: LocalDate; sampledOn: LocalDate }) => ({
    zh: `取样日 ${v.sampledOn} 属于更早的产季，覆盖从 ${v.coversFrom} 起；上一产季的样品不能说明本产季的果实`,
    en: `Sampled on ${v.sampledOn}, in an earlier season than the fruit from ${v.coversFrom}: a sample says nothing of the next season's fruit`,
  }),
  SAMPLED_BEFORE_TREATED: (v: { sampledOn: LocalDate; treatedOn: LocalDate }) => ({
    zh: `取样日 ${v.sampledOn} 早于处理日 ${v.treatedOn}`,
    en: `Sampled on ${v.sampledOn}, before the treatment on ${v.treatedOn}`,
  }),
  TREATMENT_OUTSIDE_WINDOW: (v: { treatedOn: LocalDate }) => ({
    zh: `所取样果实的处理日 ${v.treatedOn} 不在覆盖的日期内`,
    en: `The fruit sampled was treated on ${v.treatedOn}, outside the days covered`,
  }),
  COVERAGE_BY_WHO_GAINS: (v: { organisations: number }) => ({
    zh: `您属于与这些果实有利害关系的 ${v.organisations} 个单位，不能为其录入、确认或撤销覆盖报告`,
    en: `You belong to ${counted(v.organisations, 'organisation')} that gains by this fruit, and can neither enter, confirm nor withdraw a report that covers it`,
  }),
  COVERAGE_WITHOUT_REPORT: (_: Record<never, never>) => ({
    zh: '请附上检测报告',
    en: 'Attach the report',
  }),
  COVERAGE_REPORT_ENTERED: (v: { reportNumber: string }) => ({
    zh: `该实验室的报告 ${v.reportNumber} 已录入`,
    en: `Report ${v.reportNumber} of that laboratory is entered already`,
  }),
  COVERAGE_WITHDRAWN: (v: { reportNumber: string }) => ({
    zh: `报告 ${v.reportNumber} 已撤销`,
    en: `Report ${v.reportNumber} is withdrawn`,
  }),
  COVERAGE_WITHDRAWAL_ASKED: (v: { reportNumber: string }) => ({
    zh: `报告 ${v.reportNumber} 已有一人申请撤销，须由另一人确认撤销`,
    en: `One person has withdrawn report ${v.reportNumber} already; another one confirms that`,
  }),
  COVERAGE_WITHDRAWAL_TAKES_TWO: (v: { reportNumber: string }) => ({
    zh: `报告 ${v.reportNumber} 的撤销由您申请，须由另一人确认`,
    en: `You withdrew report ${v.reportNumber}; it was confirmed, so another person confirms that`,
  }),
  COVERAGE_CONFIRMED_ALREADY: (v: { reportNumber: string }) => ({
    zh: `报告 ${v.reportNumber} 已经确认`,
    en: `Report ${v.reportNumber} is confirmed already`,
  }),
  COVERAGE_TAKES_TWO: (v: { reportNumber: string }) => ({
    zh: `报告 ${v.reportNumber} 由您录入，须由另一人确认`,
    en: `You entered report ${v.reportNumber}; another person confirms it`,
  }),
  WATCH_LIST_MARKET_UNKNOWN: (v: { market: string }) => ({
    zh: `没有这个目的市场：${v.market}`,
    en: `There is no market with the code ${v.market}`,
  }),
  WATCH_LIST_SUBSTANCE_UNKNOWN: (v: { substance: string }) => ({
    zh: `没有这种有效成分的名称或代码：${v.substance}；代码请查 substances`,
    en: `No substance is called ${v.substance} or has that code; the query substances lists them`,
  }),
  WATCH_LIST_DAYS: (v: { validFrom: LocalDate; validTo: LocalDate }) => ({
    zh: `最后一天 ${v.validTo} 早于第一天 ${v.validFrom}`,
    en: `The last day, ${v.validTo}, lies before the first, ${v.validFrom}`,
  }),
  WATCH_LIST_ENTERED: (v: { market: string; edition: string }) => ({
    zh: `${v.market} 的关注清单 ${v.edition} 已录入；有改动的，录入新的一版`,
    en: `The watch list ${v.edition} of ${v.market} is entered; what is different is a new edition`,
  }),
  WATCH_LIST_CONFIRMED_ALREADY: (_: Record<never, never>) => ({
    zh: '这份关注清单已经确认',
    en: 'This watch list is confirmed already',
  }),
  WATCH_LIST_TAKES_TWO: (_: Record<never, never>) => ({
    zh: '这份关注清单由您录入，须由另一人确认',
    en: 'You entered this watch list; another person confirms it',
  }),
});

export type CoverageRefusal = RefusalOf<typeof coverageRefusals>;

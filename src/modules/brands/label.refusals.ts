import { declareRefusals, type RefusalOf } from '../../kernel/refusal.js';

type Nothing = Record<never, never>;

export const labelRefusals = declareRefusals({
  LABEL_DESIGN_CODE_TAKEN: (v: { code: string }) => ({
    zh: `标签设计编号 ${v.code} 已被使用`,
    en: `The code ${v.code} is taken by another label design`,
  }),
  LABEL_DESIGN_MARKET_UNKNOWN: (v: { marketCode: string }) => ({
    zh: `没有代码为 ${v.marketCode} 的市场`,
    en: `There is no market with the code ${v.marketCode}`,
  }),
  LABEL_DESIGN_OF_A_PACKER_OR_EXPORTER: (v: { code: string }) => ({
    zh: `${v.code} 不是包装厂或出口企业，不使用箱标`,
    en: `${v.code} is neither a packhouse nor an exporter and labels no cartons`,
  }),
  LABEL_DESIGN_DATES_REVERSED: (v: { validFrom: string; validTo: string }) => ({
    zh: `标签设计的最后一天 ${v.validTo} 早于第一天 ${v.validFrom}`,
    en: `The last day of the design, ${v.validTo}, lies before its first, ${v.validFrom}`,
  }),
  LABEL_DESIGN_CONFIRMED_ALREADY: (v: { code: string }) => ({
    zh: `标签设计 ${v.code} 已经核准`,
    en: `The label design ${v.code} is confirmed already`,
  }),
  LABEL_DESIGN_NEEDS_ANOTHER_PERSON: (v: { code: string }) => ({
    zh: `标签设计 ${v.code} 须由录入者以外、且不属于用标单位的人核准`,
    en: `The label design ${v.code} is confirmed by another person than entered it, who does not belong to its user`,
  }),
  LABEL_DESIGN_ENDED_ALREADY: (v: { code: string; endedOn: string }) => ({
    zh: `标签设计 ${v.code} 已于 ${v.endedOn} 停用`,
    en: `The label design ${v.code} was ended already, on ${v.endedOn}`,
  }),
  LABEL_DESIGN_END_OUTSIDE: (v: { validFrom: string; validTo: string }) => ({
    zh: `停用日应在有效期内：${v.validFrom} 至 ${v.validTo}`,
    en: `A design ends on a day within it: ${v.validFrom} to ${v.validTo}`,
  }),
  LABEL_DESIGN_NOT_CONFIRMED: (v: { code: string }) => ({
    zh: `标签设计 ${v.code} 尚未经第二人核准，不能发放序号`,
    en: `No serial numbers are issued for ${v.code} before a second person has confirmed it`,
  }),
  LABEL_DESIGN_WITHOUT_SERIALS: (v: { code: string }) => ({
    zh: `标签设计 ${v.code} 没有序号`,
    en: `Labels of the design ${v.code} carry no serial numbers`,
  }),
  LABEL_RANGE_FOR_A_PACKHOUSE: (v: { code: string }) => ({
    zh: `${v.code} 不是包装厂，不能发放标签序号`,
    en: `${v.code} is no packhouse; serial numbers are issued to packhouses`,
  }),
  SERIALS_REVERSED: (v: { first: number; last: number }) => ({
    zh: `末号 ${v.last} 小于首号 ${v.first}`,
    en: `The last serial number, ${v.last}, is below the first, ${v.first}`,
  }),
  LABELS_IN_THE_FUTURE: (v: { day: string }) => ({
    zh: `${v.day} 在将来；只记录已经做过的事`,
    en: `${v.day} lies in the future; what is recorded has been done`,
  }),
  SERIALS_ISSUED_ALREADY: (v: { series: string; first: number; last: number }) => ({
    zh: `序号 ${v.series} ${v.first} 至 ${v.last} 中有已发放过的`,
    en: `Some of the serial numbers ${v.series} ${v.first} to ${v.last} were issued before`,
  }),
  SERIALS_READ_ALIKE: (v: {
    series: string;
    first: number;
    last: number;
    other: string;
    otherFirst: number;
    otherLast: number;
  }) => ({
    zh: `序号 ${v.series} ${v.first} 至 ${v.last} 印出来可能与已发放的 ${v.other} ${v.otherFirst} 至 ${v.otherLast} 相同；请用别的号码，或换一个以字母结尾的系列`,
    en: `Printed, some of ${v.series} ${v.first} to ${v.last} can read like ${v.other} ${v.otherFirst} to ${v.otherLast}, which were issued: take other numbers, or a series that ends with a letter`,
  }),
  LABEL_RANGE_WITHDRAWN_ALREADY: (v: { withdrawnOn: string }) => ({
    zh: `该序号段已于 ${v.withdrawnOn} 收回作废`,
    en: `The range was withdrawn already, on ${v.withdrawnOn}`,
  }),
  LABEL_RANGE_WITHDRAWN_BEFORE_ISSUED: (v: { issuedOn: string }) => ({
    zh: `收回日不得早于发放日 ${v.issuedOn}`,
    en: `A range is withdrawn on the day it was issued, ${v.issuedOn}, or later`,
  }),
  LABELS_NEED_A_PACKED_BATCH: (v: { batch: string }) => ({
    zh: `${v.batch} 不是本厂包装的批次`,
    en: `${v.batch} is no batch that you packed`,
  }),
  SERIALS_MISSING: (v: { code: string }) => ({
    zh: `标签设计 ${v.code} 有序号，须录入所用的首号和末号`,
    en: `Labels of ${v.code} carry serial numbers: give the first and the last used`,
  }),
  SERIALS_NOT_ISSUED: (v: { series: string; first: number; last: number }) => ({
    zh: `序号 ${v.series} ${v.first} 至 ${v.last} 不在任何一个已发放的号段内`,
    en: `The serial numbers ${v.series} ${v.first} to ${v.last} lie in no range that was issued`,
  }),
  SERIALS_USED_ALREADY: (v: { series: string; first: number; last: number }) => ({
    zh: `序号 ${v.series} ${v.first} 至 ${v.last} 中有已用过的`,
    en: `Some of the serial numbers ${v.series} ${v.first} to ${v.last} are on other cartons`,
  }),
  LABEL_USE_CORRECTED_ALREADY: (_: Nothing) => ({
    zh: '这条标签使用记录已被更正或作废；请更正最新的一条',
    en: 'This record of labels was corrected or voided already; correct the latest one',
  }),
});
export type LabelRefusal = RefusalOf<typeof labelRefusals>;

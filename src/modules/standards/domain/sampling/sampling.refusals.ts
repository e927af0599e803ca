import { declareRefusals, type RefusalOf } from '../../../../kernel/refusal.js';

/** Why a sampling plan cannot be made out, or a table of package counts cannot be one. */
export const samplingRefusals = declareRefusals({
  SAMPLING_BATCH_TOO_SMALL: (v: { batchSize: number; least: number }) => ({
    zh: `批量 ${v.batchSize} 小于抽样表的下限 ${v.least}`,
    en: `A batch of ${v.batchSize} is smaller than the sampling table begins with, ${v.least}`,
  }),
  SAMPLING_AQL_UNKNOWN: (v: { aql: string }) => ({
    zh: `抽样表没有 AQL ${v.aql}；只能用表中所列的值，不取近似`,
    en: `The sampling tables have no AQL ${v.aql}; only the values they print can be used, none is rounded`,
  }),
  SAMPLING_PLAN_NOT_ON_RECORD: (v: { codeLetter: string; aql: string }) => ({
    zh: `样本量字码 ${v.codeLetter}、AQL ${v.aql} 处的箭头指向未收录的方案，须查标准原文`,
    en: `The arrow at code letter ${v.codeLetter}, AQL ${v.aql} leads to a plan that is not on record; look into the standard itself`,
  }),
  SAMPLING_DETECTION_BELOW_ONE: (v: { batchSize: number; level: string }) => ({
    zh: `批量 ${v.batchSize}：检出水平（计入检出效率）${v.level} % 不足一个单位，抽样不能保证`,
    en: `Of a batch of ${v.batchSize}, ${v.level} % (level of detection times efficacy) is less than one unit: no sample can promise to find it`,
  }),
  PACKAGE_COUNT_EMPTY: (_: Record<never, never>) => ({
    zh: '开箱数表没有任何一档',
    en: 'The package-count table has no step',
  }),
  PACKAGE_COUNT_GAP: (v: { step: number; expected: string }) => ({
    zh: `开箱数表第 ${v.step} 档应从 ${v.expected} 箱起，与上一档相接`,
    en: `Step ${v.step} of the package-count table should begin with ${v.expected}, where the one before ends`,
  }),
  PACKAGE_COUNT_RANGE: (v: { step: number }) => ({
    zh: `开箱数表第 ${v.step} 档的止数小于起数；只有末档可以不设止数`,
    en: `Step ${v.step} of the package-count table ends before it begins; only the last step may be open`,
  }),
  PACKAGE_COUNT_FALLS: (v: { step: number }) => ({
    zh: `开箱数表第 ${v.step} 档的开箱数少于上一档或不足一箱`,
    en: `Step ${v.step} of the package-count table opens fewer packages than the one before, or none`,
  }),
  PACKAGE_COUNT_ENDS: (v: { packages: number; last: number }) => ({
    zh: `开箱数表只到 ${v.last} 箱，本批 ${v.packages} 箱`,
    en: `The package-count table ends at ${v.last} packages; this batch has ${v.packages}`,
  }),
});

export type SamplingRefusal = RefusalOf<typeof samplingRefusals>;

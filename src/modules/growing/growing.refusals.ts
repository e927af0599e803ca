import type { NotFound } from '../../infrastructure/database/common-refusals.js';
import { chinaClock } from '../../kernel/local-date.js';
import { declareRefusals, type RefusalOf } from '../../kernel/refusal.js';

type Nothing = Record<never, never>;

export const growingRefusals = declareRefusals({
  WORK_IN_THE_FUTURE: (v: { moment: string }) => ({
    zh: `作业时间 ${chinaClock(v.moment)}（北京时间）在将来；只记录已经做过的事`,
    en: `${chinaClock(v.moment)} (China time) lies in the future; what is recorded has been done`,
  }),
  TREATED_AREA_ZERO: (_: Nothing) => ({
    zh: '作业面积应大于零；不清楚时请留空',
    en: 'The area treated must be above zero; leave it out where it is not known',
  }),
  SPRAY_WITHOUT_PRODUCT: (_: Nothing) => ({
    zh: '施药记录至少要有农药登记标签、产品名称、有效成分中的一项',
    en: 'A spray names at least one of these: product label, product name, active ingredients',
  }),
  PRODUCT_WITHOUT_SPRAY: (_: Nothing) => ({
    zh: '农药标签和防治对象只属于施药记录',
    en: 'A product label and a target belong to a spray only',
  }),
  STATEMENT_WITHOUT_PERIOD: (_: Nothing) => ({
    zh: '用药记录完整声明须写明起止日期和该期间已有的施药记录次数（没有用药填 0）',
    en: 'A statement that the spray record is complete names its first and last day and how many sprays are on record (0: nothing was sprayed)',
  }),
  PERIOD_WITHOUT_STATEMENT: (_: Nothing) => ({
    zh: '起止日期和施药记录次数只属于用药记录完整声明',
    en: 'A period and a number of sprays belong to a statement that the spray record is complete',
  }),
  STATED_PERIOD_REVERSED: (v: { from: string; to: string }) => ({
    zh: `起始日 ${v.from} 晚于终止日 ${v.to}`,
    en: `The first day ${v.from} comes after the last day ${v.to}`,
  }),
  STATED_PERIOD_TOO_LONG: (v: { days: number }) => ({
    zh: `一次声明最多 ${v.days} 天；更长的期间请分次声明`,
    en: `A statement covers ${v.days} days at most; state a longer time in parts`,
  }),
  STATED_BEFORE_ITS_END: (v: { to: string; statedOn: string }) => ({
    zh: `终止日 ${v.to} 在声明当日 ${v.statedOn} 之后；尚未过去的日子不能声明`,
    en: `The last day ${v.to} comes after the day of the statement, ${v.statedOn}; days still to come cannot be stated`,
  }),
  SPRAYS_ON_RECORD_DIFFER: (v: { onRecord: number; told: number }) => ({
    zh: `该期间已有施药记录 ${v.onRecord} 次，而声明的是 ${v.told} 次：请核对记录，漏记的先补记，再声明`,
    en: `${v.onRecord} sprays are on record for this period, not ${v.told}: look through them, record what is missing, then state it`,
  }),
  GROWING_RECORD_CORRECTED_ALREADY: (_: Nothing) => ({
    zh: '这条记录已被更正；请更正最新的一条',
    en: 'This record was corrected already; correct the latest one instead',
  }),
  GROWING_RECORD_VOID_ALREADY: (_: Nothing) => ({
    zh: '这条记录已经作废',
    en: 'This record is void already',
  }),
  LABEL_TAKEN: (v: { registrationNumber: string; crop: string }) => ({
    zh: `农药登记证号 ${v.registrationNumber} 用于“${v.crop}”的标签已录入`,
    en: `The label of ${v.registrationNumber} for "${v.crop}" is entered already`,
  }),
  LABEL_CONFIRMED_ALREADY: (v: { registrationNumber: string }) => ({
    zh: `${v.registrationNumber} 的标签已经核对，不能再改动`,
    en: `The label of ${v.registrationNumber} is confirmed and cannot be changed any more`,
  }),
  LABEL_NEEDS_ANOTHER_PERSON: (_: Nothing) => ({
    zh: '标签须由录入者以外的人核对',
    en: 'A label is confirmed by another person than the one who entered it',
  }),
  LABEL_NEEDS_PHOTOGRAPH: (_: Nothing) => ({
    zh: '标签没有照片，无从对照：请先上传农药登记标签的照片，以“更正标签”附上，再由另一单位核对',
    en: 'There is no photograph of the label to compare with: upload one, attach it by correctProductLabel, then have another organisation confirm',
  }),
  LABEL_INTERVAL_AND_NONE: (_: Nothing) => ({
    zh: '既填了安全间隔期，又注明标签未规定：只能取其一',
    en: 'An interval is given, and that the label states none: it is one or the other',
  }),
  LABEL_MAXIMUM_AND_NONE: (_: Nothing) => ({
    zh: '既填了每季最多使用次数，又注明标签未规定：只能取其一',
    en: 'A maximum of applications is given, and that the label states none: it is one or the other',
  }),
  LABEL_NOT_WHOLE: (_: Nothing) => ({
    zh: '安全间隔期或每季最多使用次数没有录入：请先以“更正标签”补齐，标签未规定的注明未规定，再由另一单位核对',
    en: 'The interval or the maximum of applications is not entered: complete it by correctProductLabel, or say that the label states none, then have another organisation confirm',
  }),
  LABEL_NEEDS_ANOTHER_ORGANISATION: (_: Nothing) => ({
    zh: '标签须由录入单位以外的单位核对：一家录入，另一家对照农药登记标签核对',
    en: 'A label is confirmed by another organisation than the one that entered it: one reads it off, another checks it',
  }),
  CORRECTION_NEEDS_NO_AGREEMENT: (_: Nothing) => ({
    zh: '这条记录不是须经同意的更正或作废',
    en: 'This entry is no correction or voiding that anybody has to agree to',
  }),
  CORRECTION_AGREED_ALREADY: (_: Nothing) => ({
    zh: '这条更正已经同意',
    en: 'This correction was agreed to already',
  }),
  CORRECTION_CORRECTED_SINCE: (_: Nothing) => ({
    zh: '这条更正之后又有更正；请核实最新的一条',
    en: 'This correction was corrected since; settle the latest one instead',
  }),
  CORRECTION_DECLINED: (_: Nothing) => ({
    zh: '这条更正已不予同意；确有依据的，由更正者重新更正后再报核',
    en: 'This correction was declined; whoever made it enters it anew, with what shows it',
  }),
  CORRECTION_NEEDS_ANOTHER_ORGANISATION: (_: Nothing) => ({
    zh: '更正或作废须由记录单位以外的人核实：记录者自己同意或不予同意都不算',
    en: 'A correction is agreed to or declined by somebody outside the organisation that made it, and never by whoever entered it',
  }),
});

export type GrowingRefusal = RefusalOf<typeof growingRefusals> | NotFound;

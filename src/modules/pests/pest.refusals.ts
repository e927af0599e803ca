import type { NotFound } from '../../infrastructure/database/common-refusals.js';
import { chinaClock } from '../../kernel/local-date.js';
import { declareRefusals, type RefusalOf } from '../../kernel/refusal.js';
import type { LandRefusal } from '../land/land.refusals.js';

type Nothing = Record<never, never>;

export const pestRefusals = declareRefusals({
  PEST_UNKNOWN: (v: { code: string }) => ({
    zh: `没有代码为 ${v.code} 的有害生物`,
    en: `There is no pest with the code ${v.code}`,
  }),
  PEST_DATES_REVERSED: (v: { from: string; to: string }) => ({
    zh: `最后一天 ${v.to} 早于第一天 ${v.from}`,
    en: `The last day, ${v.to}, lies before the first, ${v.from}`,
  }),
  PEST_DAY_IN_THE_FUTURE: (v: { day: string }) => ({
    zh: `${v.day} 在将来；只记录已经发生的事`,
    en: `${v.day} lies in the future; what is recorded has happened`,
  }),
  PEST_PLACE_NOT_ONE: (_: Nothing) => ({
    zh: '请只选一处：地块或县镇，或者注册登记',
    en: 'Name one place: a plot, county or town, or else a registration',
  }),
  PEST_REGION_UNKNOWN: (v: { regionCode: string }) => ({
    zh: `没有代码为 ${v.regionCode} 的县或镇`,
    en: `There is no county or town with the code ${v.regionCode}`,
  }),
  PEST_RECORD_ENDED_ALREADY: (v: { day: string }) => ({
    zh: `已于 ${v.day} 终止，不能改到更晚`,
    en: `It ended on ${v.day} and cannot end later`,
  }),
  PEST_RECORD_CORRECTED_ALREADY: (_: Nothing) => ({
    zh: '这条记录已被更正；请更正最新的一条',
    en: 'This record was corrected already; correct the latest one instead',
  }),
  PEST_VOID_WITHOUT_RECORD: (_: Nothing) => ({
    zh: '作废须指明作废哪一条记录',
    en: 'Say which record is void',
  }),
  OFFICER_NOT_A_MEMBER: (v: { userId: string }) => ({
    zh: `${v.userId} 不是本单位的成员`,
    en: `${v.userId} is no member of your organisation`,
  }),
  OFFICER_NEEDS_AN_ORCHARD: (_: Nothing) => ({
    zh: '合作社的植保员须指明果园注册登记；包装厂的植保员不指明',
    en: "A cooperative's officer is appointed for an orchard registration, a packhouse's for the packhouse without one",
  }),
  TRAP_CODE_TAKEN: (v: { code: string }) => ({
    zh: `诱捕器编号 ${v.code} 已被使用`,
    en: `The trap code ${v.code} is taken`,
  }),
  TRAP_POINT_MALFORMED: (_: Nothing) => ({
    zh: '诱捕器位置应为 GeoJSON 的 Point，坐标为 [经度, 纬度]（WGS 84）',
    en: 'The place of a trap is a GeoJSON Point with its position as [longitude, latitude] in WGS 84',
  }),
  TRAP_NOT_STANDING: (v: { code: string; day: string }) => ({
    zh: `诱捕器 ${v.code} 在 ${v.day} 没有设置`,
    en: `The trap ${v.code} did not stand on ${v.day}`,
  }),
  TRAP_TAKEN_DOWN_ALREADY: (v: { code: string; day: string }) => ({
    zh: `诱捕器 ${v.code} 已于 ${v.day} 撤除`,
    en: `The trap ${v.code} was taken down on ${v.day}`,
  }),
  TRAP_COUNTED_NOTHING: (_: Nothing) => ({
    zh: '至少记录一种有害生物的数量；没有查到请记 0',
    en: 'Count one pest at least; none found is 0',
  }),
  TRAP_OF_ANOTHER_RECORD: (_: Nothing) => ({
    zh: '更正须针对同一诱捕器的记录',
    en: 'A correction is of a record of the same trap',
  }),
  TREATMENT_BATCH_NOT_PACKED: (v: { code: string }) => ({
    zh: `${v.code} 不是包装批；检疫处理按包装批记录`,
    en: `${v.code} is no packed batch; a quarantine treatment is recorded for packed batches`,
  }),
  TREATMENT_NOT_YOURS: (v: { code: string }) => ({
    zh: `包装批 ${v.code} 不在本单位手中，也不发往本单位`,
    en: `The packed batch ${v.code} is neither held by your organisation nor on its way to it`,
  }),
  TREATMENT_TIMES_REVERSED: (v: { startedAt: string; endedAt: string }) => ({
    zh: `处理结束时间 ${chinaClock(v.endedAt)} 不晚于开始时间 ${chinaClock(v.startedAt)}（北京时间）`,
    en: `The treatment ended at ${chinaClock(v.endedAt)}, which is not after it began at ${chinaClock(v.startedAt)} (China time)`,
  }),
  TREATMENT_READING_OUTSIDE: (v: { at: string }) => ({
    zh: `${chinaClock(v.at)}（北京时间）的温度读数不在处理时间之内`,
    en: `The reading of ${chinaClock(v.at)} (China time) lies outside the treatment`,
  }),
  TREATMENT_READING_IMPOSSIBLE: (v: { celsius: string; at: string }) => ({
    zh: `${chinaClock(v.at)}（北京时间）的读数 ${v.celsius} °C 不可能是果实温度：应在 -273.15 至 100 °C 之间`,
    en: `Fruit cannot have had the ${v.celsius} °C read at ${chinaClock(v.at)} (China time): it lies between -273.15 and 100 °C`,
  }),
  TREATMENT_BEFORE_HARVEST: (v: { day: string; pickedOn: string }) => ({
    zh: `该批果实最早于 ${v.pickedOn} 采收，不可能在 ${v.day} 处理`,
    en: `The first fruit of the batch was picked on ${v.pickedOn} and cannot have been treated on ${v.day}`,
  }),
  TREATMENT_DOSE_IMPOSSIBLE: (v: { dose: string }) => ({
    zh: `每立方米不可能有 ${v.dose} 毫升：一立方米最多容纳 1000000 毫升`,
    en: `A dose of ${v.dose} ml a cubic metre cannot be: a cubic metre holds 1000000 ml`,
  }),
  TREATMENT_DOSE_WITHOUT_UNIT: (_: Nothing) => ({
    zh: '剂量须为正数，并与单位一起填写',
    en: 'A dose is above zero and has its unit',
  }),
  TREATMENT_OF_ANOTHER_RECORD: (_: Nothing) => ({
    zh: '更正须针对同一包装批的记录',
    en: 'A correction is of a record of the same batch',
  }),
});

/** Confirmations are refused in the words of `land`, where they are the same. */
export type PestRefusal = RefusalOf<typeof pestRefusals> | LandRefusal | NotFound;

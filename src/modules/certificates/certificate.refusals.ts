import { counted } from '../../kernel/counted.js';
import { formatKg, type Grams } from '../../kernel/mass.js';
import { declareRefusals, type RefusalOf } from '../../kernel/refusal.js';

export const certificateRefusals = declareRefusals({
  CERTIFICATE_NOT_FOR_PRODUCTS: (v: { batch: string }) => ({
    zh: `批次 ${v.batch} 是加工品，承诺达标合格证只开给食用农产品`,
    en: `Batch ${v.batch} is a processed product; a compliance certificate is for fresh produce`,
  }),
  CERTIFICATE_EXCEEDS_BATCH: (v: { batch: string; certifiedGrams: Grams; massGrams: Grams }) => ({
    zh: `批次 ${v.batch} 共 ${formatKg(v.massGrams)} 千克，不能为 ${formatKg(v.certifiedGrams)} 千克开具合格证`,
    en: `Batch ${v.batch} has ${formatKg(v.massGrams)} kg; ${formatKg(v.certifiedGrams)} kg cannot be certified`,
  }),
  CERTIFICATE_ISSUED_ALREADY: (v: { batch: string; number: string }) => ({
    zh: `批次 ${v.batch} 已开具合格证 ${v.number}；如有错误，先撤回再重新开具`,
    en: `Batch ${v.batch} has the certificate ${v.number} already; if that is wrong, withdraw it and issue another`,
  }),
  CERTIFICATE_BATCH_HELD: (v: { batch: string; holds: number }) => ({
    zh: `批次 ${v.batch} 有 ${v.holds} 项暂停放行，解除之前不能作出承诺`,
    en: `Batch ${v.batch} is under ${counted(v.holds, 'hold')}; nothing can be promised of it until they are released`,
  }),
  CERTIFICATE_DAY_OUTSIDE: (v: { day: string; from: string; to: string }) => ({
    zh: `日期 ${v.day} 应在 ${v.from} 至 ${v.to} 之间`,
    en: `The day ${v.day} must lie between ${v.from} and ${v.to}`,
  }),
  CERTIFICATE_NEEDS_REPORT: (_: Record<never, never>) => ({
    zh: '承诺依据为委托检测的，应附已签发的检验或检测报告',
    en: 'A promise that rests on a commissioned test needs a signed inspection or the report',
  }),
  CERTIFICATE_INSPECTION_UNFIT: (v: { inspection: string }) => ({
    zh: `检验 ${v.inspection} 不是本批果实的，或尚未签发，或结论不合格，不能作为承诺依据`,
    en: `Inspection ${v.inspection} is not of this fruit, is not signed, or failed it; no promise can rest on it`,
  }),
  CERTIFICATE_GROWER_NOT_OF_BATCH: (v: { batch: string }) => ({
    zh: `批次 ${v.batch} 不是这位种植户自产的采收批，不能以其名义开具`,
    en: `Batch ${v.batch} is not a harvest of this grower's own and cannot be certified in the grower's name`,
  }),
  CERTIFICATE_NUMBER_TAKEN: (v: { number: string }) => ({
    zh: `本单位已用过合格证编号 ${v.number}`,
    en: `Your organisation has used the certificate number ${v.number} already`,
  }),
  CERTIFICATE_WITHDRAWN_ALREADY: (v: { number: string }) => ({
    zh: `合格证 ${v.number} 已经撤回`,
    en: `The certificate ${v.number} is withdrawn already`,
  }),
  NOT_A_RECEIPT_OF_YOURS: (v: { batch: string }) => ({
    zh: `批次 ${v.batch} 不是本单位过磅收进的批次`,
    en: `Batch ${v.batch} was not weighed in by your organisation`,
  }),
  CERTIFICATE_COLLECTED_ALREADY: (v: { batch: string; number: string }) => ({
    zh: `批次 ${v.batch} 已收取合格证 ${v.number}；如收错了，请注明以新的替换`,
    en: `The certificate ${v.number} was collected with batch ${v.batch} already; if that was wrong, say that this one replaces it`,
  }),
  CERTIFICATE_NOT_OF_DELIVERY: (v: { number: string }) => ({
    zh: `合格证 ${v.number} 不是为这次交来的果实开具的`,
    en: `The certificate ${v.number} was not issued for the fruit delivered`,
  }),
  CERTIFICATE_IS_WITHDRAWN: (v: { number: string }) => ({
    zh: `合格证 ${v.number} 已被开具方撤回，请向其收取重新开具的合格证`,
    en: `The certificate ${v.number} was withdrawn by its issuer; collect the new one`,
  }),
  CERTIFICATE_OR_PAPER: (_: Record<never, never>) => ({
    zh: '请指明一份合格证：本系统内开具的，或者系统外的纸质合格证，二者取一',
    en: 'Name one certificate: either one issued in this system or a paper from outside',
  }),
});
export type CertificateRefusal = RefusalOf<typeof certificateRefusals>;

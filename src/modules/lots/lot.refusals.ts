import type { LocalDate } from '../../kernel/local-date.js';
import { counted } from '../../kernel/counted.js';
import { declareRefusals, describeRefusals, type Bilingual, type RefusalOf } from '../../kernel/refusal.js';
import type { Finding } from '../standards/domain/finding.js';
import type { Unity } from '../standards/domain/rule.js';
import type { Difference } from './domain/declaration.js';
import type { MoveFact } from './domain/lot-state.js';

const UNITY_NAMES: Record<Unity, Bilingual> = {
  VARIETY: { zh: '统一品种', en: 'One variety list' },
  BRAND: { zh: '统一品牌', en: 'One brand' },
  STANDARD: { zh: '统一标准', en: 'One standard' },
  CHANNEL: { zh: '统一渠道', en: 'One channel' },
};

const FACT_NAMES: Record<MoveFact, Bilingual> = {
  reason: { zh: '原因', en: 'the reason' },
  declarationNumber: { zh: '报关单号', en: 'the number of the declaration' },
  customsFinding: { zh: '海关现场查验结果', en: 'what customs found on site' },
  certificate: { zh: '植物检疫证书', en: 'the phytosanitary certificate' },
  containerNumber: { zh: '集装箱（车）号', en: 'the number of the container or vehicle' },
  sealNumber: { zh: '封识号', en: 'the number of the seal' },
};

const DIFFERENCE_NAMES: Record<Difference['what'], Bilingual> = {
  variety: { zh: '品种', en: 'varieties' },
  quantity: { zh: '箱数', en: 'number of cartons' },
  registration: { zh: '注册登记号', en: 'registration numbers' },
};

/** As in docs/domain-language.md. */
const STATES: Readonly<Record<string, string>> = {
  OPEN: '组批中',
  CLEARED: '已放行报关',
  DECLARED: '已申报',
  INSPECTED: '已查验',
  CERTIFIED: '已出证',
  LOADED: '已装柜',
  DEPARTED: '已离境',
  ARRIVED: '已抵达',
  CLOSED: '已结清',
  RETURNED: '退运',
  DIVERTED: '改港或转内销',
  CANCELLED: '已取消',
};
/** The names of states in Chinese, of one or of several with commas between. */
export const stateInChinese = (states: string): string =>
  `${states}`.replace(/[A-Z]+/g, (code) => STATES[code] ?? code).replaceAll(', ', '、');

export const lotRefusals = declareRefusals({
  LOT_CODE_TAKEN: (v: { code: string }) => ({
    zh: `出口批编号 ${v.code} 已被使用`,
    en: `The lot code ${v.code} is taken`,
  }),
  CHANNEL_NOT_YOURS: (_: Record<never, never>) => ({
    zh: '该渠道不属于本企业',
    en: 'The channel is not your organisation’s',
  }),
  DEPARTURE_IN_PAST: (v: { day: LocalDate }) => ({
    zh: `计划发运日 ${v.day} 已过`,
    en: `The planned day of departure ${v.day} has passed`,
  }),
  PLAN_PASSED: (v: { lot: string; state: string }) => ({
    zh: `出口批 ${v.lot} 处于“${stateInChinese(v.state)}”，发运日不能再改`,
    en: `Lot ${v.lot} is ${v.state}; its day of departure can no longer be planned`,
  }),
  PLAN_UNCHANGED: (v: { lot: string; day: LocalDate }) => ({
    zh: `出口批 ${v.lot} 的计划发运日已是 ${v.day}`,
    en: `Lot ${v.lot} is planned for ${v.day} already`,
  }),
  LOT_MEMBERS_FROZEN: (v: { lot: string; state: string }) => ({
    zh: `出口批 ${v.lot} 处于“${stateInChinese(v.state)}”，成员已冻结；只有组批中可以增减`,
    en: `Lot ${v.lot} is ${v.state} and its members are frozen; they change only while it is OPEN`,
  }),
  BATCH_NOT_PACKED: (v: { batch: string }) => ({
    zh: `${v.batch} 不是包装批，不能编入出口批`,
    en: `${v.batch} is not a packed batch and cannot go into a lot`,
  }),
  BATCH_NOT_CONSIGNED: (v: { batch: string }) => ({
    zh: `批次 ${v.batch} 未发给本企业`,
    en: `Batch ${v.batch} is not consigned to your organisation`,
  }),
  BATCH_FOR_OTHER_MARKET: (v: { batch: string; batchMarket: string; lotMarket: string }) => ({
    zh: `批次 ${v.batch} 是为 ${v.batchMarket} 包装的，不能发往 ${v.lotMarket}；须先由包装厂重新标箱并作换标记录，市场须在包装前确定的另行包装`,
    en: `Batch ${v.batch} was packed for ${v.batchMarket} and cannot go to ${v.lotMarket} unless the packhouse relabels it and records that; for a market that is settled before packing, other fruit is packed`,
  }),
  NOTHING_LEFT_TO_ALLOCATE: (v: { batch: string }) => ({
    zh: `批次 ${v.batch} 已没有剩余`,
    en: `Nothing is left of batch ${v.batch}`,
  }),
  BATCH_NOT_IN_LOT: (v: { lot: string }) => ({
    zh: `该批次不在出口批 ${v.lot} 内`,
    en: `The batch is not in lot ${v.lot}`,
  }),
  MOVE_NOT_POSSIBLE: (v: { lot: string; from: string; to: string; possible: string }) => ({
    zh: `出口批 ${v.lot} 不能从“${stateInChinese(v.from)}”转为“${stateInChinese(v.to)}”；可以转为：${stateInChinese(v.possible) || '无'}`,
    en: `Lot ${v.lot} cannot go from ${v.from} to ${v.to}; it can go to: ${v.possible || 'nowhere'}`,
  }),
  MOVE_FACT_MISSING: (v: { fact: MoveFact }) => ({
    zh: `缺少${FACT_NAMES[v.fact].zh}`,
    en: `Missing: ${FACT_NAMES[v.fact].en}`,
  }),
  MOVE_IN_FUTURE: (v: { day: LocalDate }) => ({
    zh: `所填时刻在将来（${v.day}）`,
    en: `The moment given, on ${v.day}, lies in the future`,
  }),
  MOVE_BEFORE_LAST: (v: { day: LocalDate; last: LocalDate }) => ({
    zh: `所填时刻（${v.day}）早于上一步（${v.last}）`,
    en: `The moment given, on ${v.day}, lies before the last step, on ${v.last}`,
  }),
  LOT_EMPTY: (v: { lot: string }) => ({
    zh: `出口批 ${v.lot} 还没有批次`,
    en: `Lot ${v.lot} has no batches`,
  }),
  LOT_HELD: (v: { lot: string; holds: number }) => ({
    zh: `出口批 ${v.lot} 有 ${v.holds} 项暂停放行`,
    en: `Lot ${v.lot} is under ${counted(v.holds, 'hold')}`,
  }),
  LOT_NOT_JUDGED: (v: { lot: string }) => ({
    zh: `没有适用于出口批 ${v.lot} 的规则；没有规则不等于合格`,
    en: `No rule applies to lot ${v.lot}; where nothing is judged nothing passes`,
  }),
  REQUIREMENT_NOT_MET: (v: { unity: Unity; rule: string; findings: readonly Finding[] }) =>
    requirementNotMet(v.unity, v.findings),
  DIFFERS_FROM_DECLARATION: (v: Difference) => ({
    zh: `${DIFFERENCE_NAMES[v.what].zh}与申报不符：申报 ${v.declared || '无'}，现场 ${v.found || '无'}`,
    en: `The ${DIFFERENCE_NAMES[v.what].en} differ from the declaration: declared ${v.declared || 'none'}, found ${v.found || 'none'}`,
  }),
  DOCUMENT_DATES: (v: { issuedOn: LocalDate; validUntil: LocalDate }) => ({
    zh: `单证有效期至 ${v.validUntil}，早于签发日 ${v.issuedOn}`,
    en: `The document is valid until ${v.validUntil}, before it was issued on ${v.issuedOn}`,
  }),
  DOCUMENT_IN_FUTURE: (v: { issuedOn: LocalDate }) => ({
    zh: `签发日 ${v.issuedOn} 在将来`,
    en: `The day of issue ${v.issuedOn} lies in the future`,
  }),
  DOCUMENT_RECORDED: (v: { number: string }) => ({
    zh: `单证 ${v.number} 已录入`,
    en: `Document ${v.number} is recorded already`,
  }),
  DOCUMENT_OF_OTHER_LOT: (v: { number: string }) => ({
    zh: `单证 ${v.number} 已用于另一个出口批；该类单证一批一证`,
    en: `Document ${v.number} belongs to another lot; a document of this kind is for one consignment alone`,
  }),
  DOCUMENT_DIFFERS: (v: { number: string }) => ({
    zh: `单证 ${v.number} 已录入，但日期不同；请核对签发日和有效期`,
    en: `Document ${v.number} is recorded already with other dates; check the days of issue and expiry`,
  }),
  DECLARATION_OF_OTHER_LOT: (v: { number: string }) => ({
    zh: `报关单号 ${v.number} 已用于另一个出口批；一份报关单只报一批`,
    en: `The declaration ${v.number} belongs to another lot; a declaration is for one lot alone`,
  }),
  FRUIT_TEMPERATURE_IMPOSSIBLE: (v: { celsius: string }) => ({
    zh: `果实温度不可能为 ${v.celsius} °C：应在 -273.15 至 100 °C 之间，请核对小数点`,
    en: `Fruit cannot be ${v.celsius} °C: it lies between -273.15 and 100 °C; check the decimal point`,
  }),
  NOT_A_CONTAINER: (v: { container: string }) => ({
    zh: `“${v.container}”不是集装箱号：须为四位字母和七位数字，并符合 ISO 6346 校验码，如 CSQU3054383`,
    en: `${v.container} is no container number: it has four letters, the last one U, J or Z, and seven digits, the last one the check digit of ISO 6346, as CSQU3054383`,
  }),
  NOT_A_VEHICLE: (v: { vehicle: string }) => ({
    zh: `“${v.vehicle}”不是车牌号、航空集装器号或集装箱号：4 至 20 位，由字母和数字组成，至少含一位数字`,
    en: `${v.vehicle} is no number of a vehicle, an air unit or a container: 4 to 20 letters and digits, a digit among them`,
  }),
  NOT_A_SEAL: (v: { seal: string }) => ({
    zh: `“${v.seal}”不是封识号：4 至 30 位字母、数字或连字符`,
    en: `${v.seal} is no number of a seal: 4 to 30 letters, digits or hyphens`,
  }),
  CERTIFICATE_BEFORE_INSPECTION: (v: { issuedOn: LocalDate; inspectedOn: LocalDate }) => ({
    zh: `植物检疫证书签发于 ${v.issuedOn}，早于海关 ${v.inspectedOn} 的现场查验`,
    en: `The phytosanitary certificate was issued on ${v.issuedOn}, before customs inspected the lot on ${v.inspectedOn}`,
  }),
  RETURNED_STAYS_HOME: (v: { lot: string; market: string }) => ({
    zh: `出口批 ${v.lot} 已退运，只能转内销，不能改发 ${v.market}；再次出口须重新申报`,
    en: `Lot ${v.lot} has come back and can only be sold at home, not diverted to ${v.market}; to be exported again it has to be declared again`,
  }),
  CERTIFICATE_OUT_OF_DATE: (v: { until: LocalDate; day: LocalDate }) => ({
    zh: `植物检疫证书有效期至 ${v.until}，${v.day} 已失效；请录入新的证书`,
    en: `The phytosanitary certificate was valid until ${v.until} and is out of date on ${v.day}; record a new one`,
  }),
  UNKNOWN_MARKET: (v: { market: string }) => ({
    zh: `没有这个市场：${v.market}`,
    en: `There is no such market: ${v.market}`,
  }),
  LOT_DEPARTED: (v: { lot: string; state: string }) => ({
    zh: `出口批 ${v.lot} 处于“${stateInChinese(v.state)}”；已发运的批不再重判`,
    en: `Lot ${v.lot} is ${v.state}; a lot that has left is not judged again`,
  }),
});

/* Their sentences look words up by a value, or read inside one. */
describeRefusals(lotRefusals, {
  MOVE_FACT_MISSING:
    'Something the step needs is missing: a reason, a number, a certificate or a finding ({fact})',
  REQUIREMENT_NOT_MET:
    'A gating rule of the {unity} check is not met: {rule}; its findings say on what and why',
  DIFFERS_FROM_DECLARATION:
    'What customs found differs from the declaration in {what}: declared {declared}, found {found}',
});

export type LotRefusal = RefusalOf<typeof lotRefusals>;

const COUNTED = {
  FAIL: (count: number): Bilingual => ({ zh: `不合格 ${count} 项`, en: `${count} failed` }),
  INDETERMINATE: (count: number): Bilingual => ({ zh: `待判定 ${count} 项`, en: `${count} undecided` }),
};

/** One sentence a rule: which unity, which rule, how many findings of each kind, and what the first of them says. */
function requirementNotMet(unity: Unity, findings: readonly Finding[]): Bilingual {
  const [first] = findings;
  if (!first) throw new RangeError('an unmet requirement has at least one finding');
  const tally = (['FAIL', 'INDETERMINATE'] as const).flatMap((verdict) => {
    const count = findings.filter((finding) => finding.verdict === verdict).length;
    return count === 0 ? [] : [COUNTED[verdict](count)];
  });
  const name = UNITY_NAMES[unity];
  return {
    zh: `${name.zh}：${first.title.zh}，${tally.map((each) => each.zh).join('、')}。${first.explanation.zh}`,
    en: `${name.en}: ${first.title.en}, ${tally.map((each) => each.en).join(', ')}. ${first.explanation.en}`,
  };
}

import { counted } from '../../kernel/counted.js';
import { declareRefusals, describeRefusals, type Bilingual, type RefusalOf } from '../../kernel/refusal.js';
import { chinaClock, type LocalDate } from '../../kernel/local-date.js';
import { formatKg, type Grams } from '../../kernel/mass.js';
import type { BatchKind, RunKind } from './domain/batch-kind.js';
import { HOLD_REASONS, type HoldReason } from './domain/hold-reason.js';

const KIND_NAMES: Record<BatchKind, Bilingual> = {
  HARVEST: { zh: '采收批', en: 'a harvest' },
  RECEIVED: { zh: '收果批', en: 'fruit as weighed in' },
  GRADED: { zh: '分级批', en: 'graded fruit' },
  PACKED: { zh: '包装批', en: 'packed fruit' },
  CULL: { zh: '等外果', en: 'culls' },
  PRODUCT: { zh: '加工品', en: 'a product' },
};
const RUN_NAMES: Record<RunKind, Bilingual> = {
  RECEIPT: { zh: '收果过磅', en: 'weighing in' },
  GRADING: { zh: '分级', en: 'grading' },
  PACKING: { zh: '包装', en: 'packing' },
  PROCESSING: { zh: '加工', en: 'processing' },
};

/** What is named by a code, and the query that lists those there are. */
const CODED = {
  variety: { zh: '品种', query: 'varieties' },
  market: { zh: '目的市场', query: 'markets' },
  brand: { zh: '品牌', query: 'brands' },
} as const;
/** Fields of a treatment as its form calls them. */
const TREATMENT_FIELDS: Readonly<Record<string, Bilingual>> = {
  lineCode: { zh: '处理线代码', en: 'the code of the line' },
  productLabelId: { zh: '农药登记标签或产品名称', en: 'the product label, or the name of the product' },
  productName: { zh: '产品名称', en: 'the name of the product' },
  substances: { zh: '有效成分', en: 'active ingredients' },
  concentration: { zh: '浓度', en: 'the concentration' },
  concentrationUnit: { zh: '浓度单位', en: 'the unit of the concentration' },
  bathMadeUpAt: { zh: '药液配制时间', en: 'the time the bath was made up' },
  bathChangedAt: { zh: '药液更换时间', en: 'the time the bath was changed' },
};

export const batchRefusals = declareRefusals({
  BATCH_NOT_FOUND: (v: { batch: string }) => ({
    zh: `没有这个批次，或当前账号看不到：${v.batch}`,
    en: `There is no such batch, or this account may not see it: ${v.batch}`,
  }),
  BATCH_NOT_YOURS: (v: { batch: string }) => ({
    zh: `批次 ${v.batch} 不由本单位持有，也未发给本单位`,
    en: `Batch ${v.batch} is neither held by your organisation nor consigned to it`,
  }),
  BATCH_NOT_WEIGHED_IN: (v: { batch: string }) => ({
    zh: `批次 ${v.batch} 已发给本单位，但还没有过磅收货；请先收果过磅，再行作业`,
    en: `Batch ${v.batch} was sent to your organisation but not weighed in yet; weigh it in before working on it`,
  }),
  BATCH_WEIGHED_IN_ALREADY: (v: { batch: string }) => ({
    zh: `批次 ${v.batch} 已全部过磅收货；同一车不能过磅两次`,
    en: `All of batch ${v.batch} is weighed in already; one delivery is not weighed in twice`,
  }),
  BATCH_HELD: (v: { batch: string; holds: number }) => ({
    zh: `批次 ${v.batch} 有 ${v.holds} 项暂停放行，不能动用`,
    en: `Batch ${v.batch} is under ${counted(v.holds, 'hold')} and cannot be drawn from`,
  }),
  NOT_ENOUGH_LEFT: (v: { batch: string; wantedGrams: Grams; remainingGrams: Grams }) => ({
    zh: `批次 ${v.batch} 只剩 ${formatKg(v.remainingGrams)} 千克，不够 ${formatKg(v.wantedGrams)} 千克`,
    en: `Batch ${v.batch} has ${formatKg(v.remainingGrams)} kg left, not ${formatKg(v.wantedGrams)} kg`,
  }),
  NOT_ENOUGH_CARTONS: (v: { batch: string; wantedCartons: number; remainingCartons: number }) => ({
    zh: `批次 ${v.batch} 只剩 ${v.remainingCartons} 箱，不够 ${v.wantedCartons} 箱`,
    en: `Batch ${v.batch} has ${v.remainingCartons} cartons left, not ${v.wantedCartons}`,
  }),
  DRAW_IN_CARTONS: (v: { batch: string }) => ({
    zh: `批次 ${v.batch} 已装箱，请按箱数取`,
    en: `Batch ${v.batch} is packed; draw from it by cartons`,
  }),
  DRAW_BY_MASS: (v: { batch: string }) => ({
    zh: `批次 ${v.batch} 未装箱，请按重量取`,
    en: `Batch ${v.batch} is not packed; draw from it by mass`,
  }),
  CURRENCIES_DIFFER: (v: { price: string; advance: string }) => ({
    zh: `价格的币种是 ${v.price}，预付款却是 ${v.advance}；同一张磅单只能用一种`,
    en: `The price is in ${v.price} and the advance in ${v.advance}; one receipt has one currency`,
  }),
  DRAWN_TWICE: (v: { batch: string }) => ({
    zh: `批次 ${v.batch} 在同一次作业中重复投料，请合并为一项`,
    en: `Batch ${v.batch} is drawn twice in one run; join the two draws`,
  }),
  KIND_NOT_FOR_RUN: (v: { batch: string; kind: BatchKind; run: RunKind }) => ({
    zh: `批次 ${v.batch} 是${KIND_NAMES[v.kind].zh}，不能用于${RUN_NAMES[v.run].zh}`,
    en: `Batch ${v.batch} is ${KIND_NAMES[v.kind].en}, which ${RUN_NAMES[v.run].en} does not take`,
  }),
  RUN_BEFORE_ITS_FRUIT: (v: { batch: string; madeAt: string }) => ({
    zh: `批次 ${v.batch} 在 ${chinaClock(v.madeAt)}（北京时间）才有，作业不能早于此时`,
    en: `Batch ${v.batch} came about at ${chinaClock(v.madeAt)} (China time); nothing was done with it before`,
  }),
  CARTONS_TOO_LIGHT: (v: { cartons: number }) => ({
    zh: `${v.cartons} 箱的总重不足每箱一克`,
    en: `The mass is below a gram a carton for ${v.cartons} cartons`,
  }),
  OUTPUTS_EXCEED_INPUTS: (v: { excessGrams: Grams }) => ({
    zh: `产出比投入多 ${formatKg(v.excessGrams)} 千克，连同此前各次多出的部分，超出衡器允差；凭空不会多出果子`,
    en: `The outputs weigh ${formatKg(v.excessGrams)} kg more than the inputs; with what was gained before, that is beyond the scales' tolerance`,
  }),
  UNEXPLAINED_SHORTFALL: (v: { shortfallGrams: Grams; toleratedGrams: Grams }) => ({
    zh: `有 ${formatKg(v.shortfallGrams)} 千克去向不明（允差 ${formatKg(v.toleratedGrams)} 千克）；请记为弃果、损耗，或说明原因`,
    en: `${formatKg(v.shortfallGrams)} kg are unaccounted for (tolerance ${formatKg(v.toleratedGrams)} kg); record them as discarded or lost, or give a reason`,
  }),
  NET_NOT_POSITIVE: (_: Record<never, never>) => ({
    zh: '净重应大于零：毛重减皮重减扣杂',
    en: 'The net mass must be above zero: gross less tare less deduction',
  }),
  IN_THE_FUTURE: (v: { moment: string }) => ({
    zh: `时间 ${chinaClock(v.moment)}（北京时间）在将来；只记录已经发生的事`,
    en: `${chinaClock(v.moment)} (China time) lies in the future; what is recorded has happened`,
  }),
  TREATMENT_OF_NOTHING: (_: Record<never, never>) => ({
    zh: '请写明处理了哪些批次或作业',
    en: 'Say which batches or runs were treated',
  }),
  TREATED_BEFORE_IT_WAS_THERE: (v: { batch: string; madeOn: LocalDate; treatedOn: LocalDate }) => ({
    zh: `批次 ${v.batch} 在 ${v.madeOn} 才有，不可能在 ${v.treatedOn} 处理`,
    en: `Batch ${v.batch} came about on ${v.madeOn} and cannot have been treated on ${v.treatedOn}`,
  }),
  TREATMENT_NONE_HAS_DETAILS: (v: { field: string }) => ({
    zh: `声明未作采后处理的，不填${TREATMENT_FIELDS[v.field]?.zh ?? v.field}`,
    en: `A statement that nothing was applied leaves out ${TREATMENT_FIELDS[v.field]?.en ?? v.field}`,
  }),
  TREATMENT_DETAIL_MISSING: (v: { field: string }) => ({
    zh: `采后处理须填写${TREATMENT_FIELDS[v.field]?.zh ?? v.field}`,
    en: `A treatment after harvest needs ${TREATMENT_FIELDS[v.field]?.en ?? v.field}`,
  }),
  TREATMENT_CONCENTRATION_NOT_POSITIVE: (v: { concentration: string }) => ({
    zh: `浓度 ${v.concentration} 应大于零`,
    en: `A concentration of ${v.concentration} is not above zero`,
  }),
  TREATMENT_CONCENTRATION_IMPOSSIBLE: (v: { concentration: string; most: string; unit: string }) => ({
    zh: `浓度 ${v.concentration} ${v.unit} 不可能：最多 ${v.most} ${v.unit}`,
    en: `A concentration of ${v.concentration} ${v.unit} cannot be: it is at most ${v.most} ${v.unit}`,
  }),
  TREATMENT_BATH_ORDER: (_: Record<never, never>) => ({
    zh: '药液先配制，后使用，再更换；所填时间次序不对',
    en: 'A bath is made up, then used, then changed; these times are in another order',
  }),
  TREATMENT_CORRECTED_ALREADY: (_: Record<never, never>) => ({
    zh: '这条采后处理记录已被更正，请更正最新的一条',
    en: 'This treatment is corrected already; correct the latest entry',
  }),
  TREATMENT_VOID_ALREADY: (_: Record<never, never>) => ({
    zh: '这条采后处理记录已作废',
    en: 'This treatment is void already',
  }),
  PLOT_NOT_FOUND_FOR_HARVEST: (_: Record<never, never>) => ({
    zh: '没有这块地块，或不属于本单位',
    en: 'There is no such plot, or it is not your organisation’s',
  }),
  GROWER_NOT_FOUND_FOR_ENTRY: (_: Record<never, never>) => ({
    zh: '没有这位种植户，或不属于本单位',
    en: 'There is no such grower, or not in your organisation',
  }),
  CONSIGNEE_NOT_FOUND: (_: Record<never, never>) => ({
    zh: '没有这个收货单位，或它不能接收果品',
    en: 'There is no such consignee, or it is not one that takes fruit',
  }),
  NOT_A_HARVEST: (v: { batch: string }) => ({
    zh: `只有采收批可以这样更正：${v.batch}`,
    en: `Only a harvest batch can be corrected this way: ${v.batch}`,
  }),
  RELABEL_NOT_PACKED: (v: { batch: string }) => ({
    zh: `批次 ${v.batch} 没有装箱，没有可换的标签`,
    en: `Batch ${v.batch} is not packed and has no labels to change`,
  }),
  RELABEL_CHANGES_NOTHING: (v: { batch: string }) => ({
    zh: `批次 ${v.batch} 的箱上没有要去掉的名称，所标内容也没有改变`,
    en: `The cartons of batch ${v.batch} do not carry what is to come off, and show all the rest already`,
  }),
  RELABEL_CLASS_RAISED: (v: { batch: string }) => ({
    zh: `换标只能降低等级；批次 ${v.batch} 不能由此升级`,
    en: `Relabelling lowers a class; batch ${v.batch} does not come into a higher one by it`,
  }),
  RELABEL_MARKET_FIXED: (v: { batch: string; market: string }) => ({
    zh: `市场 ${v.market} 要求一次包装只用一个果园注册登记，目的市场须在包装前确定；批次 ${v.batch} 不能换标改发该市场，请为其另行包装`,
    en: `Market ${v.market} wants each packing run to draw from one orchard registration, so it is settled before packing; batch ${v.batch} is not marked for it afterwards. Pack other fruit for it`,
  }),
  RELABEL_CARTONS_OUT: (v: { batch: string; cartons: number }) => ({
    zh: `批次 ${v.batch} 有 ${v.cartons} 箱已编入出口批；换标须整批进行，请先由出口企业将其移出`,
    en: `${counted(v.cartons, 'carton')} of batch ${v.batch} are in lots; a batch is relabelled as a whole, after the exporter has taken them out`,
  }),
  UNKNOWN_CODE: (v: { what: keyof typeof CODED; code: string }) => ({
    zh: `没有代码为 ${v.code} 的${CODED[v.what].zh}；代码请查 ${CODED[v.what].query}`,
    en: `There is no ${v.what} with the code ${v.code}; the query ${CODED[v.what].query} lists the codes`,
  }),
  CODE_TAKEN: (v: { code: string }) => ({
    zh: `编号 ${v.code} 已经用过`,
    en: `The code ${v.code} is already used`,
  }),
  REGISTRATION_NOT_FOUND_FOR_PACKING: (_: Record<never, never>) => ({
    zh: '没有这个果园注册登记，或当前账号看不到',
    en: 'There is no such orchard registration, or this account may not see it',
  }),
  PALLETS_EXCEED_CARTONS: (v: { pallets: number; cartons: number }) => ({
    zh: `托盘上共 ${v.pallets} 箱，多于本批的 ${v.cartons} 箱`,
    en: `The pallets carry ${v.pallets} cartons, more than the batch's ${v.cartons}`,
  }),
  HOLD_NOT_FOUND: (_: Record<never, never>) => ({
    zh: '没有这项暂停放行，或当前账号不能解除它',
    en: 'There is no such hold, or this account may not release it',
  }),
  HOLD_RELEASED_ALREADY: (_: Record<never, never>) => ({
    zh: '这项暂停放行已经解除',
    en: 'This hold is released already',
  }),
  HOLD_NOT_TO_BE_RELEASED_BY_HAND: (v: { reason: HoldReason }) => ({
    zh: `原因为“${HOLD_REASONS[v.reason].zh}”的暂停放行不能人工解除，须消除其原因`,
    en: `This hold is not released by hand (${HOLD_REASONS[v.reason].en}); its cause has to be put right`,
  }),
  HOLD_CORRECTION_TO_BE_CHECKED: (v: { reason: HoldReason }) => ({
    zh: `原因为“${HOLD_REASONS[v.reason].zh}”的暂停放行，其记录已更正；由基地办公室核对更正后解除，无须再改`,
    en: `The record behind this hold (${HOLD_REASONS[v.reason].en}) was corrected; the base office checks the correction and releases the hold, and nothing else is to be put right`,
  }),
});

/* Their sentences look words up by a value. */
describeRefusals(batchRefusals, {
  UNKNOWN_CODE: 'There is no {what} with the code {code}',
  KIND_NOT_FOR_RUN: 'Batch {batch} is of kind {kind}, which a {run} run does not take',
  HOLD_NOT_TO_BE_RELEASED_BY_HAND:
    'A hold for {reason} is not released by hand; its cause has to be put right',
  HOLD_CORRECTION_TO_BE_CHECKED:
    'The record behind a hold for {reason} was corrected; the base office checks the correction and releases the hold',
});

export type BatchRefusal = RefusalOf<typeof batchRefusals>;

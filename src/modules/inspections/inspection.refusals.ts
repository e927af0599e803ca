import type { LocalDate } from '../../kernel/local-date.js';
import { counted } from '../../kernel/counted.js';
import { declareRefusals, type RefusalOf } from '../../kernel/refusal.js';
import { defectName } from '../standards/domain/defect-kinds.js';
import { measuredName, withUnit } from '../standards/domain/measurement-parameters.js';
import type { NamedSubstance } from './domain/read-figures.js';

const STATES: Readonly<Record<string, string>> = {
  REQUESTED: '已申请',
  SAMPLED: '已抽样',
  SIGNED: '已签字',
  CANCELLED: '已撤回',
};
const BASES: Readonly<Record<string, string>> = { NUMBER: '果数', MASS: '重量' };
const inChinese = (states: string): string => `${states}`.replace(/[A-Z]+/g, (code) => STATES[code] ?? code);

export const inspectionRefusals = declareRefusals({
  NOT_A_PACKED_BATCH: (v: { batch: string }) => ({
    zh: `${v.batch} 不是包装批；检验对象是包装批`,
    en: `${v.batch} is not a packed batch; what is inspected is a packed batch`,
  }),
  INSPECTION_NOT_YOURS_TO_REQUEST: (v: { batch: string }) => ({
    zh: `批次 ${v.batch} 不由本单位持有，也未发给本单位，不能为它申请检验`,
    en: `Batch ${v.batch} is neither held by your organisation nor consigned to it: you cannot ask for its inspection`,
  }),
  NOT_AN_INSPECTION_BODY: (_: Record<never, never>) => ({
    zh: '没有这个检验机构',
    en: 'There is no such inspection body',
  }),
  INSPECTION_ALREADY_REQUESTED: (v: { inspection: string }) => ({
    zh: `该机构对这一批次的检验 ${v.inspection} 尚未签字`,
    en: `That body's inspection ${v.inspection} of this batch is not signed yet`,
  }),
  CORRECTIVE_ACTION_IN_THE_FUTURE: (v: { takenOn: string }) => ({
    zh: `纠正措施的日期 ${v.takenOn} 在未来`,
    en: `The day of the corrective action, ${v.takenOn}, lies in the future`,
  }),
  CORRECTIVE_ACTION_BEFORE_SAMPLING: (v: { takenOn: string; firstSampled: string }) => ({
    zh: `纠正措施的日期 ${v.takenOn} 早于本厂果品首次抽样的日期 ${v.firstSampled}`,
    en: `The day of the corrective action, ${v.takenOn}, lies before anything of your packhouse was sampled, which was first on ${v.firstSampled}`,
  }),
  CORRECTIVE_ACTION_WITHOUT_SAMPLE: (v: { takenOn: string }) => ({
    zh: `本厂果品尚未抽样，${v.takenOn} 的纠正措施无从谈起`,
    en: `Nothing of your packhouse was sampled yet, so there is nothing that the corrective action of ${v.takenOn} could answer`,
  }),
  CORRECTIVE_ACTION_CONFIRMED: (v: { takenOn: string }) => ({
    zh: `${v.takenOn} 的纠正措施已确认`,
    en: `The corrective action of ${v.takenOn} is confirmed already`,
  }),
  CORRECTIVE_ACTION_NEEDS_ANOTHER_PERSON: (v: { takenOn: string }) => ({
    zh: `${v.takenOn} 的纠正措施由本人录入，须由基地办公室的另一人确认`,
    en: `You recorded the corrective action of ${v.takenOn} yourself; another person of the base office confirms it`,
  }),
  CORRECTIVE_ACTION_NEEDS_ANOTHER_ORGANISATION: (v: { takenOn: string }) => ({
    zh: `本人属于采取 ${v.takenOn} 纠正措施的包装厂，不能确认`,
    en: `You belong to the packhouse that took the corrective action of ${v.takenOn} and cannot confirm it`,
  }),
  INSPECTION_STATE: (v: { inspection: string; state: string; expected: string }) => ({
    zh: `检验 ${v.inspection} 处于“${inChinese(v.state)}”，此操作要求“${inChinese(v.expected)}”`,
    en: `Inspection ${v.inspection} is ${v.state}; this needs it to be ${v.expected}`,
  }),
  INSPECTION_SIGNED: (v: { inspection: string }) => ({
    zh: `检验 ${v.inspection} 已签字，不能再改；录错的数值可以更正，其他需要时另作检验`,
    en: `Inspection ${v.inspection} is signed and no longer changes; a value that was typed wrongly can be corrected, for all else make another one`,
  }),
  INSPECTOR_NOT_INDEPENDENT: (v: { organisations: number }) => ({
    zh: `您属于与该批果实有利害关系的 ${v.organisations} 个单位（种植、经手、持有、收货或出口的单位），不能检验它`,
    en: `You belong to ${counted(v.organisations, 'organisation')} that grew, handled, hold, receive or ship this fruit, and cannot inspect it`,
  }),
  AGREEMENT_NOT_INDEPENDENT: (v: { organisations: number }) => ({
    zh: `您属于与该批果实有利害关系的 ${v.organisations} 个单位（种植、经手、持有、收货或出口的单位），不能同意对它有利的更正`,
    en: `You belong to ${counted(v.organisations, 'organisation')} that grew, handled, hold, receive or ship this fruit, and cannot agree to what speaks for it`,
  }),
  INSPECTION_DAY_IN_FUTURE: (v: { day: LocalDate }) => ({
    zh: `日期 ${v.day} 在将来`,
    en: `${v.day} lies in the future`,
  }),
  SAMPLED_BEFORE_PACKED: (v: { day: LocalDate; packedOn: LocalDate }) => ({
    zh: `抽样日 ${v.day} 早于包装日 ${v.packedOn}`,
    en: `Sampled on ${v.day}, before it was packed on ${v.packedOn}`,
  }),
  SAMPLE_EXCEEDS_BATCH: (v: { cartons: number; cartonCount: number }) => ({
    zh: `抽样 ${v.cartons} 箱，多于该批的 ${v.cartonCount} 箱`,
    en: `${v.cartons} cartons sampled of a batch that has ${v.cartonCount}`,
  }),
  TESTED_BEFORE_SAMPLED: (v: { testedOn: LocalDate; sampledOn: LocalDate }) => ({
    zh: `检测日 ${v.testedOn} 早于抽样日 ${v.sampledOn}`,
    en: `Tested on ${v.testedOn}, before it was sampled on ${v.sampledOn}`,
  }),
  MEASUREMENT_UNIT: (v: { parameter: string; unit: string; expected: string }) => ({
    zh: `${measuredName(v.parameter).zh}以 ${v.expected} 计，不是 ${v.unit}`,
    en: `${measuredName(v.parameter).en} is measured in ${v.expected}, not in ${v.unit}`,
  }),
  MEASUREMENT_IMPOSSIBLE: (v: {
    parameter: string;
    value: string;
    unit: string;
    minimum: string;
    maximum: string;
  }) => ({
    zh: `${measuredName(v.parameter).zh}不可能为 ${withUnit(v.value, v.unit)}；应在 ${v.minimum} 至 ${withUnit(v.maximum, v.unit)} 之间，请核对单位和小数点`,
    en: `${measuredName(v.parameter).en} cannot be ${withUnit(v.value, v.unit)}; it lies between ${v.minimum} and ${withUnit(v.maximum, v.unit)}: look at the unit and the decimal point`,
  }),
  SAMPLE_POSITION_MISSING: (v: { parameter: string }) => ({
    zh: `${measuredName(v.parameter).zh}须注明取样部位：果肉由蒂端向顶端着色`,
    en: `${measuredName(v.parameter).en} needs the place of the sample: flesh colours from stem end to top`,
  }),
  SUBSTANCE_UNKNOWN: (v: { substance: string }) => ({
    zh: `没有这种有效成分的名称或代码：${v.substance}；代码请查 substances`,
    en: `No substance is called ${v.substance} or has that code; the query substances lists them`,
  }),
  RESIDUE_UNIT: (v: NamedSubstance & { unit: string }) => ({
    zh: `${v.substanceZh}：“${v.unit}”不是残留量的单位，请用 mg/kg（即 ppm）或 µg/kg（即 ppb）；单位之间不代为推算`,
    en: `${v.substance}: “${v.unit}” is no unit of a residue; use mg/kg (which is ppm) or µg/kg (which is ppb); nothing is converted by guess`,
  }),
  RESIDUE_FIGURE_TWICE: (v: NamedSubstance) => ({
    zh: `${v.substanceZh}：mgPerKg 只用于 mg/kg 的数值，不能与 value 或其他单位同时填写`,
    en: `${v.substance}: mgPerKg is for figures in mg/kg, and not beside value or another unit`,
  }),
  RESIDUE_NOT_EXACT: (v: NamedSubstance & { value: string; unit: string }) => ({
    zh: `${v.substanceZh} 的数值 ${v.value} ${v.unit} 不能按 0.001 mg/kg（1 µg/kg）准确记录，系统不代为修约；应大于零，报告更细的，数值和定量限均向上取到 0.001 mg/kg 后录入（限量均为 0.001 mg/kg 的整数倍，结论不变），并附报告原件`,
    en: `${v.substance}: ${v.value} ${v.unit} cannot be kept exactly in steps of 0.001 mg/kg (1 µg/kg) above zero, and nothing is rounded here. Where the report is finer, enter the value and the limit of quantification rounded up to 0.001 mg/kg, which decides the same since limits are whole steps, and attach the report`,
  }),
  RESIDUE_TOO_MUCH: (v: NamedSubstance & { value: string; unit: string }) => ({
    zh: `${v.substanceZh}：${v.value} ${v.unit} 太多，超过果实本身的质量（1000000 mg/kg）`,
    en: `${v.substance}: ${v.value} ${v.unit} is too much, more than the fruit itself (1000000 mg/kg)`,
  }),
  VALUE_BELOW_QUANTIFICATION: (v: NamedSubstance & { value: string; limit: string; unit: string }) => ({
    zh: `${v.substanceZh} 的 ${v.value} ${v.unit} 低于定量限 ${v.limit} ${v.unit}，请不填数值，记为低于定量限`,
    en: `${v.substance}: ${v.value} ${v.unit} lies below the limit of quantification ${v.limit} ${v.unit}; leave the value out to say so`,
  }),
  RESIDUE_DEFINITION_UNKNOWN: (v: NamedSubstance & { definition: string }) => ({
    zh: `没有市场的限量把 ${v.substanceZh} 的残留物定义写作“${v.definition}”；请从 residueDefinitions 中选取，其中没有的只填种类`,
    en: `No limit held here defines the residue of ${v.substance} as “${v.definition}”; choose one of residueDefinitions, or say only of which kind it is`,
  }),
  RESIDUE_DEFINITION_KIND: (v: NamedSubstance & { kind: string; expected: string }) => ({
    zh: `${v.substanceZh} 的这一残留物定义是 ${v.expected}，不是 ${v.kind}`,
    en: `That definition of the residue of ${v.substance} is ${v.expected}, not ${v.kind}`,
  }),
  SUBSTANCE_TWICE: (v: NamedSubstance & { reportNumber: string }) => ({
    zh: `报告 ${v.reportNumber} 的 ${v.substanceZh} 已录入；录错的用 correctLaboratoryResults 更正`,
    en: `${v.substance} of report ${v.reportNumber} is entered already; what was entered wrongly is put right with correctLaboratoryResults`,
  }),
  SAMPLE_PLACES_DIFFER: (v: { placed: number; cartons: number }) => ({
    zh: `各取样处合计 ${v.placed} 箱，与抽样的 ${v.cartons} 箱不符`,
    en: `The places add up to ${counted(v.placed, 'carton')}, the sample to ${v.cartons}`,
  }),
  SAMPLE_PALLET_UNKNOWN: (v: { pallet: string }) => ({
    zh: `该批没有托盘 ${v.pallet}`,
    en: `This batch has no pallet ${v.pallet}`,
  }),
  COUNT_EXCEEDS_SAMPLE: (v: { counted: number; sampled: number }) => ({
    zh: `计数合计 ${v.counted}，多于抽样的 ${v.sampled}；多开了箱的，请先更正抽样记录`,
    en: `${v.counted} counted where the sample has ${v.sampled}; if more was opened, correct the sample first`,
  }),
  DEFECTS_EXCEED_EXAMINED: (v: { defects: number; examined: number }) => ({
    zh: `缺陷合计 ${v.defects}，多于检查的 ${v.examined}；一果多处缺陷按最重的计一次`,
    en: `${v.defects} with defects of ${v.examined} examined; fruit with several is counted once, by the worst`,
  }),
  DEFECT_TWICE: (v: { defect: string }) => ({
    zh: `同一条计数中${defectName(v.defect).zh}出现两次`,
    en: `${defectName(v.defect).en} stands twice in one entry`,
  }),
  DEFECT_REACHES: (v: { defect: string; expected: string }) => ({
    zh: `${defectName(v.defect).zh}的“仍符合的等级”应为 ${v.expected}`,
    en: `${defectName(v.defect).en}: the class that is still reached must be ${v.expected}`,
  }),
  DEFECT_WITHIN_CLASS: (v: { defect: string; class: string }) => ({
    zh: `${defectName(v.defect).zh}：该批标为 ${v.class} 级，仍符合该等级的果不是缺陷果`,
    en: `${defectName(v.defect).en}: the batch is sold as class ${v.class}; fruit that still reaches it is not defective`,
  }),
  COUNT_BASIS_DIFFERS: (v: { basis: string; expected: string }) => ({
    zh: `本次检验的计数按${BASES[v.expected] ?? v.expected}，不能混用${BASES[v.basis] ?? v.basis}`,
    en: `This inspection counts by ${v.expected}; ${v.basis} cannot be mixed with it`,
  }),
  CARTONS_NONCONFORMING_EXCEED: (v: { nonconforming: number; cartons: number }) => ({
    zh: `不合格 ${v.nonconforming} 箱，多于所开的 ${v.cartons} 箱`,
    en: `${v.nonconforming} nonconforming of ${counted(v.cartons, 'carton')}`,
  }),
  DIAMETERS_IMPOSSIBLE: (_: Record<never, never>) => ({
    zh: '最小与最大果径须成对、大于零、属于同一箱，且最小不大于最大',
    en: 'Smallest and largest diameter come together, above zero, of one carton, the smallest not above the largest',
  }),
  COUNT_NOT_TO_CORRECT: (v: { count: string }) => ({
    zh: `本次检验没有可更正的计数 ${v.count}；更正过的请更正其更正`,
    en: `This inspection has no count ${v.count} to correct; of one that was corrected, correct the correction`,
  }),
  ENTRY_NOT_TO_CORRECT: (v: { entry: string }) => ({
    zh: `本次检验没有可更正的记录 ${v.entry}；更正过的请更正其更正`,
    en: `This inspection has no entry ${v.entry} to correct; of one that was corrected, correct the correction`,
  }),
  ENTRY_VOID_ALREADY: (v: { entry: string }) => ({
    zh: `记录 ${v.entry} 已作废；要恢复请更正该作废记录`,
    en: `Entry ${v.entry} is void already; to have a value again, correct the void`,
  }),
  SHARE_IS_COUNTED: (v: { parameter: string }) => ({
    zh: `${measuredName(v.parameter).zh}由本次检验的计数得出，不另行录入`,
    en: `${measuredName(v.parameter).en} follows from what this inspection counted and is not entered beside it`,
  }),
  SHARE_WAS_MEASURED: (v: { parameter: string }) => ({
    zh: `本次检验已直接录入${measuredName(v.parameter).zh}，不能再计数得出同一数值`,
    en: `${measuredName(v.parameter).en} was entered as such in this inspection and cannot be counted as well`,
  }),
  SELF_CHECK_NOT_YOURS: (v: { batch: string }) => ({
    zh: `批次 ${v.batch} 不是本单位包装并持有的，不能自检`,
    en: `Batch ${v.batch} was not packed by your organisation, or is no longer with it: it is not yours to check`,
  }),
  REMARKS_MISSING: (_: Record<never, never>) => ({
    zh: '结论为不合格的，须在备注中写明原因',
    en: 'A verdict of FAIL needs remarks that say why',
  }),
});

export type InspectionRefusal = RefusalOf<typeof inspectionRefusals>;

import { counted } from '../../../../kernel/counted.js';
import { formatPercent } from '../../../../kernel/ppm.js';
import { both } from '../judgement.js';
import { settles, type Bilingual, type Confidence } from '../rule.js';
import type { InspectionLevel, Severity } from './iso2859-tables.js';
import type {
  Ispm31Plan,
  Iso2859Plan,
  PackageCountPlan,
  PlanExplanation,
  SampledUnit,
  SamplingPlan,
  SamplingStandard,
} from './sampling-plan.js';

type Unexplained<P> = Omit<P, 'explanation'>;

/** So many units in words: "80 箱", "80 cartons". */
export const unitsOf = (n: number, unit: SampledUnit): Bilingual =>
  unit === 'CARTON' ? both(`${n} 箱`, counted(n, 'carton')) : both(`${n} 个果`, counted(n, 'fruit'));

/** The edition, which says more on a worksheet than the title; the title where it has none. */
const nameOfStandard = ({ title, edition }: SamplingStandard): Bilingual =>
  edition === null ? title : both(edition, edition);

const SEVERITY_NAMES: Readonly<Record<Severity, Bilingual>> = {
  NORMAL: both('正常检验', 'normal inspection'),
  TIGHTENED: both('加严检验', 'tightened inspection'),
};

function levelName(level: InspectionLevel): Bilingual {
  const code = level.replace('_', '-');
  return level.startsWith('S')
    ? both(`特殊检验水平 ${code}`, `special inspection level ${code}`)
    : both(`一般检验水平 ${code}`, `general inspection level ${code}`);
}

/** The plan in words for whoever draws: with the code letter, and another letter where an arrow led to its plan. */
export function explainIso2859(plan: Unexplained<Iso2859Plan>): PlanExplanation {
  const { batchSize, unit, sampleSize, standard, level, severity, aql, codeLetter, planLetter } = plan;
  const [batch, sample] = [unitsOf(batchSize, unit), unitsOf(sampleSize, unit)];
  const [text, levels, how] = [nameOfStandard(standard), levelName(level), SEVERITY_NAMES[severity]];
  const drawn = plan.everything
    ? both(`${sample.zh}全部检验`, `examine all ${sample.en}`)
    : both(`随机抽取 ${sample.zh}`, `draw ${sample.en} at random`);
  return {
    take: both(
      `整批 ${batch.zh}，${drawn.zh}。依据 ${text.zh}：${levels.zh}，${how.zh}，AQL ${aql} %，样本量字码 ${codeLetter}。`,
      `Of a batch of ${batch.en}, ${drawn.en}. By ${text.en}: ${levels.en}, ${how.en}, AQL ${aql} %, code letter ${codeLetter}.`,
    ),
    decide: byNumbers(plan),
    remarks: [
      ...(planLetter === codeLetter
        ? []
        : [
            both(
              `字码 ${codeLetter} 在此 AQL 处为箭头，改用字码 ${planLetter} 的方案，样本量和判定数都按它。`,
              `Code letter ${codeLetter} has an arrow at this AQL: the plan of ${planLetter} applies, with its sample size and its numbers.`,
            ),
          ]),
      ...everythingRemark(plan),
      ...confidenceRemark(plan.confidence),
    ],
  };
}

function byNumbers({ accept, reject, unit }: Unexplained<Iso2859Plan>): Bilingual {
  const [most, from] = [unitsOf(accept, unit), unitsOf(reject, unit)];
  return accept === 0
    ? both(
        `没有不合格的，接收；不合格的有 ${from.zh}及以上，不接收。`,
        `Accept if none is nonconforming; do not accept with ${from.en} or more.`,
      )
    : both(
        `不合格的不超过 ${most.zh}，接收；达到 ${from.zh}及以上，不接收。`,
        `Accept with at most ${most.en} nonconforming; do not accept with ${from.en} or more.`,
      );
}

/** The plan in words: what share it finds and how surely. A batch of unknown size is said to be taken as endless. */
export function explainIspm31(plan: Unexplained<Ispm31Plan>): PlanExplanation {
  const { batchSize, unit, sampleSize, standard } = plan;
  const sample = unitsOf(sampleSize, unit);
  const text = nameOfStandard(standard);
  const [level, confidence, efficacy] = [plan.detectionLevel, plan.confidenceLevel, plan.efficacy].map(
    formatPercent,
  );
  const batch =
    batchSize === null
      ? both('批量视为无限', 'The batch is taken as endless')
      : both(`整批 ${unitsOf(batchSize, unit).zh}`, `Of a batch of ${unitsOf(batchSize, unit).en}`);
  return {
    take: both(
      `${batch.zh}，随机抽取 ${sample.zh}。依据 ${text.zh}：检出水平 ${level} %，置信水平 ${confidence} %，检出效率 ${efficacy} %。`,
      `${batch.en}, draw ${sample.en} at random. By ${text.en}: level of detection ${level} %, confidence level ${confidence} %, efficacy of detection ${efficacy} %.`,
    ),
    decide: both(
      `一例未查到，符合：受害率达到 ${level} % 时，这样抽样有 ${confidence} % 的把握至少查到一例。查到一例即不符合。`,
      `Met if none is infested: with ${level} % infested, such a sample finds at least one with ${confidence} % confidence. Not met as soon as one is found.`,
    ),
    remarks: [...everythingRemark(plan), ...confidenceRemark(plan.confidence)],
  };
}

/** The plan in words: how many cartons to open; what is found in them is held against the tolerances of other rules. */
export function explainPackageCount(plan: Unexplained<PackageCountPlan>): PlanExplanation {
  const [batch, sample] = [unitsOf(plan.batchSize, 'CARTON'), unitsOf(plan.sampleSize, 'CARTON')];
  const text = nameOfStandard(plan.standard);
  return {
    take: both(
      `整批 ${batch.zh}，随机开 ${sample.zh}。依据 ${text.zh}。`,
      `Of a batch of ${batch.en}, open ${sample.en} at random. By ${text.en}.`,
    ),
    decide: both(
      '逐项计算开箱果实中不合格的百分比，不超过所适用标准的容许度为合格。',
      'Work out for each requirement what percentage of the fruit in the opened cartons does not meet it; it passes up to the tolerance of the standard that applies.',
    ),
    remarks: [...everythingRemark(plan), ...confidenceRemark(plan.confidence)],
  };
}

const everythingRemark = ({ everything }: Pick<SamplingPlan, 'everything'>): Bilingual[] =>
  everything
    ? [
        both(
          '样本量不小于批量，全部检验。',
          'The sample is no smaller than the batch: all of it is examined.',
        ),
      ]
    : [];

function confidenceRemark(confidence: Confidence): Bilingual[] {
  if (settles(confidence)) return [];
  return [
    both(
      '抽样依据尚未经原文核对，按此得出的结果不能作为合格或不合格的定论。',
      'What this plan rests on was not confirmed against the original text; by itself its result settles neither pass nor fail.',
    ),
  ];
}

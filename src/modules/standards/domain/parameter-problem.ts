import { ruleKinds } from '../rules/index.js';
import type { Bilingual, RuleSubject } from './rule.js';

/** What a kind says of parameters or of a subject it does not take, without its own name in front. */
export interface ParameterProblem extends Bilingual {
  /** The parameter concerned; empty where it is the whole of them. */
  readonly field: string;
}

/** What is expected of a parameter, as `readParameters` and the kinds word it. */
const EXPECTED: readonly (readonly [RegExp, string])[] = [
  [/^a text$/, '一段文字'],
  [/^one of (.+)$/, '下列之一：$1'],
  [/^a decimal number written as text$/, '写成文字的小数，例如 "6.5"'],
  [/^a list that is not empty$/, '非空的列表'],
  [/^a list of texts$/, '文字的列表'],
  [/^a list of (.+)$/, '由下列各项组成的列表：$1'],
  [/^a whole number from (\d+)$/, '不小于 $1 的整数'],
  [/^true or false$/, 'true 或 false'],
  [/^the code of a measurement parameter$/, '测量指标的代码'],
  [/^a known kind of document$/, '已知的单证种类'],
  [/^an object of tolerances by class$/, '按等级列出允许度的对象'],
  [/^an object of sizes by code$/, '按规格代码列出果径的对象'],
  [/^one that the tables have$/, '抽样表所列的值'],
  [/^above nothing$/, '大于零的百分比'],
  [/^at most 100, the confidence level below it$/, '不大于 100 的百分比，置信水平须小于 100'],
  [/^below maximum$/, '小于 maximum 的数值'],
  [/^given for each step$/, '逐档给出的整数'],
  [/^a table without gaps that never opens fewer: (.+)$/, '各档相接、开箱数不减的表：$1'],
  [/^6 or 9 digits$/, '6 位或 9 位数字'],
  [/^a whole number from 0 in ug\/kg$/, '换算为 ug/kg 后不小于 0 的整数'],
  [/^one that converts exactly into (.+)$/, '能准确换算为 $1 的单位'],
  [/^the code of a contaminant$/, '污染物的代码'],
  [/^marks of a label$/, '标签标识内容的代码'],
];

/** Sentences that are not of the form "field must be ...". */
const OTHERS: readonly (readonly [RegExp, string, string])[] = [
  [/^parameters are an object$/, '', '参数应为一个 JSON 对象'],
  [/^no parameter is called (\S+); expected (.+)$/, '$1', '没有名为 $1 的参数，应为：$2'],
  [/^minimum or maximum must be given$/, 'minimum', 'minimum 与 maximum 至少给出一个'],
  [/^of and to must be given together$/, 'of', 'of 与 to 必须同时给出'],
  [/^never must not be above minimum$/, 'never', 'never 不得高于 minimum'],
  [/^every band but the last must have below$/, 'bands', '除最后一档外，每一档都须有 below'],
  [/^(\S+) is not measured in %$/, '$1', '$1 不以 % 计量'],
];

/**
 * Why a rule cannot be of this kind; null: it can. Asked of the kind itself, which alone knows its parameters.
 *
 * @param parameters as JSON
 * @returns what `parseParameters` refuses, in both languages; what it throws besides a RangeError is thrown on
 */
export function parameterProblem(
  kind: string,
  subject: RuleSubject,
  parameters: unknown,
): ParameterProblem | null {
  const known = ruleKinds.get(kind);
  if (!known) {
    const kinds = [...ruleKinds.keys()].join(', ');
    return {
      field: 'kind',
      zh: `没有名为 ${kind} 的规则种类，应为：${kinds}`,
      en: `no kind is called ${kind}; expected ${kinds}`,
    };
  }
  if (!known.subjects.includes(subject)) {
    return subjectProblem(known.subjects);
  }
  try {
    known.prepare(parameters);
    const possible = known.subjectsWith(parameters);
    return possible.includes(subject) ? null : subjectProblem(possible);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return problemOf(error.message.replace(`${kind}: `, ''));
  }
}

function subjectProblem(possible: readonly RuleSubject[]): ParameterProblem {
  const subjects = possible.join(', ');
  return { field: 'subject', zh: `subject 应为：${subjects}`, en: `subject must be one of ${subjects}` };
}

function problemOf(en: string): ParameterProblem {
  for (const [pattern, field, zh] of OTHERS)
    if (pattern.test(en)) return { field: en.replace(pattern, field), zh: en.replace(pattern, zh), en };
  const [, field = '', expected = ''] = /^(\S+) must be (.+)$/.exec(en) ?? [];
  const known = EXPECTED.find(([pattern]) => pattern.test(expected));
  return { field, zh: known ? `${field} 应为${expected.replace(...known)}` : en, en };
}

import type { Bilingual } from '../../kernel/refusal.js';

/** What is said instead of a sentence that graphql-js, Yoga or Armor wrote; the code only where they give none. */
export interface Saying extends Bilingual {
  readonly code?: string;
}

type Wording = (...parts: string[]) => string;
/** Their sentence, in Chinese, and where theirs would not help a reader also in English and with a code. */
type Entry = readonly [sentence: RegExp, zh: Wording, own?: { en: Wording; code: string }];

const LIMITS: readonly Entry[] = [
  [
    /Query depth limit of (\d+) exceeded, found (\d+)\.$/,
    (most, found) => `查询嵌套太深：${found} 层，上限 ${most} 层`,
    {
      en: (most, found) => `The document is nested too deeply: ${found} levels, at most ${most}`,
      code: 'QUERY_TOO_DEEP',
    },
  ],
  [
    /Aliases limit of (\d+) exceeded, found (\S+)\.$/,
    (most, found) => `别名太多：${found} 个，上限 ${most} 个`,
    {
      en: (most, found) => `The document has too many aliases: ${found}, at most ${most}`,
      code: 'TOO_MANY_ALIASES',
    },
  ],
  [
    /Directives limit of (\d+) exceeded, found (\S+)\.$/,
    (most, found) => `指令太多：${found} 个，上限 ${most} 个`,
    {
      en: (most, found) => `The document has too many directives: ${found}, at most ${most}`,
      code: 'TOO_MANY_DIRECTIVES',
    },
  ],
  [
    /Token limit of (\d+) exceeded\.$/,
    (most) => `查询文本太长：上限 ${most} 个词；较大的值请放在变量里`,
    {
      en: (most) => `The document is too long: at most ${most} tokens; larger values belong in variables`,
      code: 'TOO_MANY_TOKENS',
    },
  ],
  [
    /^(?:Too many validation errors, error limit reached\. )?Validation aborted\.$/,
    () => '查询中重复的字段、片段或错误太多，已停止检查',
    {
      en: () =>
        'The document repeats too many fields or fragments, or has too many errors, to be checked to its end',
      code: 'QUERY_TOO_COMPLEX',
    },
  ],
];

const SYNTAX: readonly Entry[] = [
  [/^Syntax Error: Unexpected <EOF>\.$/, () => 'GraphQL 语法错误：文本还没写完就结束了'],
  [
    /^Syntax Error: Expected (.+), found (.+)\.$/s,
    (wanted, found) => `GraphQL 语法错误：此处应为 ${token(wanted)}，实为 ${token(found)}`,
  ],
  [/^Syntax Error: Unexpected character: (.+)\.$/s, (found) => `GraphQL 语法错误：不应有的字符 ${found}`],
  [/^Syntax Error: Unexpected (.+)\.$/s, (found) => `GraphQL 语法错误：此处不应有 ${token(found)}`],
  [/^Syntax Error: Unterminated string\.$/, () => 'GraphQL 语法错误：字符串缺少结尾的引号'],
  [/^Syntax Error: (.+)$/s, (rest) => `GraphQL 语法错误：${rest}`],
];

const token = (name: string): string => name.replace('<EOF>', '文本结尾').replace(/^Name\b/, '名称');

const FIELDS: readonly Entry[] = [
  [/^Cannot query field "(.+?)" on type "(.+?)"\./, (field, type) => `${type} 没有字段 ${field}`],
  [/^Unknown argument "(.+?)" on field "(.+?)"\./, (name, field) => `${field} 没有参数 ${name}`],
  [/^Unknown argument "(.+?)" on directive "(.+?)"\./, (name, at) => `指令 ${at} 没有参数 ${name}`],
  [/^Unknown type "(.+?)"\./, (type) => `没有类型 ${type}`],
  [/^Unknown fragment "(.+?)"\.$/, (name) => `没有片段 ${name}`],
  [/^Unknown directive "(.+?)"\.$/, (name) => `没有指令 ${name}`],
  [
    /^Field "(.+?)" argument "(.+?)" of type "(.+?)" is required, but it was not provided\.$/,
    (field, name, type) => `${field} 缺少必填参数 ${name}（类型 ${type}）`,
  ],
  [
    /^Field "(.+?)" of required type "(.+?)" was not provided\.$/,
    (field, type) => `缺少必填字段 ${field}（类型 ${type}）`,
  ],
  [/^Field "(.+?)" is not defined by type "(.+?)"\./, (field, type) => `输入类型 ${type} 没有字段 ${field}`],
  [
    /^Field "(.+?)" of type "(.+?)" must have (?:a selection of subfields|at least one field selected)\./,
    (field, type) => `${field}（类型 ${type}）须写明要取哪些字段`,
  ],
  [
    /^Field "(.+?)" must not have a selection since type "(.+?)" has no subfields\.$/,
    (field, type) => `${field}（类型 ${type}）没有下级字段，不能再展开`,
  ],
  [
    /^Fields "(.+?)" conflict because .+$/s,
    (field) => `字段 ${field} 重复而内容不同；需要两者时请用不同的别名`,
  ],
  [/^Cannot spread fragment "(.+?)" within itself/, (name) => `片段 ${name} 引用了自身，成了循环`],
  [/^Fragment "(.+?)" is never used\.$/, (name) => `片段 ${name} 没有用到`],
  [
    /^GraphQL introspection has been disabled, but the requested query contained the field "(.+?)"\.$/,
    (field) => `未开放内省（introspection），不能查询 ${field}`,
  ],
];

const KINDS: Record<string, string> = {
  Int: '整数',
  Float: '数字',
  String: '文字',
  Boolean: ' true 或 false',
  ID: '编号',
};

const VARIABLES: readonly Entry[] = [
  [/^Variable "(.+?)" is not defined(?: by operation ".+")?\.$/, (name) => `变量 ${name} 没有声明`],
  [/^Variable "(.+?)" is never used(?: in operation ".+")?\.$/, (name) => `变量 ${name} 没有用到`],
  [
    /^Variable "(.+?)" of required type "(.+?)" was not provided\.$/,
    (name, type) => `缺少必填变量 ${name}（类型 ${type}）`,
  ],
  [
    /^Variable "(.+?)" of non-null type "(.+?)" must not be null\.$/,
    (name, type) => `变量 ${name}（类型 ${type}）不能为空`,
  ],
  [
    /^Variable "(.+?)" of type "(.+?)" used in position expecting type "(.+?)"\.$/,
    (name, type, wanted) => `变量 ${name} 的类型是 ${type}，此处应为 ${wanted}`,
  ],
  [
    /^(Int|Float|String|Boolean|ID) cannot represent .*?value: (.+)$/s,
    (type, found) => `应为${KINDS[type]}（${type}），实为 ${found}`,
  ],
  [/^Value (.+?) does not exist in "(.+?)" enum\./s, (value, type) => `${value} 不是 ${type} 的取值`],
  [
    /^Enum "(.+?)" cannot represent non-(?:string|enum) value: (.+?)\./s,
    (type, value) => `${value} 不是 ${type} 的取值`,
  ],
  [/^Expected non-nullable type "(.+?)" not to be null\.$/, (type) => `不能为空（类型 ${type}）`],
  [/^Expected type "(.+?)" to be an object\.$/, (type) => `应为对象（类型 ${type}）`],
  [
    /^Expected value of type "(.+?)", found (.+)\.$/s,
    (type, found) => `应为类型 ${type} 的值，实为 ${found}`,
  ],
];

const REQUESTS: readonly Entry[] = [
  [/^Too many errors processing variables, /, () => '变量里的错误太多，后面的不再列出'],
  [
    /^Must provide query string\.$/,
    () => '缺少 query（GraphQL 文本）',
    { en: () => 'The query is missing, the GraphQL document', code: 'BAD_REQUEST' },
  ],
  [
    /^Unexpected parameter "(.+?)" in the request body\.$/s,
    (name) => `请求正文没有参数 ${name}，应为 query、variables、operationName 或 extensions`,
    {
      en: (name) =>
        `The body has no parameter called ${name}; expected query, variables, operationName or extensions`,
      code: 'BAD_REQUEST',
    },
  ],
  [
    /^Expected "(\w+)" param to be .+, but given (\w+)\.$/,
    (name, found) => `${name} 应为${name === 'query' ? '文字' : '对象'}，实为 ${found}`,
  ],
  [/^POST body sent invalid JSON\.$/, () => '请求正文不是合法的 JSON'],
  [/^Must provide an operation\.$/, () => '文本里没有要执行的操作'],
  [/^Could not determine what operation to execute\.$/, () => '无法确定要执行哪个操作，请给出 operationName'],
  [/^Must provide operation name/, () => '文本里有多个操作，请给出 operationName'],
  [/^Unknown operation named "(.+)"\.$/, (name) => `没有名为 ${name} 的操作`],
  [/^Can only perform a mutation operation from a POST request\.$/, () => '更改数据只能用 POST 请求'],
  [/^Batching is not supported\.$/, () => '一次请求只能有一个 GraphQL 操作'],
];

const ENTRIES: readonly Entry[] = [...LIMITS, ...SYNTAX, ...FIELDS, ...VARIABLES, ...REQUESTS];

type Lead = readonly [RegExp, { zh: Wording; en: Wording }];

/** What stands before a problem with one value: which variable it is in, or what was written in the document. */
const LEADS: readonly Lead[] = [
  [
    /^Variable "(\$\w+)" got invalid value (.+) at "([\w.[\]]+)"; /s,
    {
      zh: (name, value, path) => `变量 ${name} 中 ${path} 的值 ${short(value)} 不对：`,
      en: (name, value, path) => `Variable "${name}" got invalid value ${short(value)} at "${path}"; `,
    },
  ],
  [
    /^Variable "(\$\w+)" got invalid value (.+?); /s,
    {
      zh: (name, value) => `变量 ${name} 的值 ${short(value)} 不对：`,
      en: (name, value) => `Variable "${name}" got invalid value ${short(value)}; `,
    },
  ],
  [
    /^Expected value of type "(.+?)", found (.+?); /s,
    {
      zh: (type, value) => `${short(value)} 不是 ${type} 的值：`,
      en: (type, value) => `Expected value of type "${type}", found ${short(value)}; `,
    },
  ],
];

/** Enough of a value to find it again; whole geometries and inputs would bury what is said about them. */
const short = (value: string): string => (value.length > 80 ? `${value.slice(0, 77)}…` : value);

/** The values of an enum, by its name; null: it is no enum, or the schema is not offered to who reads the sentence. */
export type ValuesOf = (enumName: string) => readonly string[] | null;

const WRONG_VALUE =
  /(?:^|; )(?:Value .+ does not exist in "(\w+)" enum|Enum "(\w+)" cannot represent non-(?:string|enum) value: .+)\.$/s;

/** What was allowed, behind a sentence about the value of an enum. */
function withValues(saying: Saying, said: string, valuesOf: ValuesOf): Saying {
  const [, written, given] = WRONG_VALUE.exec(said) ?? [];
  const values = valuesOf(written ?? given ?? '');
  if (!values) return saying;
  const { zh, en } = saying;
  return {
    ...saying,
    zh: `${zh}，应为：${values.join('、')}`,
    en: `${en} Expected one of: ${values.join(', ')}.`,
  };
}

/**
 * A sentence of graphql-js, Yoga or Armor in both languages.
 *
 * @param message  as they wrote it
 * @param known    what our own scalar said at its end, where it was one of ours
 * @param valuesOf where the values of enums are looked up, to say those allowed
 * @returns for a sentence that is not in the table the same in English, and in Chinese with a lead that says what it is
 */
export function sayingOf(message: string, known?: Bilingual, valuesOf: ValuesOf = () => null): Saying {
  // Guesses at what was meant would tell the schema to those it is not offered to.
  const said = message.replace(/ ?(?:\[Suggestion hidden\]|Did you mean .+\?)$/s, '');
  return withValues(inBoth(said, known), said, valuesOf);
}

function inBoth(said: string, known?: Bilingual): Saying {
  for (const [lead, { zh, en }] of LEADS) {
    const match = lead.exec(said);
    if (!match) continue;
    const [all, ...parts] = match;
    const rest = said.slice(all.length);
    const problem = known && rest.endsWith(known.en) ? known : inBoth(rest);
    return { zh: zh(...parts) + problem.zh, en: en(...parts) + problem.en };
  }
  return known ?? fromTable(said) ?? { zh: `请求有误：${said}`, en: said };
}

function fromTable(en: string): Saying | null {
  for (const [sentence, zh, own] of ENTRIES) {
    const match = sentence.exec(en);
    if (!match) continue;
    const parts = match.slice(1);
    return own ? { zh: zh(...parts), en: own.en(...parts), code: own.code } : { zh: zh(...parts), en };
  }
  return null;
}

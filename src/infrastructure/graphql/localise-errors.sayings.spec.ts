import { describe, expect, it } from '@jest/globals';
import { buildSchema, execute, GraphQLError, parse, validate, type ExecutionResult } from 'graphql';
import { sayingOf } from './localise-errors.sayings.js';

const schema = buildSchema(`
  enum Colour { RED, YELLOW }
  input Filter { colour: Colour, name: String!, count: Int, ids: [ID!] }
  type Fruit { id: ID! name: String }
  type Query { fruit(filter: Filter!, first: Int, on: Boolean, share: Float): Fruit }
`);

/** What graphql-js itself says, so that a new version of it that words a sentence anew is noticed here. */
function complaintsOf(document: string, variableValues: Record<string, unknown> = {}): string[] {
  try {
    const parsed = parse(document);
    const problems = validate(schema, parsed);
    if (problems.length > 0) return problems.map(({ message }) => message);
    const { errors } = execute({ schema, document: parsed, variableValues }) as ExecutionResult;
    return (errors ?? []).map(({ message }) => message);
  } catch (error) {
    return [(error as GraphQLError).message];
  }
}

const WITH_FILTER = 'query ($f: Filter!) { fruit(filter: $f) { id } }';

describe('what GraphQL itself complains of, in Chinese', () => {
  it.each<[string, Record<string, unknown>, string]>([
    ['{ fruit(filter: {name: "a"}) { ids } }', {}, 'Fruit 没有字段 ids'],
    ['{ fruit(filter: {name: "a"}, last: 1) { id } }', {}, 'Query.fruit 没有参数 last'],
    ['{ fruit { id } }', {}, 'fruit 缺少必填参数 filter（类型 Filter!）'],
    ['{ fruit(filter: {count: 1}) { id } }', {}, '缺少必填字段 Filter.name（类型 String!）'],
    ['{ fruit(filter: {name: "a", x: 1}) { id } }', {}, '输入类型 Filter 没有字段 x'],
    ['{ fruit(filter: {name: "a"}, first: "b") { id } }', {}, '应为整数（Int），实为 "b"'],
    ['{ fruit(filter: {name: 5}) { id } }', {}, '应为文字（String），实为 5'],
    ['{ fruit(filter: {name: "a"}, on: 1) { id } }', {}, '应为 true 或 false（Boolean），实为 1'],
    ['{ fruit(filter: {name: "a"}, share: "x") { id } }', {}, '应为数字（Float），实为 "x"'],
    ['{ fruit(filter: {name: "a", colour: GREEN}) { id } }', {}, '"GREEN" 不是 Colour 的取值'],
    ['{ fruit(filter: {name: "a"}) }', {}, 'fruit（类型 Fruit）须写明要取哪些字段'],
    ['{ fruit(filter: {name: "a"}) { name { x } } }', {}, 'name（类型 String）没有下级字段，不能再展开'],
    ['{ fruit(filter: $f) { id } }', {}, '变量 $f 没有声明'],
    ['query ($f: Filter) { fruit(filter: $f) { id } }', {}, '变量 $f 的类型是 Filter，此处应为 Filter!'],
    [WITH_FILTER, {}, '缺少必填变量 $f（类型 Filter!）'],
    [WITH_FILTER, { f: null }, '变量 $f（类型 Filter!）不能为空'],
    [WITH_FILTER, { f: 'x' }, '变量 $f 的值 "x" 不对：应为对象（类型 Filter）'],
    [WITH_FILTER, { f: { name: null } }, '变量 $f 中 f.name 的值 null 不对：不能为空（类型 String!）'],
    [
      WITH_FILTER,
      { f: { name: 'a', ids: ['a', 1.5] } },
      '变量 $f 中 f.ids[1] 的值 1.5 不对：应为编号（ID），实为 1.5',
    ],
    [
      WITH_FILTER,
      { f: { name: 'a', colour: 'BLUE' } },
      '变量 $f 中 f.colour 的值 "BLUE" 不对："BLUE" 不是 Colour 的取值',
    ],
    ['{ fruit(', {}, 'GraphQL 语法错误：此处应为 名称，实为 文本结尾'],
    ['', {}, 'GraphQL 语法错误：文本还没写完就结束了'],
  ])('of %s with %j', (document, variables, chinese) => {
    expect(complaintsOf(document, variables).map((message) => sayingOf(message).zh)).toContain(chinese);
  });

  it.each<[string, Record<string, unknown>, string, string]>([
    [
      '{ fruit(filter: {name: "a", colour: GREEN}) { id } }',
      {},
      '"GREEN" 不是 Colour 的取值，应为：RED、YELLOW',
      'Value "GREEN" does not exist in "Colour" enum. Expected one of: RED, YELLOW.',
    ],
    [
      '{ fruit(filter: {name: "a", colour: YELLO}) { id } }',
      {},
      '"YELLO" 不是 Colour 的取值，应为：RED、YELLOW',
      'Value "YELLO" does not exist in "Colour" enum. Expected one of: RED, YELLOW.',
    ],
    [
      '{ fruit(filter: {name: "a", colour: "RED"}) { id } }',
      {},
      '"RED" 不是 Colour 的取值，应为：RED、YELLOW',
      'Enum "Colour" cannot represent non-enum value: "RED". Expected one of: RED, YELLOW.',
    ],
    [
      WITH_FILTER,
      { f: { name: 'a', colour: 'BLUE' } },
      '变量 $f 中 f.colour 的值 "BLUE" 不对："BLUE" 不是 Colour 的取值，应为：RED、YELLOW',
      'Variable "$f" got invalid value "BLUE" at "f.colour"; Value "BLUE" does not exist in "Colour" enum. Expected one of: RED, YELLOW.',
    ],
    [
      WITH_FILTER,
      { f: { name: 'a', colour: 5 } },
      '变量 $f 中 f.colour 的值 5 不对：5 不是 Colour 的取值，应为：RED、YELLOW',
      'Variable "$f" got invalid value 5 at "f.colour"; Enum "Colour" cannot represent non-string value: 5. Expected one of: RED, YELLOW.',
    ],
  ])('lists the values of an enum where the schema is offered: %s with %j', (document, variables, zh, en) => {
    const values = (name: string) => (name === 'Colour' ? ['RED', 'YELLOW'] : null);
    const [message = ''] = complaintsOf(document, variables);
    expect(sayingOf(message, undefined, values)).toEqual({ zh, en });
    expect(sayingOf(message).en).not.toContain('YELLOW.');
  });

  it('keeps the English of a sentence it does not know, with a lead that says what it is', () => {
    expect(sayingOf('Something new.')).toEqual({ zh: '请求有误：Something new.', en: 'Something new.' });
  });

  it('hides what was guessed at, in both languages', () => {
    const { zh, en } = sayingOf(
      'Field "nam" is not defined by type "Filter". Did you mean "name" or "names"?',
    );
    expect(zh).toBe('输入类型 Filter 没有字段 nam');
    expect(en).toBe('Field "nam" is not defined by type "Filter".');
  });

  it('puts the place of a value before what our own scalars say of it', () => {
    const known = { zh: '应为日期', en: 'expected a day' };
    const message = 'Variable "$input" got invalid value "x" at "input.day"; expected a day';
    expect(sayingOf(message, known)).toEqual({
      zh: '变量 $input 中 input.day 的值 "x" 不对：应为日期',
      en: message,
    });
  });

  it('shortens values that would bury the sentence', () => {
    const message = `Variable "$a" got invalid value "${'x'.repeat(1_000)}"; Expected type "Filter" to be an object.`;
    expect(sayingOf(message).en.length).toBeLessThan(180);
  });
});

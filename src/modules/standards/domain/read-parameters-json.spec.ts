import { describe, expect, it } from '@jest/globals';
import { readParametersJson } from './read-parameters-json.js';

const nested = (levels: number): string => `{"a":${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}}`;

describe('parameters as somebody wrote them', () => {
  it.each([
    ['no parameters', '{}', {}],
    ['figures', '{"parameter": "TSS", "minimum": "10"}', { parameter: 'TSS', minimum: '10' }],
    [
      'one name in two objects',
      '{"steps": [{"from": 1}, {"from": 2}], "from": 3}',
      { steps: [{ from: 1 }, { from: 2 }], from: 3 },
    ],
    ['a value that reads like a name', '{"a": "b", "b": "a\\": {"}', { a: 'b', b: 'a": {' }],
    ['a whole pair of surrogates', '{"a": "\\ud83c\\udf4a"}', { a: '🍊' }],
  ])('are read: %s', (_, text, value) => {
    expect(readParametersJson(text)).toEqual({ ok: true, value });
  });

  it('are read as deep as twenty levels', () => {
    expect(readParametersJson(nested(20)).ok).toBe(true);
  });

  it.each([
    ['no JSON', '{', { kind: 'NO_OBJECT' }],
    ['nothing', '', { kind: 'NO_OBJECT' }],
    ['a list', '[1]', { kind: 'NO_OBJECT' }],
    ['null', 'null', { kind: 'NO_OBJECT' }],
    ['half a character', '{"minimum":"\\ud800"}', { kind: 'CANNOT_BE_KEPT' }],
    ['half a character in a name', '{"\\udc00":1}', { kind: 'CANNOT_BE_KEPT' }],
    ['a zero character, deep inside', '{"a":[{"b":"x\\u0000"}]}', { kind: 'CANNOT_BE_KEPT' }],
    ['a number beyond all bounds', '{"decimals":1e999}', { kind: 'CANNOT_BE_KEPT' }],
    ['twenty-one levels', nested(21), { kind: 'CANNOT_BE_KEPT' }],
    ['thousands of levels', nested(9_000), { kind: 'CANNOT_BE_KEPT' }],
    ['a name twice', '{"minimum":"1","minimum":"2"}', { kind: 'KEY_TWICE', key: 'minimum' }],
    ['a name twice, written in two ways', '{"ab":1,"\\u0061b":2}', { kind: 'KEY_TWICE', key: 'ab' }],
    ['a name twice, further in', '{"a":[{"b":1 , "b" :2}]}', { kind: 'KEY_TWICE', key: 'b' }],
  ])('are refused: %s', (_, text, error) => {
    expect(readParametersJson(text)).toEqual({ ok: false, error });
  });
});

import { describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { operationLabel, operationOf, operationWords } from './operation.js';

describe('what an operation is called', () => {
  it.each<[string, string, string[]]>([
    ['{ lot(id: 1) { code } }', 'query', ['lot']],
    ['query ZhangSan13800000000 { lot { code } }', 'query', ['lot']],
    ['mutation { zhang_san: recordHarvest { id } b: recordHarvest { id } }', 'mutation', ['recordHarvest']],
    [
      '{ ...A ...A ... { lots { id } } } fragment A on Query { me { id } ...B } fragment B on Query { lot { id } }',
      'query',
      ['me', 'lot', 'lots'],
    ],
    ['{ __typename __schema { types { name } } }', 'query', ['introspection']],
    ['subscription { lotChanged(id: 1) { eventId } }', 'subscription', ['lotChanged']],
  ])('%s', (text, type, fields) => {
    expect(operationOf(parse(text))).toEqual({ type, fields });
  });

  it('is that of the operation that is run', () => {
    const document = parse('query A { lot { id } } mutation B { openLot { id } }');
    expect(operationOf(document, 'B')).toEqual({ type: 'mutation', fields: ['openLot'] });
    expect(operationOf(document, 'C')).toBeNull();
  });

  it.each<[string[], string, string]>([
    [[], 'none', ''],
    [['lot'], 'lot', 'lot'],
    [['lot', 'me'], 'several', 'lot me'],
    [['a', 'b', 'c', 'd', 'e', 'f', 'g'], 'several', 'a b c d e +2'],
  ])('%j is %j in the metrics and %j in the log', (fields, label, words) => {
    expect(operationLabel(fields)).toBe(label);
    expect(operationWords(fields)).toBe(words);
  });
});

import { beforeAll, describe, expect, it } from '@jest/globals';
import { installPgTypes } from './pg-types.js';
import { readerOf } from './row-reader.js';

const TEXT = 25;
const INT8 = 20;
const TIMESTAMPTZ = 1184;
const TEXT_ARRAY = 1009;
const UUID_ARRAY = 2951;

beforeAll(installPgTypes);

const read = (dataTypeID: number, value: string | null): unknown =>
  (readerOf([{ name: 'value', dataTypeID }])([value]) as { value: unknown }).value;

describe('a row as PostgreSQL writes it', () => {
  it('becomes an object under the names of its columns', () => {
    const reader = readerOf([
      { name: 'code', dataTypeID: TEXT },
      { name: 'massGrams', dataTypeID: INT8 },
      { name: 'note', dataTypeID: TEXT },
    ]);
    expect(reader(['P-1', '9000', null])).toEqual({ code: 'P-1', massGrams: 9000, note: null });
  });

  it.each([
    ['2026-01-05 08:30:00+00', '2026-01-05T08:30:00.000Z'],
    ['2026-01-05 08:30:00.1+00', '2026-01-05T08:30:00.100Z'],
    ['2026-01-05 08:30:00.123+00', '2026-01-05T08:30:00.123Z'],
    ['2026-01-05 16:30:00.12+08', '2026-01-05T08:30:00.120Z'],
    ['2026-01-05 08:30:00.123999+00', '2026-01-05T08:30:00.123Z'],
    ['2026-01-05 14:00:00+05:30', '2026-01-05T08:30:00.000Z'],
  ])('tells the moment %s as %s', (written, moment) => expect(read(TIMESTAMPTZ, written)).toBe(moment));

  it.each([
    ['-1', -1],
    ['999999999999999', 999_999_999_999_999],
    ['9007199254740991', Number.MAX_SAFE_INTEGER],
  ])('tells the integer %s exactly', (written, integer) => expect(read(INT8, written)).toBe(integer));

  it.each(['9007199254740992', '9223372036854775807'])('refuses %s, which would be rounded', (written) =>
    expect(() => read(INT8, written)).toThrow(RangeError),
  );

  it.each([
    ['{}', []],
    ['{a}', ['a']],
    ['{511025,500153}', ['511025', '500153']],
    ['{A-1,b_2}', ['A-1', 'b_2']],
    ['{NULL,a}', [null, 'a']],
    ['{"NULL","a,b","say \\"x\\""}', ['NULL', 'a,b', 'say "x"']],
    ['{资中,荣昌}', ['资中', '荣昌']],
    ['{{a},{b}}', [['a'], ['b']]],
  ])('reads the array %s', (written, values) => expect(read(TEXT_ARRAY, written)).toEqual(values));

  it('reads an array of ids', () => {
    const id = '019aa000-0000-7000-8000-00000000000a';
    expect(read(UUID_ARRAY, `{${id},${id}}`)).toEqual([id, id]);
  });
});

import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildSchema, isInputObjectType } from 'graphql';
import { givenIn, ZIZHONG, type Given, type Member } from '../support/given/index.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/*
 * Every filter of every list is checked before anything is looked for: field by field, by name, in both languages. Which
 * there are is read from the schema, so that a new one is asked too.
 */

const schema = buildSchema(
  readFileSync(new URL('../../src/graphql/schema.graphql', import.meta.url), 'utf8'),
);

interface FilterField {
  /** `plots` */
  readonly list: string;
  /** `codePrefix` */
  readonly name: string;
  /** As it is written: `[ID!]`. */
  readonly type: string;
}

const fields: FilterField[] = Object.values(schema.getQueryType()?.getFields() ?? {}).flatMap((list) => {
  const filter = list.args.find(({ name }) => name === 'filter')?.type;
  if (!isInputObjectType(filter)) return [];
  return Object.values(filter.getFields()).map(({ name, type }) => ({
    list: list.name,
    name,
    type: type.toString(),
  }));
});

const byList = Map.groupBy(fields, ({ list }) => list);
const LONG = 'x'.repeat(10_000);
/** What no field of such a type holds. */
const IMPOSSIBLE: Readonly<Record<string, unknown>> = {
  String: LONG,
  ID: 'x',
  '[ID!]': ['x'],
  LocalDate: '2026-02-30',
};

let testApp: TestApp;
let given: Given;
/** Between them they may read every list. */
let members: Member[];
let cooperative: Member;

beforeAll(async () => {
  testApp = await startTestApp();
  given = givenIn(testApp);
  cooperative = await given.member(await given.organisation('COOPERATIVE', { county: ZIZHONG }));
  members = [await given.member('BASE_OFFICE'), cooperative];
});
afterAll(() => testApp.close());

/** What a list answers to whoever may read it, asked for with `value` in one field of its filter. */
async function answered({ list, name, type }: FilterField, value: unknown, language: 'zh' | 'en' = 'en') {
  const query = `query ($value: ${type}) { ${list}(filter: { ${name}: $value }) { __typename } }`;
  for (const { client } of members) {
    const { body } = await client.raw(query, { value }, { language });
    if (body.errors?.[0].extensions.code !== 'FORBIDDEN') return body;
  }
  throw new Error(`none of the members may read ${list}`);
}

describe('what a list is asked for', () => {
  it('is found in the schema, in more than thirty filters', () => {
    expect(byList.size).toBeGreaterThan(30);
  });

  it.each([...byList.keys()])(
    'of %s has no text without end, no id that is none, no day that is none',
    async (list) => {
      for (const field of byList.get(list)!.filter(({ type }) => type in IMPOSSIBLE)) {
        const { errors } = await answered(field, IMPOSSIBLE[field.type]);
        // A day is read by the schema already, which names the variable.
        const named = field.type === 'LocalDate' ? '$value' : `filter.${field.name}: `;
        expect({ field, errors }).toMatchObject({
          errors: [{ message: expect.stringContaining(named), extensions: { code: 'BAD_USER_INPUT' } }],
        });
      }
    },
  );

  it('is refused in the reader’s language', async () => {
    const field = { list: 'plots', name: 'codePrefix', type: 'String' };
    expect((await answered(field, LONG, 'zh')).errors).toMatchObject([
      { message: 'filter.codePrefix: 应为 1 至 40 个字，不含控制字符' },
    ]);
    expect(
      (await answered({ ...field, name: 'organisationId', type: 'ID' }, 'x', 'zh')).errors,
    ).toMatchObject([{ message: 'filter.organisationId: 应为 UUID' }]);
  });
});

describe('a filter', () => {
  const codes = async (filter: object | null): Promise<string[]> => {
    const query =
      'query ($filter: PlotFilter) { plots(filter: $filter) { totalCount edges { node { code } } } }';
    const { plots } = await cooperative.client.run(query, { filter });
    expect(plots.totalCount).toBe(plots.edges.length);
    return plots.edges.map(({ node }: { node: { code: string } }) => node.code);
  };

  it('that is null, empty or blank asks for everything', async () => {
    const plot = await given.plot(cooperative, { town: '511025123' });
    for (const filter of [null, {}, { codePrefix: null }, { codePrefix: '  ' }])
      expect(await codes(filter)).toEqual([plot.code]);
  });

  it('takes an id in capitals, and blanks around a text, as they are meant', async () => {
    const all = await codes(null);
    expect(await codes({ organisationId: cooperative.organisationId.toUpperCase() })).toEqual(all);
    expect(await codes({ codePrefix: ` ${all[0]} ` })).toEqual(all);
    expect(await codes({ codePrefix: 'NO-SUCH' })).toEqual([]);
  });

  it('in none of the kinds finds nothing', async () => {
    const plot = await given.plot(cooperative, { town: '511025123' });
    await given.harvest(cooperative, plot.id, 10);
    const query = 'query ($kinds: [BatchKind!]) { batches(filter: { kinds: $kinds }) { totalCount } }';
    const count = async (kinds: string[] | null) =>
      (await cooperative.client.run(query, { kinds })).batches.totalCount;
    expect([await count(null), await count(['HARVEST']), await count([])]).toEqual([1, 1, 0]);
  });
});

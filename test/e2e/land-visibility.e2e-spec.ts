import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { muFrom } from '../../src/kernel/area.js';
import { decimal } from '../../src/kernel/decimal.js';
import { UnitOfWork } from '../../src/infrastructure/database/unit-of-work.js';
import { PlotQueries } from '../../src/modules/land/plot.queries.js';
import type { Given } from '../support/given/index.js';
import { landDocuments as documents } from '../support/given/land-documents.js';
import { squareAt } from '../support/given/land.js';
import type { Answer } from '../support/given/send.js';
import { collectStatements } from '../support/query-counter.js';
import { landScene, type LandScene, plotSeenBy, plotCodesSeenBy } from '../support/given/land-scene.js';

const ZIZHONG_TOWN = '511025123'; // 双龙镇
const RONGCHANG_TOWN = '500153112'; // 清流镇

let { testApp, given, coop, neighbour, office, packhouse } = {} as LandScene;

beforeAll(async () => {
  ({ testApp, given, coop, neighbour, office, packhouse } = await landScene());
});
afterAll(() => testApp?.close());

describe('who sees a plot', () => {
  it('is its cooperative and the base office; a neighbour sees nothing', async () => {
    const { id, code } = await given.plot(coop, { boundary: squareAt(104.88, 29.77) });
    expect(await plotSeenBy(coop, id)).toMatchObject({
      code,
      boundary: { squareMetres: expect.any(Number) },
    });
    expect(await plotSeenBy(office, id)).toMatchObject({
      code,
      boundary: { squareMetres: expect.any(Number) },
    });
    expect(await plotSeenBy(neighbour, id)).toBeNull();
    expect(await plotCodesSeenBy(neighbour, { filter: { codePrefix: code } })).toEqual([]);
    expect(await plotCodesSeenBy(neighbour, { filter: { organisationId: coop.organisationId } })).toEqual([]);
  });

  it('is whoever takes its fruit, without boundary, measured area and grower', async () => {
    const growerId = await given.grower(coop);
    const { id, code } = await given.plot(coop, { growerId, boundary: squareAt(104.89, 29.77) });
    const { id: registrationId, number } = await given.registration(coop);
    await given.covered(coop, registrationId, [id]);
    await given.received(coop, packhouse, id, 100);
    expect(await plotSeenBy(packhouse, id)).toMatchObject({
      code,
      townCode: ZIZHONG_TOWN,
      varietyCode: 'TAROCCO',
      registrations: [{ registration: { number } }],
      boundary: null,
      measuredSquareMetres: null,
      measuredMu: null,
      areaDifferencePercent: null,
      warnings: [],
      grower: null,
    });
  });

  it('sees a registration that covers the plot later too', async () => {
    const { id } = await given.plot(coop);
    await given.received(coop, packhouse, id, 100);
    const { id: registrationId, number } = await given.registration(coop);
    await given.covered(coop, registrationId, [id]);
    expect(await plotSeenBy(packhouse, id)).toMatchObject({ registrations: [{ registration: { number } }] });
  });
});

describe('listing plots', () => {
  it('pages through all of them by code and newest first, each once', async () => {
    const lister = await given.member('COOPERATIVE');
    const made: string[] = [];
    for (const letter of ['C', 'A', 'E', 'B', 'D'])
      made.push((await given.plot(lister, { code: `LIST-${letter}` })).code);
    const walk = async (order: string): Promise<string[]> => {
      const seen: string[] = [];
      for (let after: string | null = null; ;) {
        const { plots }: Answer = await lister.client.run(documents.plots, { first: 2, after, order });
        seen.push(...plots.edges.map((edge: { node: { code: string } }) => edge.node.code));
        expect(plots.totalCount).toBe(5);
        if (!plots.pageInfo.hasNextPage) return seen;
        after = plots.pageInfo.endCursor;
      }
    };
    expect(await walk('CODE')).toEqual(made.toSorted());
    expect(await walk('NEWEST')).toEqual(made.toReversed());
  });

  it('filters by county, town, variety, cooperative, registration and code', async () => {
    const lister = await given.member('COOPERATIVE');
    const zizhong = await given.plot(lister, { code: 'FILTER-Z' });
    const rongchang = await given.plot(lister, {
      code: 'FILTER-R',
      town: RONGCHANG_TOWN,
      varietyCode: 'MORO',
    });
    const { id: registrationId } = await given.registration(lister);
    await given.covered(lister, registrationId, [rongchang.id]);
    const both = [rongchang.code, zizhong.code];
    const cases: [object, string[]][] = [
      [{ countyCode: '511025' }, [zizhong.code]],
      [{ townCode: RONGCHANG_TOWN }, [rongchang.code]],
      [{ varietyCode: 'MORO' }, [rongchang.code]],
      [{ organisationId: lister.organisationId }, both],
      [{ organisationId: neighbour.organisationId }, []],
      [{ registrationId }, [rongchang.code]],
      [{ codePrefix: 'FILTER-' }, both],
      [{ codePrefix: '%' }, []],
      [{ countyCode: '511025', varietyCode: 'MORO' }, []],
    ];
    for (const [filter, expected] of cases)
      expect(await plotCodesSeenBy(lister, { filter })).toEqual(expected);
  });

  it('asks for the same few statements whatever the size of the page', async () => {
    const growerId = await given.grower(coop);
    const orchardId = await given.orchard(coop);
    const plots: Awaited<ReturnType<Given['plot']>>[] = [];
    for (let i = 0; i < 6; i++)
      plots.push(await given.plot(coop, { growerId, orchardId, boundary: squareAt(105 + i / 100, 29.7) }));
    const { id: registrationId } = await given.registration(coop);
    await given.covered(
      coop,
      registrationId,
      plots.map(({ id }) => id),
    );
    for (const first of [1, 50]) {
      const { value, statements } = await collectStatements(testApp, () =>
        coop.client.run(documents.plots, { first, filter: { registrationId } }),
      );
      expect(value.plots.edges).toHaveLength(first === 1 ? 1 : 6);
      // Who asks, plots, total, boundaries, growers, orchards, organisations, registrations.
      expect(statements).toHaveLength(8);
    }
  });
});

describe('what modules above ask of land', () => {
  it('is plots by id, of those the caller may see', async () => {
    const mine = await given.plot(coop, { declaredMu: decimal('12.34') });
    const foreign = await given.plot(neighbour);
    const ctx = await coop.ctx();
    const { found, missing } = await testApp.app.get(UnitOfWork).read(ctx, async (reading) => {
      const plots = testApp.app.get(PlotQueries);
      return {
        found: await plots.byIds(reading, [mine.id, foreign.id]),
        missing: await plots.visibleById(reading, foreign.id),
      };
    });
    expect(found).toMatchObject([
      { id: mine.id, countyCode: '511025', declaredMuHundredths: muFrom('12.34') },
    ]);
    expect(missing).toBeNull();
  });
});

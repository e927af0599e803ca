import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { refusedWith } from '../support/expectations.js';
import { landDocuments as documents } from '../support/given/land-documents.js';
import { squareAt } from '../support/given/land.js';
import { send } from '../support/given/send.js';
import { landScene, type LandScene, plotCodesSeenBy } from '../support/given/land-scene.js';

const ZIZHONG_TOWN = '511025123'; // 双龙镇
const RONGCHANG_TOWN = '500153112'; // 清流镇

const plotInput = (more: object = {}) => ({
  code: `P-${randomUUID().slice(0, 8).toUpperCase()}`,
  townCode: ZIZHONG_TOWN,
  varietyCode: 'TAROCCO',
  declaredMu: '15.7',
  ...more,
});

let { testApp, given, coop, neighbour, office, packhouse } = {} as LandScene;

beforeAll(async () => {
  ({ testApp, given, coop, neighbour, office, packhouse } = await landScene());
});
afterAll(() => testApp?.close());

describe('registering a plot', () => {
  it('keeps what was said of it and derives the county from the town', async () => {
    const orchardId = await given.orchard(coop);
    const growerId = await given.grower(coop, { code: 'G-001', name: '示范农户甲' });
    const input = plotInput({ townCode: RONGCHANG_TOWN, orchardId, growerId, plantedYear: 2018 });
    const { plot } = await send(coop, documents.registerPlot, input);
    expect(plot).toMatchObject({
      code: input.code,
      countyCode: '500153',
      townCode: RONGCHANG_TOWN,
      varietyCode: 'TAROCCO',
      plantedYear: 2018,
      declaredMu: '15.7',
      measuredSquareMetres: null,
      areaDifferencePercent: null,
      warnings: [],
      boundary: null,
      grower: { code: 'G-001', name: '示范农户甲' },
      organisation: { id: coop.organisationId },
      registrations: [],
    });
    expect(await given.ledgerOf(plot.id)).toMatchObject([
      { kind: 'plot.registered', facts: { code: input.code, declaredMuHundredths: 1_570, growerId } },
    ]);
  });

  it('measures the boundary and compares it with the declared area', async () => {
    const input = plotInput({ boundary: squareAt(104.85, 29.77) });
    const { plot } = await send(coop, documents.registerPlot, input);
    // About 96.6 m by 100.1 m, which is 14.5 mu: 7.6 % less than 15.7.
    expect(Math.abs(plot.measuredSquareMetres - 9_670)).toBeLessThan(50);
    expect(plot.boundary).toMatchObject({ geometry: squareAt(104.85, 29.77) });
    expect(plot.areaDifferencePercent).toBeCloseTo(-7.6, 0);
    expect(plot.warnings).toEqual([]);
    expect((await given.ledgerOf(plot.id)).map((entry) => entry.kind)).toEqual([
      'plot.registered',
      'plot.boundary-recorded',
    ]);
  });

  it('warns above ten per cent, in the language of the reader, and stores it all the same', async () => {
    const input = plotInput({ declaredMu: '10', boundary: squareAt(104.86, 29.77) });
    const { plot } = await send(coop, documents.registerPlot, input, { language: 'zh' });
    expect(plot.areaDifferencePercent).toBeGreaterThan(40);
    expect(plot.warnings).toEqual([
      { code: 'AREA_DIFFERS', message: expect.stringMatching(/^边界内实测面积比申报面积大 4\d\.\d+%/) },
    ]);
  });

  it('refuses what cannot be, with every reason at once', async () => {
    const strange = randomUUID();
    const input = plotInput({
      townCode: '511025',
      varietyCode: 'NAVEL',
      declaredMu: '0',
      plantedYear: 2027,
      growerId: strange,
      orchardId: strange,
      boundary: { type: 'Point', coordinates: [104.85, 29.77] },
    });
    expect(await send(coop, documents.registerPlot, input)).toMatchObject(
      refusedWith(
        'TOWN_UNKNOWN',
        'PLOT_VARIETY_UNKNOWN',
        'DECLARED_AREA_ZERO',
        'PLANTED_IN_THE_FUTURE',
        'NOT_FOUND',
        'NOT_FOUND',
        'BOUNDARY_NOT_A_POLYGON',
      ),
    );
    expect(await plotCodesSeenBy(coop, { filter: { codePrefix: input.code } })).toEqual([]);
  });

  it('says where a boundary is wrong', async () => {
    const [ring = []] = (squareAt(104.85, 29.77) as { coordinates: number[][][] }).coordinates;
    const crossed = [ring[0], ring[2], ring[1], ring[3], ring[0]];
    const open = ring.slice(0, 4);
    const refusal = await send(
      coop,
      documents.registerPlot,
      plotInput({ boundary: { type: 'Polygon', coordinates: [open] } }),
    );
    expect(refusal.reasons).toEqual([
      {
        code: 'BOUNDARY_RING_NOT_CLOSED',
        message: "The boundary's area 1, ring 1 is not closed: its last position must repeat the first",
        path: ['boundary'],
        facts: [
          { name: 'part', value: '1' },
          { name: 'ring', value: '1' },
        ],
      },
    ]);
    const crossing = plotInput({ boundary: { type: 'Polygon', coordinates: [crossed] } });
    expect(await send(coop, documents.registerPlot, crossing)).toMatchObject(
      refusedWith('BOUNDARY_CROSSES_ITSELF'),
    );
  });

  it('answers malformed values with the field and what was expected', async () => {
    const input = {
      requestId: randomUUID(),
      ...plotInput({ code: 'a plot', declaredMu: '-1.234', plantedYear: 12 }),
    };
    const { body } = await coop.client.raw(documents.registerPlot, { input }, { language: 'zh' });
    expect(body.errors[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
    const fields = body.errors[0].extensions.fields.map((field: { path: string[] }) => field.path.at(-1));
    expect(fields.toSorted()).toEqual(['code', 'declaredMu', 'plantedYear']);
    const deep = {
      requestId: randomUUID(),
      ...plotInput({ boundary: { a: { a: { a: { a: { a: { a: { a: { a: {} } } } } } } } } }),
    };
    const answer = await coop.client.raw(documents.registerPlot, { input: deep });
    expect(answer.body.errors[0].extensions.code).toBe('BAD_USER_INPUT');
  });

  it('refuses a code that is taken, whoever has it', async () => {
    const { code } = await given.plot(neighbour);
    expect(await send(coop, documents.registerPlot, plotInput({ code }))).toMatchObject(
      refusedWith('PLOT_CODE_TAKEN'),
    );
  });

  it('changes nothing a second time when the same request comes again', async () => {
    const input = { requestId: randomUUID(), ...plotInput({ boundary: squareAt(104.87, 29.77) }) };
    const [first, second] = await Promise.all([
      send(coop, documents.registerPlot, input),
      send(coop, documents.registerPlot, input),
    ]);
    expect(second).toEqual(first);
    expect(await given.ledgerOf(first.plot.id)).toHaveLength(2);
    expect(await send(coop, documents.registerPlot, { ...input, declaredMu: '1' })).toMatchObject(
      refusedWith('REQUEST_ID_REUSED'),
    );
  });

  it('takes a field left out and one that is null for the same request', async () => {
    const input = { requestId: randomUUID(), ...plotInput() };
    const first = await send(coop, documents.registerPlot, input);
    const again = { ...input, orchardId: null, plantedYear: null };
    expect(await send(coop, documents.registerPlot, again)).toEqual(first);
  });

  it('is for cooperatives', async () => {
    for (const member of [office, packhouse]) {
      const { body } = await member.client.raw(documents.registerPlot, {
        input: { requestId: randomUUID(), ...plotInput() },
      });
      expect(body.errors[0].extensions.code).toBe('FORBIDDEN');
    }
  });
});

describe('changing a plot', () => {
  it('tells a field to be emptied from one to be left', async () => {
    const { id: plotId } = await given.plot(coop, { plantedYear: 2018 });
    const input = { requestId: randomUUID(), plotId, declaredMu: '2' };
    expect((await send(coop, documents.changePlot, input)).plot.plantedYear).toBe(2018);
    const emptied = { ...input, plantedYear: null };
    expect(await send(coop, documents.changePlot, emptied)).toMatchObject(refusedWith('REQUEST_ID_REUSED'));
    const { plot } = await send(coop, documents.changePlot, { ...emptied, requestId: randomUUID() });
    expect(plot.plantedYear).toBeNull();
  });

  it('changes what is named and leaves the rest', async () => {
    const growerId = await given.grower(coop);
    const { id } = await given.plot(coop, { growerId, plantedYear: 2015 });
    const { plot } = await send(coop, documents.changePlot, {
      plotId: id,
      varietyCode: 'TAROCCO-8',
      townCode: '511025122',
      plantedYear: null,
    });
    expect(plot).toMatchObject({
      varietyCode: 'TAROCCO-8',
      townCode: '511025122',
      plantedYear: null,
      declaredMu: '10',
      grower: { name: '示范农户' },
    });
    expect((await given.ledgerOf(id)).map(({ kind }) => kind)).toEqual(['plot.registered', 'plot.changed']);
  });

  it('does not move it to another county', async () => {
    const { id } = await given.plot(coop);
    expect(await send(coop, documents.changePlot, { plotId: id, townCode: RONGCHANG_TOWN })).toMatchObject(
      refusedWith('PLOT_STAYS_IN_COUNTY'),
    );
  });

  it('is not for neighbours, who cannot tell it from a plot that does not exist', async () => {
    const { id } = await given.plot(coop);
    const answers = [id, randomUUID()].map((plotId) =>
      send(neighbour, documents.changePlot, { plotId, declaredMu: '3' }),
    );
    for (const answer of await Promise.all(answers)) expect(answer).toMatchObject(refusedWith('NOT_FOUND'));
    const boundary = await send(neighbour, documents.recordPlotBoundary, {
      plotId: id,
      boundary: squareAt(104.9, 29.77),
    });
    expect(boundary).toMatchObject(refusedWith('NOT_FOUND'));
  });
});

import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PRODUCT_KEY } from '../../src/modules/batches/post-harvest-treatment.queries.js';
import { verifyDatabase } from '../../src/verification.js';
import { ownerRows } from '../support/demo.js';
import { refusedWith } from '../support/expectations.js';
import { growingDocuments } from '../support/given/growing-documents.js';
import { batchDocuments } from '../support/given/batches.js';
import { confirmedReport, coverageDocuments, enterReport, reportOf } from '../support/given/coverage.js';
import { correctionDocuments } from '../support/given/corrections.js';
import type { Given, Member } from '../support/given/index.js';
import { landDocuments } from '../support/given/land-documents.js';
import { givenInspections, inspectionDocuments } from '../support/given/inspections.js';
import type { Trade } from '../support/given/lots.js';
import { done, send, type Answer } from '../support/given/send.js';
import { tradeScene, type TradeScene } from '../support/given/trade-scene.js';
import { unityDocuments } from '../support/given/unities.js';
import type { TestApp } from '../support/test-app.js';

/* Texts of treatments, reports, inspections and papers on customs districts: where they stand before and after they are erased. */

let testApp: TestApp;
let given: Given;
let lots: TradeScene['lots'];
let trade: Trade;
let colleague: Member;
let fruit: Answer[];
const inspections = givenInspections();

beforeAll(async () => {
  ({ testApp, given, lots, trade } = await tradeScene());
  colleague = await given.colleague(trade.inspector, ['INSPECTOR']);
  fruit = [await lots.packed(trade, trade.zizhong, 500), await lots.packed(trade, trade.zizhong, 500)];
});
afterAll(() => testApp?.close());

const rows = <T extends object>(sql: string, params: unknown[] = []): Promise<T[]> =>
  ownerRows<T>(testApp.database.ownerUrl, sql, params);

/** Every column of every table that holds a text anywhere inside, as 'table.column'. */
async function placesOf(text: string): Promise<string[]> {
  const tables = await rows<{ t: string }>(
    `SELECT tablename AS t FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`,
  );
  const inEach = tables.map(
    ({ t }) =>
      `SELECT DISTINCT '${t}.' || e.key AS place FROM "${t}" x, jsonb_each_text(to_jsonb(x)) AS e
       WHERE position($1 IN x::text) > 0 AND position($1 IN e.value) > 0`,
  );
  const found = await rows<{ place: string }>(`${inEach.join(' UNION ALL ')} ORDER BY 1`, [text]);
  return found.map(({ place }) => place);
}

async function difference(): Promise<unknown> {
  const blobs = { directory: testApp.blobs, bucket: undefined };
  return (await verifyDatabase(testApp.database.applicationUrl, blobs)).ledger.difference;
}

const ERASE = `mutation ($input: EraseTextInput!) { answer: eraseText(input: $input) {
  __typename ... on EraseTextPayload { subjectId texts } ... on Refused { reasons { code } } } }`;
const erase = (by: Member, subjectId: string): Promise<Answer> => send(by, ERASE, { subjectId });
const ERASED = { __typename: 'EraseTextPayload' };

const dip = (batch: Answer, productName: string, more: object = {}): Record<string, unknown> => ({
  kind: 'FUNGICIDE',
  performedAt: '2026-01-23T04:00:00.000Z',
  batchIds: [batch.id],
  lineCode: 'L1',
  productName,
  substances: ['imazalil'],
  concentration: '500',
  concentrationUnit: 'MG_PER_L',
  ...more,
});
const treated = async (batch: Answer, productName: string): Promise<Answer> =>
  (await done(trade.packhouse, batchDocuments.recordPostHarvestTreatment, dip(batch, productName))).treatment;

describe('the name of a product that fruit was treated with', () => {
  const NAME = '孙七自配保鲜剂';
  let treatments: Answer[];
  const keys = async (): Promise<unknown[]> =>
    (
      await rows<{ key: string }>(
        `SELECT ${PRODUCT_KEY} AS key FROM post_harvest_treatment t WHERE id = ANY ($1) ORDER BY id`,
        [treatments.map(({ id }) => id)],
      )
    ).map(({ key }) => key);

  beforeAll(async () => {
    treatments = [
      await treated(fruit[0]!, NAME),
      await treated(fruit[1]!, NAME),
      await treated(fruit[1]!, '蜡'),
    ];
  });

  it('is erased by whoever wrote it, in its row and beside the ledger', async () => {
    expect(await placesOf(NAME)).toEqual(['ledger_text.text', 'post_harvest_treatment.product_name']);
    expect(await erase(trade.exporter, treatments[0].id)).toMatchObject(refusedWith('NOT_FOUND'));
    const [one, other, wax] = await keys();
    expect([one === other, one === wax]).toEqual([true, false]);
    expect(await erase(trade.packhouse, treatments[0].id)).toMatchObject(ERASED);
    const [left] = await rows(
      `SELECT product_name, substances, concentration::int FROM post_harvest_treatment WHERE id = $1`,
      [treatments[0].id],
    );
    expect(left).toEqual({
      product_name: '***',
      substances: ['imazalil'],
      concentration: 500,
    });
    // What a report on one treatment covers neither grows nor shrinks by it.
    expect(await keys()).toEqual([one, other, wax]);
    expect(await erase(trade.packhouse, treatments[0].id)).toMatchObject(refusedWith('NOT_FOUND'));
    expect(await erase(trade.base, treatments[1].id)).toMatchObject(ERASED);
    expect(await placesOf(NAME)).toEqual([]);
    expect(await keys()).toEqual([one, other, wax]);
  });

  it('leaves nothing behind by which a short name could be guessed', async () => {
    for (const hash of ['md5', 'sha256'])
      for (const text of [NAME, NAME.toLowerCase()])
        expect(await placesOf(createHash(hash).update(text).digest('hex'))).toEqual([]);
  });

  it('that is written again, once it is gone everywhere, is not known to be the same', async () => {
    const known = await keys();
    const again = await treated(fruit[0]!, NAME);
    const [{ key } = { key: null }] = await rows<{ key: string | null }>(
      `SELECT ${PRODUCT_KEY} AS key FROM post_harvest_treatment t WHERE id = $1`,
      [again.id],
    );
    expect(key).toMatch(/^[0-9a-f-]{36}$/);
    expect(known).not.toContain(key);
  });

  it('is one product, whoever of the packhouse writes it at the same moment', async () => {
    const both = await Promise.all([1, 2, 3, 4].map(() => treated(fruit[0]!, '示范同名蜡')));
    const kept = await rows<{ key: string }>(
      `SELECT DISTINCT ${PRODUCT_KEY} AS key FROM post_harvest_treatment t WHERE id = ANY ($1)`,
      [both.map(({ id }) => id)],
    );
    expect(kept).toHaveLength(1);
  });

  it('goes from what was put right, too', async () => {
    const first = await treated(fruit[0]!, '周八给的药');
    await done(trade.packhouse, batchDocuments.correctPostHarvestTreatment, {
      ...dip(fruit[0]!, '周八给的新药'),
      treatmentId: first.id,
    });
    await erase(trade.packhouse, first.id);
    expect(await placesOf('周八')).toEqual([]);
  });

  it('goes with why it was said not to have happened', async () => {
    const first = await treated(fruit[0]!, '示范蜡');
    const { treatment } = await done(trade.packhouse, batchDocuments.voidPostHarvestTreatment, {
      treatmentId: first.id,
      reason: '郑十一录错',
    });
    expect(await placesOf('郑十一')).toEqual(['post_harvest_treatment.void_reason']);
    expect(await difference()).toBeNull();
    const change = rows(`UPDATE post_harvest_treatment SET void_reason = '别的' WHERE id = $1`, [
      treatment.id,
    ]);
    await expect(change).rejects.toThrow(/post_harvest_treatment/);
    await erase(trade.packhouse, treatment.id);
    expect(await placesOf('郑十一')).toEqual([]);
    // Without its salt the commitment in the ledger cannot be guessed at.
    expect(await rows(`SELECT FROM personal_salt WHERE subject_id = $1`, [treatment.id])).toEqual([]);
    expect(await difference()).toBeNull();
  });

  it('goes with what people called its ingredients; those that are known stay', async () => {
    const told = dip(fruit[0]!, '洗果剂', { substances: ['imazalil', '陈某某的方子'] });
    const { treatment } = await done(trade.packhouse, batchDocuments.recordPostHarvestTreatment, told);
    const { record } = await done(trade.zizhong, growingDocuments.recordSpray, {
      plotId: fruit[0]!.plotId,
      performedAt: '2026-01-20T01:00:00Z',
      productName: '自配药',
      substances: ['陈某某的方子', 'abamectin'],
    });
    expect(await placesOf('陈某某')).toEqual([
      'growing_record.substances',
      'ledger_text.text',
      'post_harvest_treatment.substances',
    ]);
    expect(await difference()).toBeNull();
    await erase(trade.packhouse, treatment.id);
    await erase(trade.zizhong, record.id);
    expect(await placesOf('陈某某')).toEqual([]);
    expect(await rows(`SELECT substances FROM post_harvest_treatment WHERE id = $1`, [treatment.id])).toEqual(
      [{ substances: ['imazalil', '***'] }],
    );
    expect(
      await rows(`SELECT substances, product_name FROM growing_record WHERE id = $1`, [record.id]),
    ).toEqual([{ substances: ['***', 'abamectin'], product_name: '自配药' }]);
    expect(await difference()).toBeNull();
  });

  it('never becomes another one', async () => {
    const change = rows(`UPDATE post_harvest_treatment SET product_name = '别的' WHERE id = $1`, [
      treatments[2].id,
    ]);
    await expect(change).rejects.toThrow(/post_harvest_treatment/);
  });
});

describe('the laboratory of a report', () => {
  const LABORATORY = '吴九检测工作室';
  const report = (more: object = {}): Record<string, unknown> =>
    reportOf(['abamectin'], {
      registrationId: trade.registrations.get(trade.zizhong)!.id,
      sampledOn: '2026-01-20',
      testedOn: '2026-01-22',
      coversFrom: '2026-01-20',
      coversTo: '2026-01-31',
      laboratory: LABORATORY,
      accreditation: `${LABORATORY}认可`,
      reportNumber: 'TEXT-1',
      ...more,
    });

  it('is erased, and the report goes on covering what it covers', async () => {
    const { id } = await confirmedReport(trade.inspector, colleague, report());
    expect(await placesOf(LABORATORY)).toEqual([
      'ledger_text.text',
      'residue_coverage.accreditation',
      'residue_coverage.laboratory',
    ]);
    expect(await erase(trade.inspector, id)).toMatchObject(ERASED);
    expect(await placesOf(LABORATORY)).toEqual([]);
    const { residueCoverage } = await trade.inspector.client.run(coverageDocuments.residueCoverage, { id });
    expect(residueCoverage).toMatchObject({
      state: 'CONFIRMED',
      laboratory: '',
      results: [{ substance: 'abamectin' }],
    });
  });

  it('is not a way to enter the report once more, and several may be without one', async () => {
    expect(await enterReport(trade.inspector, report())).toEqual(refusedWith('COVERAGE_REPORT_ENTERED'));
    const numbers = ['TEXT-2', 'TEXT-3'];
    for (const reportNumber of numbers) {
      const { coverage } = await enterReport(trade.inspector, report({ reportNumber }));
      expect(await erase(trade.inspector, coverage.id)).toMatchObject(ERASED);
    }
  });
});

describe('the laboratory of an inspection', () => {
  const LABORATORY = '郑十检测站';
  const results = async (inspection: Answer): Promise<void> => {
    await done(trade.inspector, inspectionDocuments.recordLaboratoryResults, {
      inspectionId: inspection.id,
      laboratory: LABORATORY,
      accreditation: `${LABORATORY}认可`,
      reportNumber: `T-${inspection.id.slice(-6)}`,
      testedOn: inspection.sampledOn,
      results: [{ substance: 'abamectin', limitOfQuantification: '0.01' }],
    });
    await inspections.measured(trade.inspector, inspection, [
      { parameter: 'TSS', value: '12', method: `${LABORATORY}的折光仪` },
    ]);
  };
  const LIES = [
    'laboratory_result.accreditation',
    'laboratory_result.laboratory',
    'ledger_text.text',
    'measurement.method',
  ];

  it('is erased as long as nobody has signed, with the method, and stays under a signature', async () => {
    const open = await inspections.sampled(
      trade.packhouse,
      fruit[0] as { id: string },
      trade.inspector,
      '2026-01-24',
    );
    await results(open);
    expect(await placesOf(LABORATORY)).toEqual(LIES);
    expect(await erase(trade.inspector, open.id)).toMatchObject(ERASED);
    expect(await placesOf(LABORATORY)).toEqual([]);
    const signed = await inspections.sampled(
      trade.packhouse,
      fruit[1] as { id: string },
      trade.inspector,
      '2026-01-24',
    );
    await results(signed);
    await inspections.signed(trade.inspector, signed);
    expect(await erase(trade.inspector, signed.id)).toMatchObject(ERASED);
    expect(await placesOf(LABORATORY)).toEqual(LIES.filter((place) => place !== 'ledger_text.text'));
  });
});

describe('why a result was corrected', () => {
  const SAID = '示范检验员褚某看错';
  const LIES = ['laboratory_result.correction_reason', 'ledger_text.text', 'measurement.correction_reason'];
  /** A value and a line of a report put right, each with a reason that names somebody. */
  const corrected = async (batch: Answer, reason: string): Promise<Answer> => {
    const told = await inspections.sampled(
      trade.packhouse,
      batch as { id: string },
      trade.inspector,
      '2026-01-24',
    );
    await inspections.measured(trade.inspector, told, [{ parameter: 'TSS', value: '1.2' }]);
    await inspections.tested(trade.inspector, told, { abamectin: '5' });
    const { inspection } = await trade.inspector.client.run(correctionDocuments.inspection, { id: told.id });
    const { measurements, laboratoryResults } = inspection;
    await done(trade.inspector, correctionDocuments.correctMeasurements, {
      inspectionId: told.id,
      reason,
      measurements: [{ parameter: 'TSS', value: '12', correctsId: measurements[0].id }],
    });
    await done(trade.inspector, correctionDocuments.voidLaboratoryResults, {
      inspectionId: told.id,
      reason,
      resultIds: [laboratoryResults[0].id],
    });
    return told;
  };

  it('is erased in the rows and beside the ledger, by whose inspection it is, also under a signature', async () => {
    const inspection = await corrected(await lots.packed(trade, trade.zizhong, 100), SAID);
    await inspections.signed(trade.inspector, inspection);
    expect(await placesOf(SAID)).toEqual(LIES);
    await erase(trade.exporter, inspection.id);
    expect(await placesOf(SAID)).toEqual(LIES);
    expect(await erase(trade.inspector, inspection.id)).toMatchObject(ERASED);
    expect(await placesOf(SAID)).toEqual([]);
    // That it was corrected stays.
    const after = (await trade.inspector.client.run(correctionDocuments.inspection, { id: inspection.id }))
      .inspection;
    expect(after.measurements[1]).toMatchObject({ correctionReason: '', value: '12' });
  });

  it('goes with a grower whom it names', async () => {
    const NAME = '示范农户公孙某';
    const growerId = await given.grower(trade.zizhong, { name: NAME });
    const { id: plotId } = await lots.plot(trade, trade.zizhong);
    await done(trade.zizhong, landDocuments.changePlot, { plotId, growerId });
    const batch = await lots.packed(trade, trade.zizhong, 100, { plotId });
    await inspections.signed(trade.inspector, await corrected(batch, `${NAME}的果，看错`));
    expect(await placesOf(NAME)).toEqual(['grower.name', ...LIES].toSorted());
    await done(trade.zizhong, landDocuments.eraseGrower, { growerId });
    expect(await placesOf(NAME)).toEqual([]);
  });
});

describe('the title of a paper on a customs district', () => {
  it('stands beside the ledger and in the rows, and is erased by the base office alone', async () => {
    const DOCUMENT = '冯某某的来信（测试虚构） / letter invented for this test';
    const two = await given.colleague(trade.base, ['ADMINISTRATOR']);
    const { reading } = await done(trade.base, unityDocuments.enterCustomsDistrict, {
      customsDistrictCode: 'CHENGDU',
      countyCodes: ['511025'],
      document: DOCUMENT,
      clause: '冯某某说的第一条',
      url: 'https://example.org/feng',
    });
    await done(two, unityDocuments.confirmCustomsDistrict, { readingId: reading.id });
    expect(await placesOf('冯某某')).toEqual([
      'customs_district.source',
      'customs_district_reading.clause',
      'customs_district_reading.document',
      'ledger_text.text',
    ]);
    expect(await placesOf('example.org/feng')).not.toContain('ledger_entry.canonical');
    expect(await erase(trade.exporter, reading.id)).toMatchObject(refusedWith('NOT_FOUND'));
    expect(await erase(trade.base, reading.id)).toMatchObject(ERASED);
    for (const word of ['冯某某', 'example.org/feng']) expect(await placesOf(word)).toEqual([]);
    const [district] = await rows(
      `SELECT county_codes, confidence FROM customs_district WHERE code = 'CHENGDU'`,
    );
    expect(district).toEqual({ county_codes: ['511025'], confidence: 'confirmed' });
  });
});

it('erasing a grower takes the name out of what others wrote about the fruit', async () => {
  const NAME = '示范农户诸葛某';
  const growerId = await given.grower(trade.zizhong, { name: NAME });
  const { id: plotId } = await lots.plot(trade, trade.zizhong);
  await done(trade.zizhong, landDocuments.changePlot, { plotId, growerId });
  const batch = await lots.packed(trade, trade.zizhong, 100, { plotId });
  const told = dip(batch, `${NAME}的药`, { substances: [`${NAME}的方子`] });
  const { treatment } = await done(trade.packhouse, batchDocuments.recordPostHarvestTreatment, told);
  const window = {
    sampledOn: '2026-01-23',
    testedOn: '2026-01-24',
    coversFrom: '2026-01-23',
    coversTo: '2026-01-31',
  };
  await enterReport(
    trade.inspector,
    reportOf(['imazalil'], { treatmentId: treatment.id, laboratory: `${NAME}检测室`, ...window }),
  );
  const inspection = await inspections.sampled(
    trade.packhouse,
    batch as { id: string },
    trade.inspector,
    '2026-01-24',
  );
  await inspections.measured(trade.inspector, inspection, [
    { parameter: 'TSS', value: '12', method: `借${NAME}的折光仪` },
  ]);
  expect(await placesOf(NAME)).toEqual([
    'grower.name',
    'ledger_text.text',
    'measurement.method',
    'post_harvest_treatment.product_name',
    'post_harvest_treatment.substances',
    'residue_coverage.laboratory',
  ]);
  await done(trade.zizhong, landDocuments.eraseGrower, { growerId });
  expect(await placesOf(NAME)).toEqual([]);
});

it('leaves a ledger that verifies', async () => {
  expect(await difference()).toBeNull();
});

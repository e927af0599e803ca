import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { signatureOf } from '../../src/modules/inspections/domain/signature.js';
import { verifyDatabase } from '../../src/verification.js';
import { ownerRows } from '../support/demo.js';
import { refusedWith } from '../support/expectations.js';
import { erase, pdf, upload, type Uploaded } from '../support/given/attachments.js';
import { batchDocuments } from '../support/given/batches.js';
import { correctionDocuments as operations } from '../support/given/corrections.js';
import { RONGCHANG, type Given, type Member } from '../support/given/index.js';
import type { Trade } from '../support/given/lots.js';
import { done, send, type Answer } from '../support/given/send.js';
import { tradeScene, type TradeScene } from '../support/given/trade-scene.js';
import type { TestApp } from '../support/test-app.js';

/* A laboratory's report as a file, beside the lines that were typed from it. */

const SAMPLED_ON = '2026-01-24';
const FILES = `query ($id: ID!) { inspection(id: $id) { signatureSha256
  reportFiles { reportNumber attachmentId sha256 recordedAt } } }`;

let testApp: TestApp;
let given: Given;
let lots: TradeScene['lots'];
let trade: Trade;

beforeAll(async () => {
  ({ testApp, given, lots, trade } = await tradeScene());
});
afterAll(() => testApp?.close());

const stored = async (by: Member = trade.inspector): Promise<Uploaded['body']> =>
  (await upload({ url: testApp.url, token: by.token }, { body: pdf() })).body;
const sampled = async (): Promise<Answer> => {
  const batch = await lots.packed(trade, trade.zizhong, 100);
  const inspection = await lots.inspections.sampled(trade.packhouse, batch, trade.inspector, SAMPLED_ON);
  return { ...inspection, batch };
};
const report = (inspectionId: string, attachmentIds: string[] | undefined, line: object = {}) => ({
  inspectionId,
  laboratory: '示范实验室',
  reportNumber: 'R-1',
  testedOn: SAMPLED_ON,
  results: [{ substance: 'abamectin', limitOfQuantification: '0.01', ...line }],
  attachmentIds,
});
const recorded = async (id: string, attachmentIds?: string[], line: object = {}): Promise<Answer[]> =>
  (await done(trade.inspector, operations.recordLaboratoryResults, report(id, attachmentIds, line)))
    .inspection.laboratoryResults;
const seen = async (by: Member, id: string): Promise<Answer> =>
  (await by.client.run(FILES, { id })).inspection;
const file = async (by: Member, id: string): Promise<Answer> =>
  (await by.client.run(`query ($id: ID!) { attachment(id: $id) { id sha256 } }`, { id })).attachment;
const GONE = { __typename: 'EraseAttachmentPayload' };
const KEPT = {
  reasons: [{ code: 'ATTACHMENT_TO_BE_KEPT', facts: [{ name: 'keptUntil', value: '2028-01-24' }] }],
};

describe('the file of a report', () => {
  it('is entered with its lines, each once, and its hash stands in the ledger', async () => {
    const { id } = await sampled();
    const scan = await stored();
    await recorded(id, [scan.id, scan.id]);
    // A further part of the report, with the same file.
    await recorded(id, [scan.id], { substance: 'chlorpyrifos' });
    const { reportFiles } = await seen(trade.inspector, id);
    expect(reportFiles).toEqual([
      { reportNumber: 'R-1', attachmentId: scan.id, sha256: scan.sha256, recordedAt: expect.any(String) },
    ]);
    const [entry] = await ownerRows<{ facts: Answer }>(
      testApp.database.ownerUrl,
      `SELECT canonical::jsonb -> 'facts' AS facts FROM ledger_entry
       WHERE kind = 'inspection.laboratory-results-recorded' AND subject_ids[1] = $1 ORDER BY id LIMIT 1`,
      [id],
    );
    expect(entry?.facts.attachments).toMatchObject([{ attachmentId: scan.id, sha256: scan.sha256 }]);
  });

  it('has to be one that the inspector sees; nothing is entered otherwise', async () => {
    const { id } = await sampled();
    const foreign = await stored(trade.rongchang);
    const answer = await send(trade.inspector, operations.recordLaboratoryResults, report(id, [foreign.id]));
    expect(answer).toMatchObject(refusedWith('NOT_FOUND'));
    expect((await seen(trade.inspector, id)).reportFiles).toEqual([]);
  });

  it('is seen by whoever sees the inspection, as long as that is so', async () => {
    const { id, batch } = await sampled();
    const scan = await stored();
    await recorded(id, [scan.id]);
    for (const by of [trade.packhouse, trade.exporter, trade.base])
      expect(await file(by, scan.id)).toMatchObject({ sha256: scan.sha256 });
    expect(await file(trade.rongchang, scan.id)).toBeNull();
    const other = await given.member(await given.organisation('EXPORTER', { county: RONGCHANG }));
    expect(await file(other, scan.id)).toBeNull();
    const consign = (to: Member): Promise<Answer> =>
      done(trade.packhouse, batchDocuments.consignBatch, {
        batchId: batch.id,
        consignedToId: to.organisationId,
      });
    await consign(other);
    expect(await seen(trade.exporter, id)).toBeNull();
    expect(await file(trade.exporter, scan.id)).toBeNull();
    // It comes back, and into a lot.
    await consign(trade.exporter);
    await lots.allocated(trade, await lots.open(trade), batch);
    expect((await seen(trade.exporter, id)).reportFiles).toHaveLength(1);
    expect(await file(trade.exporter, scan.id)).toMatchObject({ id: scan.id });
  });

  it('is covered by the signature; what comes with a correction afterwards is not', async () => {
    const { id } = await sampled();
    const [scan, better] = [await stored(), await stored()];
    const [line] = await recorded(id, [scan.id], { mgPerKg: '5' });
    await lots.inspections.signed(trade.inspector, { id });
    const [row] = await ownerRows<Answer>(
      testApp.database.ownerUrl,
      `SELECT id, code, batch_id AS "batchId", organisation_id AS "organisationId", requested_by_id AS "requestedById",
         inspector_id AS "inspectorId", inspector_organisation_ids::text[] AS "inspectorOrganisationIds", verdict, remarks,
         to_char(signed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "signedAt"
       FROM inspection WHERE id = $1`,
      [id],
    );
    const record: Answer = {
      ...row,
      sampledOn: SAMPLED_ON,
      sampledCartons: 5,
      sampledFruits: 50,
      measurements: [],
      laboratoryResults: [
        {
          id: line.id,
          laboratory: '示范实验室',
          reportNumber: 'R-1',
          accreditation: null,
          testedOn: SAMPLED_ON,
          substance: 'abamectin',
          microgramsPerKg: 5000,
          loqMicrogramsPerKg: 10,
        },
      ],
      reportFiles: [{ reportNumber: 'R-1', sha256: scan.sha256 }],
    };
    const { signatureSha256 } = await seen(trade.inspector, id);
    expect(signatureOf(record)).toBe(signatureSha256);
    const { reportFiles: _, ...without } = record;
    expect(signatureOf(without as typeof record)).not.toBe(signatureSha256);

    await done(trade.inspector, operations.correctLaboratoryResults, {
      ...report(id, [better.id], { correctsId: line.id }),
      reason: '看错行 / the line below',
    });
    const after = await seen(trade.inspector, id);
    expect(after.signatureSha256).toBe(signatureSha256);
    expect(after.reportFiles).toMatchObject([{ sha256: scan.sha256 }, { sha256: better.sha256 }]);
  });

  it('stays two years after the test once it was signed, and while a line of it counts', async () => {
    const { id } = await sampled();
    const scan = await stored();
    const [line] = await recorded(id, [scan.id]);
    expect(await erase(trade.inspector, scan.id)).toMatchObject(KEPT);
    const voiding = { inspectionId: id, reason: '录错 / by mistake', resultIds: [line.id] };
    await done(trade.inspector, operations.voidLaboratoryResults, voiding);
    expect(await erase(trade.inspector, scan.id)).toMatchObject(GONE);

    const other = await sampled();
    const kept = await stored();
    const [signed] = await recorded(other.id, [kept.id]);
    await lots.inspections.signed(trade.inspector, other);
    await done(trade.inspector, operations.voidLaboratoryResults, {
      ...voiding,
      inspectionId: other.id,
      resultIds: [signed.id],
    });
    for (const by of [trade.inspector, trade.base]) expect(await erase(by, kept.id)).toMatchObject(KEPT);
  });
});

it('the ledger says the same as the rows', async () => {
  const { ledger } = await verifyDatabase(testApp.database.applicationUrl, {
    directory: testApp.blobs,
    bucket: undefined,
  });
  expect(ledger.difference).toBeNull();
});

import pg from 'pg';
import { publishVersions, shippedVersions } from '../../../src/infrastructure/database/reference-versions.js';
import type { RuleRow, StandardRow } from '../../../reference/rows.js';
import { localDate } from '../../../src/kernel/local-date.js';
import type { TestApp } from '../test-app.js';
import { inspectionDocuments } from './inspections.js';

const FINDING = `ruleCode gating verdict explanation settledBy isReleasable nextSteps { by text }`;
const INSPECTION = `id code kind state organisationId sampledCartons samplePlaces { pallet layer cartons } verdict signatureSha256
  defectCounts { id basis cartons examined nonconformingCartons smallestMillimetres largestMillimetres correctsId isCorrected
    defects { kind reaches amount } }
  countedShares { parameter part whole percent }`;
const RULE = 'ruleCode title edition source { document } confidence effect gating';

const mutation = (name: string): string => {
  const input = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  return `mutation ($input: ${input}!) { answer: ${name}(input: $input) { __typename
    ... on InspectionPayload { inspection { ${INSPECTION} } }
    ... on Refused { reasons { code message path } } } }`;
};

/** The operations of a worksheet, as a client sends them. */
export const worksheetDocuments = {
  ...inspectionDocuments,
  startSelfCheck: mutation('startSelfCheck'),
  recordDefects: mutation('recordDefects'),
  recordSample: mutation('recordSample'),
  worksheet: `query ($inspectionId: ID, $batchId: ID, $marketCode: String, $stage: Stage = DECLARE) {
    inspectionWorksheet(inspectionId: $inspectionId, batchId: $batchId, marketCode: $marketCode, stage: $stage) {
      batchCode class cartonCount marketCode stage verdict inspection { ${INSPECTION} }
      toDraw { unit sampleSize drawn lacking isConfirmed why }
      plans { ${RULE} isChosen scheme unit sampleSize accept reject severity take decide remarks why }
      lines { parameter name unit how isCounted limits { ${RULE} limit } recorded { value unit isCounted } }
      defects { edition confidence kinds { kind name requirement counted } }
      findings { ${FINDING} } missing { ${FINDING} } } }`,
};

const PROVENANCE = {
  edition: 'TEST',
  validFrom: null,
  validTo: null,
  source: { document: '测试合同，非真实规定 / invented for a test', clause: null, url: null },
  lastChecked: localDate('2026-01-01'),
  confidence: 'confirmed',
} as const;

/** Publishes an invented contract for the demonstration market, countersigned, with these rules about packed batches. */
export async function contractFor(
  { database }: TestApp,
  rules: readonly { code: string; kind: string; parameters: Record<string, unknown> }[],
): Promise<void> {
  const standard: StandardRow = {
    code: 'TEST-CONTRACT',
    title: { zh: '测试合同', en: 'Contract of a test' },
    publisher: 'test',
    isExample: true,
    isOwn: false,
    ...PROVENANCE,
  };
  const rows = rules.map((rule): RuleRow => ({
    standard: standard.code,
    unity: 'STANDARD',
    subject: 'BATCH',
    market: 'XD',
    exceptMarkets: [],
    stage: 'DECLARE',
    effect: 'CONTRACT',
    title: { zh: rule.code, en: rule.code },
    ...PROVENANCE,
    ...rule,
  }));
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  try {
    await owner.query(
      `INSERT INTO standard (code, name_zh, name_en, is_example, edition, source, last_checked, confidence)
       VALUES ($1, $2, $3, true, $4, $5, $6, $7)`,
      [
        standard.code,
        standard.title.zh,
        standard.title.en,
        PROVENANCE.edition,
        PROVENANCE.source,
        PROVENANCE.lastChecked,
        PROVENANCE.confidence,
      ],
    );
    await publishVersions(owner, shippedVersions({ standards: [standard], rules: rows }));
  } finally {
    await owner.end();
  }
}

import pg from 'pg';
import type { RuleRow, StandardRow } from '../../../reference/rows.js';
import { publishVersions, shippedVersions } from '../../../src/infrastructure/database/reference-versions.js';
import type { TestApp } from '../test-app.js';

const PROVENANCE = {
  edition: 'TEST',
  validFrom: null,
  validTo: null,
  source: { document: '虚构条款，仅供测试 / invented for a test', clause: null, url: null },
  lastChecked: '2026-01-01',
  confidence: 'confirmed',
} as const;

/** A demand that no market has made; what is left out is of packed batches for the demonstration market, by law. */
export type InventedRule = Pick<RuleRow, 'code' | 'kind'> & Partial<RuleRow>;

/** Publishes rules that only this test has, as a release of the product would. @param code of their standard */
export async function inventedRules(
  { database }: TestApp,
  code: string,
  demands: readonly InventedRule[],
): Promise<void> {
  const standard: StandardRow = {
    ...PROVENANCE,
    code,
    title: { zh: '测试标准', en: 'Standard of a test' },
    publisher: 'test',
    isExample: false,
    isOwn: false,
  };
  const rules = demands.map((demand): RuleRow => ({
    ...PROVENANCE,
    standard: code,
    title: { zh: demand.code, en: demand.code },
    unity: 'CHANNEL',
    subject: 'BATCH',
    parameters: {},
    market: 'XD',
    exceptMarkets: [],
    stage: 'PACK',
    effect: 'LEGAL',
    ...demand,
  }));
  const versions = shippedVersions({ standards: [standard], rules });
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  try {
    await owner.query('INSERT INTO standard SELECT * FROM jsonb_populate_record(NULL::standard, $1)', [
      JSON.stringify({ ...versions[0]?.standard, kept_by_office: false }),
    ]);
    await publishVersions(owner, versions);
  } finally {
    await owner.end();
  }
}

import pg from 'pg';
import type { RuleRow, StandardRow } from '../../reference/rows.js';
import { publishVersions, shippedVersions } from '../../src/infrastructure/database/reference-versions.js';

/** Publishes a standard that only this test has, as a release of the product would. @param url the owner's connection */
export async function publishRules(url: string, standard: StandardRow, rules: RuleRow[]): Promise<void> {
  const versions = shippedVersions({ standards: [standard], rules });
  const owner = new pg.Client({ connectionString: url });
  await owner.connect();
  await owner.query('INSERT INTO standard SELECT * FROM jsonb_populate_record(NULL::standard, $1)', [
    JSON.stringify({ ...versions[0]!.standard, kept_by_office: false }),
  ]);
  await publishVersions(owner, versions);
  await owner.end();
}

import type { Tx } from '../../../infrastructure/database/context.js';
import type { Bilingual } from '../domain/rule.js';
import { enteredToday } from './draft-standard-version.js';

/** The standard that the editions of a pack or of the unified list belong to: there from the first one on. */
export async function ensureOfficeStandard(tx: Tx, code: string, name: Bilingual): Promise<void> {
  await tx.manager.query(
    `INSERT INTO standard (code, name_zh, name_en, issuer, is_example, is_own, kept_by_office, source, last_checked, confidence)
     VALUES ($1, $2, $3, NULL, false, false, true, $4, $5, 'unverified') ON CONFLICT (code) DO NOTHING`,
    [
      code,
      name.zh,
      name.en,
      JSON.stringify({ document: `${name.zh} / ${name.en}`, clause: null, url: null }),
      enteredToday(tx).lastChecked,
    ],
  );
}

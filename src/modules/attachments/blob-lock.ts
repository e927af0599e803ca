import type { Tx } from '../../infrastructure/database/context.js';
import type { Sha256 } from '../../kernel/sha256.js';

/** The letters "BLOB". */
const BLOBS = 0x424c4f42;

/** Until the end of the transaction nobody else begins or ends the use of these bytes: rows and bytes are not changed together. */
export async function lockBlob(tx: Tx, sha256: Sha256): Promise<void> {
  await tx.manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, $2))', [sha256, BLOBS]);
}

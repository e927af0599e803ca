import { DataSource } from 'typeorm';
import { allClaims } from './all-claims.js';
import { storageOf } from './infrastructure/blobs/storage-of.js';
import { systemClock, systemIdSource } from './infrastructure/clock.js';
import { applicationOptions } from './infrastructure/database/data-source.js';
import { installPgTypes } from './infrastructure/database/pg-types.js';
import { systemContext } from './infrastructure/database/system-context.js';
import { UnitOfWork } from './infrastructure/database/unit-of-work.js';
import type { BlobSettings } from './infrastructure/blobs/storage-of.js';
import { firstFaultyBlob, type VerifiedBlobs } from './modules/attachments/verify/verify-blobs.js';
import { verifyLedger, type Verified } from './modules/ledger/verify/verify-ledger.js';

/**
 * Compares the ledger of a database with its records, in one snapshot of everything, also while people work; then the
 * attachments with their bytes.
 */
export async function verifyDatabase(
  applicationUrl: string,
  blobs: BlobSettings,
): Promise<{ ledger: Verified; attachments: VerifiedBlobs }> {
  installPgTypes();
  const dataSource = await new DataSource(applicationOptions(applicationUrl, [], 1)).initialize();
  try {
    const ctx = systemContext(systemClock, systemIdSource);
    const uow = new UnitOfWork(dataSource);
    const ledger = await uow.read(ctx, ({ manager }) => verifyLedger(manager, allClaims));
    return { ledger, attachments: await firstFaultyBlob(uow, ctx, storageOf(blobs)) };
  } finally {
    await dataSource.destroy();
  }
}

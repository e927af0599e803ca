import { DataSource } from 'typeorm';
import { allClaims } from './all-claims.js';
import { systemClock, systemIdSource } from './infrastructure/clock.js';
import { applicationOptions } from './infrastructure/database/data-source.js';
import { installPgTypes } from './infrastructure/database/pg-types.js';
import { systemContext } from './infrastructure/database/system-context.js';
import { UnitOfWork } from './infrastructure/database/unit-of-work.js';
import { verifyLedger, type Verified } from './modules/ledger/verify/verify-ledger.js';

/** Compares the ledger of a database with its records: one snapshot of everything, also while people work. */
export async function verifyDatabase(applicationUrl: string): Promise<Verified> {
  installPgTypes();
  const dataSource = await new DataSource(applicationOptions(applicationUrl, [], 1)).initialize();
  try {
    const ctx = systemContext(systemClock, systemIdSource);
    return await new UnitOfWork(dataSource).read(ctx, ({ manager }) => verifyLedger(manager, allClaims));
  } finally {
    await dataSource.destroy();
  }
}

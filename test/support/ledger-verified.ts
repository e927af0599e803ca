import { allClaims } from '../../src/all-claims.js';
import { UnitOfWork } from '../../src/infrastructure/database/unit-of-work.js';
import { verifyLedger } from '../../src/modules/ledger/verify/verify-ledger.js';
import type { TestApp } from './test-app.js';

type Verified = Awaited<ReturnType<typeof verifyLedger>>;

/**
 * Compares every record with the ledger.
 *
 * @param except tables that the test has written past the commands
 */
export const ledgerVerified = (testApp: TestApp, except: readonly string[] = []): Promise<Verified> =>
  testApp.app.get(UnitOfWork).read(testApp.system(), ({ manager }) =>
    verifyLedger(
      manager,
      allClaims.filter(({ table }) => !except.includes(table)),
    ),
  );

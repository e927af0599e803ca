import { UnitOfWork } from '../../../src/infrastructure/database/unit-of-work.js';
import type { TestApp } from '../test-app.js';

/** An entry as it was written for ever. */
export interface GivenLedgerEntry {
  readonly id: string;
  readonly kind: string;
  readonly actorId: string | null;
  readonly organisationId: string | null;
  readonly onBehalfOfId: string | null;
  readonly device: string | null;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly subjectIds: string[];
  // A test reads whatever the command wrote.
  // eslint-disable-next-line typescript/no-explicit-any
  readonly facts: any;
  readonly personal: Record<string, string>;
}

export function givenLedger(testApp: TestApp) {
  /** Everything the ledger holds of a subject, oldest first, whoever wrote it. */
  async function ledgerOf(subjectId: string): Promise<GivenLedgerEntry[]> {
    const rows = await testApp.app
      .get(UnitOfWork)
      .read(testApp.system(), ({ manager }) =>
        manager.query<{ canonical: string }[]>(
          `SELECT canonical FROM ledger_entry WHERE subject_ids @> ARRAY[$1::uuid] ORDER BY recorded_at, id`,
          [subjectId],
        ),
      );
    return rows.map(({ canonical }) => JSON.parse(canonical) as GivenLedgerEntry);
  }
  return { ledgerOf };
}

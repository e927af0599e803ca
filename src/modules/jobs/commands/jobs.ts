import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../infrastructure/database/context.js';
import { UnitOfWork } from '../../../infrastructure/database/unit-of-work.js';
import type { JsonValue } from '../../../kernel/canonical-json.js';
import type { JobId, OrganisationId } from '../../../kernel/ids.js';
import type { JobKind } from '../domain/job.js';

export interface JobOptions {
  /** Of several jobs with the same key that wait only one is kept. */
  readonly key?: string;
  /** Whose things it works on; it and the base office see the job. Null: only the base office. */
  readonly organisationId: OrganisationId | null;
}

/** The way into the queue. A job is queued in the transaction of the change it follows from, and begins after it. */
@Injectable()
export class Jobs {
  constructor(private readonly uow: UnitOfWork) {}

  /**
   * Queues a job. One with the same key that waits already does for both: it cannot begin before this transaction has
   * ended, because beginning changes the row that is locked here. One that has begun does not.
   *
   * @param payload ids, codes and figures; what is to be done is asked of the database when it is done
   */
  async add<P extends JsonValue>(
    tx: Tx,
    kind: JobKind<P>,
    payload: P,
    { key, organisationId }: JobOptions,
  ): Promise<JobId> {
    const visibleTo = organisationId === null ? [] : [organisationId];
    return this.uow.elevated(tx, 'system', async ({ manager }) => {
      const id = tx.ids.next<JobId>();
      const [job] = await manager.query<{ id: JobId }[]>(
        `INSERT INTO job AS j (id, kind, key, organisation_id, payload, state, queued_at, changed_in, visible_to)
         VALUES ($1, $2, $3, $4, $5, 'QUEUED', $6, 0, $7)
         ON CONFLICT (key) WHERE state = 'QUEUED' AND attempts = 0 DO UPDATE SET queued_at = j.queued_at
         RETURNING id`,
        [id, kind.name, key ?? null, organisationId, JSON.stringify(payload), tx.now, visibleTo],
      );
      if (!job) throw new Error('an upsert answers with its row');
      if (job.id === id)
        await manager.query(`SELECT queue_job($1, $2, $3)`, [kind.name, id, kind.maxAttempts]);
      return job.id;
    });
  }
}

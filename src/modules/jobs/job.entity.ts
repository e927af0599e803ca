import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { instantColumn } from '../../infrastructure/database/columns.js';
import type { JobId, OrganisationId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { JobErrorCode, JobState } from './domain/job.js';

/** What people see of a job; the queue itself is graphile-worker's and knows no more than its id. */
@Entity('job')
@Check('job_state', `state IN ('QUEUED', 'RUNNING', 'DONE', 'FAILED')`)
@Check('job_error_code', `error_code IN ('INTERNAL', 'TIMED_OUT', 'DATABASE_AWAY', 'PROCESS_ENDED')`)
@Check('job_progress', 'done >= 0 AND attempts >= 0 AND (total IS NULL OR done <= total)')
@Check('job_finished', `(state IN ('DONE', 'FAILED')) = (finished_at IS NOT NULL)`)
@Index('job_one_waits', ['key'], { unique: true, where: `((state = 'QUEUED'::text) AND (attempts = 0))` })
@Index('job_open', ['state'], { where: `(state = ANY (ARRAY['QUEUED'::text, 'RUNNING'::text]))` })
@Index('job_done', ['finishedAt'], { where: `(state = 'DONE'::text)` })
@Index('job_feed', ['changedIn', 'id'])
@Index('job_organisation', ['organisationId', 'id'])
@Index('job_visible', { synchronize: false })
export class Job {
  @PrimaryColumn('uuid') id!: JobId;
  @Column('text') kind!: string;
  /** Of several that say the same only one waits. */
  @Column('text', { nullable: true }) key!: string | null;
  /** Whose things it works on; null: everybody's. */
  @ForeignKey('Organisation') @Column('uuid', { nullable: true }) organisationId!: OrganisationId | null;
  @Column('jsonb') payload!: object;
  @Column('text') state!: JobState;
  @Column('integer', { default: 0 }) done!: number;
  /** Null until it has begun. */
  @Column('integer', { nullable: true }) total!: number | null;
  /** How far it came, in words of the work itself: where another try goes on. */
  @Column('text', { nullable: true }) reached!: string | null;
  /** All tries there ever were; also what tells a try from the next, so that only one counts. */
  @Column('integer', { default: 0 }) attempts!: number;
  @Column('text', { nullable: true }) errorCode!: JobErrorCode | null;
  @Column('timestamptz', instantColumn) queuedAt!: Instant;
  @Column('timestamptz', { nullable: true, ...instantColumn }) startedAt!: Instant | null;
  @Column('timestamptz', { nullable: true, ...instantColumn }) retryAt!: Instant | null;
  @Column('timestamptz', { nullable: true, ...instantColumn }) finishedAt!: Instant | null;
  /** The transaction of the latest change; set by a trigger. */
  @Column('bigint') changedIn!: number;
  @Column('uuid', { array: true }) visibleTo!: OrganisationId[];
}

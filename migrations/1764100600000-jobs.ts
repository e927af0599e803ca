import type { MigrationInterface, QueryRunner } from 'typeorm';
import { rowScope, SEES_ALL, VISIBLE } from './support/row-scope.js';

/** What people see of the product's own work, and the way to its queue (docs/adr/0011-jobs.md). */
export class Jobs1764100600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [JOBS, QUEUE, RECOVERY]) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP FUNCTION recover_jobs(interval, timestamptz); DROP FUNCTION queue_job(text, uuid, integer);
       DROP TABLE job; DROP FUNCTION note_job_change()`,
    );
  }
}

const JOBS = `
CREATE TABLE job (
  id uuid PRIMARY KEY,
  kind text NOT NULL,
  key text,
  organisation_id uuid REFERENCES organisation,
  payload jsonb NOT NULL,
  state text NOT NULL,
  done integer NOT NULL DEFAULT 0,
  total integer,
  reached text,
  attempts integer NOT NULL DEFAULT 0,
  error_code text,
  queued_at timestamptz NOT NULL,
  started_at timestamptz,
  retry_at timestamptz,
  finished_at timestamptz,
  changed_in bigint NOT NULL,
  visible_to uuid[] NOT NULL,
  CONSTRAINT job_state CHECK (state IN ('QUEUED', 'RUNNING', 'DONE', 'FAILED')),
  CONSTRAINT job_error_code CHECK (error_code IN ('INTERNAL', 'TIMED_OUT', 'DATABASE_AWAY', 'PROCESS_ENDED')),
  CONSTRAINT job_progress CHECK (done >= 0 AND attempts >= 0 AND (total IS NULL OR done <= total)),
  CONSTRAINT job_finished CHECK ((state IN ('DONE', 'FAILED')) = (finished_at IS NOT NULL))
);
-- One job of a key waits; once it has begun, what changes after is another job's.
CREATE UNIQUE INDEX job_one_waits ON job (key) WHERE state = 'QUEUED' AND attempts = 0;
CREATE INDEX job_open ON job (state) WHERE state IN ('QUEUED', 'RUNNING');
CREATE INDEX job_done ON job (finished_at) WHERE state = 'DONE';
CREATE INDEX job_feed ON job (changed_in, id);
CREATE INDEX job_organisation ON job (organisation_id, id);
CREATE INDEX job_visible ON job USING gin (visible_to);
${rowScope('job', { read: VISIBLE, insert: SEES_ALL, update: SEES_ALL })}

-- Where the change stands in the order of transactions, for those who follow (docs/adr/0014-live.md).
CREATE FUNCTION note_job_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.changed_in := (pg_current_xact_id()::text)::bigint;
  RETURN NEW;
END $$;
CREATE TRIGGER job_changed BEFORE INSERT OR UPDATE ON job FOR EACH ROW EXECUTE FUNCTION note_job_change();
`;

// The application's connections may not touch the queue itself: policies let pass only those that a worker opened.
const QUEUE = `
-- Puts a job in the queue of graphile-worker, or back into it, in the caller's transaction.
CREATE FUNCTION queue_job(kind_ text, job_id_ uuid, max_attempts_ integer) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT app_sees_all() THEN
    RAISE EXCEPTION 'only the product itself queues jobs' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM graphile_worker.remove_job(job_id_::text);
  PERFORM graphile_worker.add_job(kind_, json_build_object('jobId', job_id_), job_key := job_id_::text,
    max_attempts := max_attempts_);
END $$;
`;

const RECOVERY = `
-- Frees what was taken by workers that are gone: those whose session does not hold the lock of their name any more
-- (the letters "CHYJ"). Then puts right what is shown of jobs, and forgets what was done a month ago.
CREATE FUNCTION recover_jobs(patience interval, at_ timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  gone text[];
BEGIN
  IF NOT app_sees_all() THEN
    RAISE EXCEPTION 'only the product itself recovers jobs' USING ERRCODE = 'insufficient_privilege';
  END IF;
  gone := ARRAY(
    SELECT DISTINCT q.locked_by FROM graphile_worker._private_jobs q
    WHERE q.locked_by IS NOT NULL AND q.locked_at < clock_timestamp() - patience AND NOT EXISTS (
      SELECT FROM pg_locks l JOIN pg_database d ON d.oid = l.database AND d.datname = current_database()
      WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 2 AND l.classid = 1128814922
        AND l.objid::bigint = hashtext(q.locked_by)::bigint & 4294967295));
  IF gone <> '{}' THEN PERFORM graphile_worker.force_unlock_workers(gone); END IF;
  UPDATE job j SET state = 'FAILED', error_code = 'PROCESS_ENDED', finished_at = at_, retry_at = NULL
    WHERE j.state IN ('QUEUED', 'RUNNING') AND NOT EXISTS (
      SELECT FROM graphile_worker._private_jobs q
      WHERE q.key = j.id::text AND (q.is_available OR q.locked_at IS NOT NULL));
  UPDATE job j SET state = 'QUEUED', error_code = 'PROCESS_ENDED', retry_at = at_
    WHERE j.state = 'RUNNING' AND EXISTS (
      SELECT FROM graphile_worker._private_jobs q WHERE q.key = j.id::text AND q.is_available);
  DELETE FROM job WHERE state = 'DONE' AND finished_at < at_ - interval '30 days';
  RETURN cardinality(gone);
END $$;
`;

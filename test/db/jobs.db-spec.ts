import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import pg from 'pg';
import { err, ok } from '../../src/kernel/result.js';
import type { JobId } from '../../src/kernel/ids.js';
import type { JobRun } from '../../src/modules/jobs/commands/job-kinds.js';
import type { JobKind } from '../../src/modules/jobs/domain/job.js';
import type { JobRow } from '../../src/modules/jobs/job.queries.js';
import { jobProcess, type JobProcess } from '../support/jobs.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { until } from '../support/until.js';

let database: TestDatabase;
let owner: pg.Client;
/** What is left to a job of a server that stops, where that shall not be enough. */
const FINISH_MILLIS = 100;
const running: JobProcess[] = [];
const children: ChildProcess[] = [];
let count = 0;

beforeAll(async () => {
  Logger.overrideLogger(false);
  database = await createTestDatabase();
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
});
afterEach(async () => {
  for (const each of running.splice(0)) await each.stop();
  for (const child of children.splice(0)) child.kill('SIGKILL');
});
afterAll(async () => {
  await owner?.end();
  await database?.drop();
});

type Work = (run: JobRun<{ n: number }>) => Promise<void>;

/** A kind of its own for each test, so that no worker of another test takes it. */
const newKind = (maxAttempts = 3): JobKind<{ n: number }> => ({
  name: `test.kind-${++count}`,
  title: { zh: '测试作业', en: 'A test' },
  maxAttempts,
});

async function startProcess(kind: JobKind<{ n: number }>, run: Work, settings = {}): Promise<JobProcess> {
  const made = await jobProcess(database.applicationUrl, settings);
  running.push(made);
  made.kinds.register(kind, { run });
  return made;
}

const add = async (by: JobProcess, kind: JobKind<{ n: number }>, key?: string): Promise<JobId> => {
  const options = { organisationId: null, ...(key ? { key } : {}) };
  const added = await by.uow.write(by.ctx(), async (tx) =>
    ok(await by.jobs.add(tx, kind, { n: 7 }, options)),
  );
  if (!added.ok) throw new Error('refused');
  return added.value;
};

const jobOf = (by: JobProcess, id: JobId): Promise<JobRow | null> => by.queries.byId(by.ctx(), id);
const reaches = (by: JobProcess, id: JobId, state: JobRow['state']): Promise<JobRow> =>
  until(`the job is ${state}`, async () => {
    const job = await jobOf(by, id);
    return job?.state === state && job;
  });
const inQueue = async (id: JobId): Promise<number> => {
  const { rowCount } = await owner.query(`SELECT FROM graphile_worker._private_jobs WHERE key = $1`, [id]);
  return rowCount ?? 0;
};
/** Has the next try of a job that runs wait for the test, however long that takes to look at the failure. */
const holdNextTry = async (id: JobId): Promise<void> => {
  const { rowCount } = await owner.query(
    `UPDATE graphile_worker._private_jobs SET run_at = now() + interval '1 hour' WHERE key = $1`,
    [id],
  );
  expect(rowCount).toBe(1);
};
/** Has the try come that was held. */
const retryNow = async (id: JobId): Promise<void> => {
  await until('it is back in the queue', async () => {
    const { rowCount } = await owner.query(
      `UPDATE graphile_worker._private_jobs SET run_at = now() WHERE key = $1 AND is_available`,
      [id],
    );
    return rowCount === 1;
  });
  await owner.query(`NOTIFY "jobs:insert"`);
};

describe('a job', () => {
  it('is queued in the transaction of the change: rolled back, it was never there', async () => {
    const kind = newKind();
    const by = await startProcess(kind, () => Promise.resolve());
    let id: JobId | undefined;
    const refused = await by.uow.write(by.ctx(), async (tx) => {
      id = await by.jobs.add(tx, kind, { n: 1 }, { organisationId: null });
      return err(['no']);
    });
    expect(refused.ok).toBe(false);
    expect(await jobOf(by, id!)).toBeNull();
    expect(await inQueue(id!)).toBe(0);
  });

  it('runs after the transaction has ended, with what it was told, and then leaves the queue', async () => {
    const kind = newKind();
    const told: unknown[] = [];
    const by = await startProcess(kind, async (run) => {
      told.push(run.payload);
      await run.toDo(2);
      for (const step of ['a', 'b']) await run.step(step, () => Promise.resolve());
    });
    await by.worker.start();
    const id = await add(by, kind);
    expect(await reaches(by, id, 'DONE')).toMatchObject({ done: 2, total: 2, attempts: 1, errorCode: null });
    expect(told).toEqual([{ n: 7 }]);
    await until('the queue is empty', async () => (await inQueue(id)) === 0);
  });

  it('is one with another of the same key that waits, and another than one that has begun', async () => {
    const kind = newKind();
    let finish = (): void => undefined;
    const held = new Promise<void>((resolve) => (finish = resolve));
    const by = await startProcess(kind, () => held);
    const key = `${kind.name} same`;
    const first = await add(by, kind, key);
    expect(await add(by, kind, key)).toBe(first);
    expect(await add(by, kind, `${kind.name} other`)).not.toBe(first);
    await by.worker.start();
    await reaches(by, first, 'RUNNING');
    const second = await add(by, kind, key);
    expect(second).not.toBe(first);
    finish();
    await reaches(by, second, 'DONE');
  });

  it('is done once, however many server processes there are', async () => {
    const kind = newKind();
    const done: JobId[] = [];
    const work: Work = async (run) => {
      await sleep(5);
      done.push(run.jobId);
    };
    const [one, other] = [await startProcess(kind, work), await startProcess(kind, work)];
    const ids: JobId[] = [];
    for (let n = 0; n < 20; n++) ids.push(await add(one, kind));
    await Promise.all([one.worker.start(), other.worker.start()]);
    for (const id of ids) await reaches(one, id, 'DONE');
    expect(done.toSorted()).toEqual(ids.toSorted());
  });

  it('is left alone by a server that does not know its kind', async () => {
    const [known, unknown] = [newKind(), newKind()];
    const by = await startProcess(known, () => Promise.resolve());
    await by.worker.start();
    const left = await add(by, unknown);
    await reaches(by, await add(by, known), 'DONE');
    expect(await jobOf(by, left)).toMatchObject({ state: 'QUEUED', attempts: 0 });
  });
});

describe('a job that fails', () => {
  it('is tried again after a while and goes on after its last step', async () => {
    const kind = newKind();
    const steps: string[] = [];
    let failedAt = 0;
    const by = await startProcess(kind, async (run) => {
      const left = ['a', 'b', 'c'].filter((step) => step > (run.reached ?? ''));
      await run.toDo(left.length);
      for (const step of left) {
        if (step === 'c' && steps.length === 2) {
          steps.push('fault');
          await holdNextTry(run.jobId);
          failedAt = Date.now();
          throw new Error(`INSERT INTO grower VALUES ('张三')`);
        }
        await run.step(step, () => Promise.resolve(void steps.push(step)));
      }
    });
    await by.worker.start();
    const id = await add(by, kind);
    const failed = await until('it has failed once', async () => {
      const job = await jobOf(by, id);
      return job?.errorCode && job;
    });
    expect(failed).toMatchObject({ state: 'QUEUED', done: 2, total: 3, attempts: 1, errorCode: 'INTERNAL' });
    expect(Date.parse(failed.retryAt!) - failedAt).toBeGreaterThan(1_000);
    await retryNow(id);
    expect(await reaches(by, id, 'DONE')).toMatchObject({ done: 3, total: 3, attempts: 2, errorCode: null });
    expect(steps).toEqual(['a', 'b', 'fault', 'c']);
  });

  it('leaves nothing of a step that failed', async () => {
    const kind = newKind(1);
    const by = await startProcess(kind, async (run) => {
      await run.toDo(1);
      await run.step('a', async ({ manager, now }) => {
        await manager.query(`INSERT INTO product_state VALUES ('half-a-step', '{}', $1)`, [now]);
        throw new Error('no further');
      });
    });
    await by.worker.start();
    expect(await reaches(by, await add(by, kind), 'FAILED')).toMatchObject({ done: 0, total: 1 });
    const { rowCount } = await owner.query(`SELECT FROM product_state WHERE key = 'half-a-step'`);
    expect(rowCount).toBe(0);
  });

  it('is a dead letter after its last try, with a reason that tells no secrets, until somebody has it tried again', async () => {
    const kind = newKind(2);
    let isMended = false;
    const by = await startProcess(kind, async (run) => {
      if (isMended) return;
      await holdNextTry(run.jobId);
      throw new Error('电话 13800000000');
    });
    await by.worker.start();
    const id = await add(by, kind);
    await until('it has failed once', async () => (await jobOf(by, id))?.errorCode);
    await retryNow(id);
    expect(await reaches(by, id, 'FAILED')).toMatchObject({
      attempts: 2,
      errorCode: 'INTERNAL',
      retryAt: null,
    });
    const { rows } = await owner.query(
      `SELECT last_error FROM graphile_worker._private_jobs WHERE key = $1 AND locked_at IS NULL`,
      [id],
    );
    expect(rows).toEqual([{ last_error: 'INTERNAL' }]);
    expect(await by.queries.counts()).toMatchObject({ FAILED: expect.any(Number) });

    isMended = true;
    const again = await by.uow.write(by.ctx(), (tx) => by.retry.within(tx, id));
    expect(again.ok).toBe(true);
    expect(await reaches(by, id, 'DONE')).toMatchObject({ attempts: 3, errorCode: null });
    const twice = await by.uow.write(by.ctx(), (tx) => by.retry.within(tx, id));
    expect(twice).toMatchObject({ ok: false, error: [{ code: 'JOB_NOT_FAILED' }] });
  });

  it('says that it took too long where a limit of the database ended it', async () => {
    const kind = newKind(1);
    const by = await startProcess(kind, (run) =>
      run.step('a', async ({ manager }) => {
        await manager.query(`SET LOCAL statement_timeout = 20`);
        await manager.query(`SELECT pg_sleep(1)`);
      }),
    );
    await by.worker.start();
    expect(await reaches(by, await add(by, kind), 'FAILED')).toMatchObject({ errorCode: 'TIMED_OUT' });
  });
});

describe('a server that stops', () => {
  it('lets a job end that has not long to go', async () => {
    const kind = newKind();
    let goOn = (): void => undefined;
    const held = new Promise<void>((resolve) => (goOn = resolve));
    const by = await startProcess(kind, async (run) => {
      await run.toDo(1);
      await held;
      await run.step('a', () => Promise.resolve());
    });
    await by.worker.start();
    const id = await add(by, kind);
    await reaches(by, id, 'RUNNING');
    const stopped = by.worker.stop();
    goOn();
    await stopped;
    expect(await jobOf(by, id)).toMatchObject({ state: 'DONE', done: 1 });
  });

  it('gives a long one back at its next step, to be gone on with elsewhere and not counted as a failure', async () => {
    const kind = newKind(1);
    const steps = Array.from({ length: 40 }, (_, n) => String(n).padStart(2, '0'));
    const made: string[] = [];
    // The time that is left to a job when the server stops is over before the second step.
    let timeIsUp = (): void => undefined;
    const over = new Promise<void>((resolve) => (timeIsUp = resolve));
    const work: Work = async (run) => {
      const left = steps.filter((step) => step > (run.reached ?? ''));
      await run.toDo(left.length);
      for (const step of left) {
        if (made.length > 0) await over;
        await run.step(step, () => Promise.resolve(void made.push(step)));
      }
    };
    const [one, other] = [
      await startProcess(kind, work, { finishMillis: FINISH_MILLIS }),
      await startProcess(kind, work),
    ];
    await one.worker.start();
    const id = await add(one, kind);
    await until('it has made a step', async () => ((await jobOf(one, id))?.done ?? 0) > 0);
    const stopped = one.worker.stop();
    // A timer of the same process, begun after the worker's own.
    setTimeout(timeIsUp, FINISH_MILLIS + 50);
    await stopped;
    expect(made).toEqual(['00']);
    expect(await jobOf(one, id)).toMatchObject({ state: 'QUEUED', total: 40, errorCode: null });
    await other.worker.start();
    expect(await reaches(other, id, 'DONE')).toMatchObject({ done: 40, total: 40, attempts: 2 });
    expect(made).toEqual(steps);
  });
});

/** A worker in another operating system process: it shows itself alive, takes the job and never ends. */
async function takenElsewhere(id: JobId): Promise<ChildProcess> {
  const script = `
    import pg from 'pg';
    const client = new pg.Client({ connectionString: process.argv[1], options: '-c app.authority=worker' });
    await client.connect();
    await client.query("SELECT pg_advisory_lock_shared(1128814922, hashtext('pool-elsewhere'))");
    await client.query("UPDATE graphile_worker._private_jobs SET attempts = attempts + 1, locked_at = now(), locked_by = 'pool-elsewhere' WHERE key = $1", [process.argv[2]]);
    console.log('taken');
    setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, database.applicationUrl, id], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  await once(child.stdout!, 'data');
  return child;
}

/** Whoever looks first frees the job: this process here, or its worker by itself. */
const seenToBeGone = (by: JobProcess): Promise<true> =>
  until('it is seen to be gone', async () => {
    await by.recovery.recover();
    const { rowCount } = await owner.query(
      `SELECT FROM graphile_worker._private_jobs WHERE locked_by = 'pool-elsewhere'`,
    );
    return rowCount === 0;
  });

describe('a job of a server that was killed', () => {
  it('is let be while that server lives, and done by another as soon as it was killed', async () => {
    const kind = newKind();
    const by = await startProcess(kind, () => Promise.resolve());
    const id = await add(by, kind);
    const child = await takenElsewhere(id);
    expect(await by.recovery.recover()).toBe(0);
    await by.worker.start();
    await sleep(300);
    expect(await jobOf(by, id)).toMatchObject({ state: 'QUEUED' });

    child.kill('SIGKILL');
    await once(child, 'exit');
    await seenToBeGone(by);
    await owner.query(`NOTIFY "jobs:insert"`);
    expect(await reaches(by, id, 'DONE')).toMatchObject({ attempts: 1 });
  });

  it('is a dead letter if that was its last try', async () => {
    const kind = newKind(1);
    const by = await startProcess(kind, () => Promise.resolve());
    const id = await add(by, kind);
    const child = await takenElsewhere(id);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await seenToBeGone(by);
    expect(await jobOf(by, id)).toMatchObject({ state: 'FAILED', errorCode: 'PROCESS_ENDED' });
  });

  it('cannot go on where it was believed dead and another took over', async () => {
    const kind = newKind();
    const made: string[] = [];
    let goOn = (): void => undefined;
    const held = new Promise<void>((resolve) => (goOn = resolve));
    const quickly: Work = (run) =>
      run.step('quick', async ({ manager }) => void (await manager.query('SELECT 1')));
    let isFirst = true;
    const slow = await startProcess(kind, async (run) => {
      // Its other hand may be the one that takes over.
      if (!isFirst) return quickly(run);
      isFirst = false;
      await run.toDo(1);
      await held;
      await run.step('slow', () => Promise.resolve(void made.push('slow')));
    });
    await slow.worker.start();
    const id = await add(slow, kind);
    await reaches(slow, id, 'RUNNING');
    await owner.query(
      `UPDATE graphile_worker._private_jobs SET locked_at = NULL, locked_by = NULL WHERE key = $1`,
      [id],
    );
    const quick = await startProcess(kind, quickly);
    await quick.worker.start();
    expect(await reaches(quick, id, 'DONE')).toMatchObject({ attempts: 2 });
    goOn();
    await slow.worker.stop();
    expect(await jobOf(quick, id)).toMatchObject({ state: 'DONE', attempts: 2, errorCode: null });
  });
});

describe('the queue itself', () => {
  it('cannot be read or written over the connections of requests', async () => {
    const kind = newKind();
    const by = await startProcess(kind, () => Promise.resolve());
    await add(by, kind);
    const [row] = await by.uow.read(by.ctx(), ({ manager }) =>
      manager.query<{ seen: number }[]>(`SELECT count(*) AS seen FROM graphile_worker._private_jobs`),
    );
    const { rows } = await owner.query(`SELECT count(*)::int AS all FROM graphile_worker._private_jobs`);
    expect(rows[0].all).toBeGreaterThan(0);
    expect(row).toEqual({ seen: 0 });
    const member = { ...by.ctx(), authority: 'member' as const };
    const queueing = by.uow.write(member, async ({ manager }) =>
      ok(await manager.query(`SELECT queue_job('lots.judge-again', gen_random_uuid(), 1)`)),
    );
    await expect(queueing).rejects.toMatchObject({ driverError: { code: '42501' } });
  });

  it('counts jobs by state, and forgets what was done a month ago', async () => {
    const kind = newKind();
    const by = await startProcess(kind, () => Promise.resolve());
    const before = await by.queries.counts();
    const id = await add(by, kind);
    expect((await by.queries.counts()).QUEUED).toBe(before.QUEUED + 1);
    await by.worker.start();
    await reaches(by, id, 'DONE');
    await owner.query(`UPDATE job SET finished_at = now() - interval '31 days' WHERE id = $1`, [id]);
    await by.recovery.recover();
    expect(await jobOf(by, id)).toBeNull();
  });
});

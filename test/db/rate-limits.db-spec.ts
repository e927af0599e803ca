import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import type { Actor } from '../../src/infrastructure/database/context.js';
import { applicationOptions } from '../../src/infrastructure/database/data-source.js';
import { RateLimits, type RequestLimits } from '../../src/infrastructure/limits/rate-limits.js';
import { systemIds, type OrganisationId, type UserId } from '../../src/kernel/ids.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const LIMITS: RequestLimits = { perCaller: 100, perAddress: 40 };
const ids = systemIds(() => Date.now());

let database: TestDatabase;
const processes: DataSource[] = [];

/** A server process with a pool and a memory of its own. */
async function process(limits: RequestLimits | null = LIMITS): Promise<RateLimits> {
  const dataSource = await new DataSource(applicationOptions(database.applicationUrl, [], 3)).initialize();
  processes.push(dataSource);
  return new RateLimits(dataSource, limits);
}

function caller(keyId: string | null = null): Actor {
  return {
    userId: ids.next<UserId>(),
    organisationId: ids.next<OrganisationId>(),
    organisationKind: 'EXPORTER',
    organisationIds: [],
    permissions: new Set(),
    via: keyId ? 'api-key' : 'session',
    sessionId: null,
    keyId,
  };
}

const letIn = async (tries: Promise<number>[]): Promise<number> =>
  (await Promise.all(tries)).filter((wait) => wait === 0).length;

const times = (count: number, ask: () => Promise<number>): Promise<number>[] =>
  Array.from({ length: count }, ask);

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  for (const dataSource of processes) await dataSource.destroy();
  await database.drop();
});

describe('requests of one caller', () => {
  it('are let in up to the limit, and then told how long to wait', async () => {
    const limits = await process();
    const actor = caller();
    expect(await letIn(times(150, () => limits.ofCaller(actor)))).toBe(100);
    const wait = await limits.ofCaller(actor);
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60_000);
  });

  it('count together over all server processes', async () => {
    const [one, other] = [await process(), await process()];
    const actor = caller();
    const asked = [...times(90, () => one.ofCaller(actor)), ...times(90, () => other.ofCaller(actor))];
    expect(await letIn(asked)).toBe(100);
  });

  it('of an account and of its key count apart', async () => {
    const limits = await process();
    const actor = caller();
    const key = { ...actor, via: 'api-key' as const, keyId: ids.next() };
    expect(await letIn(times(110, () => limits.ofCaller(actor)))).toBe(100);
    expect(await letIn(times(110, () => limits.ofCaller(key)))).toBe(100);
  });

  it('cost a statement for each twentieth of the limit, not for each request', async () => {
    const limits = await process({ perCaller: 1_000, perAddress: 0 });
    const dataSource = processes.at(-1)!;
    const actor = caller();
    await letIn(times(400, () => limits.ofCaller(actor)));
    const [{ points }] = await dataSource.query<[{ points: number }]>(
      `SELECT points FROM limits.counter WHERE key LIKE 'caller:%' ORDER BY expire DESC LIMIT 1`,
    );
    // Eight parcels of fifty.
    expect(points).toBe(400);
  });

  it('are not counted where the limit is 0', async () => {
    const limits = await process({ perCaller: 0, perAddress: 0 });
    const actor = caller();
    expect(await letIn(times(300, () => limits.ofCaller(actor)))).toBe(300);
  });
});

describe('requests of nobody in particular', () => {
  it('count for the address, for IPv6 for the whole /64', async () => {
    const limits = await process();
    expect(await letIn(times(60, () => limits.ofAddress('203.0.113.9')))).toBe(40);
    expect(await letIn(times(30, () => limits.ofAddress('2001:db8:7:7::1')))).toBe(30);
    expect(await letIn(times(30, () => limits.ofAddress('2001:db8:7:7:9::2')))).toBe(10);
    expect(await limits.ofAddress('2001:db8:7:8::1')).toBe(0);
  });
});

describe('tries at a password', () => {
  it('of one account from one place end after ten, also when they come at once', async () => {
    const limits = await process();
    expect(await letIn(times(30, () => limits.ofPassword('zhang', '203.0.113.20')))).toBe(10);
    // The owner of the account, elsewhere, is not locked out.
    expect(await limits.ofPassword('zhang', '203.0.113.21')).toBe(0);
  });

  it('of one account from many places end after a hundred', async () => {
    const limits = await process();
    const place = (n: number): Promise<number> => limits.ofPassword('li', `198.51.100.${n}`);
    expect(await letIn(Array.from({ length: 120 }, (_, n) => place(n)))).toBe(100);
  });

  it('of many accounts from one place end after a hundred', async () => {
    const limits = await process();
    const name = (n: number): Promise<number> => limits.ofPassword(`user-${n}`, '203.0.113.30');
    expect(await letIn(Array.from({ length: 120 }, (_, n) => name(n)))).toBe(100);
  });

  it('count for nothing once the password was right', async () => {
    const limits = await process();
    for (let day = 0; day < 40; day += 1) {
      expect(await limits.ofPassword('wang', '203.0.113.40')).toBe(0);
      await limits.passwordWasRight('wang', '203.0.113.40');
    }
  });

  it('leave no name and no address in the database', async () => {
    await (await process()).ofPassword('chen-the-grower', '203.0.113.50');
    const rows = await processes[0]!.query<{ key: string }[]>('SELECT key FROM limits.counter');
    expect(rows.length).toBeGreaterThan(0);
    for (const { key } of rows) expect(key).toMatch(/^(caller|address|try-[a-z]+):[\w-]{43}$/);
  });
});

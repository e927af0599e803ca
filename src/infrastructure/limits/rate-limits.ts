import { hash } from 'node:crypto';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { DataSource } from 'typeorm';
import type { Actor } from '../database/context.js';
import { ParcelLimiter } from './parcel-limiter.js';
import { addressBlock } from './address-block.js';

/** Requests a minute; 0 counts nobody. Tries at a password are counted in any case. */
export interface RequestLimits {
  /** For an account, all its sessions together, and for an API key. */
  readonly perCaller: number;
  /** For the address of whoever is not signed in, or shows a token that is not good. */
  readonly perAddress: number;
}

const MINUTE = 60;
/** Twenty statements a minute for a caller at its limit, whatever the limit is. */
const PARCELS = 20;

/**
 * Tries at a password. The narrow limit stops guessing at one account from one place and locks nobody else out; the
 * wider ones stop guessing at one account from many places and at many accounts from one place. The figures are
 * defaults of this product.
 */
const SIGN_IN = {
  pair: { points: 10, duration: 15 * MINUTE },
  username: { points: 100, duration: 60 * MINUTE },
  address: { points: 100, duration: 15 * MINUTE },
} as const;

/** Counts who asks how often, in the database, so that all server processes count together. */
export class RateLimits {
  private readonly callers: ParcelLimiter | null;
  private readonly addresses: ParcelLimiter | null;
  private readonly tries: Record<keyof typeof SIGN_IN, RateLimiterPostgres> | null;

  /** @param limits null counts nothing at all: for the product's own work and for tests of other things */
  constructor(dataSource: DataSource, limits: RequestLimits | null) {
    const counter = (prefix: string, points: number, duration: number): RateLimiterPostgres =>
      new RateLimiterPostgres({
        storeClient: dataSource,
        storeType: 'typeorm',
        schemaName: 'limits',
        tableName: 'counter',
        tableCreated: true,
        // One of them is enough to clear what has run out of time.
        clearExpiredByTimeout: prefix === 'try-pair',
        keyPrefix: prefix,
        points,
        duration,
      });
    const inParcels = (prefix: string, perMinute = 0): ParcelLimiter | null => {
      if (perMinute === 0) return null;
      const size = Math.max(1, Math.floor(perMinute / PARCELS));
      return new ParcelLimiter(counter(prefix, perMinute, MINUTE), size);
    };
    this.callers = inParcels('caller', limits?.perCaller);
    this.addresses = inParcels('address', limits?.perAddress);
    this.tries = limits && {
      pair: counter('try-pair', SIGN_IN.pair.points, SIGN_IN.pair.duration),
      username: counter('try-username', SIGN_IN.username.points, SIGN_IN.username.duration),
      address: counter('try-address', SIGN_IN.address.points, SIGN_IN.address.duration),
    };
  }

  /** One request of somebody signed in. Returns 0, or the milliseconds to wait. */
  async ofCaller(actor: Actor): Promise<number> {
    if (!this.callers) return 0;
    const who = actor.keyId === null ? `account ${actor.userId}` : `key ${actor.keyId}`;
    return this.callers.take(hashed(who), Date.now());
  }

  /** One request of somebody who is not. Returns 0, or the milliseconds to wait. */
  async ofAddress(address: string): Promise<number> {
    if (!this.addresses) return 0;
    return this.addresses.take(hashed(addressBlock(address)), Date.now());
  }

  /**
   * One try at a password, counted before the password is looked at, so that many at once count as many.
   *
   * @returns 0, or the milliseconds to wait; then the password must not be looked at
   */
  async ofPassword(username: string, address: string): Promise<number> {
    if (!this.tries) return 0;
    const keys = passwordKeys(username, address);
    const waits = await Promise.all([
      waitFor(this.tries.pair, keys.pair),
      waitFor(this.tries.username, keys.username),
      waitFor(this.tries.address, keys.address),
    ]);
    return Math.max(...waits);
  }

  /** The password was right: the tries of this person at this place are forgotten, and this one counts for nothing. */
  async passwordWasRight(username: string, address: string): Promise<void> {
    if (!this.tries) return;
    const keys = passwordKeys(username, address);
    await Promise.all([
      this.tries.pair.delete(keys.pair),
      this.tries.username.reward(keys.username, 1),
      this.tries.address.reward(keys.address, 1),
    ]);
  }
}

/** The same for every key: fixed in length, and no names or addresses to be read in a table of counters. */
const hashed = (who: string): string => hash('sha256', who, 'base64url');

const passwordKeys = (username: string, address: string): Record<keyof typeof SIGN_IN, string> => {
  const block = addressBlock(address);
  return {
    pair: hashed(JSON.stringify([username, block])),
    username: hashed(username),
    address: hashed(block),
  };
};

async function waitFor(limiter: RateLimiterPostgres, key: string): Promise<number> {
  try {
    await limiter.consume(key);
    return 0;
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return Math.max(refusal.msBeforeNext, 1);
    throw refusal;
  }
}

import { RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';

/** What is left of one parcel, or until when the next one is refused. */
interface Parcel {
  left: number;
  /** Milliseconds since 1970. */
  readonly until: number;
}

/** Beyond this many callers at once the ones whose parcels ran out of time are forgotten. */
const REMEMBERED = 10_000;

/**
 * Counts requests against a limit that all server processes share, without a statement for each: points are taken from
 * the shared store in parcels and spent from memory. The limit is never exceeded; a process that ends takes the rest
 * of its parcels with it.
 */
export class ParcelLimiter {
  private readonly parcels = new Map<string, Parcel>();
  private readonly fetching = new Map<string, Promise<Parcel>>();

  /**
   * @param store counts `points` a `duration`; both are the limit
   * @param size  points in a parcel; `points` should be a multiple of it, what is left over is never given out
   */
  constructor(
    private readonly store: RateLimiterAbstract,
    private readonly size: number,
  ) {}

  /** Takes one point. Returns 0, or the milliseconds after which it is worth asking again. */
  async take(key: string, now: number): Promise<number> {
    for (;;) {
      const parcel = this.parcels.get(key);
      if (parcel && parcel.until > now) {
        if (parcel.left > 0) {
          parcel.left -= 1;
          return 0;
        }
        if (parcel.left < 0) return parcel.until - now;
      }
      // A parcel that came for many is spent by the first of them; the rest ask for the next one.
      await this.next(key, now);
    }
  }

  private next(key: string, now: number): Promise<Parcel> {
    const known = this.fetching.get(key);
    if (known) return known;
    const fetched = this.fetch(key, now).finally(() => this.fetching.delete(key));
    this.fetching.set(key, fetched);
    return fetched;
  }

  private async fetch(key: string, now: number): Promise<Parcel> {
    const parcel = await this.ask(key, now);
    if (this.parcels.size >= REMEMBERED) this.forget(now);
    this.parcels.set(key, parcel);
    return parcel;
  }

  private async ask(key: string, now: number): Promise<Parcel> {
    try {
      const { msBeforeNext } = await this.store.consume(key, this.size);
      return { left: this.size, until: now + msBeforeNext };
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      return { left: -1, until: now + Math.max(refusal.msBeforeNext, 1) };
    }
  }

  private forget(now: number): void {
    for (const [key, { until }] of this.parcels) if (until <= now) this.parcels.delete(key);
  }
}

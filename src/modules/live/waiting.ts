import type { FeedEntry } from '../ledger/ledger-feed.queries.js';

/** Entries that were heard of while the subscriber was still being told of earlier ones. */
export class Waiting {
  private readonly entries: FeedEntry[] = [];
  private isEnded = false;
  private wake: (() => void) | null = null;

  add(entries: readonly FeedEntry[]): void {
    this.entries.push(...entries);
    if (this.entries.length > 0) this.wake?.();
  }

  end(): void {
    this.isEnded = true;
    this.wake?.();
  }

  /** All that came since the last call, oldest first, once there is any. Null when nobody listens any more. */
  async next(): Promise<FeedEntry[] | null> {
    if (this.entries.length === 0 && !this.isEnded) {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
      this.wake = null;
    }
    if (this.isEnded) return null;
    return this.entries.splice(0);
  }
}

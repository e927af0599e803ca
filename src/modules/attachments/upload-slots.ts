import type { UserId } from '../../kernel/ids.js';

/** Files that one account may be sending at the same time, and all together to one server process. */
export const AT_ONCE = { perAccount: 4, all: 64 } as const;

/**
 * How many uploads are on their way. Each may take a quarter of an hour and 20 MB of the disk, so they are counted as they
 * run, beside the requests a minute that are counted for everything.
 */
export class UploadSlots {
  private readonly taken = new Map<UserId, number>();
  private all = 0;

  constructor(private readonly most: { readonly perAccount: number; readonly all: number } = AT_ONCE) {}

  /** @returns what gives the place back, or which limit is reached */
  take(userId: UserId): (() => void) | 'ACCOUNT' | 'SERVER' {
    const own = this.taken.get(userId) ?? 0;
    if (own >= this.most.perAccount) return 'ACCOUNT';
    if (this.all >= this.most.all) return 'SERVER';
    this.taken.set(userId, own + 1);
    this.all += 1;
    return () => this.giveBack(userId);
  }

  private giveBack(userId: UserId): void {
    const left = (this.taken.get(userId) ?? 1) - 1;
    if (left > 0) this.taken.set(userId, left);
    else this.taken.delete(userId);
    this.all -= 1;
  }
}

import { createHash } from 'node:crypto';
import type { Sum } from './manifest.js';

const LINE_FEED = 0x0a;

/** Adds up the data of a table as it goes by. */
export class Tally {
  private readonly hash = createHash('sha256');
  private rows = 0;
  private bytes = 0;

  add(data: Buffer): void {
    this.hash.update(data);
    this.bytes += data.length;
    // In COPY text a row ends with a line feed, and one within a value is written \n.
    for (let at = data.indexOf(LINE_FEED); at >= 0; at = data.indexOf(LINE_FEED, at + 1)) this.rows += 1;
  }

  /** Once, at the end. */
  sum(): Sum {
    return { rows: this.rows, bytes: this.bytes, sha256: this.hash.digest('hex') };
  }
}

export const isSame = (one: Sum, other: Sum): boolean =>
  one.rows === other.rows && one.bytes === other.bytes && one.sha256 === other.sha256;

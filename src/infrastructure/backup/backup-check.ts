import { isSha256 } from '../../kernel/sha256.js';
import type { Blob } from '../blobs/blob-storage.js';
import { altered, type Part } from './container.js';
import { fullName, type BlobSums, type FaultyBlob, type Manifest, type Sum } from './manifest.js';
import { isSame, Tally } from './tally.js';

/** Adds up a backup as it is read, and compares that with its manifest. What does not fit throws that it was altered. */
export class BackupCheck {
  private readonly tables = new Map<string, Sum>();
  private readonly files = { count: 0, bytes: 0 };
  private readonly voided = new Map<string, FaultyBlob['fault']>();
  /** The file whose bytes came last, and whether they are its own: whether it counts is said by what comes after it. */
  private last: { readonly blob: Blob; readonly isWhole: boolean } | null = null;
  private found: Manifest | null = null;

  async section(head: Exclude<Part, { kind: 'DATA' }>, data: AsyncIterable<Buffer>): Promise<void> {
    const tally = new Tally();
    for await (const piece of data) tally.add(piece);
    const sum = tally.sum();
    if (head.kind === 'VOID') {
      if (!this.last || sum.bytes > 0) throw altered();
      if (head.cause !== 'BROKEN_OFF') this.voided.set(this.last.blob.sha256, head.cause);
      this.last = null;
      return;
    }
    this.count();
    if (head.kind === 'TABLE') this.tables.set(fullName(head.table), sum);
    else if (head.kind === 'BLOB') this.last = { blob: head.blob, isWhole: isBlob(head.blob, sum) };
    else this.found = head.manifest;
  }

  /** Once, at the end. @throws CannotStart */
  manifest(): Manifest {
    const { found } = this;
    if (!found || found.tables.length !== this.tables.size) throw altered();
    for (const table of found.tables) {
      const sum = this.tables.get(fullName(table));
      if (!sum || !isSame(sum, table)) throw altered();
    }
    if (!this.hasFilesOf(found.blobs ?? NOTHING)) throw altered();
    return found;
  }

  private count(): void {
    const { last } = this;
    if (!last) return;
    if (!last.isWhole) throw altered();
    this.files.count += 1;
    this.files.bytes += last.blob.byteCount;
    this.last = null;
  }

  private hasFilesOf({ count, bytes, faults }: BlobSums): boolean {
    return (
      count === this.files.count &&
      bytes === this.files.bytes &&
      faults.length === this.voided.size &&
      faults.every(({ sha256, fault }) => this.voided.get(sha256) === fault)
    );
  }
}

const NOTHING: BlobSums = { count: 0, bytes: 0, faults: [] };

const isBlob = ({ sha256, byteCount }: Blob, sum: Sum): boolean =>
  isSha256(sha256) && sum.sha256 === sha256 && sum.bytes === byteCount;

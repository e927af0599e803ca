const LINE_FEED = 0x0a;

/** Takes as many bytes as are asked for from a stream that comes in pieces of its own. */
export class ByteReader {
  private readonly source: AsyncIterator<Buffer>;
  private held: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Buffer>) {
    this.source = source[Symbol.asyncIterator]();
  }

  /** @returns undefined if fewer are left */
  async take(length: number): Promise<Buffer | undefined> {
    if (!(await this.hold(length))) return undefined;
    return this.cut(length);
  }

  /** A line with its line feed. @returns undefined if it is longer than the limit, or does not end */
  async takeLine(limit: number): Promise<Buffer | undefined> {
    await this.hold(limit);
    const end = this.held.subarray(0, limit).indexOf(LINE_FEED);
    return end < 0 ? undefined : this.cut(end + 1);
  }

  private cut(length: number): Buffer {
    const taken = this.held.subarray(0, length);
    this.held = this.held.subarray(length);
    return taken;
  }

  private async hold(length: number): Promise<boolean> {
    const pieces = [this.held];
    let total = this.held.length;
    while (total < length) {
      const next = (await this.source.next()) as IteratorResult<Buffer, undefined>;
      if (next.done) break;
      pieces.push(next.value);
      total += next.value.length;
    }
    if (pieces.length > 1) this.held = Buffer.concat(pieces);
    return total >= length;
  }
}

import type { DocumentNode } from 'graphql';

/**
 * Characters of all documents kept together. A parsed document takes up to about 200 bytes a character, so this is some
 * 50 MB at worst; a client has a few dozen documents of a thousand characters.
 */
const ROOM = 250_000;
/** A document beyond this is parsed each time. */
const LONGEST = 20_000;

/** What is kept of parsed documents: the recently used ones, by their length and not by their number. */
export class DocumentCache {
  /** In order of use. */
  private readonly kept = new Map<string, DocumentNode>();
  private filled = 0;

  get(text: string): DocumentNode | undefined {
    const document = this.kept.get(text);
    if (!document) return undefined;
    this.kept.delete(text);
    this.kept.set(text, document);
    return document;
  }

  set(text: string, document: DocumentNode): void {
    if (text.length > LONGEST || this.kept.has(text)) return;
    this.kept.set(text, document);
    this.filled += text.length;
    for (const oldest of this.kept.keys()) {
      if (this.filled <= ROOM) break;
      this.kept.delete(oldest);
      this.filled -= oldest.length;
    }
  }

  get size(): number {
    return this.kept.size;
  }
}

/**
 * Yoga's own cache holds 1,024 documents of any length, and as many that do not parse with their errors: anybody could
 * fill the memory with them. Ours has a measure, and what does not parse is not kept.
 */
export const documentCaches = (documentCache: DocumentCache) => ({
  documentCache,
  errorCache: { get: () => undefined, set: () => undefined },
});

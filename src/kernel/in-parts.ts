/**
 * Work in parts: between them, at each `yield`, it can be put down and taken up again, so that a decision over much stays
 * pure and whoever carries it out can let others have the thread (`infrastructure/limits/fair-queue.ts`).
 */
export type InParts<T> = Generator<void, T, void>;

/** Does the whole work without putting it down; what it throws is thrown. */
export function atOnce<T>(work: InParts<T>): T {
  for (;;) {
    const part = work.next();
    if (part.done) return part.value;
  }
}

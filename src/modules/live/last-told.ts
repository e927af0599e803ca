import { createHash } from 'node:crypto';
import { positionText, toldAt, type Position } from '../ledger/ledger-feed.queries.js';

/** Enough that two states of one thing are not taken for one another, and short enough for an id. */
const LENGTH = 22;
const digest = (state: unknown): string =>
  createHash('sha256').update(JSON.stringify(state)).digest('base64url').slice(0, LENGTH);

/**
 * What a subscriber was told last of one thing. State is told as it is when it is read, which may be later than the
 * entry that gave the event its place; so the event's id says what was told beside how far, and who comes back with it
 * is told nothing twice either.
 */
export class LastTold {
  private last: string | null;

  /** @param after the id of the event seen last; null has seen nothing */
  constructor(after: string | null) {
    this.last = after && toldAt(after);
  }

  isNews(state: unknown): boolean {
    return digest(state) !== this.last;
  }

  /** The id of the event that tells it. */
  eventId(at: Position, state: unknown): string {
    this.last = digest(state);
    return positionText(at, this.last);
  }
}

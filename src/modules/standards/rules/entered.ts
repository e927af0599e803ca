import type { LocalDate } from '../../../kernel/local-date.js';
import type { EntryFacts } from '../domain/facts.js';

/**
 * Whether an entry speaks for a day: it was entered by then, or the base office has confirmed it.
 *
 * @see docs/adr/0009-rules-of-our-own.md
 */
export const speaksOf = ({ enteredOn, isConfirmed }: EntryFacts, day: LocalDate): boolean =>
  isConfirmed || enteredOn <= day;

import type { LocalDate } from '../../../kernel/local-date.js';
import type { Confidence } from './rule.js';

/** An edition of the unified list 统一品种目录; both days included, null is open. */
export interface VarietyListFacts {
  readonly edition: string;
  readonly validFrom: LocalDate | null;
  readonly validTo: LocalDate | null;
  readonly confidence: Confidence;
  readonly entries: readonly VarietyListEntry[];
  /** Published by the base office, not shipped. Absent in facts kept by older versions, which knew shipped ones only. */
  readonly isOfOffice?: boolean;
}

/** A variety that an edition lists. */
export interface VarietyListEntry {
  readonly varietyCode: string;
  /** First and last day of the harvest window as `MM-DD`; the window may run over the new year. Null: none given. */
  readonly harvestFrom: string | null;
  readonly harvestTo: string | null;
  /** Of this entry alone, where a list was published before every entry was countersigned. Absent: as the list. */
  readonly confidence?: Confidence;
  /** Who sees to an entry that nobody has countersigned, and by when; null: nobody has to. */
  readonly gap?: { readonly ownerId: string; readonly dueOn: LocalDate } | null;
}

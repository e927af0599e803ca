import type { GrowingRecordId } from '../../../kernel/ids.js';
import { addDays, type LocalDate } from '../../../kernel/local-date.js';
import { intervalOf, type Spray, type UnknownInterval } from './spray.js';

/** Why a first day of harvest is what it is. */
const HARVEST_REASONS = ['NO_SPRAY', 'NO_INTERVAL', 'INTERVAL', 'INTERVAL_UNKNOWN'] as const;
export type HarvestReason = (typeof HARVEST_REASONS)[number];

/** From when fruit of a plot may be picked, as far as that is known. */
export interface EarliestHarvest {
  /** NO_SPRAY, NO_INTERVAL (no label asks for one): nothing speaks against any day. INTERVAL_UNKNOWN: the day cannot be told. */
  readonly because: HarvestReason;
  /** First day on which harvest keeps every interval; null where no spray asks for one, or where it is not known. */
  readonly day: LocalDate | null;
  /** What the known intervals alone ask for: certainly not before this day. */
  readonly notBefore: LocalDate | null;
  /** The spray that decides `notBefore`; of several, the last one. */
  readonly decidedBy: GrowingRecordId | null;
  /** Sprays whose interval is not known, and why. */
  readonly unknown: readonly { readonly id: GrowingRecordId; readonly reason: UnknownInterval }[];
}

/**
 * The first day of harvest after these sprays of one plot. Nothing is guessed: one spray with an unknown interval makes
 * the day unknown.
 *
 * Label intervals count from the spray day: 7 days, sprayed on the 1st, means harvest from the 8th
 * (reference/working-rules.md, rule 5).
 */
export function earliestHarvest(sprays: readonly Spray[]): EarliestHarvest {
  let notBefore: LocalDate | null = null;
  let decidedBy: GrowingRecordId | null = null;
  const unknown: { id: GrowingRecordId; reason: UnknownInterval }[] = [];
  for (const spray of sprays) {
    const interval = intervalOf(spray);
    if (interval === 'NONE') continue;
    if (typeof interval === 'string') {
      unknown.push({ id: spray.id, reason: interval });
      continue;
    }
    const clearFrom = addDays(spray.performedOn, interval);
    if (notBefore === null || clearFrom >= notBefore) [notBefore, decidedBy] = [clearFrom, spray.id];
  }
  if (sprays.length === 0) return { because: 'NO_SPRAY', day: null, notBefore, decidedBy, unknown };
  const isKnown = unknown.length === 0;
  const known = notBefore === null ? 'NO_INTERVAL' : 'INTERVAL';
  return {
    because: isKnown ? known : 'INTERVAL_UNKNOWN',
    day: isKnown ? notBefore : null,
    notBefore,
    decidedBy,
    unknown,
  };
}

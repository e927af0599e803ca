import type { Instant } from '../../../kernel/instant.js';
import { addDays, legalDay, type LocalDate } from '../../../kernel/local-date.js';
import type { GrowingRefusal } from '../growing.refusals.js';
import type { GrowingKind } from './growing-kind.js';

/** What a growing record tells of sprays on record in a period; of anything but a statement about them all three are null. */
export interface StatementClaim {
  readonly kind: GrowingKind;
  readonly performedAt: Instant;
  readonly statedFrom: LocalDate | null;
  readonly statedTo: LocalDate | null;
  readonly statedSprays: number | null;
}

/** A statement speaks of a year at most: what rules look at for one harvest. */
const MOST_DAYS_STATED = 366;

/**
 * What speaks against a statement that nothing was sprayed beyond what is recorded: it has to name its days, none of them to
 * come, and as many sprays as are on record.
 *
 * @param onRecord sprays of its days that stand; null: that is not known, or not the asker's to know
 * @returns STATEMENT_WITHOUT_PERIOD, STATED_PERIOD_REVERSED, STATED_PERIOD_TOO_LONG, STATED_BEFORE_ITS_END, SPRAYS_ON_RECORD_DIFFER;
 *   PERIOD_WITHOUT_STATEMENT of anything else that has a period; else empty
 * @see docs/adr/0036-spray-statements.md
 */
export function refuseSprayStatement(claim: StatementClaim, onRecord: number | null): GrowingRefusal[] {
  const { kind, statedFrom: from, statedTo: to, statedSprays: told } = claim;
  if (kind !== 'SPRAYS_COMPLETE') {
    const hasSome = [from, to, told].some((each) => each !== null);
    return hasSome ? [{ code: 'PERIOD_WITHOUT_STATEMENT', values: {}, path: ['from'] }] : [];
  }
  if (from === null || to === null || told === null)
    return [{ code: 'STATEMENT_WITHOUT_PERIOD', values: {}, path: ['from'] }];
  const refusals = refusePeriod({ from, to }, legalDay(claim.performedAt));
  if (refusals.length > 0 || onRecord === null || onRecord === told) return refusals;
  return [{ code: 'SPRAYS_ON_RECORD_DIFFER', values: { onRecord, told }, path: ['spraysOnRecord'] }];
}

function refusePeriod(
  { from, to }: { from: LocalDate; to: LocalDate },
  statedOn: LocalDate,
): GrowingRefusal[] {
  const refusals: GrowingRefusal[] = [];
  if (from > to) refusals.push({ code: 'STATED_PERIOD_REVERSED', values: { from, to }, path: ['to'] });
  if (to >= addDays(from, MOST_DAYS_STATED))
    refusals.push({ code: 'STATED_PERIOD_TOO_LONG', values: { days: MOST_DAYS_STATED }, path: ['from'] });
  if (to > statedOn) refusals.push({ code: 'STATED_BEFORE_ITS_END', values: { to, statedOn }, path: ['to'] });
  return refusals;
}

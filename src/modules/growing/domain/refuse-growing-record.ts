import type { MuHundredths } from '../../../kernel/area.js';
import type { Instant } from '../../../kernel/instant.js';
import { addDays, legalDay, type LocalDate } from '../../../kernel/local-date.js';
import type { GrowingRefusal } from '../growing.refusals.js';
import type { GrowingKind } from './growing-kind.js';

/** What is told of a work, as far as it can be impossible. */
export interface GrowingClaim {
  readonly kind: GrowingKind;
  readonly performedAt: Instant;
  readonly areaMu: MuHundredths | null;
  readonly productLabelId: string | null;
  readonly productName: string | null;
  readonly substances: readonly string[];
  readonly target: string | null;
  /** Of a statement that nothing was sprayed beyond what is recorded; null of anything else. */
  readonly statedFrom: LocalDate | null;
  readonly statedTo: LocalDate | null;
  readonly statedSprays: number | null;
}

/** A statement speaks of a year at most: what rules look at for one harvest. */
const MOST_DAYS_STATED = 366;

/**
 * What cannot be: work of tomorrow, on no land, a spray of nothing, a statement about days to come or with other sprays
 * before one than are on record. What happened against the rules is no reason: it is
 * recorded and warned about (`spray-warnings`).
 *
 * @param claim its area in hundredths of a mu
 * @param onRecord how many sprays of the days stated are on record; null: nothing is stated
 * @returns WORK_IN_THE_FUTURE, TREATED_AREA_ZERO, SPRAY_WITHOUT_PRODUCT, PRODUCT_WITHOUT_SPRAY, PERIOD_WITHOUT_STATEMENT or what
 *   speaks against a statement; else empty
 */
export function refuseGrowingRecord(
  claim: GrowingClaim,
  now: Instant,
  onRecord: number | null = null,
): GrowingRefusal[] {
  const refusals: GrowingRefusal[] = [];
  if (claim.performedAt > now)
    refusals.push({
      code: 'WORK_IN_THE_FUTURE',
      values: { moment: claim.performedAt },
      path: ['performedAt'],
    });
  if (claim.areaMu === 0) refusals.push({ code: 'TREATED_AREA_ZERO', values: {}, path: ['areaMu'] });
  const namesProduct =
    claim.productLabelId !== null || claim.productName !== null || claim.substances.length > 0;
  if (claim.kind === 'SPRAY' && !namesProduct)
    refusals.push({ code: 'SPRAY_WITHOUT_PRODUCT', values: {}, path: ['productLabelId'] });
  const isLikeSpray = claim.productLabelId !== null || claim.target !== null || claim.substances.length > 0;
  const isStatedOf = claim.kind === 'SPRAYS_COMPLETE' && namesProduct;
  if ((claim.kind !== 'SPRAY' && isLikeSpray) || isStatedOf)
    refusals.push({ code: 'PRODUCT_WITHOUT_SPRAY', values: {}, path: ['productLabelId'] });
  return [...refusals, ...refuseStatement(claim, onRecord)];
}

/**
 * @returns STATEMENT_WITHOUT_PERIOD, STATED_PERIOD_REVERSED, STATED_PERIOD_TOO_LONG, STATED_BEFORE_ITS_END, SPRAYS_ON_RECORD_DIFFER;
 *   PERIOD_WITHOUT_STATEMENT of anything else that has a period; else empty
 */
function refuseStatement(claim: GrowingClaim, onRecord: number | null): GrowingRefusal[] {
  const { kind, performedAt, statedFrom: from, statedTo: to, statedSprays: told } = claim;
  if (kind !== 'SPRAYS_COMPLETE')
    return from === null && to === null && told === null
      ? []
      : [{ code: 'PERIOD_WITHOUT_STATEMENT', values: {}, path: ['from'] }];
  if (from === null || to === null || told === null)
    return [{ code: 'STATEMENT_WITHOUT_PERIOD', values: {}, path: ['from'] }];
  const statedOn = legalDay(performedAt);
  const refusals: GrowingRefusal[] = [];
  if (from > to) refusals.push({ code: 'STATED_PERIOD_REVERSED', values: { from, to }, path: ['to'] });
  if (to >= addDays(from, MOST_DAYS_STATED))
    refusals.push({ code: 'STATED_PERIOD_TOO_LONG', values: { days: MOST_DAYS_STATED }, path: ['from'] });
  if (to > statedOn) refusals.push({ code: 'STATED_BEFORE_ITS_END', values: { to, statedOn }, path: ['to'] });
  if (refusals.length === 0 && onRecord !== null && onRecord !== told)
    refusals.push({ code: 'SPRAYS_ON_RECORD_DIFFER', values: { onRecord, told }, path: ['spraysOnRecord'] });
  return refusals;
}

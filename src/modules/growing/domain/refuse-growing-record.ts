import type { MuHundredths } from '../../../kernel/area.js';
import type { Instant } from '../../../kernel/instant.js';
import type { GrowingRefusal } from '../growing.refusals.js';
import { refuseSprayStatement, type StatementClaim } from './refuse-spray-statement.js';

/** What is told of a work, as far as it can be impossible. */
export interface GrowingClaim extends StatementClaim {
  readonly areaMu: MuHundredths | null;
  readonly productLabelId: string | null;
  readonly productName: string | null;
  readonly substances: readonly string[];
  readonly target: string | null;
}

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
  return [...refusals, ...refuseProduct(claim), ...refuseSprayStatement(claim, onRecord)];
}

/** A spray names what it was of; other work may name what was given, such as a fertiliser, and a statement names nothing. */
function refuseProduct(claim: GrowingClaim): GrowingRefusal[] {
  const { kind, productLabelId, productName, substances, target } = claim;
  const isOfPesticide = productLabelId !== null || substances.length > 0;
  const namesProduct = isOfPesticide || productName !== null;
  if (kind === 'SPRAY')
    return namesProduct ? [] : [{ code: 'SPRAY_WITHOUT_PRODUCT', values: {}, path: ['productLabelId'] }];
  const isLikeSpray = isOfPesticide || target !== null || (kind === 'SPRAYS_COMPLETE' && namesProduct);
  return isLikeSpray ? [{ code: 'PRODUCT_WITHOUT_SPRAY', values: {}, path: ['productLabelId'] }] : [];
}

import type { MuHundredths } from '../../../kernel/area.js';
import type { Instant } from '../../../kernel/instant.js';
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
}

/**
 * What cannot be: work of tomorrow, on no land, a spray of nothing. What happened against the rules is no reason: it is
 * recorded and warned about (`spray-warnings`).
 *
 * @param claim its area in hundredths of a mu
 * @returns WORK_IN_THE_FUTURE, TREATED_AREA_ZERO, SPRAY_WITHOUT_PRODUCT, PRODUCT_WITHOUT_SPRAY; else empty
 */
export function refuseGrowingRecord(claim: GrowingClaim, now: Instant): GrowingRefusal[] {
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
  if (claim.kind !== 'SPRAY' && isLikeSpray)
    refusals.push({ code: 'PRODUCT_WITHOUT_SPRAY', values: {}, path: ['productLabelId'] });
  return refusals;
}

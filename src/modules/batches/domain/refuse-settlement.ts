import type { Money } from '../../../kernel/money.js';
import type { BatchRefusal } from '../batch.refusals.js';

/**
 * Refuses a price and an advance in two currencies: no rate is assumed.
 *
 * @param settlement amounts in hundredths, the price for a kilogram; null: none was told
 * @returns CURRENCIES_DIFFER; else empty
 */
export function refuseSettlement(
  settlement: { readonly pricePerKg: Money; readonly advance?: Money | null | undefined } | null,
): BatchRefusal[] {
  const price = settlement?.pricePerKg.currency;
  const advance = settlement?.advance?.currency;
  if (!price || !advance || price === advance) return [];
  return [{ code: 'CURRENCIES_DIFFER', values: { price, advance }, path: ['settlement', 'advance'] }];
}

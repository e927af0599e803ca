/**
 * Whether a day or moment, written from the year on, can be one of this trade: 1900 to 2199. Others are slips of the
 * hand that would only fail later.
 */
export const isOfTrade = (written: string): boolean => written >= '1900' && written < '2200';

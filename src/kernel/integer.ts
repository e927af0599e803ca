/**
 * A whole number that JavaScript holds exactly and that is not negative.
 *
 * @param what names the quantity in the message
 * @throws RangeError otherwise
 */
export function nonNegativeInteger(n: number, what: string): number {
  if (!Number.isSafeInteger(n) || n < 0) {
    throw new RangeError(`${what}: a whole number from 0 to ${Number.MAX_SAFE_INTEGER} expected, not ${n}`);
  }
  return n === 0 ? 0 : n; // -0 would survive into `Object.is` and test snapshots
}

/**
 * A BigInt back as a number, if JavaScript holds it exactly.
 *
 * @param what names the quantity in the message
 * @throws RangeError beyond 2^53 - 1 either way
 */
export function safeNumber(n: bigint, what: string): number {
  const asNumber = Number(n);
  if (!Number.isSafeInteger(asNumber))
    throw new RangeError(`${what}: ${n} is beyond what can be held exactly`);
  return asNumber;
}

/**
 * a / b to the nearest whole number, halves up; exact whatever the size.
 *
 * @param a not negative
 * @param b positive
 * @throws RangeError otherwise
 */
export function divideHalfUp(a: bigint, b: bigint): bigint {
  if (a < 0n || b <= 0n) throw new RangeError(`cannot share ${a} by ${b}`);
  return (2n * a + b) / (2n * b);
}

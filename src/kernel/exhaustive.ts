/**
 * Closes an exhaustive `switch`: a case nobody handled does not compile, and fails loudly should data reach it at run time.
 *
 * @throws Error always; only the `kind` is named, because the value may hold personal data
 */
export function unreachable(x: never): never {
  const value: unknown = x;
  const kind =
    typeof value === 'object' && value !== null && 'kind' in value ? String(value.kind) : typeof value;
  throw new Error(`unreachable case: ${kind}`);
}

/** The personal values of a grower that were given, for the ledger to commit to; what is absent is left out. */
export function personalOf(told: {
  name?: string | null | undefined;
  telephone?: string | null | undefined;
}): Record<string, string> {
  return {
    ...(told.name ? { name: told.name } : {}),
    ...(told.telephone ? { telephone: told.telephone } : {}),
  };
}

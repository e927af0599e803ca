import type { Ctx } from './context.js';

/** Whether the caller's rows are not limited to one organisation: the base office, or the product's own work. */
export const seesAll = (ctx: Ctx): boolean => ctx.authority === 'office' || ctx.authority === 'system';

/**
 * The caller's rows as a condition for a WHERE, beside row-level security which says the same underneath.
 *
 * @param alias  alias of a table with a `visible_to` column
 * @param params the statement's parameters so far; the organisation is added to it
 */
export function visibleTo(ctx: Ctx, alias: string, params: unknown[]): string {
  if (seesAll(ctx)) return 'true';
  params.push(ctx.actor?.organisationId ?? null);
  return `$${params.length}::uuid = ANY (${alias}.visible_to)`;
}

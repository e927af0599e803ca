import type { Permission } from '../../../infrastructure/auth/permissions.js';
import { addMillis, type Instant } from '../../../kernel/instant.js';
import type { RefusalOf } from '../../../kernel/refusal.js';
import type { organisationRefusals } from '../organisation.refusals.js';

/** Longest life of an API key, in days of 24 hours. */
const MAXIMUM_KEY_DAYS = 365;

/**
 * What no key may do, whoever makes it: a lost key must not be able to make itself a successor. And a release takes two
 * people, not two programs.
 */
const NEVER: ReadonlySet<Permission> = new Set([
  'account:secure',
  'account:change',
  'account:disable',
  'session:read',
  'member:manage',
  'api-key:manage',
  'lot:release',
]);

type Refusal = RefusalOf<typeof organisationRefusals>;

/**
 * Every reason why a key cannot be made on these terms.
 *
 * @param scopes what the key shall be allowed to do
 * @param held   what its maker may do, in the organisation the key is for
 * @returns SCOPES_MISSING, SCOPE_NOT_HELD (also for what no key may do) and API_KEY_LIFETIME (a year at most, our own
 *   limit)
 */
export function refuseKeyTerms(
  terms: { readonly scopes: readonly Permission[]; readonly expiresAt: Instant },
  held: ReadonlySet<Permission>,
  now: Instant,
): Refusal[] {
  const { scopes, expiresAt } = terms;
  const refusals: Refusal[] = [];
  const beyond = scopes.filter((scope) => !held.has(scope) || NEVER.has(scope));
  if (scopes.length === 0) refusals.push({ code: 'SCOPES_MISSING', values: {}, path: ['scopes'] });
  if (beyond.length > 0)
    refusals.push({ code: 'SCOPE_NOT_HELD', values: { scopes: beyond.join(', ') }, path: ['scopes'] });
  if (expiresAt <= now || expiresAt > addMillis(now, MAXIMUM_KEY_DAYS * 24 * 60 * 60 * 1000))
    refusals.push({ code: 'API_KEY_LIFETIME', values: { days: MAXIMUM_KEY_DAYS }, path: ['expiresAt'] });
  return refusals;
}

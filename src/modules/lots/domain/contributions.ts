import type { OrganisationId } from '../../../kernel/ids.js';
import { sumGrams, type Grams } from '../../../kernel/mass.js';

/** What one batch brings to a lot, in grams; the origins add up to its mass. */
export interface MemberMass {
  readonly packerId: OrganisationId;
  readonly massGrams: Grams;
  readonly origins: readonly { readonly organisationId: OrganisationId; readonly massGrams: Grams }[];
}

/** An organisation's own share of a lot, in grams. */
export interface Contribution {
  readonly organisationId: OrganisationId;
  readonly massGrams: Grams;
}

/**
 * What each organisation contributed: a cooperative what it grew, a packhouse what it packed. The two are different
 * shares of the same fruit, so they do not add up to the lot. Whoever both grew and packed a batch contributed all of it,
 * once.
 *
 * @returns one entry an organisation, in order of id
 */
export function contributionsOf(members: readonly MemberMass[]): Contribution[] {
  const shares = new Map<OrganisationId, Grams[]>();
  const add = (organisationId: OrganisationId, massGrams: Grams): void => {
    shares.set(organisationId, [...(shares.get(organisationId) ?? []), massGrams]);
  };
  for (const { packerId, massGrams, origins } of members) {
    add(packerId, massGrams);
    for (const origin of origins)
      if (origin.organisationId !== packerId) add(origin.organisationId, origin.massGrams);
  }
  return [...shares]
    .map(([organisationId, masses]) => ({ organisationId, massGrams: sumGrams(masses) }))
    .sort((a, b) => (a.organisationId < b.organisationId ? -1 : 1));
}

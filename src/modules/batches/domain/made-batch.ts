import type { OrganisationId } from '../../../kernel/ids.js';
import type { OriginShare } from './origins.js';

/** What a new batch says of the fruit it was made of. */
export interface Inherited {
  /** Null where varieties were mixed. */
  readonly varietyCode: string | null;
  readonly countyCodes: string[];
  readonly originOrganisationIds: OrganisationId[];
}

/**
 * Variety, counties and cooperatives of an output, from the batches drawn and the origins that went into it. Each
 * county and cooperative once, sorted by code and id.
 */
export function inherit(varieties: readonly (string | null)[], origins: readonly OriginShare[]): Inherited {
  const [first = null, ...others] = [...new Set(varieties)];
  return {
    varietyCode: others.length === 0 ? first : null,
    countyCodes: [...new Set(origins.map((origin) => origin.countyCode))].sort(),
    originOrganisationIds: [...new Set(origins.map((origin) => origin.organisationId))].sort(),
  };
}

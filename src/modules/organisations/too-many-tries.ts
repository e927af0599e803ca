import type { RefusalOf } from '../../kernel/refusal.js';
import type { organisationRefusals } from './organisation.refusals.js';

/** @param wait milliseconds, as the rate limits answer */
export const tooManyTries = (wait: number): RefusalOf<typeof organisationRefusals> => ({
  code: 'TOO_MANY_TRIES',
  values: { minutes: Math.ceil(wait / 60_000) },
});

import type { TestApp } from '../test-app.js';
import { givenBatches } from './batches.js';
import { givenGrowing } from './growing.js';
import { givenLand } from './land.js';
import { givenLedger } from './ledger.js';
import { givenOrganisations } from './organisations.js';
import { givenUnities } from './unities.js';

/**
 * What tests start from, built through the real commands, so that test data cannot break an invariant. Each module
 * has its own file beside this one and a line here:
 *
 * ```ts
 * const land = givenLand(testApp, organisations);   // later ones take the earlier ones
 * ```
 */
export function givenIn(testApp: TestApp) {
  const organisations = givenOrganisations(testApp);
  const land = { ...givenLand(testApp), ...givenGrowing(testApp) };
  return { ...organisations, ...land, ...givenLedger(testApp), ...givenBatches(), ...givenUnities() };
}

export type Given = ReturnType<typeof givenIn>;
export { RONGCHANG, ZIZHONG, type GivenOrganisation, type Member } from './organisations.js';
export { valueOf } from './value-of.js';

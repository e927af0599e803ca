import { certificateDeeds } from './deeds/certificates.js';
import { coverageDeeds } from './deeds/coverage.js';
import { fruitDeeds } from './deeds/fruit.js';
import { growingDeeds } from './deeds/growing.js';
import { inspectionDeeds } from './deeds/inspections.js';
import { selfCheckDeeds } from './deeds/self-checks.js';
import { labelDeeds } from './deeds/carton-labels.js';
import { landDeeds } from './deeds/land.js';
import { lotDeeds } from './deeds/lots.js';
import { peopleDeeds } from './deeds/people.js';
import { pestDeeds } from './deeds/pests.js';
import { processingDeeds } from './deeds/processing.js';
import { releaseDeeds } from './deeds/releases.js';
import { sprayStatementDeeds } from './deeds/spray-statements.js';
import { supplyDeeds } from './deeds/supply.js';
import { tradeDeeds } from './deeds/trade.js';
import { treatmentDeeds } from './deeds/treatments.js';
import { troubleDeeds } from './deeds/troubles.js';
import type { Deed } from './runner/deed.js';

/** Another seed gives other ids; it changes whenever the plan does, so that no two plans share request ids. */
export const SEASON_SEED = 'chengyuan demo season 2025/26, edition 9';

/** Everything that was done in the season, in the order in which it was done. */
export const seasonDeeds = (): Deed[] =>
  [
    peopleDeeds(),
    landDeeds(),
    supplyDeeds(),
    tradeDeeds(),
    growingDeeds(),
    pestDeeds(),
    labelDeeds(),
    fruitDeeds(),
    sprayStatementDeeds(),
    certificateDeeds(),
    treatmentDeeds(),
    processingDeeds(),
    coverageDeeds(),
    inspectionDeeds(),
    selfCheckDeeds(),
    lotDeeds(),
    releaseDeeds(),
    troubleDeeds(),
  ]
    .flat()
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));

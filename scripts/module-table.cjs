/**
 * Which module may import which (docs/adr/0007-module-tree.md). This is the table: `.dependency-cruiser.cjs` makes
 * its rules of it, `scripts/module-map.mjs` the picture in the README. A module that is not here cannot be imported
 * from and may not import.
 */

/** What everybody above may use: who acts, where things are, and what is remembered. */
const GROUND = ['ledger', 'geography', 'organisations'];

const onGround = (...modules) => [...GROUND, ...modules];

const allowed = {
  ledger: [],
  geography: ['ledger'],
  organisations: ['ledger', 'geography'],
  jobs: onGround(),
  attachments: onGround(),
  seasons: onGround(),
  varieties: onGround(),
  standards: onGround('attachments', 'varieties'),
  land: onGround('varieties', 'attachments'),
  growing: onGround('land', 'standards', 'attachments'),
  batches: onGround('growing', 'land', 'varieties', 'standards', 'seasons'),
  inspections: onGround('growing', 'batches', 'standards', 'attachments'),
  certificates: onGround('batches', 'inspections', 'standards', 'attachments'),
  coverage: onGround('land', 'growing', 'batches', 'inspections', 'standards', 'attachments'),
  brands: onGround('varieties', 'batches', 'standards', 'attachments'),
  channels: onGround('land', 'standards', 'attachments'),
  pests: onGround('land', 'batches', 'standards', 'attachments'),
  // Reads the tables of all whose records rules ask about, those of lots too, and is asked by whoever has fruit judged.
  facts: onGround(
    'land',
    'growing',
    'batches',
    'inspections',
    'certificates',
    'coverage',
    'brands',
    'channels',
    'pests',
    'standards',
  ),
  lots: onGround(
    'facts',
    'land',
    'batches',
    'inspections',
    'certificates',
    'coverage',
    'growing',
    'brands',
    'channels',
    'pests',
    'standards',
    'seasons',
    'jobs',
    'attachments',
  ),
};

/** The module and all that can be reached from it. */
const withBelow = (...modules) => [
  ...new Set(modules.flatMap((module) => [module, ...withBelow(...allowed[module])])),
];

allowed.trace = withBelow('lots');
// Tells subscribers; asks the queries of the modules whose things change.
allowed.live = withBelow('trace');
allowed.epcis = withBelow('trace');
allowed.imports = withBelow('trace');
// Reads the tables of all with SQL of its own, and answers with the GraphQL types of those who own them.
// A subscription to what is read here stands here too.
allowed.readmodels = withBelow('live');

module.exports = { allowed };

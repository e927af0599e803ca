const { allowed } = require('./scripts/module-table.cjs');

/**
 * The files of a module that another one may import. `*.types.ts` and `*.loaders.ts` are among them because a GraphQL
 * object of a higher module has fields of a lower one's type (a batch has a variety), and code-first GraphQL names
 * that type by its class. `*.refusals.ts` types what a command answers, `*-reactions.ts` are ports that the modules
 * above implement; `subscribers.ts` keeps the subscriptions of all,
 * `last-told.ts` what each was told. Entities and resolvers stay at home. The ledger is its one class.
 */
const PUBLIC_FACE = [
  '[^/]+\\.module\\.ts$',
  '[^/]+\\.queries\\.ts$',
  '[^/]+\\.types\\.ts$',
  '[^/]+\\.loaders\\.ts$',
  '[^/]+\\.refusals\\.ts$',
  '[^/]+\\.claims\\.ts$',
  'verify/',
  '[^/]+-reactions\\.ts$',
  'subscribers\\.ts$',
  'last-told\\.ts$',
  'commands/',
  'domain/',
  'ledger\\.ts$',
].join('|');

const FRAMEWORKS =
  '(^|/)node_modules/(@nestjs|typeorm|pg|graphql|graphql-yoga|fastify|class-validator|class-transformer|reflect-metadata|rxjs)/';
const TESTS = '\\.spec\\.ts$|^test/';
const PURE = '^src/kernel/|^src/modules/[^/]+/domain/|^src/modules/standards/rules/';

const error = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });
const anyOf = (modules) => `(${modules.join('|')})`;

/** One rule a module: what it may import, of whom. */
const moduleRules = Object.entries(allowed).flatMap(([module, below]) => [
  error(
    `${module}-imports-down`,
    `${module} may import only: ${below.join(', ') || 'nothing among the modules'}. A thing below that must move one above calls a reaction port it declares itself.`,
    { path: `^src/modules/${module}/`, pathNot: TESTS },
    { path: '^src/modules/[^/]+/', pathNot: `^src/modules/${anyOf([module, ...below])}/` },
  ),
  error(
    `${module}-is-entered-by-its-face`,
    `Others enter ${module} through ${module}.module, its queries, commands, decisions, its GraphQL types and loaders, refusals and reaction ports.`,
    { path: '^src/', pathNot: `^src/modules/(${module}|readmodels)/|^src/entities\\.ts$|${TESTS}` },
    { path: `^src/modules/${module}/`, pathNot: `^src/modules/${module}/(${PUBLIC_FACE})` },
  ),
  error(
    `${module}-is-read-by-its-face`,
    `Read models may also use the SQL that ${module} answers with itself, *.sql.ts, so that it is written once.`,
    { path: '^src/modules/readmodels/', pathNot: TESTS },
    {
      path: `^src/modules/${module}/`,
      pathNot: `^src/modules/${module}/(${PUBLIC_FACE}|[^/]+\\.sql\\.ts$)|^src/modules/readmodels/`,
    },
  ),
]);

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...moduleRules,
    error(
      'module-is-in-the-table',
      'A new module gets its row in scripts/module-table.cjs first.',
      { path: '^src/modules/[^/]+/', pathNot: `^src/modules/${anyOf(Object.keys(allowed))}/` },
      {},
    ),
    error(
      'readmodels-decide-nothing',
      'Read models are for readers; a command that needs one would decide by it.',
      {
        path: '^src/',
        pathNot: '^src/modules/readmodels/|^src/modules/modules\\.ts$|^src/app\\.module\\.ts$',
      },
      { path: '^src/modules/readmodels/' },
    ),
    error(
      'decisions-are-pure',
      'kernel/, domain/ and standards/rules/ decide without Nest, TypeORM, GraphQL or a database, so that a test of a case takes microseconds.',
      { path: PURE, pathNot: TESTS },
      { path: FRAMEWORKS },
    ),
    error(
      'decisions-do-not-fetch',
      'A decision is handed its facts. Of code that does work it may know the types only.',
      { path: PURE, pathNot: TESTS },
      {
        path: '^src/',
        pathNot: `${PURE}|[.-]refusals\\.ts$|^src/infrastructure/auth/permissions\\.ts$`,
        dependencyTypesNot: ['type-only'],
      },
    ),
    error(
      'kernel-stands-alone',
      'The kernel is what everything else is written in.',
      { path: '^src/kernel/' },
      {
        path: '^src/',
        pathNot: '^src/kernel/',
      },
    ),
    error(
      'infrastructure-knows-no-business',
      'Plumbing has no business words in it.',
      { path: '^src/infrastructure/', pathNot: TESTS },
      { path: '^src/', pathNot: '^src/(infrastructure|kernel)/' },
    ),
    error(
      'graphql-knows-no-module',
      'What every resolver shares stands below all of them.',
      { path: '^src/graphql/', pathNot: TESTS },
      { path: '^src/', pathNot: '^src/(graphql|infrastructure|kernel)/' },
    ),
    error(
      'modules-do-not-import-the-program',
      'main, app.module, entities and what else starts the product stands above the modules.',
      { path: '^src/modules/[^/]+/', pathNot: TESTS },
      { path: '^src/', pathNot: '^src/(modules/[^/]+|graphql|infrastructure|kernel)/' },
    ),
    error(
      'no-cycles',
      'ES modules that import each other fail at start, or worse, sometimes.',
      {},
      {
        circular: true,
        viaOnly: { dependencyTypesNot: ['type-only'] },
      },
    ),
    error(
      'nothing-imports-tests',
      'Tests are no part of the product.',
      { path: '^src/|^migrations/', pathNot: '\\.spec\\.ts$' },
      {
        path: TESTS,
      },
    ),
    error(
      'product-runs-without-tools',
      'devDependencies are not there where the product runs.',
      { path: '^src/|^migrations/', pathNot: '\\.spec\\.ts$' },
      { dependencyTypes: ['npm-dev', 'npm-no-pkg'], dependencyTypesNot: ['type-only'] },
    ),
    error(
      'imports-resolve',
      'An import that is not found is checked by no other rule.',
      {},
      { couldNotResolve: true },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    // Keeps type-only imports in the graph: a module must not name another's entity even as a type.
    tsPreCompilationDeps: 'specify',
    enhancedResolveOptions: {
      conditionNames: ['import', 'node', 'default', 'types'],
      exportsFields: ['exports'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};

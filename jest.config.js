/** Four groups, so that the fast ones can be run alone. Started with --experimental-vm-modules: the product is ES modules. */
const swc = {
  jsc: {
    target: 'es2024',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
    keepClassNames: true,
  },
  module: { type: 'es6' },
  sourceMaps: 'inline',
};

const project = (displayName, testMatch, more = {}) => ({
  displayName,
  testMatch,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', swc] },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  ...more,
});

const withDatabase = {
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  setupFiles: ['reflect-metadata'],
};

export default {
  maxWorkers: 2,
  workerIdleMemoryLimit: '1GB',
  // How long something takes is the benchmark's to say; a machine with much else to do is no failure.
  testTimeout: 180_000,
  projects: [
    project(
      'unit',
      ['<rootDir>/src/**/*.spec.ts', '<rootDir>/reference/**/*.spec.ts', '<rootDir>/test/unit/**/*.spec.ts'],
      { setupFiles: ['reflect-metadata'] },
    ),
    project('db', ['<rootDir>/test/db/**/*.db-spec.ts'], withDatabase),
    project('e2e', ['<rootDir>/test/e2e/**/*.e2e-spec.ts'], withDatabase),
    project('contract', ['<rootDir>/test/contract/**/*.contract-spec.ts'], withDatabase),
    // Kills servers and takes minutes: `npm run test:long` only.
    ...(process.env.CHENGYUAN_LONG ? [project('long', ['<rootDir>/test/long/**/*.long-spec.ts'])] : []),
  ],
};

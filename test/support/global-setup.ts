import { transformSync } from '@swc/core';
import { existsSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

/** Jest loads setup and teardown apart, so what one leaves for the other goes through the process's globals. */
const left = globalThis as { stopTestServer?: () => Promise<void> };

/** One PostgreSQL for all test files: jest runs a setup that several projects name only once. */
export default async function globalSetup(): Promise<void> {
  registerTypeScript();
  const { startTestServer } = await import('./test-server.js');
  left.stopTestServer = await startTestServer();
}

/**
 * Lets this process import the product's TypeScript. Jest does that for test files, but runs the global setup
 * outside its module system, where only that one file is compiled and `./x.js` is not found as `./x.ts`.
 */
function registerTypeScript(): void {
  registerHooks({
    resolve(specifier, context, next) {
      const source = sourceOf(specifier, context.parentURL);
      return source ? { url: source, format: 'module', shortCircuit: true } : next(specifier, context);
    },
    load(url, context, next) {
      if (!url.endsWith('.ts')) return next(url, context);
      return { format: 'module', source: compiled(fileURLToPath(url)), shortCircuit: true };
    },
  });
}

function sourceOf(specifier: string, importer: string | undefined): string | undefined {
  if (!/^\.{1,2}\/.*\.js$/.test(specifier) || !importer?.startsWith('file:')) return undefined;
  const source = new URL(specifier.replace(/\.js$/, '.ts'), importer);
  return existsSync(source) ? source.href : undefined;
}

/** As in jest.config.js: entities need their decorators and the metadata of types. */
function compiled(filename: string): string {
  return transformSync(readFileSync(filename, 'utf8'), {
    filename,
    swcrc: false,
    configFile: false,
    jsc: {
      target: 'es2024',
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true },
      keepClassNames: true,
    },
    module: { type: 'es6' },
    sourceMaps: 'inline',
  }).code;
}

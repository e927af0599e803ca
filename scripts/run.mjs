// What `npm start`, `npm test` and their relatives do. Plain JavaScript without packages, because it runs on
// whatever Node the machine has, before anything is installed.
import { existsSync } from 'node:fs';
import { check } from './lib/check.mjs';
import { ensureBuilt, isBuilt } from './lib/build.mjs';
import { runServer, runTool } from './lib/children.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { giveUp, inProject, ROOT, say } from './lib/project.mjs';
import { programOf, requireHostNode } from './lib/runtime.mjs';

/** The package that brings it: the embedded PostgreSQL's 17 line, installed under this name. */
const OLDEST_POSTGRES = `postgres-17-${process.platform}-${process.arch}`;

// A small nursery for young objects keeps the idle server small; a smaller one than this is full after one page of lots.
const SMALL = ['--enable-source-maps', '--max-semi-space-size=8'];
const built = (name) => [...SMALL, inProject('dist', 'src', `${name}.js`)];
const jest = () => ['--experimental-vm-modules', programOf('jest', 'jest')];

const COMMANDS = {
  start: { prepare: prepareProduct, run: (args) => runServer([...built('main'), ...args]) },
  admin: { prepare: prepareProduct, run: (args) => runTool([...built('admin'), ...args]) },
  backup: { prepare: prepareProduct, run: (args) => runTool([...built('backup'), ...args]) },
  restore: { prepare: prepareProduct, run: (args) => runTool([...built('restore'), ...args]) },
  'verify-ledger': { prepare: prepareProduct, run: (args) => runTool([...built('verify-ledger'), ...args]) },
  schema: { prepare: prepareProduct, run: (args) => runTool([...built('schema'), ...args]) },
  test: { prepare: prepareTools, run: (args) => runTool([...jest(), ...args]) },
  'test:long': {
    // The long tests kill servers, so they need one that runs on its own.
    prepare: prepareProduct,
    run: testLong,
  },
  check: { prepare: prepareTools, run: check },
};

/** A product that is built can run without the tools it was built with. */
function prepareProduct() {
  ensureInstalled({ withTools: !isBuilt() });
  ensureBuilt();
}

/** The long tests, then, unless some were picked by name, the database tests on the oldest PostgreSQL we accept. */
async function testLong(args) {
  // Patterns first: what follows --selectProjects is taken for another project.
  const long = await runTool([...jest(), ...args, '--selectProjects', 'long'], { CHENGYUAN_LONG: '1' });
  if (args.length > 0) return long;
  if (!existsSync(inProject('node_modules', OLDEST_POSTGRES))) {
    say(`本平台没有 ${OLDEST_POSTGRES}，略过 · There is no ${OLDEST_POSTGRES} for this platform; skipped`);
    return long;
  }
  const oldest = await runTool([...jest(), '--selectProjects', 'db'], {
    CHENGYUAN_TEST_POSTGRES: OLDEST_POSTGRES,
  });
  return long || oldest;
}

function prepareTools() {
  ensureInstalled({ withTools: true });
}

requireHostNode();
process.chdir(ROOT);
const [name = '', ...args] = process.argv.slice(2);
const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
if (!command) {
  const known = Object.keys(COMMANDS).join(', ');
  giveUp(`没有“${name}”这个命令。可用：${known}`, `There is no command "${name}". Known are: ${known}`);
}
command.prepare();
process.exitCode = await command.run(args);

// npm run bench [-- --smoke] [-- --only=lots,batch,harvest]; README.md says what is measured and how. Plain JavaScript
// without packages, because it runs before anything is installed.
import { ensureBuilt } from '../scripts/lib/build.mjs';
import { runTool } from '../scripts/lib/children.mjs';
import { ensureInstalled } from '../scripts/lib/install.mjs';
import { inProject, ROOT } from '../scripts/lib/project.mjs';
import { requireHostNode } from '../scripts/lib/runtime.mjs';
import { ensurePeersInstalled } from './lib/install-peers.mjs';

requireHostNode();
process.chdir(ROOT);
ensureInstalled({ withTools: true });
ensurePeersInstalled();
ensureBuilt();
process.exitCode = await runTool([inProject('bench', 'bench.mjs'), ...process.argv.slice(2)]);

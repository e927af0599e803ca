// Writes GraphiQL as files the server can hand out, compressed and named by their contents: node graphiql.mjs DIRECTORY
// The package keeps them as strings of nine megabytes; loaded into the server they would cost it more memory than all else.
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import {
  css,
  editorWorkerService,
  graphqlWorker,
  js,
  jsonWorker,
} from '@graphql-yoga/render-graphiql/graphiql';

/**
 * Starts the page; a file, because the page's policy allows no script inside it. People type passwords and tokens here,
 * so nothing of it goes into the address, where histories and logs keep it, and all else is forgotten with the tab.
 */
const START = `
const settings = JSON.parse(document.getElementById('settings').textContent);
self.MonacoEnvironment = { globalAPI: false, getWorkerUrl: (_, label) => settings.workers[label] };
YogaGraphiQL.renderYogaGraphiQL(document.getElementById('root'), {
  ...settings.options,
  storage: sessionStorage,
  shouldPersistHeaders: false,
  onEditQuery: () => undefined,
});
`;

const FILES = {
  'graphiql.css': css,
  'graphiql.js': js,
  'start.js': START,
  'editor-worker.js': editorWorkerService,
  'json-worker.js': jsonWorker,
  'graphql-worker.js': graphqlWorker,
};

const [directory] = process.argv.slice(2);
if (!directory) throw new Error('name the directory to write to');
mkdirSync(directory, { recursive: true });
const names = {};
for (const [file, text] of Object.entries(FILES)) {
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 12);
  names[file] = file.replace('.', `.${hash}.`);
  writeFileSync(join(directory, `${names[file]}.gz`), gzipSync(text, { level: 9 }));
}
// Written last: without it the server takes the directory for empty.
writeFileSync(join(directory, 'files.json'), JSON.stringify(names, null, 2));

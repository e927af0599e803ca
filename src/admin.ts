import 'reflect-metadata';
import { createInterface } from 'node:readline';
import { Administration } from './admin/administration.js';
import { readArguments, USAGE, type AdminRequest } from './admin/read-arguments.js';
import { createApp } from './app.setup.js';
import { CannotStart } from './infrastructure/config/cannot-start.js';
import { describeProblems } from './infrastructure/config/setting-problem.js';
import { readSettings, type Settings } from './infrastructure/config/settings.js';
import { databaseForTask } from './infrastructure/database/open-database.js';
import type { Bilingual } from './kernel/refusal.js';

const REFUSED = 1;
const MISUSED = 2;

/** What is wrong goes to standard error, so that standard output holds results only. */
const complain = (problems: readonly Bilingual[]): void =>
  console.error(problems.map(({ zh, en }) => `${zh} · ${en}`).join('\n'));

/** The first line of standard input. */
async function readPassword(): Promise<string> {
  for await (const line of createInterface({ input: process.stdin })) return line;
  return '';
}

async function administer(settings: Settings, request: AdminRequest): Promise<number> {
  const { applicationUrl, stop } = await databaseForTask(settings);
  try {
    const app = await createApp({
      applicationUrl,
      introspection: false,
      demoSignIns: false,
      poolSize: 2,
      blobs: settings.blobs,
      logLevel: 'error',
    });
    const answer = await new Administration(app).run(request, readPassword);
    await app.close();
    if (answer.ok) for (const line of answer.value) console.log(line);
    else complain(answer.error);
    return answer.ok ? 0 : REFUSED;
  } finally {
    await stop();
  }
}

async function main(): Promise<number> {
  const request = readArguments(process.argv.slice(2));
  if (!request.ok) {
    complain(request.error);
    console.error(`\n${USAGE}`);
    return MISUSED;
  }
  const { value: asked } = request;
  if (asked.command === 'help') {
    console.log(USAGE);
    return 0;
  }
  const settings = readSettings(process.env);
  if (settings.ok) return administer(settings.value, asked);
  console.error(describeProblems(settings.error));
  return REFUSED;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof CannotStart ? error.message : error);
  process.exitCode = REFUSED;
}

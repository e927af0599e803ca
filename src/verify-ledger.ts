import 'reflect-metadata';
import { CannotStart } from './infrastructure/config/cannot-start.js';
import { describeProblems } from './infrastructure/config/setting-problem.js';
import { readSettings, type Settings } from './infrastructure/config/settings.js';
import { databaseForTask } from './infrastructure/database/open-database.js';
import { reportOfBlobs } from './modules/attachments/verify/verify-blobs.js';
import { reportOf } from './modules/ledger/verify/report.js';
import { verifyDatabase } from './verification.js';

const DIFFERS = 1;

async function run(settings: Settings): Promise<number> {
  const { applicationUrl, stop } = await databaseForTask(settings);
  try {
    const { ledger, attachments } = await verifyDatabase(applicationUrl, settings.blobs);
    for (const line of [...reportOf(ledger), ...reportOfBlobs(attachments)]) console.log(line);
    return ledger.difference || attachments.fault ? DIFFERS : 0;
  } finally {
    await stop();
  }
}

try {
  const settings = readSettings(process.env);
  if (!settings.ok) console.error(describeProblems(settings.error));
  process.exitCode = settings.ok ? await run(settings.value) : DIFFERS;
} catch (error) {
  console.error(error instanceof CannotStart ? error.message : error);
  process.exitCode = DIFFERS;
}

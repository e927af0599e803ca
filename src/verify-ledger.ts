import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { allClaims } from './all-claims.js';
import { systemClock, systemIdSource } from './infrastructure/clock.js';
import { CannotStart } from './infrastructure/config/cannot-start.js';
import { describeProblems } from './infrastructure/config/setting-problem.js';
import { readSettings, type Settings } from './infrastructure/config/settings.js';
import { applicationOptions } from './infrastructure/database/data-source.js';
import { databaseForTask } from './infrastructure/database/open-database.js';
import { installPgTypes } from './infrastructure/database/pg-types.js';
import { systemContext } from './infrastructure/database/system-context.js';
import { UnitOfWork } from './infrastructure/database/unit-of-work.js';
import { reportOf } from './modules/ledger/verify/report.js';
import { verifyLedger, type Verified } from './modules/ledger/verify/verify-ledger.js';

const DIFFERS = 1;

/** Looks at one snapshot of everything, also while people work. */
async function verify(applicationUrl: string): Promise<Verified> {
  installPgTypes();
  const dataSource = await new DataSource(applicationOptions(applicationUrl, [], 1)).initialize();
  try {
    const ctx = systemContext(systemClock, systemIdSource);
    return await new UnitOfWork(dataSource).read(ctx, ({ manager }) => verifyLedger(manager, allClaims));
  } finally {
    await dataSource.destroy();
  }
}

async function run(settings: Settings): Promise<number> {
  const { applicationUrl, stop } = await databaseForTask(settings);
  try {
    const verified = await verify(applicationUrl);
    for (const line of reportOf(verified)) console.log(line);
    return verified.difference ? DIFFERS : 0;
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

import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { allClaims } from './all-claims.js';
import { storageOf } from './infrastructure/blobs/storage-of.js';
import { systemClock, systemIdSource } from './infrastructure/clock.js';
import { CannotStart } from './infrastructure/config/cannot-start.js';
import { describeProblems } from './infrastructure/config/setting-problem.js';
import { readSettings, type Settings } from './infrastructure/config/settings.js';
import { applicationOptions } from './infrastructure/database/data-source.js';
import { databaseForTask } from './infrastructure/database/open-database.js';
import { installPgTypes } from './infrastructure/database/pg-types.js';
import { systemContext } from './infrastructure/database/system-context.js';
import { UnitOfWork } from './infrastructure/database/unit-of-work.js';
import {
  firstFaultyBlob,
  reportOfBlobs,
  type VerifiedBlobs,
} from './modules/attachments/verify/verify-blobs.js';
import { reportOf } from './modules/ledger/verify/report.js';
import { verifyLedger, type Verified } from './modules/ledger/verify/verify-ledger.js';

const DIFFERS = 1;

/** Looks at one snapshot of everything, also while people work; then at the bytes of attachments. */
async function verify(applicationUrl: string, settings: Settings): Promise<[Verified, VerifiedBlobs]> {
  installPgTypes();
  const dataSource = await new DataSource(applicationOptions(applicationUrl, [], 1)).initialize();
  try {
    const ctx = systemContext(systemClock, systemIdSource);
    const uow = new UnitOfWork(dataSource);
    const verified = await uow.read(ctx, ({ manager }) => verifyLedger(manager, allClaims));
    return [verified, await firstFaultyBlob(uow, ctx, storageOf(settings.blobs))];
  } finally {
    await dataSource.destroy();
  }
}

async function run(settings: Settings): Promise<number> {
  const { applicationUrl, stop } = await databaseForTask(settings);
  try {
    const [verified, blobs] = await verify(applicationUrl, settings);
    for (const line of [...reportOf(verified), ...reportOfBlobs(blobs)]) console.log(line);
    return verified.difference || blobs.fault ? DIFFERS : 0;
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

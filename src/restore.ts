import 'reflect-metadata';
import { progress, runFileTask } from './infrastructure/backup/command-line.js';
import { rowsOf } from './infrastructure/backup/manifest.js';
import { faultLines, fileCount, withoutFiles } from './infrastructure/backup/report-of-files.js';
import { restoreBackup } from './infrastructure/backup/restore-backup.js';
import { reportOfBlobs } from './modules/attachments/verify/verify-blobs.js';
import { queueRestoredJobs } from './modules/jobs/commands/queue-restored-jobs.js';
import { reportOf } from './modules/ledger/verify/report.js';
import { verifyDatabase } from './verification.js';

const USAGE = `npm run restore -- FILE
  把备份恢复到空数据库（新的 DATA_DIR，或新建的外部数据库），附件写入 DATA_DIR 或 S3_* 所指的存储桶；核对后升级到本版本。
  Restores a backup into an empty database (a new DATA_DIR, or an external one just created) and its attachments into
  DATA_DIR or the bucket of the settings, compares, and migrates to this version.
  例 · For example: DATA_DIR=/srv/chengyuan-new npm run restore -- /srv/backups/chengyuan-2026-11-27.backup`;

const DIFFERS = 1;

await runFileTask({ usage: USAGE }, async ({ settings, file, signal }) => {
  const { manifest, database } = await restoreBackup({ settings, file, log: progress, signal });
  try {
    await queueRestoredJobs(database.ownerUrl);
    const { ledger, attachments } = await verifyDatabase(database.applicationUrl, settings.blobs);
    for (const line of [...reportOf(ledger), ...reportOfBlobs(attachments)]) console.log(line);
    const files = fileCount(manifest.blobs);
    console.log(
      `已恢复 ${manifest.takenAt} 的数据：${manifest.tables.length} 张表，${rowsOf(manifest)} 行，与备份逐行一致；${files.zh}。
Restored the state of ${manifest.takenAt}: ${manifest.tables.length} tables, ${rowsOf(manifest)} rows, each as in the backup; ${files.en}.`,
    );
    const told = [...withoutFiles(manifest.blobs), ...faultLines(manifest.blobs ?? { faults: [] })];
    for (const line of told) console.error(line);
    // Whoever restores a backup without files copies those before or after.
    const lacksFiles = manifest.blobs && attachments.fault;
    if (!ledger.difference) return lacksFiles ? DIFFERS : 0;
    console.error(
      `数据与备份一致，账目的不一致在备份时已经存在。
The data is that of the backup; the ledger and the records differed when it was made.`,
    );
    return DIFFERS;
  } finally {
    await database.stop();
  }
});

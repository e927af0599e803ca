import 'reflect-metadata';
import { statSync } from 'node:fs';
import { progress, runFileTask } from './infrastructure/backup/command-line.js';
import { rowsOf } from './infrastructure/backup/manifest.js';
import { productVersion } from './infrastructure/backup/product-version.js';
import { faultLines, fileCount, isLacking } from './infrastructure/backup/report-of-files.js';
import { writeBackup } from './infrastructure/backup/write-backup.js';
import { storageOf } from './infrastructure/blobs/storage-of.js';
import { databaseAsItIs } from './infrastructure/database/open-database.js';
import { blobsOfAttachments } from './modules/attachments/backed-up-blobs.queries.js';

const WITHOUT = '--without-attachments';
const USAGE = `npm run backup -- [${WITHOUT}] FILE
  把某一时刻的全部数据和附件写入 FILE（不得已存在），不必停止服务器。${WITHOUT}：只备份数据库，附件另行备份。
  Writes everything as it is at one moment, attachments too, to FILE, which must not exist; the server may go on working.
  ${WITHOUT}: the database alone, where attachments are backed up in another way.
  例 · For example: npm run backup -- /srv/backups/chengyuan-2026-11-27.backup`;

/** The backup is there and lacks files; 1 is that there is none, 2 that the command was not understood. */
const LACKS_FILES = 3;

await runFileTask({ usage: USAGE, known: [WITHOUT] }, async ({ settings, file, switches, signal }) => {
  const { ownerUrl, stop } = await databaseAsItIs(settings, progress);
  try {
    const blobs = switches.has(WITHOUT) ? null : blobsOfAttachments(storageOf(settings.blobs));
    const product = productVersion();
    const manifest = await writeBackup({ ownerUrl, file, blobs, product, log: progress, signal });
    const size = (statSync(file).size / 1_000_000).toFixed(1);
    const files = fileCount(manifest.blobs);
    console.log(
      `已备份 ${manifest.takenAt} 的数据：${manifest.tables.length} 张表，${rowsOf(manifest)} 行，${files.zh}；共 ${size} MB，${file}
Backed up the state of ${manifest.takenAt}: ${manifest.tables.length} tables, ${rowsOf(manifest)} rows, ${files.en}; ${size} MB, ${file}`,
    );
    console.error(
      `文件含个人信息及密码、密钥的散列，未加密，只有文件所有者可读。请像数据库一样保管。
The file holds personal data and the hashes of passwords and keys; it is not encrypted, and only its owner may read it. Keep it as you keep the database.`,
    );
    if (manifest.blobs) for (const line of faultLines(manifest.blobs)) console.error(line);
    if (!isLacking(manifest.blobs)) return 0;
    console.error(
      `数据库已完整备份，但上列附件不在其中。请从较早的备份找回，或查明原因；在此之前保留旧备份。
The database is backed up whole, but the attachments above are not in it. Look for them in earlier backups, and keep those until you know.`,
    );
    return LACKS_FILES;
  } finally {
    await stop();
  }
});

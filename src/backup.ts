import 'reflect-metadata';
import { statSync } from 'node:fs';
import { progress, runFileTask } from './infrastructure/backup/command-line.js';
import { rowsOf } from './infrastructure/backup/manifest.js';
import { productVersion } from './infrastructure/backup/product-version.js';
import { writeBackup } from './infrastructure/backup/write-backup.js';
import { databaseAsItIs } from './infrastructure/database/open-database.js';

const USAGE = `npm run backup -- FILE
  把某一时刻的全部数据写入 FILE（不得已存在），不必停止服务器。
  Writes everything as it is at one moment to FILE, which must not exist; the server may go on working.
  例 · For example: npm run backup -- /srv/backups/chengyuan-2026-11-27.backup`;

await runFileTask(USAGE, async ({ settings, file, signal }) => {
  const { ownerUrl, stop } = await databaseAsItIs(settings, progress);
  try {
    const manifest = await writeBackup({ ownerUrl, file, product: productVersion(), log: progress, signal });
    const size = (statSync(file).size / 1_000_000).toFixed(1);
    console.log(
      `已备份 ${manifest.takenAt} 的数据：${manifest.tables.length} 张表，${rowsOf(manifest)} 行，${size} MB，${file}
Backed up the state of ${manifest.takenAt}: ${manifest.tables.length} tables, ${rowsOf(manifest)} rows, ${size} MB, ${file}`,
    );
    console.error(
      `文件含个人信息及密码、密钥的散列，未加密，只有文件所有者可读。请像数据库一样保管。
The file holds personal data and the hashes of passwords and keys; it is not encrypted, and only its owner may read it. Keep it as you keep the database.`,
    );
    return 0;
  } finally {
    await stop();
  }
});

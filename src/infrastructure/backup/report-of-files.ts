import type { BlobSums, FaultyBlob, Manifest } from './manifest.js';

/** So many faults are told one by one; the manifest names them all. */
const NAMED = 50;

/** How many files a backup has, for people, in Chinese and English. */
export function fileCount(blobs: Manifest['blobs']): { readonly zh: string; readonly en: string } {
  if (!blobs) return { zh: '不含附件', en: 'no attachments' };
  const size = (blobs.bytes / 1_000_000).toFixed(1);
  return {
    zh: `附件 ${blobs.count} 个文件 ${size} MB`,
    en: `${blobs.count} files of attachments, ${size} MB`,
  };
}

/** What a restore says of files that are not in the backup because it was made without any. */
export function withoutFiles(blobs: Manifest['blobs']): string[] {
  if (blobs) return [];
  const why =
    blobs === null
      ? ['备份时用了 --without-attachments', 'it was made with --without-attachments']
      : ['由旧版本写成', 'it was written by an earlier version'];
  return [
    `备份中没有附件的文件（${why[0]}）：请另行复制附件目录或存储桶，再运行 npm run verify-ledger。`,
    `The backup holds no files of attachments (${why[1]}): copy their directory or bucket, then run npm run verify-ledger.`,
  ];
}

/** Whether files are lacking that ought to be there. */
export const isLacking = (blobs: Manifest['blobs']): boolean =>
  (blobs?.faults ?? []).some(({ fault }) => fault !== 'ERASED');

/** The files a backup lacks, each by its name and by whose it is. */
export function faultLines({ faults }: Pick<BlobSums, 'faults'>): string[] {
  const rest = faults.length - NAMED;
  return [
    ...faults.slice(0, NAMED).flatMap(lineOf),
    ...(rest > 0 ? [`  …… 另有 ${rest} 个 · … and ${rest} more`] : []),
  ];
}

function lineOf({ sha256, fault, usedBy }: FaultyBlob): string[] {
  const of = usedBy.join(', ');
  switch (fault) {
    case 'MISSING':
      return [
        `  备份中没有文件 ${sha256}（附件 ${of}）：存储中不存在`,
        `  Not in the backup: ${sha256} (attachment ${of}), which is not in the storage`,
      ];
    case 'CHANGED':
      return [
        `  备份中没有文件 ${sha256}（附件 ${of}）：存储中的内容与 SHA-256 不符`,
        `  Not in the backup: ${sha256} (attachment ${of}), whose bytes in the storage do not hash to that`,
      ];
    case 'ERASED':
      return [
        `  文件 ${sha256} 在备份过程中被删除；恢复该备份后须再次删除其附件`,
        `  ${sha256} was erased while the backup was being written; after a restore of it erase its attachment again`,
      ];
  }
}

import type { EntryFault } from './verify-entries.js';
import type { Difference, Verified } from './verify-ledger.js';

const FAULTS: Record<EntryFault, readonly [zh: string, en: string]> = {
  HASH: ['内容与其 SHA-256 不符', 'its text does not have the SHA-256 that is kept with it'],
  NOT_CANONICAL: ['内容不是规范 JSON（RFC 8785）', 'its text is not canonical JSON (RFC 8785)'],
  COLUMNS: ['检索列与内容不符', 'the columns it is found by do not say what its text says'],
};

/** What was found, for people, in Chinese and English. */
export function reportOf({ entries, texts, records, difference }: Verified): string[] {
  const compared = [...records].map(([table, count]) => `${table} ${count}`).join(', ');
  const looked = [
    `账目 ${entries} 条，附文 ${texts} 条 · ${entries} entries, ${texts} texts`,
    ...(compared === '' ? [] : [`已比对的记录 · records compared: ${compared}`]),
  ];
  if (!difference) return [...looked, '账目与记录一致。 · The ledger and the records agree.'];
  return [...looked, '第一处不一致 · The first difference:', ...told(difference)];
}

function told(difference: Difference): string[] {
  if (difference.kind === 'ENTRY') {
    const [zh, en] = FAULTS[difference.fault];
    return [`  账目 ${difference.entryId}：${zh}`, `  Entry ${difference.entryId}: ${en}`];
  }
  if (difference.kind === 'TEXT')
    return [
      `  账目 ${difference.entryId} 的附文 ${difference.field} 与其承诺值不符`,
      `  The text ${difference.field} of entry ${difference.entryId} is not the one it commits to`,
    ];
  return record(difference);
}

function record({
  table,
  key,
  entryId,
  column,
  said,
  is,
}: Extract<Difference, { kind: 'RECORD' }>): string[] {
  if (entryId === null) return derived({ table, key, column, said, is });
  if (is === null && column === '*')
    return [
      `  账目 ${entryId} 所记的 ${table} ${key} 已不存在`,
      `  ${table} ${key}, which entry ${entryId} speaks of, is not there`,
    ];
  const values = `${JSON.stringify(said)} ≠ ${JSON.stringify(is)}`;
  return [
    `  ${table} ${key} 的 ${column}：账目 ${entryId} 所记与记录不同 ${values}`,
    `  ${column} of ${table} ${key}: entry ${entryId} and the record differ: ${values}`,
  ];
}

/** What no entry speaks of: a record without one, or one that follows from others. */
function derived({
  table,
  key,
  column,
  said,
  is,
}: Pick<Extract<Difference, { kind: 'RECORD' }>, 'table' | 'key' | 'column' | 'said' | 'is'>): string[] {
  if (said === null && column === '*')
    return [`  ${table} ${key}：没有对应的账目`, `  ${table} ${key}: no entry speaks of it`];
  if (is === null && column === '*')
    return [
      `  ${table} ${key}：应由其他记录得出，却不存在`,
      `  ${table} ${key} follows from other records, and is not there`,
    ];
  const values = `${JSON.stringify(said)} ≠ ${JSON.stringify(is)}`;
  return [
    `  ${table} ${key} 的 ${column}：由其他记录得出的与所存的不同 ${values}`,
    `  ${column} of ${table} ${key}: what follows from other records and what is kept differ: ${values}`,
  ];
}

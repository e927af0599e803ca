import pg from 'pg';
import { CannotStart } from './cannot-start.js';
import { maskSecrets } from './setting-problem.js';

const CONNECT_TIMEOUT_MS = 10_000;

/** What went wrong, by Node's error code or PostgreSQL's SQLSTATE. */
const REASONS: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  ECONNREFUSED: ['该地址没有数据库在监听', 'nothing listens there'],
  ENOTFOUND: ['找不到该主机', 'there is no such host'],
  EAI_AGAIN: ['找不到该主机', 'there is no such host'],
  ETIMEDOUT: ['连接超时', 'no answer in time'],
  '28P01': ['用户或密码不正确', 'wrong user or password'],
  '28000': ['数据库不允许该用户登录', 'the user may not sign in'],
  '3D000': ['没有该数据库', 'there is no such database'],
  '42501': ['该用户无权连接该数据库', 'the user may not connect to the database'],
};

/**
 * Connects to the database that a setting names.
 *
 * @param variable the setting's name, for the message
 * @param url      its value, which has passed `readSettings`
 * @returns a connected client, for the caller to end
 * @throws CannotStart naming the variable, its value without the password, and the reason
 */
export async function connectTo(variable: string, url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'chengyuan',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  });
  try {
    await client.connect();
    return client;
  } catch (cause) {
    const [zh, en] = reasonOf(cause);
    const shown = `${variable}=${maskSecrets(url)}`;
    throw new CannotStart(
      `无法连接数据库：${zh}。${shown}`,
      `Cannot connect to the database: ${en}. ${shown}`,
      {
        cause,
      },
    );
  }
}

function reasonOf(error: unknown): readonly [zh: string, en: string] {
  const { errors, code = '', message = String(error) } = error as Failure;
  // A name with several addresses fails with one error for each.
  if (errors?.[0]) return reasonOf(errors[0]);
  return REASONS[code] ?? [message, message];
}

interface Failure {
  readonly errors?: readonly unknown[];
  readonly code?: string;
  readonly message?: string;
}

import { CannotStart } from './cannot-start.js';
import type { Settings } from './settings.js';

/** What the system answers when an address cannot be listened on, and which setting is to blame. */
const REASONS: Readonly<Record<string, readonly [variable: 'HOST' | 'PORT', zh: string, en: string]>> = {
  EADDRINUSE: [
    'PORT',
    '已被别的程序占用；请停掉它，或换一个端口',
    'another program listens there; stop it, or choose another port',
  ],
  EACCES: [
    'PORT',
    '当前用户无权监听；请选 1024 以上的端口',
    'this user may not listen there; choose a port above 1023',
  ],
  EADDRNOTAVAIL: ['HOST', '不是本机的地址', 'that is no address of this machine'],
  ENOTFOUND: ['HOST', '找不到该主机名', 'there is no such host name'],
  EAI_AGAIN: ['HOST', '找不到该主机名', 'there is no such host name'],
};

/**
 * Turns a failure to listen into words that name the setting, its value and what to do. Anything unexpected is
 * returned as it came.
 */
export function cannotListen({ host, port }: Pick<Settings, 'host' | 'port'>, error: unknown): unknown {
  const reason = REASONS[(error as NodeJS.ErrnoException).code ?? ''];
  if (!reason) return error;
  const [variable, zh, en] = reason;
  const shown = variable === 'PORT' ? `PORT=${port}` : `HOST=${host}`;
  return new CannotStart(`无法监听 ${shown}：${zh}。`, `Cannot listen on ${shown}: ${en}.`, { cause: error });
}

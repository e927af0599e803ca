import { isIP } from 'node:net';
import type { Expectation } from './setting-problem.js';

/** Reads one setting's text; `undefined` means that it is not what was expected. */
export interface SettingParser<T> {
  readonly expected: Expectation;
  parse(text: string): T | undefined;
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Whose `X-Forwarded-*` headers are believed: nobody's, everybody's, the last n proxies', or these addresses'. */
export type TrustProxy = boolean | number | readonly string[];

const SWITCH: ReadonlyMap<string, boolean> = new Map([
  ['on', true],
  ['off', false],
]);

export const text: SettingParser<string> = {
  expected: { zh: '非空文本', en: 'some text' },
  parse: (value) => value,
};

export const onOff: SettingParser<boolean> = {
  expected: { zh: 'on 或 off', en: 'on or off' },
  parse: (value) => SWITCH.get(value.toLowerCase()),
};

export const host: SettingParser<string> = {
  expected: {
    zh: '要监听的 IP 地址或主机名，如 127.0.0.1、0.0.0.0、::1 或 localhost（不带端口）',
    en: 'an IP address or host name to listen on, such as 127.0.0.1, 0.0.0.0, ::1 or localhost (without a port)',
  },
  parse(value) {
    const bare = value.replace(/^\[(.*)\]$/, '$1');
    if (isIP(bare) !== 0) return bare;
    // Digits and dots only would be a mistyped address, never a name.
    const isName = /^(?!-)[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})*$/i.test(value) && !/^[\d.]+$/.test(value);
    return isName ? value : undefined;
  },
};

export const port: SettingParser<number> = {
  expected: {
    zh: '0 到 65535 的整数；0 表示任选一个空闲端口',
    en: 'a whole number from 0 to 65535; 0 takes any free port',
  },
  parse: (value) => (/^\d{1,5}$/.test(value) && Number(value) <= 65_535 ? Number(value) : undefined),
};

export const logLevel: SettingParser<LogLevel> = {
  expected: { zh: `${LOG_LEVELS.join('、')} 之一`, en: `one of ${LOG_LEVELS.join(', ')}` },
  parse: (value) => LOG_LEVELS.find((level) => level === value.toLowerCase()),
};

export const databaseUrl: SettingParser<string> = {
  expected: {
    zh: '形如 postgresql://用户:密码@主机:端口/数据库 的地址，须写明用户和数据库',
    en: 'an address such as postgresql://user:password@host:5432/database, with a user and a database',
  },
  parse(value) {
    const url = URL.parse(value);
    if (!url || !/^postgres(ql)?:$/.test(url.protocol)) return undefined;
    const isComplete = url.username !== '' && url.hostname !== '' && url.pathname.length > 1;
    return isComplete ? value : undefined;
  },
};

export const publicUrl: SettingParser<string> = {
  expected: {
    zh: '以 http:// 或 https:// 开头的完整网址，不带路径、参数和账号，如 https://trace.example.org',
    en: 'an absolute http:// or https:// address without path, query or account, such as https://trace.example.org',
  },
  parse(value) {
    const url = URL.parse(value);
    if (!url || !/^https?:$/.test(url.protocol)) return undefined;
    const isBare = url.pathname === '/' && !/[?#@]/.test(value);
    return isBare ? url.origin : undefined;
  },
};

export const trustProxy: SettingParser<TrustProxy> = {
  expected: {
    zh: 'off、on、代理层数（1 到 16），或以逗号分隔的 IP 地址或网段，如 10.0.0.0/8,::1',
    en: 'off, on, a number of hops (1 to 16), or IP addresses or CIDR ranges with commas between, such as 10.0.0.0/8,::1',
  },
  parse(value) {
    const switched = onOff.parse(value);
    if (switched !== undefined) return switched;
    if (/^\d+$/.test(value)) return Number(value) >= 1 && Number(value) <= 16 ? Number(value) : undefined;
    const addresses = value.split(',').map((part) => part.trim());
    return addresses.every(isAddressOrRange) ? addresses : undefined;
  },
};

function isAddressOrRange(value: string): boolean {
  const [address = '', bits, ...rest] = value.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

export const perMinute: SettingParser<number> = {
  expected: {
    zh: '每分钟请求数，0 到 1000000 的整数；0 表示不限',
    en: 'requests a minute, a whole number from 0 to 1000000; 0 sets no limit',
  },
  parse: (value) => (/^\d{1,7}$/.test(value) && Number(value) <= 1_000_000 ? Number(value) : undefined),
};

export const token: SettingParser<string> = {
  expected: {
    zh: '至少 32 个字符的随机串，只含字母、数字和 - _ . ~ + /，例如 openssl rand -hex 32 的输出',
    en: 'at least 32 random characters, letters, digits and - _ . ~ + / only, such as openssl rand -hex 32 prints',
  },
  parse: (value) => (/^[A-Za-z0-9._~+/-]{32,200}$/.test(value) ? value : undefined),
};

export const httpUrl: SettingParser<string> = {
  expected: {
    zh: '以 http:// 或 https:// 开头的网址，不带参数和账号，如 http://127.0.0.1:4318',
    en: 'an http:// or https:// address without query or account, such as http://127.0.0.1:4318',
  },
  parse(value) {
    const url = URL.parse(value);
    if (!url || !/^https?:$/.test(url.protocol) || /[?#@]/.test(value)) return undefined;
    return value.replace(/\/+$/, '');
  },
};

export const bucketName: SettingParser<string> = {
  expected: {
    zh: '存储桶名称：3 到 63 个小写字母、数字、点或连字符',
    en: 'the name of a bucket: 3 to 63 lower-case letters, digits, dots or hyphens',
  },
  parse: (value) => (/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(value) ? value : undefined),
};

export const storageOrigin: SettingParser<string> = {
  expected: {
    zh: 'S3 兼容存储的网址，以 http:// 或 https:// 开头，不带路径、参数和账号，如 https://s3.example.org',
    en: 'an http:// or https:// address of an S3-compatible server without path, query or account, such as https://s3.example.org',
  },
  parse: (value) => publicUrl.parse(value),
};

/** Keys and regions stand in headers and are signed as they are. */
export const oneWord: SettingParser<string> = {
  expected: {
    zh: '1 到 256 个不含空格的 ASCII 字符',
    en: '1 to 256 ASCII characters without blanks',
  },
  parse: (value) => (/^[\x21-\x7e]{1,256}$/.test(value) ? value : undefined),
};

export const addressing: SettingParser<'path' | 'host'> = {
  expected: {
    zh: 'path（桶名在路径中）或 host（桶名在主机名前）',
    en: 'path (the bucket in the path) or host (the bucket before the host name)',
  },
  parse: (value) => (['path', 'host'] as const).find((each) => each === value.toLowerCase()),
};

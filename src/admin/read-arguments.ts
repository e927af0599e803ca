import { parseArgs } from 'node:util';
import {
  ORGANISATION_KINDS,
  ROLES,
  type OrganisationKind,
  type Role,
} from '../infrastructure/auth/permissions.js';
import type { Bilingual } from '../kernel/refusal.js';
import { err, ok, type Result } from '../kernel/result.js';

export interface CreateUserRequest {
  readonly command: 'create-user';
  readonly username: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  /** Whether the password comes on standard input; otherwise one is made up and printed. */
  readonly hasPassword: boolean;
  readonly organisation: {
    readonly code: string;
    /** Null where the organisation exists already and need not be described. */
    readonly kind: OrganisationKind | null;
    readonly nameZh: string | null;
    readonly nameEn: string | null;
    readonly countyCode: string | null;
    readonly townCode: string | null;
    readonly gln: string | null;
  };
}

export type AdminRequest =
  | CreateUserRequest
  | { readonly command: 'reset-password'; readonly username: string }
  | { readonly command: 'list-users' }
  | { readonly command: 'sweep-attachments' }
  | { readonly command: 'help' };

export const USAGE = `管理命令，供服务器管理员使用 · Commands for whoever runs the server

npm run admin -- create-user --username NAME --organisation-code CODE
    [--organisation-kind ${ORGANISATION_KINDS.join('|')}]
    [--name-zh 名称] [--name-en NAME] [--county CODE] [--town CODE] [--gln GLN]
    [--display-name NAME] [--roles ${ROLES.join(',')}] [--password-stdin]
  创建账号；单位尚未登记时一并登记。不给密码则生成临时密码并打印。
  Makes an account, and its organisation where that is new. Without a password a temporary one is printed.

npm run admin -- reset-password --username NAME
  重置密码，打印临时密码。 · Resets a password and prints a temporary one.

npm run admin -- list-users
  列出账号及所属单位。 · Lists the accounts and their organisations.

npm run admin -- sweep-attachments
  删除不属于任何附件、且已存放一天以上的文件。存储只能属于一个数据库。
  Removes bytes that belong to no attachment and are older than a day. The storage must belong to one database only.

npm run admin -- help
  显示本说明。 · Shows this text.

例 · For example:
npm run admin -- create-user --username base --organisation-code BASE --organisation-kind BASE_OFFICE --name-zh 基地办公室 --name-en "Base office"`;

const OPTIONS = {
  username: { type: 'string' },
  'display-name': { type: 'string' },
  roles: { type: 'string' },
  'password-stdin': { type: 'boolean' },
  'organisation-code': { type: 'string' },
  'organisation-kind': { type: 'string' },
  'name-zh': { type: 'string' },
  'name-en': { type: 'string' },
  county: { type: 'string' },
  town: { type: 'string' },
  gln: { type: 'string' },
} as const;

type Values = { [K in keyof typeof OPTIONS]?: string | boolean | undefined };

/** Which options a command takes. */
const TAKEN: Record<AdminRequest['command'], readonly (keyof typeof OPTIONS)[]> = {
  'create-user': Object.keys(OPTIONS) as (keyof typeof OPTIONS)[],
  'reset-password': ['username'],
  'list-users': [],
  'sweep-attachments': [],
  help: [],
};

const HELP: readonly (string | undefined)[] = ['--help', '-h'];

/**
 * Reads what the operator typed behind `npm run admin --`.
 *
 * @returns the request, or everything that is wrong with it
 */
export function readArguments(args: readonly string[]): Result<AdminRequest, Bilingual[]> {
  const [command, ...rest] = args;
  if (HELP.includes(command)) return ok({ command: 'help' });
  if (command === undefined) return err([{ zh: '请写明要做什么', en: 'Say what is to be done' }]);
  if (!Object.hasOwn(TAKEN, command))
    return err([{ zh: `没有“${command}”这个命令`, en: `There is no command "${command}"` }]);
  const known = command as AdminRequest['command'];
  let values: Values;
  try {
    values = parseArgs({ args: rest, options: OPTIONS, strict: true }).values;
  } catch (error) {
    return err([{ zh: '选项有误', en: (error as Error).message }]);
  }
  const surplus = (Object.keys(values) as (keyof typeof OPTIONS)[]).filter(
    (option) => !TAKEN[known].includes(option),
  );
  if (surplus.length > 0)
    return err(
      surplus.map((option) => ({
        zh: `${known} 没有选项 --${option}`,
        en: `${known} takes no --${option}`,
      })),
    );
  return requestOf(known, values);
}

function requestOf(command: AdminRequest['command'], values: Values): Result<AdminRequest, Bilingual[]> {
  const problems: Bilingual[] = [];
  const given = (option: keyof typeof OPTIONS): string | null => {
    const value = values[option];
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
  };
  const needed = (option: keyof typeof OPTIONS): string => {
    const value = given(option);
    if (value === null) problems.push({ zh: `缺少 --${option}`, en: `--${option} is missing` });
    return value ?? '';
  };
  const request = ((): AdminRequest => {
    if (command === 'list-users' || command === 'sweep-attachments' || command === 'help') return { command };
    const username = needed('username');
    if (command === 'reset-password') return { command, username };
    return {
      command,
      username,
      displayName: given('display-name') ?? username,
      roles: listed(given('roles') ?? 'ADMINISTRATOR', ROLES, 'roles', problems),
      hasPassword: values['password-stdin'] === true,
      organisation: {
        code: needed('organisation-code'),
        kind:
          listed(given('organisation-kind') ?? '', ORGANISATION_KINDS, 'organisation-kind', problems)[0] ??
          null,
        nameZh: given('name-zh'),
        nameEn: given('name-en'),
        countyCode: given('county'),
        townCode: given('town'),
        gln: given('gln'),
      },
    };
  })();
  return problems.length > 0 ? err(problems) : ok(request);
}

/** Words of a closed list, separated by commas; reports the others. */
function listed<T extends string>(
  text: string,
  allowed: readonly T[],
  option: string,
  problems: Bilingual[],
): T[] {
  const words = text
    .split(',')
    .map((word) => word.trim().toUpperCase())
    .filter((word) => word !== '');
  for (const word of words.filter((each) => !(allowed as readonly string[]).includes(each)))
    problems.push({
      zh: `--${option} 没有 ${word}；可用：${allowed.join('、')}`,
      en: `--${option} knows no ${word}; it knows ${allowed.join(', ')}`,
    });
  return words.filter((word): word is T => (allowed as readonly string[]).includes(word));
}

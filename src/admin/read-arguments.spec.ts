import { describe, expect, it } from '@jest/globals';
import { readArguments } from './read-arguments.js';

const read = (line: string) => readArguments(line.split(' ').filter((word) => word !== ''));
const problems = (line: string): string[] => {
  const result = read(line);
  return result.ok ? [] : result.error.map(({ en }) => en);
};

describe('readArguments', () => {
  it('reads a first account with its organisation', () => {
    const line =
      'create-user --username base --organisation-kind base_office --organisation-code BASE --name-zh 基地办公室 --name-en=Office --password-stdin';
    expect(read(line)).toEqual({
      ok: true,
      value: {
        command: 'create-user',
        username: 'base',
        displayName: 'base',
        roles: ['ADMINISTRATOR'],
        hasPassword: true,
        organisation: {
          code: 'BASE',
          kind: 'BASE_OFFICE',
          nameZh: '基地办公室',
          nameEn: 'Office',
          countyCode: null,
          townCode: null,
          gln: null,
        },
      },
    });
  });

  it('reads several roles, and an organisation that is described elsewhere', () => {
    const result = read('create-user --username a --organisation-code BASE --roles clerk,INSPECTOR');
    expect(result).toMatchObject({
      ok: true,
      value: { roles: ['CLERK', 'INSPECTOR'], hasPassword: false, organisation: { kind: null } },
    });
  });

  it.each(['help', '--help', '-h'])('understands who asks for help by %s', (line) => {
    expect(read(line)).toEqual({ ok: true, value: { command: 'help' } });
  });

  it('reads the other two commands', () => {
    expect(read('reset-password --username base')).toEqual({
      ok: true,
      value: { command: 'reset-password', username: 'base' },
    });
    expect(read('list-users')).toEqual({ ok: true, value: { command: 'list-users' } });
  });

  it.each([
    ['', ['Say what is to be done']],
    ['toString', ['There is no command "toString"']],
    ['create-user', ['--username is missing', '--organisation-code is missing']],
    ['reset-password --username base --roles CLERK', ['reset-password takes no --roles']],
    [
      'create-user --username a --organisation-code B --organisation-kind FARM',
      [
        '--organisation-kind knows no FARM; it knows BASE_OFFICE, COOPERATIVE, PACKHOUSE, PROCESSOR, INSPECTION_BODY, EXPORTER',
      ],
    ],
  ])('says what is wrong with "%s"', (line, expected) => {
    expect(problems(line)).toEqual(expected);
  });

  it.each(['create-user --nonsense x', 'reset-password --username', 'list-users surplus'])(
    'refuses "%s"',
    (line) => {
      expect(problems(line)).toHaveLength(1);
    },
  );
});

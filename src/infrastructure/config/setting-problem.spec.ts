import { describe, expect, it } from '@jest/globals';
import { describeProblems, maskSecrets, settingProblem } from './setting-problem.js';

describe('maskSecrets', () => {
  it.each([
    ['postgresql://app:hunter2@db/x', 'postgresql://app:***@db/x'],
    // Broken addresses, as people type them: not escaped, without a scheme, without a host.
    ['postgresql://app:hun/ter2@db/x', 'postgresql://app:***@db/x'],
    ['postgresql://app:hunter2@more@db/x', 'postgresql://app:***@db/x'],
    ['app:hunter2@db/x', 'app:***@db/x'],
    ['postgresql://app:hunter2@', 'postgresql://app:***@'],
    ['postgresql://db/x?user=app&password=hunter2&ssl=1', 'postgresql://db/x?user=app&password=***&ssl=1'],
    ['host=db password=hunter2 user=app', 'host=db password=*** user=app'],
    ['postgresql://app@db/x', 'postgresql://app@db/x'],
    ['127.0.0.1:3000', '127.0.0.1:3000'],
    ['', ''],
  ])('shows %s as %s', (value, shown) => {
    expect(maskSecrets(value)).toBe(shown);
  });
});

describe('describeProblems', () => {
  it('names variable, value and what is expected in both languages', () => {
    const expected = { zh: '一个端口', en: 'a port' };
    const lines = describeProblems([
      settingProblem('PORT', 'x', expected),
      settingProblem('TLS_KEY', undefined, expected),
    ]);
    expect(lines.split('\n')).toEqual([
      '有 2 项设置不正确 · 2 settings are wrong:',
      '  PORT=x',
      '    应为：一个端口',
      '    expected: a port',
      '  TLS_KEY (未设置 · not set)',
      '    应为：一个端口',
      '    expected: a port',
    ]);
  });
});

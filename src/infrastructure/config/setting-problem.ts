/** What a setting ought to be, for a person to read in either language. */
export interface Expectation {
  readonly zh: string;
  readonly en: string;
}

/** One wrong setting: which variable, what it holds (passwords masked) and what was expected instead. */
export interface SettingProblem {
  readonly variable: string;
  readonly value: string;
  readonly expected: Expectation;
}

/**
 * Builds a problem whose value is safe to print.
 *
 * @param value what the variable holds; `undefined` when it is missing
 */
export function settingProblem(
  variable: string,
  value: string | undefined,
  expected: Expectation,
): SettingProblem {
  return { variable, value: maskSecrets(value ?? ''), expected };
}

/**
 * Replaces the password of anything that looks like `user:password@host`, and `password=...` parameters.
 * Works on the text, not on a parsed URL: a URL too broken to parse must not print its password either,
 * so everything up to the last `@` counts as password.
 */
export function maskSecrets(value: string): string {
  const [, scheme = '', rest = ''] = /^([a-z][a-z0-9+.-]*:\/\/)?(.*)$/is.exec(value) ?? [];
  const masked = rest
    .replace(/^([^:@/]*):.*@/s, '$1:***@')
    .replace(/((?:^|[?&\s])(?:ssl)?password=)[^&\s]*/gi, '$1***');
  return scheme + masked;
}

/** All problems as lines for the terminal, Chinese and English, one setting after the other. */
export function describeProblems(problems: readonly SettingProblem[]): string {
  const head =
    problems.length === 1
      ? '有一项设置不正确 · One setting is wrong:'
      : `有 ${problems.length} 项设置不正确 · ${problems.length} settings are wrong:`;
  return [head, ...problems.flatMap(describe)].join('\n');
}

function describe({ variable, value, expected }: SettingProblem): string[] {
  const shown = value === '' ? `${variable} (未设置 · not set)` : `${variable}=${value}`;
  return [`  ${shown}`, `    应为：${expected.zh}`, `    expected: ${expected.en}`];
}

import type { Bilingual } from '../../kernel/refusal.js';
import { languageOf } from './language.js';

const PROBLEMS: Record<number, Bilingual & { code: string }> = {
  400: { code: 'BAD_REQUEST', zh: '请求正文不是合法的 JSON', en: 'The body is not valid JSON' },
  413: {
    code: 'PAYLOAD_TOO_LARGE',
    zh: '请求正文太大，上限 256 KiB',
    en: 'The body is too large: at most 256 KiB',
  },
  415: {
    code: 'UNSUPPORTED_MEDIA_TYPE',
    zh: 'POST 请求须为 application/json',
    en: 'POST must be application/json',
  },
};

/**
 * What is answered to a body that never reaches GraphQL, in the shape of its errors, so that clients read one kind only.
 *
 * @returns null for a status that is not about the body
 */
export function bodyProblem(status: number, acceptLanguage: string | undefined): object | null {
  const problem = PROBLEMS[status];
  if (!problem) return null;
  return {
    errors: [{ message: problem[languageOf(acceptLanguage)], extensions: { code: problem.code } }],
  };
}

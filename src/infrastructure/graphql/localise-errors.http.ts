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
  return problem ? answerOf(problem, acceptLanguage) : null;
}

const EXPECTED = '{"query": "{ … }", "variables": { … }}';
const NO_QUERY = {
  code: 'BAD_REQUEST',
  zh: `请求正文缺少 query（GraphQL 文本），应为 ${EXPECTED}`,
  en: `The body has no query, the GraphQL document; expected ${EXPECTED}`,
};
const NO_OBJECT = {
  code: 'BAD_REQUEST',
  zh: `请求正文应为 JSON 对象：${EXPECTED}`,
  en: `The body must be a JSON object: ${EXPECTED}`,
};

/**
 * What is answered to JSON that says nothing. Yoga takes it for a body that nobody read yet, finds that one empty, and
 * calls it no JSON.
 *
 * @param body as it was parsed
 * @returns null where there is something that Yoga can look at, also a list, which it refuses as a batch
 */
export function emptyBodyProblem(body: unknown, acceptLanguage: string | undefined): object | null {
  if (typeof body === 'object' && body !== null && Object.keys(body).length > 0) return null;
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
  return answerOf(isObject ? NO_QUERY : NO_OBJECT, acceptLanguage);
}

const answerOf = (problem: Bilingual & { code: string }, acceptLanguage: string | undefined): object => ({
  errors: [{ message: problem[languageOf(acceptLanguage)], extensions: { code: problem.code } }],
});

import { HttpProblem } from '../../infrastructure/http/http-problem.js';

/*
 * What the routes of attachments answer when they say no. They are no refusals of commands, which GraphQL lists among its
 * reason codes: most are about bytes that never reach a command.
 */

/** Neither the declared type nor the bytes may be anything else. */
export const notAccepted = (): HttpProblem =>
  new HttpProblem(415, 'UNSUPPORTED_MEDIA_TYPE', {
    zh: '只接受 PDF、JPEG、PNG 和 HEIC 文件，Content-Type 须写明是哪一种',
    en: 'Only PDF, JPEG, PNG and HEIC are accepted, and Content-Type must say which it is',
  });

export const notAsDeclared = (): HttpProblem =>
  new HttpProblem(422, 'CONTENT_NOT_AS_DECLARED', {
    zh: '文件内容与所声明的类型不符，或混有另一种文件',
    en: 'The content is not of the type it was declared as, or holds another kind of file as well',
  });

export const notWhole = (): HttpProblem =>
  new HttpProblem(422, 'CONTENT_INCOMPLETE', {
    zh: '文件不完整，请重新导出或扫描',
    en: 'The file is cut short; export or scan it again',
  });

export const tooLarge = (): HttpProblem =>
  new HttpProblem(413, 'PAYLOAD_TOO_LARGE', {
    zh: '文件太大，上限 20 MB',
    en: 'The file is too large: at most 20 MB',
  });

export const empty = (): HttpProblem =>
  new HttpProblem(400, 'EMPTY', { zh: '文件是空的', en: 'The file is empty' });

export const malformedHeader = (name: string, zh: string, en: string): HttpProblem =>
  new HttpProblem(400, 'BAD_REQUEST', {
    zh: `请求头 ${name} 须为${zh}`,
    en: `The header ${name} must be ${en}`,
  });

/** @param perAccount how many one account may send at once, where that is the reason; else this server is full */
export const tooManyUploads = (perAccount: number | null): HttpProblem =>
  new HttpProblem(
    429,
    'TOO_MANY_UPLOADS',
    perAccount === null
      ? {
          zh: '服务器正在接收的文件太多，请稍后再试',
          en: 'This server is receiving too many files; try again later',
        }
      : {
          zh: `一个账号最多同时上传 ${perAccount} 个文件`,
          en: `An account uploads at most ${perAccount} files at once`,
        },
    { 'retry-after': '10' },
  );

export const storageUnavailable = (): HttpProblem =>
  new HttpProblem(
    503,
    'STORAGE_UNAVAILABLE',
    {
      zh: '附件存储暂时不可用，请稍后再试',
      en: 'The storage of attachments is not available; try again later',
    },
    { 'retry-after': '30' },
  );

/** Expired, forged, or of something that is not to be seen any more: nobody learns which. */
export const linkNotValid = (): HttpProblem =>
  new HttpProblem(404, 'LINK_NOT_VALID', {
    zh: '下载链接无效或已过期，请重新获取',
    en: 'The link is not valid or has expired; ask for a new one',
  });

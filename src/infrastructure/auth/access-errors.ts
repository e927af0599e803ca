import { GraphQLError } from 'graphql';
import type { Language } from '../database/context.js';
import type { Permission } from './permissions.js';

/** Nobody is signed in, or the token is unknown, expired or revoked: all the same to the caller. */
export const unauthenticated = (): GraphQLError =>
  new GraphQLError('Sign in first', {
    extensions: {
      code: 'UNAUTHENTICATED',
      messages: { zh: '请先登录', en: 'Sign in first' },
      http: { status: 401 },
    },
  });

export const forbidden = (permission: Permission | undefined): GraphQLError =>
  new GraphQLError('Not allowed', {
    extensions: {
      code: 'FORBIDDEN',
      ...(permission ? { permission } : {}),
      messages: {
        zh: `当前账号没有这项权限${permission ? `（${permission}）` : ''}`,
        en: `This account may not do that${permission ? ` (${permission})` : ''}`,
      },
    },
  });

/** Somebody signed in asks to act for an organisation that is not one of theirs. */
export const notAMember = (): GraphQLError =>
  new GraphQLError('Not a member', {
    extensions: {
      code: 'NOT_A_MEMBER',
      messages: {
        zh: '您不是 X-Organisation 所指组织的成员',
        en: 'You do not belong to the organisation named by X-Organisation',
      },
      http: { status: 403 },
    },
  });

/** Too many requests in a minute. @param wait milliseconds until the next one is let in */
export function tooManyRequests(wait: number): GraphQLError {
  const seconds = Math.ceil(wait / 1000);
  return new GraphQLError('Too many requests', {
    extensions: {
      code: 'RATE_LIMITED',
      retryAfterSeconds: seconds,
      messages: {
        zh: `请求过于频繁，请在 ${seconds} 秒后再试`,
        en: `Too many requests; try again in ${seconds} s`,
      },
      http: { status: 429, headers: { 'retry-after': String(seconds) } },
    },
  });
}

/** @param perAccount how many one account may keep open, where that is the reason; else this server is full */
export const tooManySubscriptions = (perAccount: number | null): GraphQLError =>
  new GraphQLError('Too many subscriptions', {
    extensions: {
      code: 'TOO_MANY_SUBSCRIPTIONS',
      messages:
        perAccount === null
          ? {
              zh: '服务器的订阅已满，请稍后再试',
              en: 'This server has no room for another subscription; try again later',
            }
          : {
              zh: `一个账号最多同时订阅 ${perAccount} 项，请先关闭不用的`,
              en: `An account keeps at most ${perAccount} subscriptions open; close one first`,
            },
      http: { status: 429 },
    },
  });

/** Ends a subscription whose server stops. Unlike one that is over, it is to be taken up again, here or elsewhere. */
export const serverStops = (language: Language): GraphQLError => {
  const messages = {
    zh: '服务器即将停止；请以最后收到的 eventId 重新订阅',
    en: 'The server stops; subscribe again after the last eventId you saw',
  };
  // Events of a stream are not translated on their way out, so this one is said in one language.
  return new GraphQLError(messages[language], {
    extensions: { code: 'SERVER_STOPS', http: { status: 503 } },
  });
};

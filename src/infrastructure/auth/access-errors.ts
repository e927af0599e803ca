import { GraphQLError } from 'graphql';
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

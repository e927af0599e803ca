import { describe, expect, it } from '@jest/globals';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { instant } from '../../kernel/instant.js';
import { setSessionCookie } from './session-cookie.js';

const attributesOver = (protocol: 'http' | 'https'): unknown[] => {
  const calls: unknown[] = [];
  const reply = { setCookie: (...call: unknown[]) => calls.push(...call) } as unknown as FastifyReply;
  const req = { protocol } as FastifyRequest;
  setSessionCookie({ req, reply }, 'cys_x', instant('2026-11-22T12:00:00.000Z'));
  return calls;
};

describe('the session cookie', () => {
  it.each([
    ['https', true],
    ['http', false],
  ] as const)('over %s is for the server alone, and secure: %s', (protocol, secure) => {
    expect(attributesOver(protocol)).toEqual([
      'chengyuan_session',
      'cys_x',
      {
        httpOnly: true,
        sameSite: 'strict',
        secure,
        path: '/',
        expires: new Date('2026-11-22T12:00:00.000Z'),
      },
    ]);
  });
});

import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import type { TrustProxy } from '../config/setting-parsers.js';
import { requestIds } from './request-id.js';

const GIVEN = '4bf92f3577b34da6a3ce929d0e0e4736';

const idFor = (trusted: TrustProxy, from: string, id: string | undefined = GIVEN): string =>
  requestIds(trusted)({
    headers: { 'x-request-id': id },
    socket: { remoteAddress: from },
  } as unknown as IncomingMessage);

describe('the id of a request', () => {
  it.each<[TrustProxy, string]>([
    [true, '198.51.100.1'],
    [1, '198.51.100.1'],
    [['10.0.0.0/8'], '10.1.2.3'],
    [['10.0.0.0/8'], '::ffff:10.1.2.3'],
    [['127.0.0.1', '::1'], '::1'],
    [['2001:db8::/32'], '2001:db8::9'],
  ])('is taken from a proxy trusted by %j at %s', (trusted, from) => {
    expect(idFor(trusted, from)).toBe(GIVEN);
  });

  it.each<[TrustProxy, string]>([
    [false, '127.0.0.1'],
    [['10.0.0.0/8'], '192.0.2.1'],
    [['10.0.0.0/8'], '::1'],
    [['10.0.0.1'], '10.0.0.2'],
    [['10.0.0.0/8'], ''],
  ])('is new where %j does not trust %s', (trusted, from) => {
    expect(idFor(trusted, from)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-/);
  });

  it.each([
    '',
    'short',
    '13800000000',
    'x'.repeat(65),
    'two words two words',
    `${GIVEN}\n`,
    '示范人名示范人名示范人名示范人名',
  ])('is new where the proxy hands on %j', (id) => expect(idFor(true, '10.0.0.1', id)).not.toBe(id));

  it('is another one each time', () => {
    expect(idFor(false, '')).not.toBe(idFor(false, ''));
  });
});

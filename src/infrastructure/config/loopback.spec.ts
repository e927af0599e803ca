import { describe, expect, it } from '@jest/globals';
import { isLoopback } from './loopback.js';

describe('isLoopback', () => {
  it.each([
    '127.0.0.1',
    '127.255.0.9',
    '::1',
    '[::1]',
    '0:0:0:0:0:0:0:1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    'localhost',
    'LOCALHOST',
    'app.localhost',
  ])('%s can be reached from this machine only', (host) => expect(isLoopback(host)).toBe(true));

  it.each([
    '0.0.0.0',
    '::',
    '128.0.0.1',
    '10.0.0.1',
    '::2',
    '::ffff:10.0.0.1',
    'fe80::1%eth0',
    'localhost.example.org',
    'mylocalhost',
    '127.0.0.1.example.org',
    '127.1',
    '',
  ])('%s may be reached from elsewhere', (host) => expect(isLoopback(host)).toBe(false));
});

import { describe, expect, it } from '@jest/globals';
import { cannotListen } from './cannot-listen.js';
import { CannotStart } from './cannot-start.js';

const failure = (code: string): Error => Object.assign(new Error('listen'), { code });

describe('an address that cannot be listened on', () => {
  it.each([
    ['EADDRINUSE', 'PORT=3000'],
    ['EACCES', 'PORT=3000'],
    ['EADDRNOTAVAIL', 'HOST=10.9.9.9'],
    ['ENOTFOUND', 'HOST=10.9.9.9'],
    ['EAI_AGAIN', 'HOST=10.9.9.9'],
  ])('%s names %s', (code, setting) => {
    const told = cannotListen({ host: '10.9.9.9', port: 3000 }, failure(code));
    expect(told).toBeInstanceOf(CannotStart);
    expect((told as CannotStart).message.split('\n').every((line) => line.includes(setting))).toBe(true);
  });

  it('hides no other error', () => {
    const other = failure('EWHATEVER');
    expect(cannotListen({ host: '::1', port: 1 }, other)).toBe(other);
  });
});

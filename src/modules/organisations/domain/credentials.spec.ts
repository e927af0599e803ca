import { describe, expect, it } from '@jest/globals';
import { normalUsername, refuseCredentials } from './credentials.js';

const codes = (username: string, password: string): string[] =>
  refuseCredentials(username, password).map(({ code }) => code);

describe('normalUsername', () => {
  it('forgets case and the spaces around', () => {
    expect(normalUsername(' Wang.San ')).toBe('wang.san');
  });
});

describe('refuseCredentials', () => {
  it.each([
    ['wang.san', []],
    ['a-1', []],
    ['ab', ['USERNAME_MALFORMED']],
    ['.ab', ['USERNAME_MALFORMED']],
    ['王三先生', ['USERNAME_MALFORMED']],
    ['wang san', ['USERNAME_MALFORMED']],
    ['x'.repeat(64), []],
    ['x'.repeat(65), ['USERNAME_MALFORMED']],
  ])('takes or refuses the name %s', (username, expected) => {
    expect(codes(username, 'a long password')).toEqual(expected);
  });

  it.each([
    ['123456789', ['PASSWORD_TOO_SHORT']],
    ['1234567890', []],
    ['橙源橙源橙源橙源橙源', []],
    ['🍊🍊🍊🍊🍊🍊🍊🍊🍊', ['PASSWORD_TOO_SHORT']],
    ['x'.repeat(256), []],
    ['x'.repeat(257), ['PASSWORD_TOO_LONG']],
    ['Warehouse-clerk', ['PASSWORD_IS_USERNAME']],
    [' warehouse-clerk ', ['PASSWORD_IS_USERNAME']],
  ])('takes or refuses the password %s', (password, expected) => {
    expect(codes('warehouse-clerk', password)).toEqual(expected);
  });

  it('gathers every reason', () => {
    expect(codes('ab', 'AB')).toEqual(['USERNAME_MALFORMED', 'PASSWORD_TOO_SHORT', 'PASSWORD_IS_USERNAME']);
  });
});

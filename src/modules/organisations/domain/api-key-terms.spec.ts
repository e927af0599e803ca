import { describe, expect, it } from '@jest/globals';
import { permissionsOf, type Permission } from '../../../infrastructure/auth/permissions.js';
import { addMillis, instant } from '../../../kernel/instant.js';
import { refuseKeyTerms } from './api-key-terms.js';

const NOW = instant('2026-11-22T00:00:00.000Z');
const DAY = 24 * 60 * 60 * 1000;
const held = permissionsOf('PACKHOUSE', ['ADMINISTRATOR']);

const codes = (scopes: Permission[], millis: number): string[] =>
  refuseKeyTerms({ scopes, expiresAt: addMillis(NOW, millis) }, held, NOW).map(({ code }) => code);

describe('refuseKeyTerms', () => {
  it.each<[string, Permission[], number, string[]]>([
    ['takes what the maker may do', ['batch:receive', 'batch:read'], DAY, []],
    ['takes a whole year', ['batch:read'], 365 * DAY, []],
    ['refuses more than a year', ['batch:read'], 365 * DAY + 1, ['API_KEY_LIFETIME']],
    ['refuses a key that has ended', ['batch:read'], 0, ['API_KEY_LIFETIME']],
    ['refuses what the maker may not do', ['lot:open'], DAY, ['SCOPE_NOT_HELD']],
    ['refuses a key that makes keys', ['api-key:manage'], DAY, ['SCOPE_NOT_HELD']],
    ['refuses a key that changes passwords', ['account:secure'], DAY, ['SCOPE_NOT_HELD']],
    ['refuses a key for nothing', [], DAY, ['SCOPES_MISSING']],
    ['gathers every reason', ['lot:open'], -1, ['SCOPE_NOT_HELD', 'API_KEY_LIFETIME']],
  ])('%s', (_, scopes, millis, expected) => {
    expect(codes(scopes, millis)).toEqual(expected);
  });
});

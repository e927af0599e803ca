import { describe, expect, it } from '@jest/globals';
import { CannotStart } from '../config/cannot-start.js';
import { checkServerVersion } from './version.js';

/** Answers as a server of that version does. */
const server = (number: string, name: string): Parameters<typeof checkServerVersion>[0] =>
  ({ query: () => Promise.resolve({ rows: [{ number, name }] }) }) as never;

describe('checkServerVersion', () => {
  it.each([
    ['170000', '17.0', 17],
    ['180004', '18.4', 18],
    ['190000', '19beta1', 19],
  ])('accepts %s', async (number, name, major) => {
    expect(await checkServerVersion(server(number, name))).toBe(major);
  });

  it.each([
    ['160009', '16.9'],
    ['90624', '9.6.24'],
  ])('refuses %s and says which it found', async (number, name) => {
    const check = checkServerVersion(server(number, name));
    await expect(check).rejects.toThrow(CannotStart);
    await expect(check).rejects.toThrow(`PostgreSQL ${name}; 17 or newer`);
  });
});

import type { RefusalOf } from '../../../kernel/refusal.js';
import type { organisationRefusals } from '../organisation.refusals.js';

/** Fewest characters of a password. Length is what protects; rules about signs only move people to predictable ones. */
const MINIMUM_PASSWORD_LENGTH = 10;
/** Most characters of a password: hashing must not become a way to keep the server busy. */
export const MAXIMUM_PASSWORD_LENGTH = 256;

/** 3 to 64 lower-case letters, digits, dots, hyphens and underscores, a letter or digit first. */
const USERNAME_PATTERN = /^[a-z0-9][a-z0-9._-]{2,63}$/;

type Refusal = RefusalOf<typeof organisationRefusals>;

/** The form in which usernames are kept and compared: nobody remembers the case of a name. */
export const normalUsername = (username: string): string => username.trim().toLowerCase();

/**
 * Every reason why a password is not good enough.
 *
 * @param username normalised
 * @param path     the input field that holds the password
 * @returns PASSWORD_TOO_SHORT, PASSWORD_TOO_LONG, PASSWORD_IS_USERNAME; counted in code points, 10 to 256
 */
export function refusePassword(username: string, password: string, path: readonly string[]): Refusal[] {
  const refusals: Refusal[] = [];
  const length = Array.from(password).length;
  if (length < MINIMUM_PASSWORD_LENGTH)
    refusals.push({ code: 'PASSWORD_TOO_SHORT', values: { minimum: MINIMUM_PASSWORD_LENGTH }, path });
  if (length > MAXIMUM_PASSWORD_LENGTH)
    refusals.push({ code: 'PASSWORD_TOO_LONG', values: { maximum: MAXIMUM_PASSWORD_LENGTH }, path });
  if (normalUsername(password) === username)
    refusals.push({ code: 'PASSWORD_IS_USERNAME', values: {}, path });
  return refusals;
}

/**
 * Every reason why an account cannot be made under this name with this password.
 *
 * @param username normalised
 * @returns USERNAME_MALFORMED, PASSWORD_TOO_SHORT, PASSWORD_TOO_LONG, PASSWORD_IS_USERNAME; else empty
 */
export function refuseCredentials(username: string, password: string): Refusal[] {
  const named: Refusal[] = USERNAME_PATTERN.test(username)
    ? []
    : [{ code: 'USERNAME_MALFORMED', values: {}, path: ['username'] }];
  return [...named, ...refusePassword(username, password, ['password'])];
}

import { createHash, randomInt } from 'node:crypto';
import { hash, hashRaw, verify } from '@node-rs/argon2';

// OWASP's least for argon2id: 19 MiB, 2 passes, 1 lane. The package's default algorithm is argon2id.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** argon2id of a password as a PHC string with its own random salt; takes tens of milliseconds by design. */
export const hashPassword = (password: string): Promise<string> => hash(password, COST);

/**
 * Whether a password is the one behind a hash.
 *
 * @param hashed PHC string as {@link hashPassword} made it
 * @throws Error if it is not one
 */
export const verifyPassword = (hashed: string, password: string): Promise<boolean> =>
  verify(hashed, password);

/**
 * What stands for a password in the record of a request: the same for the same request and password, and as costly to
 * try passwords against as the stored hash. The request's own hash is a fast one and would give passwords away.
 *
 * @param requestId salts it; each request has its own
 * @returns 64 hexadecimal digits
 */
export async function passwordFingerprint(requestId: string, password: string): Promise<string> {
  const salt = createHash('sha256').update(requestId.toLowerCase()).digest().subarray(0, 16);
  return (await hashRaw(password, { ...COST, salt })).toString('hex');
}

/** Letters and digits that are not taken for one another when read aloud or copied by hand. */
const READABLE = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A password of 79 random bits to be told to somebody, such as `k7mp-x2cw-9tqe-hb4n`; to be changed at once. */
export function temporaryPassword(): string {
  const group = (): string => Array.from({ length: 4 }, () => READABLE[randomInt(READABLE.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}

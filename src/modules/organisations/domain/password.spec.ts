import { describe, expect, it } from '@jest/globals';
import { hashPassword, passwordFingerprint, temporaryPassword, verifyPassword } from './password.js';

const REQUEST = '019aa000-0000-7000-8000-000000000001';

describe('passwords', () => {
  it('are kept as argon2id with 19 MiB and two passes, and verified', async () => {
    const hashed = await hashPassword('orange blossom honey');
    expect(hashed).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await verifyPassword(hashed, 'orange blossom honey')).toBe(true);
    expect(await verifyPassword(hashed, 'orange blossom')).toBe(false);
  });

  it('stand in a request as a fingerprint that tells the same from another, and requests apart', async () => {
    const fingerprint = await passwordFingerprint(REQUEST, 'orange blossom honey');
    expect(fingerprint).toMatch(/^[0-9a-f]{64}$/);
    expect(await passwordFingerprint(REQUEST.toUpperCase(), 'orange blossom honey')).toBe(fingerprint);
    expect(await passwordFingerprint(REQUEST, 'another')).not.toBe(fingerprint);
    expect(await passwordFingerprint(REQUEST.replace('1', '2'), 'orange blossom honey')).not.toBe(
      fingerprint,
    );
  });

  it('for the time being are easy to read aloud, and never the same', () => {
    const made = Array.from({ length: 200 }, temporaryPassword);
    for (const password of made) expect(password).toMatch(/^[a-hjkmnp-z2-9]{4}(-[a-hjkmnp-z2-9]{4}){3}$/);
    expect(new Set(made).size).toBe(200);
  });
});

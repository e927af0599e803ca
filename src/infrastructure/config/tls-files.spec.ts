import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readTlsFiles } from './tls-files.js';

// Self-signed for localhost, made for this test alone.
const CERT = `-----BEGIN CERTIFICATE-----
MIIBfzCCASWgAwIBAgIUVOscgN2dBEra732X8yKXVY/okCAwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMjIyMjM1MloYDzIxMjYxMDI5
MjIyMzUyWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAASZGtQn5LRXTiDT81OknJiidNdCgo5fv45CWi/6vmdpbCYNR1NHLZ9a
YMRYFjCT7uoJGvfYNp3VedsvtrAuVUBeo1MwUTAdBgNVHQ4EFgQUyYsm2Tt9OCte
vUTkGldQccc9kNEwHwYDVR0jBBgwFoAUyYsm2Tt9OCtevUTkGldQccc9kNEwDwYD
VR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiEAi2zVJFgmOhm8w5vKa0q+
WjV2+JSTf5M/nCfCCY18hPICIGabmHl/r9e5TVgrYxlcCW20srjpjt9a/JLHRBXo
ZyzV
-----END CERTIFICATE-----
`;
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgX5vdGhqCx9DxmfhL
65VUBD2xCvtmjebyaDMbFvuFBjyhRANCAASZGtQn5LRXTiDT81OknJiidNdCgo5f
v45CWi/6vmdpbCYNR1NHLZ9aYMRYFjCT7uoJGvfYNp3VedsvtrAuVUBe
-----END PRIVATE KEY-----
`;

describe('readTlsFiles', () => {
  let directory: string;
  const file = (name: string): string => join(directory, name);
  const read = (cert: string, key: string): { found: boolean; refused: string[] } => {
    const refused: string[] = [];
    const files = readTlsFiles({ certPath: file(cert), keyPath: file(key) }, ({ variable }) =>
      refused.push(variable),
    );
    return { found: files !== undefined, refused };
  };

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'chengyuan-tls-'));
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    writeFileSync(file('cert.pem'), CERT);
    writeFileSync(file('key.pem'), KEY);
    writeFileSync(file('other-key.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
    writeFileSync(file('text.pem'), 'not PEM');
  });
  afterAll(() => rmSync(directory, { recursive: true }));

  it('takes a certificate with its key', () => {
    expect(read('cert.pem', 'key.pem')).toEqual({ found: true, refused: [] });
  });

  it.each([
    ['a missing certificate', 'missing.pem', 'key.pem', ['TLS_CERT']],
    ['both missing', 'missing.pem', 'missing.pem', ['TLS_CERT', 'TLS_KEY']],
    ['a certificate that is none', 'text.pem', 'key.pem', ['TLS_CERT']],
    ['a key that is none', 'cert.pem', 'text.pem', ['TLS_KEY']],
    ["another certificate's key", 'cert.pem', 'other-key.pem', ['TLS_KEY']],
  ])('refuses %s', (_, cert, key, refused) => {
    expect(read(cert, key)).toEqual({ found: false, refused });
  });
});

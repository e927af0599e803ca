import { hash, randomBytes } from 'node:crypto';

/** Where a token came from, told by its first letters, so that a leaked one is recognised for what it is. */
export type TokenKind = 'session' | 'api-key' | 'invitation';
const PREFIX: Record<TokenKind, string> = { session: 'cys_', 'api-key': 'cyk_', invitation: 'cyi_' };

/** A new secret of 256 random bits. It is shown once; what is kept is `tokenHash` of it. */
export const newToken = (kind: TokenKind): string => PREFIX[kind] + randomBytes(32).toString('base64url');

/** What a token claims to be, by its first letters; null: none of ours. Says nothing of whether it is good. */
export function tokenKind(token: string): TokenKind | null {
  const found = (Object.keys(PREFIX) as TokenKind[]).find((kind) => token.startsWith(PREFIX[kind]));
  return found ?? null;
}

/** SHA-256, hexadecimal. A fast hash is right here: 256 random bits cannot be guessed, and it is looked up at each request. */
export const tokenHash = (token: string): string => hash('sha256', token, 'hex');

import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { AttachmentId, OrganisationId, UserId } from '../../../kernel/ids.js';
import { addMillis, instant } from '../../../kernel/instant.js';
import { LINK_MILLIS, linkedBy, linkTo, type Linked } from './download-link.js';

const ID = (n: number): string => `01900000-0000-7000-8000-00000000000${n}`;
const LINKED: Linked = {
  attachmentId: ID(1) as AttachmentId,
  userId: ID(2) as UserId,
  organisationId: ID(3) as OrganisationId,
};
const SECRET = randomBytes(32);
const NOW = instant('2026-11-22T01:00:00.000Z');

const parts = (link: string): { id: string; query: Record<string, string> } => {
  const { pathname, searchParams } = new URL(link, 'http://x');
  return { id: pathname.split('/').at(-1) ?? '', query: Object.fromEntries(searchParams) };
};
const { id, query } = parts(linkTo(LINKED, SECRET, NOW));

describe('a link', () => {
  it('says what it is for, for five minutes', () => {
    expect(linkedBy(id, query, SECRET, NOW)).toEqual(LINKED);
    expect(linkedBy(id, query, SECRET, addMillis(NOW, LINK_MILLIS - 1))).toEqual(LINKED);
    expect(linkedBy(id, query, SECRET, addMillis(NOW, LINK_MILLIS))).toBeNull();
  });

  const flipped = Buffer.from(query['signature'] ?? '', 'base64url');
  flipped[0]! ^= 1;
  it.each<[string, string, Record<string, unknown>]>([
    ['another attachment', ID(9), query],
    ['another account', id, { ...query, account: ID(9) }],
    ['another organisation', id, { ...query, organisation: ID(9) }],
    ['a later end', id, { ...query, expires: String(Number(query['expires']) + 1) }],
    ['another signature', id, { ...query, signature: flipped.toString('base64url') }],
    ['half a signature', id, { ...query, signature: query['signature']?.slice(0, 20) }],
    ['no signature', id, { ...query, signature: undefined }],
    ['two signatures', id, { ...query, signature: [query['signature'], query['signature']] }],
    ['no end', id, { ...query, expires: 'Infinity' }],
    ['no id', 'x', query],
    ['nothing', id, {}],
  ])('is none with %s', (_, attachment, asked) =>
    expect(linkedBy(attachment, asked, SECRET, NOW)).toBeNull(),
  );

  it('is none of another database', () => {
    expect(linkedBy(id, query, randomBytes(32), NOW)).toBeNull();
  });
});

import { createHmac, timingSafeEqual } from 'node:crypto';
import { isUuid, type AttachmentId, type OrganisationId, type UserId } from '../../../kernel/ids.js';
import { epochMillis, type Instant } from '../../../kernel/instant.js';

/**
 * How long a link works, in milliseconds: five minutes, by a decision of the product (docs/adr/0016-attachments.md).
 */
export const LINK_MILLIS = 5 * 60 * 1000;

/** Whom a link is for, and for what. */
export interface Linked {
  readonly attachmentId: AttachmentId;
  readonly userId: UserId;
  readonly organisationId: OrganisationId;
}

/** What stands in a link besides the attachment's id, as it came. */
export type LinkQuery = Readonly<Record<string, unknown>>;

/**
 * The address, on this server, under which one account may download one attachment for the next five minutes.
 *
 * @param secret of the database, so that every server of it makes and takes the same links
 * @returns path and query; `expires` in seconds since 1970, `signature` an HMAC-SHA-256
 * @see docs/adr/0016-attachments.md
 */
export function linkTo(linked: Linked, secret: Buffer, now: Instant): string {
  const expires = Math.floor((epochMillis(now) + LINK_MILLIS) / 1000);
  const query = new URLSearchParams({
    expires: String(expires),
    account: linked.userId,
    organisation: linked.organisationId,
    signature: sealOf(linked, expires, secret).toString('base64url'),
  });
  return `/attachments/${linked.attachmentId}?${query.toString()}`;
}

/**
 * What a link says, if it is one of ours and has not expired; null for anything else, whatever is wrong with it.
 *
 * @param attachmentId as the path has it
 * @param secret       as {@link linkTo} was given it
 */
export function linkedBy(
  attachmentId: string,
  { expires, account, organisation, signature }: LinkQuery,
  secret: Buffer,
  now: Instant,
): Linked | null {
  if (!isUuid(attachmentId) || !isUuid(account) || !isUuid(organisation)) return null;
  if (typeof expires !== 'string' || !/^\d{1,12}$/.test(expires) || typeof signature !== 'string')
    return null;
  const linked = { attachmentId, userId: account, organisationId: organisation } as unknown as Linked;
  const shown = Buffer.from(signature, 'base64url');
  const right = sealOf(linked, Number(expires), secret);
  const isOurs = shown.length === right.length && timingSafeEqual(shown, right);
  return isOurs && Number(expires) * 1000 > epochMillis(now) ? linked : null;
}

/** The first line keeps the secret from ever sealing something else that looks the same. */
const sealOf = ({ attachmentId, userId, organisationId }: Linked, expires: number, secret: Buffer): Buffer =>
  createHmac('sha256', secret)
    .update(['chengyuan attachment link 1', attachmentId, userId, organisationId, expires].join('\n'))
    .digest();

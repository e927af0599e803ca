import type { BlobSource } from '../../infrastructure/backup/blob-parts.js';
import type { Blob, BlobStorage } from '../../infrastructure/blobs/blob-storage.js';

/**
 * The files that a backup takes: those of attachments that were not erased. What was erased stays out of it, also where
 * its bytes still wait for a sweep.
 */
export const blobsOfAttachments = (storage: BlobStorage): BlobSource => ({
  storage,
  wanted: async (client) => {
    const { rows } = await client.query<{ exists: boolean }>(HAS_ATTACHMENTS);
    return rows[0]?.exists === true ? (await client.query<Blob>(WANTED)).rows : [];
  },
  usersOf: async (client, sha256) => {
    const { rows } = await client.query<{ id: string }>(USERS, [sha256]);
    return rows.map(({ id }) => id);
  },
});

/** A database is backed up as it is, also by a program that knows tables it does not have yet. */
const HAS_ATTACHMENTS = `SELECT to_regclass('public.attachment') IS NOT NULL AS exists`;

// Two organisations may have stored the same bytes; a number of that size is no bigint to the driver.
const WANTED = `
  SELECT sha256, min(byte_count)::int AS "byteCount" FROM attachment WHERE erased_at IS NULL
  GROUP BY sha256 ORDER BY sha256 COLLATE "C"`;

const USERS = `SELECT id FROM attachment WHERE sha256 = $1 AND erased_at IS NULL ORDER BY id`;

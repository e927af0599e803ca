import { AT, CODE, OWNER, id, owned, visible, type Row } from './shared.js';

export const ATTACHMENT = id(13);

/** Files that were uploaded. */
export const attachments: Record<string, Row> = {
  attachment: {
    id: ATTACHMENT,
    ...owned,
    sha256: 'a'.repeat(64),
    media_type: 'application/pdf',
    byte_count: 1,
    file_name: CODE,
    uploaded_at: AT,
    uploaded_by_id: OWNER.userId,
    ...visible,
  },
};

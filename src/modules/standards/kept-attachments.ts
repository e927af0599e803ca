import { Injectable } from '@nestjs/common';
import { KeptFiles } from '../attachments/attachment-reactions.js';

/** The page that a published row was read from stays as long as the row judges. */
@Injectable()
export class KeptScans extends KeptFiles {
  protected readonly sql = `
    SELECT NULL::date AS until, 'PUBLISHED_EDITION' AS "evidenceOf" FROM edition_entry x
      JOIN standard_version v ON v.code = x.version_code
    WHERE x.scan_id = $1 AND x.dropped_at IS NULL AND v.state = 'PUBLISHED' LIMIT 1`;
}

import { Injectable } from '@nestjs/common';
import { KeptFiles } from '../attachments/attachment-reactions.js';

/** The page that a row was read from stays from its countersignature on, and once it is published as long as it judges. */
@Injectable()
export class KeptScans extends KeptFiles {
  protected readonly sql = `
    SELECT DISTINCT NULL::date AS until,
      CASE v.state WHEN 'DRAFT' THEN 'COUNTERSIGNED_ENTRY' ELSE 'PUBLISHED_EDITION' END AS "evidenceOf"
    FROM edition_entry x JOIN standard_version v ON v.code = x.version_code
    WHERE x.scan_id = $1 AND x.dropped_at IS NULL
      AND (v.state = 'PUBLISHED' OR (v.state = 'DRAFT' AND x.countersigned_at IS NOT NULL))`;
}

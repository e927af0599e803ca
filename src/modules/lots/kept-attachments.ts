import { Injectable } from '@nestjs/common';
import { RECORDS_KEPT_YEARS } from '../attachments/domain/kept.js';
import { KeptFiles } from '../attachments/attachment-reactions.js';

/** What a release rests on stays while it is open, and as a record once the lot has left with it. */
@Injectable()
export class KeptEvidence extends KeptFiles {
  protected readonly sql = `
    SELECT CASE r.state WHEN 'KEPT' THEN (r.settled_at AT TIME ZONE 'Asia/Shanghai' + interval '${RECORDS_KEPT_YEARS} years')::date END AS until,
      CASE WHEN r.state <> 'KEPT' THEN 'LOT_RELEASE' END AS "evidenceOf"
    FROM lot_release_attachment x JOIN lot_release r ON r.id = x.release_id
    WHERE x.attachment_id = $1 AND r.state IN ('PROPOSED', 'AGREED', 'KEPT')`;
}

import { Injectable } from '@nestjs/common';
import { RECORDS_KEPT_YEARS } from '../attachments/domain/kept.js';
import { KeptFiles } from '../attachments/attachment-reactions.js';

/**
 * Releases whose evidence stays, with the last day; null: as long as they wait or count. Those with which a lot left, and those
 * by which one passed a gate before they ended, stay as long as the records of production.
 */
export const releasesThatStay = `
  SELECT r.id, r.lot_id, CASE WHEN r.state NOT IN ('PROPOSED', 'AGREED')
    THEN (r.settled_at AT TIME ZONE 'Asia/Shanghai' + interval '${RECORDS_KEPT_YEARS} years')::date END AS until
  FROM lot_release r
  WHERE r.state IN ('PROPOSED', 'AGREED', 'KEPT')
    OR EXISTS (SELECT FROM lot_transition t WHERE t.lot_id = r.lot_id AND r.id = ANY (t.release_ids))`;

/** What a release rests on stays while it is open, and as a record once a lot has passed a gate by it. */
@Injectable()
export class KeptEvidence extends KeptFiles {
  protected readonly sql = `
    SELECT k.until, CASE WHEN k.until IS NULL THEN 'LOT_RELEASE' END AS "evidenceOf"
    FROM lot_release_attachment x JOIN (${releasesThatStay}) k ON k.id = x.release_id
    WHERE x.attachment_id = $1`;
}

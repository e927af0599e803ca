import { Injectable } from '@nestjs/common';
import { RECORDS_KEPT_YEARS } from '../attachments/domain/kept.js';
import { KeptFiles } from '../attachments/attachment-reactions.js';

/** A report that was not withdrawn stays as long as records of the fruit that it covers. */
@Injectable()
export class KeptReports extends KeptFiles {
  protected readonly sql = `
    SELECT (max(c.covers_to) + interval '${RECORDS_KEPT_YEARS} years')::date AS until, NULL AS "evidenceOf"
    FROM residue_coverage_attachment x JOIN residue_coverage c ON c.id = x.coverage_id
    WHERE x.attachment_id = $1 AND c.withdrawn_at IS NULL HAVING count(*) > 0`;
}

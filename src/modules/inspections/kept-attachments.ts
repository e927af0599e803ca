import { Injectable } from '@nestjs/common';
import { RECORDS_KEPT_YEARS } from '../attachments/domain/kept.js';
import { KeptFiles } from '../attachments/attachment-reactions.js';
import { stands } from './standing.queries.js';

/**
 * A laboratory's report stays as long as the records of production of the day of its test, if lines of it were signed or count.
 */
@Injectable()
export class KeptLaboratoryReports extends KeptFiles {
  protected readonly sql = `
    SELECT (max(x.tested_on) + interval '${RECORDS_KEPT_YEARS} years')::date AS until, NULL AS "evidenceOf"
    FROM laboratory_report_file f JOIN inspection i ON i.id = f.inspection_id
      JOIN laboratory_result x ON x.inspection_id = f.inspection_id AND x.report_number = f.report_number
    WHERE f.attachment_id = $1 AND (i.state = 'SIGNED' OR ${stands('laboratory_result')}) HAVING count(*) > 0`;
}

/** What shows a corrective action that sampling was resumed by stays as long as the records of production of that day. */
@Injectable()
export class KeptActions extends KeptFiles {
  protected readonly sql = `
    SELECT (a.confirmed_at AT TIME ZONE 'Asia/Shanghai' + interval '${RECORDS_KEPT_YEARS} years')::date AS until, NULL AS "evidenceOf"
    FROM corrective_action a WHERE a.attachment_id = $1 AND a.confirmed_at IS NOT NULL`;
}

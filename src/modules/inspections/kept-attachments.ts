import { Injectable } from '@nestjs/common';
import { RECORDS_KEPT_YEARS } from '../attachments/domain/kept.js';
import { KeptFiles } from '../attachments/attachment-reactions.js';

/** What shows a corrective action that sampling was resumed by stays as long as the records of production of that day. */
@Injectable()
export class KeptActions extends KeptFiles {
  protected readonly sql = `
    SELECT (a.confirmed_at AT TIME ZONE 'Asia/Shanghai' + interval '${RECORDS_KEPT_YEARS} years')::date AS until, NULL AS "evidenceOf"
    FROM corrective_action a WHERE a.attachment_id = $1 AND a.confirmed_at IS NOT NULL`;
}

import { Injectable } from '@nestjs/common';
import { RECORDS_KEPT_YEARS } from '../attachments/domain/kept.js';
import { KeptFiles } from '../attachments/attachment-reactions.js';

/**
 * The contract behind a confirmed supply relation, and the paper of a confirmed yield. A relation is ended by one person: one
 * that is ended on its first day keeps its contract as one of a day would.
 */
@Injectable()
export class KeptContracts extends KeptFiles {
  protected readonly sql = `
    WITH supplied AS (
      SELECT valid_from, least(valid_to, ended_on - 1) AS last_day
      FROM supply_relation WHERE attachment_id = $1 AND confirmed_at IS NOT NULL)
    SELECT CASE WHEN last_day IS NOT NULL
        THEN (greatest(valid_from, last_day) + interval '${RECORDS_KEPT_YEARS} years')::date END AS until,
      CASE WHEN last_day IS NULL THEN 'SUPPLY_RELATION' END AS "evidenceOf" FROM supplied
    UNION ALL
    SELECT (make_date(left(season, 4)::int + 1, 8, 31) + interval '${RECORDS_KEPT_YEARS} years')::date, NULL
    FROM registration_yield WHERE attachment_id = $1 AND confirmed_at IS NOT NULL`;
}

import { Injectable } from '@nestjs/common';
import { RECORDS_KEPT_YEARS } from '../attachments/domain/kept.js';
import { KeptFiles } from '../attachments/attachment-reactions.js';

/**
 * The paper behind a confirmed status of an area, behind a quarantine treatment that counts, and of an officer. An appointment
 * speaks from its entry on without anybody's confirmation, so its paper stays too, but where it never stood.
 */
@Injectable()
export class KeptPapers extends KeptFiles {
  protected readonly sql = `
    WITH stated AS (
      SELECT valid_from, CASE WHEN end_confirmed_at IS NULL THEN valid_to ELSE least(valid_to, ended_on - 1) END AS last_day
      FROM area_status WHERE attachment_id = $1 AND confirmed_at IS NOT NULL)
    SELECT (s.last_day + interval '${RECORDS_KEPT_YEARS} years')::date AS until,
      CASE WHEN s.last_day IS NULL THEN 'AREA_STATUS' END AS "evidenceOf"
    FROM stated s WHERE s.last_day IS NULL OR s.last_day >= s.valid_from
    UNION ALL
    SELECT (coalesce(q.ended_at, q.started_at) AT TIME ZONE 'Asia/Shanghai' + interval '${RECORDS_KEPT_YEARS} years')::date, NULL
    FROM quarantine_treatment q WHERE q.attachment_id = $1 AND q.confirmed_at IS NOT NULL AND NOT q.is_void
      AND NOT EXISTS (SELECT FROM quarantine_treatment later WHERE later.corrects_id = q.id)
    UNION ALL
    SELECT CASE WHEN a.last_day IS NOT NULL
        THEN (greatest(a.valid_from, a.last_day) + interval '${RECORDS_KEPT_YEARS} years')::date END,
      CASE WHEN a.last_day IS NULL THEN 'OFFICER_APPOINTMENT' END
    FROM (SELECT *, least(valid_to, ended_on - 1) AS last_day FROM officer_appointment) a
    WHERE a.attachment_id = $1 AND (a.confirmed_at IS NOT NULL OR a.ended_on IS DISTINCT FROM a.valid_from)`;
}

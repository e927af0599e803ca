import { Injectable } from '@nestjs/common';
import { KeptFiles } from '../attachments/attachment-reactions.js';
import { KEPT_MONTHS } from './domain/certificate-lists.js';

/** Photographs of collected papers and reports behind certificates are kept as long as these have to be. */
@Injectable()
export class KeptAttachments extends KeptFiles {
  protected readonly sql = `
    SELECT (max(day) + interval '${KEPT_MONTHS} months')::date AS until, NULL AS "evidenceOf" FROM (
      SELECT k.collected_on AS day FROM certificate_collection k WHERE k.photograph_id = $1
      UNION ALL SELECT c.issued_on FROM compliance_certificate c WHERE c.report_id = $1) d
    HAVING count(*) > 0`;
}

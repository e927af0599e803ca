import { Injectable } from '@nestjs/common';
import { RECORDS_KEPT_YEARS } from '../attachments/domain/kept.js';
import { KeptFiles } from '../attachments/attachment-reactions.js';

/** The artwork of a confirmed label design stays as long as records of fruit that was labelled so. */
@Injectable()
export class KeptArtwork extends KeptFiles {
  protected readonly sql = `
    SELECT (max(coalesce(d.ended_on, d.valid_to)) + interval '${RECORDS_KEPT_YEARS} years')::date AS until, NULL AS "evidenceOf"
    FROM label_design d WHERE d.artwork_id = $1 AND d.confirmed_at IS NOT NULL HAVING count(*) > 0`;
}

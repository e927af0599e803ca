import { Injectable } from '@nestjs/common';
import { KeptFiles } from '../attachments/attachment-reactions.js';

/** The photograph that the figures of a confirmed label were compared with. */
@Injectable()
export class KeptPhotographs extends KeptFiles {
  protected readonly sql = `
    SELECT NULL::date AS until, 'PRODUCT_LABEL' AS "evidenceOf" FROM product_label p
    WHERE p.photograph_id = $1 AND p.confirmed_at IS NOT NULL LIMIT 1`;
}

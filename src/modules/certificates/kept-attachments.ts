import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../../infrastructure/database/context.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import type { AttachmentId } from '../../kernel/ids.js';
import type { LocalDate } from '../../kernel/local-date.js';
import { AttachmentReactions, type AttachmentReaction } from '../attachments/attachment-reactions.js';
import { KEPT_MONTHS } from './domain/certificate-lists.js';

/** Photographs of collected papers and reports behind certificates are kept as long as these have to be. */
@Injectable()
export class KeptAttachments implements AttachmentReaction, OnModuleInit {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly attachments: AttachmentReactions,
  ) {}

  onModuleInit(): void {
    this.attachments.register(this);
  }

  /** Asked of all rows: whoever erases may not see every certificate that rests on the file. */
  async keptUntil(tx: Tx, attachmentId: AttachmentId): Promise<LocalDate | null> {
    const [row] = await this.uow.elevated(tx, 'system', ({ manager }) =>
      manager.query<{ keptUntil: LocalDate | null }[]>(KEPT_UNTIL, [attachmentId]),
    );
    return row?.keptUntil ?? null;
  }
}

const KEPT_UNTIL = `
  SELECT (max(day) + interval '${KEPT_MONTHS} months')::date AS "keptUntil" FROM (
    SELECT k.collected_on AS day FROM certificate_collection k WHERE k.photograph_id = $1
    UNION ALL SELECT c.issued_on FROM compliance_certificate c WHERE c.report_id = $1) d`;

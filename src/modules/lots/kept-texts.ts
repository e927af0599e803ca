import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../../infrastructure/database/context.js';
import { seesAll } from '../../infrastructure/database/scope.js';
import type { KeptText } from '../ledger/domain/kept-text.js';
import { TextReactions, type TextReaction } from '../ledger/text-reactions.js';
import { releasesThatStay } from './kept-attachments.js';

/**
 * Why a release was given, and by which document, stays as long as the files that it rests on; said of the release and of its
 * lot, because erasing what was written of a lot would take it along.
 */
@Injectable()
export class KeptReleaseTexts implements TextReaction, OnModuleInit {
  constructor(private readonly reactions: TextReactions) {}

  onModuleInit(): void {
    this.reactions.register(this);
  }

  async keptFor(tx: Tx, subjectId: string): Promise<readonly KeptText[]> {
    // Only the base office writes them, and nobody else erases them: an exporter's own words about its lot may go.
    if (!seesAll(tx)) return [];
    return tx.manager.query<KeptText[]>(
      `SELECT k.until, CASE WHEN k.until IS NULL THEN 'LOT_RELEASE' END AS "reasonOf"
       FROM (${releasesThatStay}) k WHERE $1 IN (k.id, k.lot_id)`,
      [subjectId],
    );
  }
}

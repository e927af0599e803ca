import { Injectable } from '@nestjs/common';
import { notFound, type NotFound } from '../../../infrastructure/database/common-refusals.js';
import type { Ctx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import { err, ok } from '../../../kernel/result.js';
import { Ledger } from '../ledger.js';

export interface EraseTextTold extends CommandInput {
  /** A growing record, hold, recall, run, batch, lot or anything else that somebody wrote about. */
  readonly subjectId: string;
}

/**
 * Erases all free text that the caller's organisation recorded about one thing, anybody's for the base office: the note,
 * reason, title or name in its row, and what lies beside its ledger entries. That it was erased is an entry itself. What was signed
 * stays, since a signature covers it.
 */
@Injectable()
export class EraseText {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly ledger: Ledger,
  ) {}

  execute(ctx: Ctx, told: EraseTextTold): Outcome<{ subjectId: string; texts: number }, NotFound> {
    return this.uow.command(ctx, 'eraseText', told, async (tx) => {
      const [gone] = await tx.manager.query<{ texts: number }[]>(`SELECT erase_text($1, $2) AS texts`, [
        told.subjectId,
        tx.now,
      ]);
      const texts = gone?.texts ?? 0;
      if (texts === 0) return err([notFound(told.subjectId, 'subjectId')]);
      await this.ledger.append(tx, { kind: 'text.erased', subjects: [told.subjectId], facts: { texts } });
      return ok({ subjectId: told.subjectId, texts });
    });
  }
}

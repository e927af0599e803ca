import { Injectable } from '@nestjs/common';
import { notFound, type NotFound } from '../../../infrastructure/database/common-refusals.js';
import type { Ctx, Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import { legalDay } from '../../../kernel/local-date.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { refuseErasingText } from '../domain/kept-text.js';
import { Ledger } from '../ledger.js';
import type { TextRefusal } from '../ledger.refusals.js';
import { TextReactions } from '../text-reactions.js';

export interface EraseTextTold extends CommandInput {
  /** A growing record, hold, recall, run, batch, lot or anything else that somebody wrote about. */
  readonly subjectId: string;
}
// A type and no interface: what a command answers is kept as JSON.
type Erased = { readonly subjectId: string; readonly texts: number };

/**
 * Erases all free text that the caller's organisation recorded about one thing, anybody's for the base office: the note,
 * reason, title or name in its row, and what lies beside its ledger entries. That it was erased is an entry itself. What was signed
 * stays, since a signature covers it, and so does the reason of what is in force.
 */
@Injectable()
export class EraseText {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly reactions: TextReactions,
    private readonly ledger: Ledger,
  ) {}

  execute(ctx: Ctx, told: EraseTextTold): Outcome<Erased, NotFound | TextRefusal> {
    return this.uow.command(ctx, 'eraseText', told, (tx) => this.within(tx, told));
  }

  private async within(tx: Tx, told: EraseTextTold): Promise<Result<Erased, (NotFound | TextRefusal)[]>> {
    const [gone] = await tx.manager.query<{ texts: number }[]>(`SELECT erase_text($1, $2) AS texts`, [
      told.subjectId,
      tx.now,
    ]);
    const texts = gone?.texts ?? 0;
    if (texts === 0) return err([notFound(told.subjectId, 'subjectId')]);
    // Asked after it, so that nothing that was written meanwhile goes unseen; a refusal takes it all back.
    const refusals = refuseErasingText(await this.reactions.keptFor(tx, told.subjectId), legalDay(tx.now));
    if (refusals.length > 0) return err(refusals);
    await this.ledger.append(tx, { kind: 'text.erased', subjects: [told.subjectId], facts: { texts } });
    return ok({ subjectId: told.subjectId, texts });
  }
}

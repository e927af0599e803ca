import { Injectable } from '@nestjs/common';
import { notFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { SubstanceReadingId } from '../../../kernel/ids.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import {
  refuseAskingWithdrawal,
  refuseWithdrawal,
  type NamesWithdrawalReason,
} from '../domain/refuse-names-withdrawal.js';
import { ReferenceReactions } from '../reference-reactions.js';
import { SubstanceReactions } from '../substance-reactions.js';
import { SubstanceReading } from '../substance-reading.entity.js';
import type { SubstanceRefusal } from '../substance.refusals.js';
import { lockNames } from './keep-substances.js';

type Kept = { readonly readingId: SubstanceReadingId };
type Asked = Kept & { readonly reason: NamesWithdrawalReason };

/**
 * Takes back the other names of an entry that two people had confirmed: one asks, another agrees. From then on nothing is
 * recognised by them; what they were stays in the entry and the ledger (docs/adr/0039-names-taken-back.md).
 */
@Injectable()
export class WithdrawSubstanceNames {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly ledger: Ledger,
    private readonly substances: SubstanceReactions,
    private readonly references: ReferenceReactions,
  ) {}

  ask(ctx: Ctx, told: Asked & CommandInput): Outcome<Kept, SubstanceRefusal> {
    return this.uow.command(ctx, 'withdrawSubstanceNames', told, (tx) => this.askWithin(tx, told));
  }

  confirm(ctx: Ctx, told: Kept & CommandInput): Outcome<Kept, SubstanceRefusal> {
    return this.uow.command(ctx, 'confirmNamesWithdrawal', told, (tx) => this.confirmWithin(tx, told));
  }

  private async askWithin(tx: Tx, { readingId, reason }: Asked): Promise<Result<Kept, SubstanceRefusal[]>> {
    await lockNames(tx);
    const found = await tx.manager.findOneBy(SubstanceReading, { id: readingId });
    if (!found) return err([notFound(readingId, 'readingId')]);
    const refusals = refuseAskingWithdrawal(found);
    if (refusals.length > 0) return err(refusals);
    await tx.manager.update(
      SubstanceReading,
      { id: readingId },
      { withdrawalReason: reason, withdrawalAskedAt: tx.now, withdrawalAskedById: actorOf(tx).userId },
    );
    const facts = { reasonCode: reason };
    await this.ledger.append(tx, { kind: 'substance.withdrawal-asked', subjects: [readingId], facts });
    return ok({ readingId });
  }

  private async confirmWithin(tx: Tx, { readingId }: Kept): Promise<Result<Kept, SubstanceRefusal[]>> {
    await lockNames(tx);
    const found = await tx.manager.findOneBy(SubstanceReading, { id: readingId });
    if (!found) return err([notFound(readingId, 'readingId')]);
    const { userId } = actorOf(tx);
    const refusals = refuseWithdrawal(found, userId);
    if (refusals.length > 0) return err(refusals);
    await tx.manager.update(
      SubstanceReading,
      { id: readingId },
      { withdrawnAt: tx.now, withdrawnById: userId },
    );
    const gone = await forget(tx, found);
    await this.ledger.append(tx, { kind: 'substance.withdrawn', subjects: [readingId], facts: {} });
    await this.substances.notifyOfWithdrawn(tx, gone);
    await this.references.notify(tx, null);
    return ok({ readingId });
  }
}

/**
 * Lets the names recognise nothing, but for those that another entry which still stands has too: these rest on its text.
 *
 * @returns the keys of those that recognise nothing any more
 */
async function forget({ manager }: Tx, { code, otherNames }: SubstanceReading): Promise<string[]> {
  // TypeORM answers an UPDATE with its rows and their number.
  const [rows] = await manager.query<[{ key: string; confidence: string }[], number]>(
    `UPDATE substance_name n SET source = coalesce(other.source, n.source),
       confidence = CASE WHEN other.source IS NULL THEN 'unverified' ELSE n.confidence END
     FROM (SELECT DISTINCT substance_key(told) AS key FROM unnest($2::text[]) AS told) AS k
       LEFT JOIN LATERAL (
         SELECT jsonb_build_object('document', r.document, 'clause', r.clause, 'url', r.url) AS source
         FROM substance_reading r
         WHERE r.code = $1 AND r.confirmed_at IS NOT NULL AND r.withdrawn_at IS NULL
           AND EXISTS (SELECT FROM unnest(r.other_names) AS o WHERE substance_key(o) = k.key)
         ORDER BY r.id LIMIT 1) AS other ON true
     WHERE n.key = k.key AND n.substance = $1 AND n.confidence = 'confirmed'
     RETURNING n.key, n.confidence`,
    [code, otherNames],
  );
  return rows.filter(({ confidence }) => confidence === 'unverified').map(({ key }) => key);
}

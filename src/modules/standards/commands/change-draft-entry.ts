import { Injectable } from '@nestjs/common';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { EditionEntryId, UserId } from '../../../kernel/ids.js';
import type { LocalDate } from '../../../kernel/local-date.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import { refuseCountersignature } from '../domain/refuse-edition.js';
import { EditionEntry } from '../edition-entry.entity.js';
import type { EditionRefusal } from '../edition.refusals.js';
import type { Entered } from './draft-entry.js';
import { EditionDesk, entryOf } from './edition-desk.js';

interface OfEntry {
  readonly entryId: EditionEntryId;
}

/** Takes an entry out of a draft, which another person then publishes. */
@Injectable()
export class DropDraftEntry {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly desk: EditionDesk,
    private readonly ledger: Ledger,
  ) {}

  execute(ctx: Ctx, told: OfEntry & CommandInput): Outcome<Entered, EditionRefusal> {
    return this.uow.command(ctx, 'dropDraftEntry', told, (tx) => this.within(tx, told));
  }

  async within(tx: Tx, { entryId }: OfEntry): Promise<Result<Entered, EditionRefusal[]>> {
    const found = await this.desk.lockEntry(tx, entryId);
    if (!found.ok) return found;
    const { versionCode, type, code } = found.value.entry;
    const droppedById = actorOf(tx).userId;
    await tx.manager.update(EditionEntry, { id: entryId }, { droppedAt: tx.now, droppedById });
    const facts = { versionCode, type, code };
    await this.ledger.append(tx, { kind: 'edition.dropped', subjects: [entryId], facts });
    return ok({ entryId });
  }
}

/** Puts somebody of the base office in charge of an entry, until a day. What it says, and who signed it, stays. */
@Injectable()
export class AssignEntry {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly desk: EditionDesk,
    private readonly ledger: Ledger,
  ) {}

  execute(
    ctx: Ctx,
    told: OfEntry & { readonly ownerId: UserId; readonly dueOn: LocalDate } & CommandInput,
  ): Outcome<Entered, EditionRefusal> {
    return this.uow.command(ctx, 'assignDraftEntry', told, async (tx) => {
      const { entryId, ownerId, dueOn } = told;
      const found = await this.desk.lockEntry(tx, entryId);
      if (!found.ok) return found;
      const refusals = await this.desk.refuseNamed(tx, { ownerId, dueOn });
      if (refusals.length > 0) return err(refusals);
      await tx.manager.update(EditionEntry, { id: entryId }, { ownerId, dueOn });
      const facts = { versionCode: found.value.entry.versionCode, ownerId, dueOn };
      await this.ledger.append(tx, { kind: 'edition.assigned', subjects: [entryId], facts });
      return ok({ entryId });
    });
  }
}

export interface CountersignTold extends OfEntry {
  /** Of what the person has compared with the text: a change meanwhile is not signed unseen. */
  readonly saidSha256: string;
}

/** A second person has compared an entry with clause and scan. From its publication on it can lead to PASS or FAIL. */
@Injectable()
export class CountersignEntry {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly desk: EditionDesk,
    private readonly ledger: Ledger,
  ) {}

  execute(ctx: Ctx, told: CountersignTold & CommandInput): Outcome<Entered, EditionRefusal> {
    return this.uow.command(ctx, 'countersignEntry', told, (tx) => this.within(tx, told));
  }

  async within(tx: Tx, { entryId, saidSha256 }: CountersignTold): Promise<Result<Entered, EditionRefusal[]>> {
    const found = await this.desk.lockEntry(tx, entryId);
    if (!found.ok) return found;
    const { entry } = found.value;
    const { userId } = actorOf(tx);
    // A scan may have been erased since it was attached; from here on it is not.
    const isGone = (await this.desk.refuseErased(tx, [entry], 'entryId')).length > 0;
    const seen = entryOf(entry);
    const refusals = refuseCountersignature({ ...seen, hasScan: seen.hasScan && !isGone }, userId);
    refusals.push(...(await this.desk.refuseTakenBack(tx, [entry], 'entryId')));
    if (entry.saidSha256 !== saidSha256)
      refusals.push({
        code: 'EDITION_ENTRY_CHANGED_MEANWHILE',
        values: { code: entry.code },
        path: ['saidSha256'],
      });
    if (refusals.length > 0) return err(refusals);
    await tx.manager.update(
      EditionEntry,
      { id: entryId },
      { countersignedById: userId, countersignedAt: tx.now },
    );
    const { versionCode, type, code } = entry;
    const facts = { versionCode, type, code, saidSha256, enteredById: entry.enteredById };
    await this.ledger.append(tx, { kind: 'edition.countersigned', subjects: [entryId], facts });
    return ok({ entryId });
  }
}

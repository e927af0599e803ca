import { Injectable } from '@nestjs/common';
import type { Ctx, Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { AttachmentId, EditionEntryId, UserId } from '../../../kernel/ids.js';
import type { LocalDate } from '../../../kernel/local-date.js';
import { ok, type Result } from '../../../kernel/result.js';
import { shippedAdoptables } from '../adoptable-rules.js';
import { adoptionsOf, type AdoptionTold } from '../domain/adoption.js';
import type { EditionRefusal } from '../edition.refusals.js';
import { DraftEntry } from './draft-entry.js';
import { EditionDesk, entryOf } from './edition-desk.js';

export interface AdoptRulesTold extends AdoptionTold {
  readonly versionCode: string;
  readonly scanId?: AttachmentId | null | undefined;
  readonly ownerId?: UserId | null | undefined;
  readonly dueOn?: LocalDate | null | undefined;
}

export type Adopted = {
  readonly rules: readonly {
    readonly code: string;
    readonly outcome: 'ADOPTED' | 'ALREADY_THERE';
    readonly entryId: EditionEntryId;
  }[];
};

/**
 * Takes rules of international standards over into a draft, word for word, instead of having somebody type their figures.
 * Each becomes an entry like any other: entered by whoever adopts it, and countersigned by another person with clause and scan.
 */
@Injectable()
export class AdoptRules {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly desk: EditionDesk,
    private readonly entry: DraftEntry,
  ) {}

  execute(ctx: Ctx, told: AdoptRulesTold & CommandInput): Outcome<Adopted, EditionRefusal> {
    return this.uow.command(ctx, 'adoptRules', told, (tx) => this.within(tx, told));
  }

  async within(tx: Tx, told: AdoptRulesTold): Promise<Result<Adopted, EditionRefusal[]>> {
    const { versionCode, scanId, ownerId, dueOn } = told;
    const found = await this.desk.lockDraft(tx, versionCode);
    if (!found.ok) return found;
    const entries = (await this.desk.entries(tx, versionCode)).filter(({ type }) => type === 'RULE');
    const held = new Map(entries.map((each) => [each.code, each]));
    const decided = adoptionsOf(
      found.value,
      told,
      new Map(shippedAdoptables().map((each) => [each.code, each])),
      new Map(entries.map((each) => [each.code, entryOf(each).said])),
    );
    if (!decided.ok) return decided;
    const rules: Adopted['rules'][number][] = [];
    for (const { code, said, isThere } of decided.value) {
      const there = isThere ? held.get(code) : undefined;
      if (there) {
        rules.push({ code, outcome: 'ALREADY_THERE', entryId: there.id });
        continue;
      }
      const entered = await this.entry.within(tx, { versionCode, code, said, scanId, ownerId, dueOn });
      if (!entered.ok) return entered;
      rules.push({ code, outcome: 'ADOPTED', entryId: entered.value.entryId });
    }
    return ok({ rules });
  }
}

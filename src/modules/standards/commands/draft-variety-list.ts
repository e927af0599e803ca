import { Injectable } from '@nestjs/common';
import type { Ctx, Tx } from '../../../infrastructure/database/context.js';
import { refusingViolations } from '../../../infrastructure/database/refuse-violation.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { EditionId, UserId } from '../../../kernel/ids.js';
import type { LocalDate } from '../../../kernel/local-date.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import { VARIETY_LIST } from '../domain/edition-entry.js';
import { refuseDays } from '../domain/refuse-edition.js';
import type { Source } from '../domain/rule.js';
import type { EditionRefusal } from '../edition.refusals.js';
import { StandardVersionRow } from '../standard.entity.js';
import { draftOf, enteredToday, takenAs, type Drafted } from './draft-standard-version.js';
import { EditionCopies } from './edition-copies.js';
import { EditionDesk, type NewEntry } from './edition-desk.js';
import { ensureOfficeStandard } from './office-standard.js';
import type { PackStart } from './open-market-pack.js';

export interface DraftListTold {
  readonly edition: string;
  /** Harvests from this day on are judged by it. */
  readonly validFrom: LocalDate;
  readonly validTo?: LocalDate | null | undefined;
  readonly source: Source;
  readonly startFrom: PackStart;
  /** Whether the draft puts right how the text of the last edition was entered: then signatures stay. */
  readonly isCorrection?: boolean | null | undefined;
  /** Who sees to the entries, and by when, unless an entry says otherwise. */
  readonly ownerId: UserId;
  readonly dueOn: LocalDate;
}

/** Begins a new edition of the unified variety list 统一品种目录. It judges nothing before another person publishes it. */
@Injectable()
export class DraftVarietyList {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly desk: EditionDesk,
    private readonly copies: EditionCopies,
    private readonly ledger: Ledger,
  ) {}

  execute(ctx: Ctx, told: DraftListTold & CommandInput): Outcome<Drafted, EditionRefusal> {
    return this.uow.command(ctx, 'draftVarietyList', told, (tx) => this.within(tx, told));
  }

  async within(tx: Tx, told: DraftListTold): Promise<Result<Drafted, EditionRefusal[]>> {
    const { edition, validFrom, source, ownerId, dueOn } = told;
    const validTo = told.validTo ?? null;
    const refusals = [
      ...refuseDays({ validFrom, validTo }),
      ...(await this.desk.refuseNamed(tx, { ownerId, dueOn })),
    ];
    if (refusals.length > 0) return err(refusals);
    const code = `${VARIETY_LIST}@${edition}`;
    return refusingViolations<Drafted, EditionRefusal>(takenAs(code, VARIETY_LIST), async () => {
      await ensureOfficeStandard(tx, VARIETY_LIST, { zh: '统一品种目录', en: 'Unified variety list' });
      const ledgerId = tx.ids.next<EditionId>();
      await tx.manager.insert(StandardVersionRow, {
        ...draftOf(tx, ledgerId, code, VARIETY_LIST),
        edition,
        validFrom,
        validTo,
        source,
        ...enteredToday(tx),
        ownerId,
        dueOn,
      });
      const entries = await this.desk.write(tx, code, await this.start(tx, told));
      const said = { versionCode: code, standardCode: VARIETY_LIST, validFrom, validTo, source };
      await this.ledger.append(tx, {
        kind: 'edition.drafted',
        subjects: [ledgerId],
        facts: { ...said, ownerId, dueOn, entries },
      });
      return ok({ versionCode: code });
    });
  }

  private async start(tx: Tx, { startFrom, isCorrection }: DraftListTold): Promise<NewEntry[]> {
    if (startFrom === 'NOTHING') return [];
    const last =
      startFrom === 'LAST'
        ? await tx.manager.findOne(StandardVersionRow, {
            where: { standardCode: VARIETY_LIST, state: 'PUBLISHED' },
            order: { validFrom: 'DESC' },
          })
        : null;
    if (last) return this.copies.ofEdition(tx, last.code, 'VARIETY_LIST', isCorrection === true);
    return this.copies.ofShippedList(tx);
  }
}

import { Injectable } from '@nestjs/common';
import { Not } from 'typeorm';
import { notFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import { refusingViolations } from '../../../infrastructure/database/refuse-violation.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { EditionId } from '../../../kernel/ids.js';
import { legalDay, type LocalDate } from '../../../kernel/local-date.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import { refuseDays, refuseStandard } from '../domain/refuse-edition.js';
import type { Source } from '../domain/rule.js';
import type { EditionRefusal } from '../edition.refusals.js';
import { Standard, StandardVersionRow } from '../standard.entity.js';
import { EditionCopies } from './edition-copies.js';
import { EditionDesk } from './edition-desk.js';

export interface DraftVersionTold {
  readonly standardCode: string;
  /** What a standard of the base's own is called; absent: the standard is known here already. */
  readonly newStandard?:
    | { readonly nameZh: string; readonly nameEn: string; readonly issuer?: string | null | undefined }
    | null
    | undefined;
  readonly edition: string;
  readonly validFrom: LocalDate;
  readonly validTo?: LocalDate | null | undefined;
  readonly source: Source;
  /** Code of a published edition that the draft starts from. */
  readonly copyOf?: string | null | undefined;
  /** Whether the draft puts right how the same text was entered: then signatures stay. Absent: it is another text. */
  readonly isCorrection?: boolean | null | undefined;
}

// A type and no interface: what a command answers is kept as JSON.
export type Drafted = { readonly versionCode: string };

/** Begins a new edition of a standard. It binds nobody before another person publishes it. */
@Injectable()
export class DraftStandardVersion {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly desk: EditionDesk,
    private readonly copies: EditionCopies,
    private readonly ledger: Ledger,
  ) {}

  execute(ctx: Ctx, told: DraftVersionTold & CommandInput): Outcome<Drafted, EditionRefusal> {
    return this.uow.command(ctx, 'draftStandardVersion', told, (tx) => this.within(tx, told));
  }

  within(tx: Tx, told: DraftVersionTold): Promise<Result<Drafted, EditionRefusal[]>> {
    const { standardCode, edition, source, validFrom } = told;
    const validTo = told.validTo ?? null;
    const code = `${standardCode}@${edition}`;
    return refusingViolations<Drafted, EditionRefusal>(takenAs(code, standardCode), async () => {
      const refusals = [
        ...refuseStandard(standardCode),
        ...(await this.refuse(tx, told)),
        ...refuseDays({ validFrom, validTo }),
      ];
      if (refusals.length > 0) return err(refusals);
      const provenance = { edition, validFrom, validTo, source, ...enteredToday(tx) };
      if (told.newStandard)
        await tx.manager.insert(Standard, {
          ...OWN_STANDARD,
          ...provenance,
          ...told.newStandard,
          issuer: told.newStandard.issuer ?? null,
          code: standardCode,
        });
      const ledgerId = tx.ids.next<EditionId>();
      await tx.manager.insert(StandardVersionRow, {
        ...draftOf(tx, ledgerId, code, standardCode),
        ...provenance,
      });
      const copied = told.copyOf
        ? await this.copies.ofEdition(tx, told.copyOf, 'STANDARD', isSameText(told))
        : [];
      const entries = await this.desk.write(tx, code, copied);
      await this.ledger.append(tx, {
        kind: 'edition.drafted',
        subjects: [ledgerId],
        facts: { versionCode: code, standardCode, validFrom, validTo, source, entries },
      });
      return ok({ versionCode: code });
    });
  }

  private async refuse(tx: Tx, told: DraftVersionTold): Promise<EditionRefusal[]> {
    const { standardCode, newStandard, copyOf } = told;
    const refusals: EditionRefusal[] = [];
    const exists = await tx.manager.existsBy(Standard, { code: standardCode });
    if (exists && newStandard)
      refusals.push({ code: 'STANDARD_TAKEN', values: { standardCode }, path: ['standardCode'] });
    if (!exists && !newStandard) refusals.push(notFound(standardCode, 'standardCode'));
    const published = { code: copyOf ?? '', state: Not('DRAFT' as const) };
    if (copyOf && !(await tx.manager.existsBy(StandardVersionRow, published)))
      refusals.push(notFound(copyOf, 'copyOf'));
    return refusals;
  }
}

/** Only of its own standard can an edition be the same text. */
const isSameText = ({ copyOf, standardCode, isCorrection }: DraftVersionTold): boolean =>
  isCorrection === true && copyOf?.startsWith(`${standardCode}@`) === true;

/** A standard that the base office keeps itself, and no release of the product touches. */
const OWN_STANDARD = { isExample: false, isOwn: false, keptByOffice: true };

/** What is typed in today has been read by one person. */
export const enteredToday = (tx: Tx) => ({
  lastChecked: legalDay(tx.now),
  confidence: 'unverified' as const,
});

/** A draft as it begins, before its provenance and what a pack adds. */
export const draftOf = (tx: Tx, ledgerId: EditionId, code: string, standardCode: string) => ({
  code,
  standardCode,
  state: 'DRAFT' as const,
  publishedAt: null,
  ledgerId,
  draftedById: actorOf(tx).userId,
  draftedAt: tx.now,
  publishedById: null,
  packMarketCode: null,
  season: null,
  reviewOn: null,
  ownerId: null,
  dueOn: null,
});

/** What a race for a code comes to. */
export const takenAs = (versionCode: string, standardCode: string): Record<string, EditionRefusal> => ({
  standard_version_pkey: { code: 'EDITION_TAKEN', values: { versionCode }, path: ['edition'] },
  standard_pkey: { code: 'STANDARD_TAKEN', values: { standardCode }, path: ['standardCode'] },
});

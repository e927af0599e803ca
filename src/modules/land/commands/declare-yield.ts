import { Injectable } from '@nestjs/common';
import { notFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { AttachmentId, RegistrationId, RegistrationYieldId } from '../../../kernel/ids.js';
import { legalDay, type LocalDate, type Season } from '../../../kernel/local-date.js';
import type { Grams } from '../../../kernel/mass.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Attachments } from '../../attachments/commands/attachments.js';
import { Ledger } from '../../ledger/ledger.js';
import { refuseYield } from '../domain/refuse-yield.js';
import { LandReactions } from '../land-reactions.js';
import type { LandRefusal } from '../land.refusals.js';
import { RegistrationQueries } from '../registration.queries.js';
import { RegistrationYield } from '../registration-yield.entity.js';

export interface DeclareYieldTold {
  readonly registrationId: RegistrationId;
  readonly season: Season;
  readonly massGrams: Grams;
  /** When it was declared to customs. */
  readonly declaredOn: LocalDate;
  /** Where it is written. */
  readonly document?: string | null | undefined;
  readonly attachmentId?: AttachmentId | null | undefined;
}
type Declared = { registrationId: RegistrationId; yieldId: RegistrationYieldId };

/** Records the yield that an orchard declared to customs for a season; the one declared before stays beside it. */
@Injectable()
export class DeclareYield {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly registrations: RegistrationQueries,
    private readonly attachments: Attachments,
    private readonly reactions: LandReactions,
    private readonly ledger: Ledger,
  ) {}

  execute(ctx: Ctx, told: DeclareYieldTold & CommandInput): Outcome<Declared, LandRefusal> {
    return this.uow.command(ctx, 'declareRegistrationYield', told, (tx) => this.within(tx, told));
  }

  async within(tx: Tx, told: DeclareYieldTold): Promise<Result<Declared, LandRefusal[]>> {
    const { registrationId, season, massGrams, declaredOn } = told;
    const registration = await this.registrations.lockOwn(tx, registrationId);
    if (!registration) return err([notFound(registrationId, 'registrationId')]);
    const [document, attachmentId] = [told.document ?? null, told.attachmentId ?? null];
    const papers = attachmentId === null ? [] : [attachmentId];
    const refusals: LandRefusal[] = [
      ...refuseYield(registration, told, legalDay(tx.now)),
      ...(await this.attachments.refuseMissing(tx, papers, 'attachmentId')),
    ];
    if (refusals.length > 0) return err(refusals);
    const id = tx.ids.next<RegistrationYieldId>();
    const declared = { registrationId, season, massGrams, declaredOn, document, attachmentId };
    const { organisationId } = registration;
    await tx.manager.insert(RegistrationYield, {
      id,
      organisationId,
      ...declared,
      recordedAt: tx.now,
      recordedById: actorOf(tx).userId,
      confirmedAt: null,
      confirmedById: null,
    });
    await this.attachments.grant(tx, papers, [organisationId]);
    const attachmentSha256 = [...(await this.attachments.existing(tx, papers)).values()][0]?.sha256 ?? null;
    await this.ledger.append(tx, {
      kind: 'registration.yield-declared',
      subjects: [id, registrationId],
      facts: { ...declared, organisationId, attachmentSha256 },
      shownTo: [organisationId],
    });
    await this.reactions.notify(tx, { kind: 'REGISTRATION', registrationId });
    return ok({ registrationId, yieldId: id });
  }
}

import { Injectable } from '@nestjs/common';
import { notFound, type NotFound } from '../../../infrastructure/database/common-refusals.js';
import type { Ctx, Tx } from '../../../infrastructure/database/context.js';
import { UnitOfWork, type CommandInput } from '../../../infrastructure/database/unit-of-work.js';
import type { BrandLicenceId } from '../../../kernel/ids.js';
import type { LocalDate } from '../../../kernel/local-date.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import { BrandLicence } from '../brand.entity.js';
import type { BrandRefusal } from '../brand.refusals.js';
import { refuseEnd } from '../domain/refuse-licence.js';
import { LicenceReactions } from '../licence-reactions.js';

export interface EndLicence {
  readonly licenceId: BrandLicenceId;
  /** Its last day. */
  readonly endedOn: LocalDate;
  readonly reason: string;
}

/** Ends a licence before its time. What was packed up to that day stays licensed; the licence itself stays on record. */
@Injectable()
export class EndBrandLicence {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly reactions: LicenceReactions,
    private readonly ledger: Ledger,
  ) {}

  execute(ctx: Ctx, input: EndLicence & CommandInput) {
    return this.uow.command(ctx, 'endBrandLicence', input, (tx) => this.within(tx, input));
  }

  async within(
    tx: Tx,
    { licenceId, endedOn, reason }: EndLicence,
  ): Promise<Result<{ licenceId: BrandLicenceId }, (BrandRefusal | NotFound)[]>> {
    const licence = await tx.manager.findOne(BrandLicence, {
      where: { id: licenceId },
      lock: { mode: 'pessimistic_write' },
    });
    if (!licence) return err([notFound(licenceId, 'licenceId')]);
    const refusals = refuseEnd(licence, endedOn);
    if (refusals.length > 0) return err(refusals);
    await tx.manager.update(BrandLicence, { id: licenceId }, { endedOn });
    await this.ledger.append(tx, {
      kind: 'brand-licence.ended',
      subjects: [licenceId, licence.organisationId],
      facts: { licenceId, endedOn, reason },
    });
    await this.reactions.notify(tx, licence.organisationId);
    return ok({ licenceId });
  }
}

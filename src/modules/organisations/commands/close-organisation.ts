import { Injectable } from '@nestjs/common';
import { notFound, type NotFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import { UnitOfWork, type CommandInput } from '../../../infrastructure/database/unit-of-work.js';
import type { OrganisationId } from '../../../kernel/ids.js';
import type { RefusalOf } from '../../../kernel/refusal.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import type { organisationRefusals } from '../organisation.refusals.js';
import { lockOrganisation } from '../organisation-lock.js';

export interface Closing {
  readonly organisationId: OrganisationId;
}

/**
 * Closes an organisation: nobody acts for it any more, from the next request on, and its invitations and keys are void.
 * What it did and held stays on record.
 */
@Injectable()
export class CloseOrganisation {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly ledger: Ledger,
  ) {}

  execute(ctx: Ctx, input: Closing & CommandInput) {
    return this.uow.command(ctx, 'closeOrganisation', input, (tx) => this.within(tx, input));
  }

  async within(
    tx: Tx,
    { organisationId }: Closing,
  ): Promise<
    Result<{ organisationId: OrganisationId }, (NotFound | RefusalOf<typeof organisationRefusals>)[]>
  > {
    const organisation = await lockOrganisation(tx, organisationId);
    if (!organisation) return err([notFound(organisationId, 'organisationId')]);
    if (organisation.id === actorOf(tx).organisationId)
      return err([{ code: 'OWN_ORGANISATION_CLOSING', values: {}, path: ['organisationId'] }]);
    if (organisation.closedAt)
      return err([{ code: 'ORGANISATION_CLOSED', values: { code: organisation.code } }]);
    const at = [organisationId, tx.now];
    await tx.manager.query(`UPDATE organisation SET closed_at = $2 WHERE id = $1`, at);
    await tx.manager.query(
      `UPDATE invitation SET revoked_at = $2 WHERE organisation_id = $1 AND accepted_at IS NULL AND revoked_at IS NULL`,
      at,
    );
    await tx.manager.query(
      `UPDATE api_key SET revoked_at = $2 WHERE organisation_id = $1 AND revoked_at IS NULL`,
      at,
    );
    await this.ledger.append(tx, { kind: 'organisation.closed', subjects: [organisationId], facts: {} });
    return ok({ organisationId });
  }
}

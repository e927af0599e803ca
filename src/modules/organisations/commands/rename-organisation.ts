import { Injectable } from '@nestjs/common';
import { notFound, type NotFound } from '../../../infrastructure/database/common-refusals.js';
import type { Ctx, Tx } from '../../../infrastructure/database/context.js';
import { UnitOfWork, type CommandInput } from '../../../infrastructure/database/unit-of-work.js';
import type { OrganisationId } from '../../../kernel/ids.js';
import type { RefusalOf } from '../../../kernel/refusal.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import type { organisationRefusals } from '../organisation.refusals.js';
import { lockOrganisation } from '../organisation-lock.js';

export interface Renaming {
  readonly organisationId: OrganisationId;
  readonly nameZh: string;
  readonly nameEn: string;
}

/** Gives an organisation other names. What was printed or recorded under the old ones keeps them. */
@Injectable()
export class RenameOrganisation {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly ledger: Ledger,
  ) {}

  execute(ctx: Ctx, input: Renaming & CommandInput) {
    return this.uow.command(ctx, 'renameOrganisation', input, (tx) => this.within(tx, input));
  }

  async within(
    tx: Tx,
    { organisationId, nameZh, nameEn }: Renaming,
  ): Promise<
    Result<{ organisationId: OrganisationId }, (NotFound | RefusalOf<typeof organisationRefusals>)[]>
  > {
    const organisation = await lockOrganisation(tx, organisationId);
    if (!organisation) return err([notFound(organisationId, 'organisationId')]);
    if (organisation.closedAt)
      return err([{ code: 'ORGANISATION_CLOSED', values: { code: organisation.code } }]);
    await tx.manager.query(`UPDATE organisation SET name_zh = $2, name_en = $3 WHERE id = $1`, [
      organisationId,
      nameZh,
      nameEn,
    ]);
    await this.ledger.append(tx, {
      kind: 'organisation.renamed',
      subjects: [organisationId],
      facts: { nameZh, nameEn },
    });
    return ok({ organisationId });
  }
}

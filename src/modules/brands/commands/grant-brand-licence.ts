import { Injectable } from '@nestjs/common';
import type { NotFound } from '../../../infrastructure/database/common-refusals.js';
import type { Ctx, Tx } from '../../../infrastructure/database/context.js';
import { refusingViolations } from '../../../infrastructure/database/refuse-violation.js';
import { UnitOfWork, type CommandInput } from '../../../infrastructure/database/unit-of-work.js';
import type { BrandLicenceId, OrganisationId } from '../../../kernel/ids.js';
import type { LocalDate } from '../../../kernel/local-date.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import { OrganisationQueries } from '../../organisations/organisation.queries.js';
import { BrandLicence } from '../brand.entity.js';
import { BrandQueries } from '../brand.queries.js';
import type { BrandRefusal } from '../brand.refusals.js';
import { numberTaken, refuseGrant } from '../domain/refuse-licence.js';
import { LicenceReactions } from '../licence-reactions.js';

export interface GrantLicence {
  readonly number: string;
  readonly brandCode: string;
  readonly organisationId: OrganisationId;
  readonly validFrom: LocalDate;
  readonly validTo: LocalDate;
}

/** Licenses an organisation to use a brand, or enters it as an authorised user of a geographical indication. */
@Injectable()
export class GrantBrandLicence {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly brands: BrandQueries,
    private readonly organisations: OrganisationQueries,
    private readonly reactions: LicenceReactions,
    private readonly ledger: Ledger,
  ) {}

  execute(ctx: Ctx, input: GrantLicence & CommandInput) {
    return this.uow.command(ctx, 'grantBrandLicence', input, (tx) => this.within(tx, input));
  }

  async within(
    tx: Tx,
    { number, brandCode, organisationId, validFrom, validTo }: GrantLicence,
  ): Promise<Result<{ licenceId: BrandLicenceId }, (BrandRefusal | NotFound)[]>> {
    const asked = { number, brandCode, organisationId, validFrom, validTo };
    const organisation = await this.organisations.find(tx, organisationId);
    const refusals = refuseGrant(asked, {
      brandExists: await this.brands.exists(tx, brandCode),
      organisation: organisation && { code: organisation.code, isClosed: organisation.closedAt !== null },
      numberTaken: await tx.manager.existsBy(BrandLicence, { number }),
    });
    if (refusals.length > 0) return err(refusals);
    const licenceId = tx.ids.next<BrandLicenceId>();
    return refusingViolations({ brand_licence_number_key: numberTaken(number) }, async () => {
      await tx.manager.insert(BrandLicence, { id: licenceId, ...asked, endedOn: null, recordedAt: tx.now });
      await this.ledger.append(tx, {
        kind: 'brand-licence.granted',
        subjects: [licenceId, organisationId],
        facts: asked,
      });
      await this.reactions.notify(tx, organisationId);
      return ok({ licenceId });
    });
  }
}

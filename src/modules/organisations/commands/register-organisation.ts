import { Injectable } from '@nestjs/common';
import type { OrganisationKind } from '../../../infrastructure/auth/permissions.js';
import type { Ctx, Reading, Tx } from '../../../infrastructure/database/context.js';
import { UnitOfWork, type CommandInput } from '../../../infrastructure/database/unit-of-work.js';
import type { OrganisationId } from '../../../kernel/ids.js';
import type { RefusalOf } from '../../../kernel/refusal.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { RegionQueries } from '../../geography/region.queries.js';
import { Ledger } from '../../ledger/ledger.js';
import {
  refuseRegistration,
  type OrganisationDetails,
  type RegistrationFacts,
} from '../domain/registration.js';
import type { organisationRefusals } from '../organisation.refusals.js';

export interface RegisterOrganisationInput extends OrganisationDetails {
  readonly kind: OrganisationKind;
  readonly nameZh: string;
  readonly nameEn: string;
}

type Refusal = RefusalOf<typeof organisationRefusals>;

/** Enters an organisation in the register. Only the base office may; its first member is then invited. */
@Injectable()
export class RegisterOrganisation {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly regions: RegionQueries,
    private readonly ledger: Ledger,
  ) {}

  execute(ctx: Ctx, input: RegisterOrganisationInput & CommandInput) {
    return this.uow.command(ctx, 'registerOrganisation', input, (tx) => this.within(tx, input));
  }

  async within(
    tx: Tx,
    input: RegisterOrganisationInput,
  ): Promise<Result<{ organisationId: OrganisationId }, Refusal[]>> {
    const refusals = refuseRegistration(input, await this.factsOf(tx, input));
    if (refusals.length > 0) return err(refusals);
    const { code, kind, nameZh, nameEn, countyCode, townCode, gln } = input;
    const made = await tx.manager.query<{ id: OrganisationId }[]>(
      `INSERT INTO organisation (id, code, kind, name_zh, name_en, county_code, town_code, gln, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING RETURNING id`,
      [tx.ids.next<OrganisationId>(), code, kind, nameZh, nameEn, countyCode, townCode, gln, tx.now],
    );
    const organisationId = made[0]?.id;
    // Somebody else took the code or the GLN in this moment; now it can be seen which.
    if (!organisationId) return err(refuseRegistration(input, await this.factsOf(tx, input)));
    await this.ledger.append(tx, {
      kind: 'organisation.registered',
      subjects: [organisationId],
      facts: { code, kind, nameZh, nameEn, countyCode, townCode, gln },
    });
    return ok({ organisationId });
  }

  private async factsOf(reading: Reading, details: OrganisationDetails): Promise<RegistrationFacts> {
    const { code, gln, countyCode, townCode } = details;
    const codes = [countyCode, townCode].filter((region) => region !== null);
    const regions = codes.length > 0 ? await this.regions.byCodes(reading, codes) : [];
    const [taken] = await reading.manager.query<{ code: boolean; gln: boolean }[]>(
      `SELECT EXISTS (SELECT FROM organisation WHERE code = $1) AS code,
              EXISTS (SELECT FROM organisation WHERE gln = $2) AS gln`,
      [code, gln],
    );
    return { regions, isCodeTaken: taken?.code ?? false, isGlnTaken: taken?.gln ?? false };
  }
}

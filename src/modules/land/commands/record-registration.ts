import { Injectable } from '@nestjs/common';
import { notFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import { refusingViolations } from '../../../infrastructure/database/refuse-violation.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { OrganisationId, RegistrationId } from '../../../kernel/ids.js';
import type { LocalDate } from '../../../kernel/local-date.js';
import type { Grams } from '../../../kernel/mass.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { RegionQueries } from '../../geography/region.queries.js';
import { Ledger } from '../../ledger/ledger.js';
import { OrganisationQueries } from '../../organisations/organisation.queries.js';
import { refuseRegistration, type RegistrationClaim } from '../domain/refuse-registration.js';
import type { RegistrationKind } from '../domain/registration.js';
import { LandReactions } from '../land-reactions.js';
import { LandReferences } from '../land-references.js';
import type { LandRefusal } from '../land.refusals.js';
import { Registration } from '../registration.entity.js';

export interface RecordRegistrationTold {
  readonly kind: RegistrationKind;
  /** As customs wrote it. */
  readonly number: string;
  readonly customsDistrictCode: string;
  /** Whose it is; the caller's own organisation where nothing is said. */
  readonly organisationId?: OrganisationId | null | undefined;
  readonly nameZh: string;
  /** Null: not recorded, which is not the same as none. */
  readonly marketCodes?: readonly string[] | null | undefined;
  readonly estimatedYieldGrams?: Grams | null | undefined;
  readonly validFrom: LocalDate;
  readonly validTo?: LocalDate | null | undefined;
}

/** Enters a registration that customs gave: a cooperative or packhouse its own, the base office anybody's. */
@Injectable()
export class RecordRegistration {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly regions: RegionQueries,
    private readonly references: LandReferences,
    private readonly organisations: OrganisationQueries,
    private readonly reactions: LandReactions,
    private readonly ledger: Ledger,
  ) {}

  execute(
    ctx: Ctx,
    told: RecordRegistrationTold & CommandInput,
  ): Outcome<{ registrationId: RegistrationId }, LandRefusal> {
    return this.uow.command(ctx, 'recordRegistration', told, (tx) => this.within(tx, told));
  }

  within(
    tx: Tx,
    told: RecordRegistrationTold,
  ): Promise<Result<{ registrationId: RegistrationId }, LandRefusal[]>> {
    const { number } = told;
    const taken: LandRefusal = { code: 'REGISTRATION_NUMBER_TAKEN', values: { number }, path: ['number'] };
    return refusingViolations({ registration_number_key: taken }, () => this.record(tx, told));
  }

  private async record(
    tx: Tx,
    told: RecordRegistrationTold,
  ): Promise<Result<{ registrationId: RegistrationId }, LandRefusal[]>> {
    const registration = {
      kind: told.kind,
      number: told.number,
      customsDistrictCode: told.customsDistrictCode,
      organisationId: told.organisationId ?? actorOf(tx).organisationId,
      nameZh: told.nameZh,
      marketCodes: told.marketCodes ? [...new Set(told.marketCodes)] : null,
      estimatedYieldGrams: told.estimatedYieldGrams ?? null,
      validFrom: told.validFrom,
      validTo: told.validTo ?? null,
    };
    const refusals = await this.refuse(tx, { ...registration, marketCodes: registration.marketCodes ?? [] });
    if (refusals.length > 0) return err(refusals);
    const registrationId = tx.ids.next<RegistrationId>();
    await tx.manager.insert(Registration, {
      id: registrationId,
      ...registration,
      withdrawnOn: null,
      nextReviewOn: null,
      recordedAt: tx.now,
      recordedById: actorOf(tx).userId,
      confirmedAt: null,
      confirmedById: null,
      visibleTo: [registration.organisationId],
    });
    await this.ledger.append(tx, {
      kind: 'registration.recorded',
      subjects: [registrationId],
      facts: registration,
    });
    await this.reactions.notify(tx, { kind: 'REGISTRATION', registrationId });
    return ok({ registrationId });
  }

  private async refuse(
    tx: Tx,
    registration: RegistrationClaim & Pick<Registration, 'organisationId'>,
  ): Promise<LandRefusal[]> {
    const { organisationId, organisationKind } = actorOf(tx);
    const { marketCodes } = registration;
    const refusals = refuseRegistration(registration, {
      recorder: { organisationId, kind: organisationKind },
      isCustomsDistrictKnown: await this.regions.customsDistrictExists(tx, registration.customsDistrictCode),
      knownMarkets: await this.references.marketsAmong(tx, marketCodes),
    });
    const owner = await this.organisations.find(tx, registration.organisationId);
    if (owner?.closedAt !== null) refusals.push(notFound(registration.organisationId, 'organisationId'));
    return refusals;
  }
}

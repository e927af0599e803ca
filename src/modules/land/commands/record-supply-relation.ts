import { Injectable } from '@nestjs/common';
import { notFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { AttachmentId, OrganisationId, RegistrationId, SupplyRelationId } from '../../../kernel/ids.js';
import type { LocalDate } from '../../../kernel/local-date.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Attachments } from '../../attachments/commands/attachments.js';
import { Ledger } from '../../ledger/ledger.js';
import { OrganisationQueries } from '../../organisations/organisation.queries.js';
import { refuseSupply, refuseSupplyEnd } from '../domain/refuse-supply.js';
import { LandReactions } from '../land-reactions.js';
import type { LandRefusal } from '../land.refusals.js';
import { SupplyRelation } from '../supply-relation.entity.js';

export interface RecordSupplyRelationTold {
  /** The orchard registration, as the contract names it: the packhouse may not see the registration yet. */
  readonly registrationNumber: string;
  readonly customsDistrictCode: string;
  /** The packhouse; the caller's own organisation where left out. */
  readonly organisationId?: OrganisationId | null | undefined;
  readonly validFrom: LocalDate;
  readonly validTo?: LocalDate | null | undefined;
  /** What the contract is called. */
  readonly document?: string | null | undefined;
  readonly attachmentId?: AttachmentId | null | undefined;
}
type Recorded = { supplyRelationId: SupplyRelationId };

interface Orchard {
  readonly id: RegistrationId;
  readonly holderId: OrganisationId;
}

const papersOf = ({ attachmentId }: RecordSupplyRelationTold): AttachmentId[] =>
  attachmentId ? [attachmentId] : [];

/** Records that a registered orchard supplies a packhouse 固定供货关系; it speaks once the base office has confirmed it. */
@Injectable()
export class RecordSupplyRelation {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly organisations: OrganisationQueries,
    private readonly attachments: Attachments,
    private readonly reactions: LandReactions,
    private readonly ledger: Ledger,
  ) {}

  execute(ctx: Ctx, told: RecordSupplyRelationTold & CommandInput): Outcome<Recorded, LandRefusal> {
    return this.uow.command(ctx, 'recordSupplyRelation', told, (tx) => this.within(tx, told));
  }

  async within(tx: Tx, told: RecordSupplyRelationTold): Promise<Result<Recorded, LandRefusal[]>> {
    const orchard = await this.orchard(tx, told);
    const refusals = await this.refuse(tx, told);
    if (!orchard) {
      const { registrationNumber: number, customsDistrictCode } = told;
      const values = { number, customsDistrictCode };
      refusals.push({ code: 'SUPPLY_REGISTRATION_UNKNOWN', values, path: ['registrationNumber'] });
    }
    if (!orchard || refusals.length > 0) return err(refusals);
    return ok({ supplyRelationId: await this.record(tx, told, orchard) });
  }

  private async refuse(tx: Tx, told: RecordSupplyRelationTold): Promise<LandRefusal[]> {
    const { organisationId, organisationKind } = actorOf(tx);
    const packhouse = await this.organisations.find(tx, told.organisationId ?? organisationId);
    return [
      ...refuseSupply({
        by: { organisationId, kind: organisationKind },
        packhouse: packhouse?.closedAt === null ? packhouse : null,
        validFrom: told.validFrom,
        validTo: told.validTo ?? null,
      }),
      ...(await this.attachments.refuseMissing(tx, papersOf(told), 'attachmentId')),
    ];
  }

  private async record(tx: Tx, told: RecordSupplyRelationTold, orchard: Orchard): Promise<SupplyRelationId> {
    const actor = actorOf(tx);
    const id = tx.ids.next<SupplyRelationId>();
    const { registrationNumber, customsDistrictCode, validFrom, validTo = null, document = null } = told;
    const relation = {
      organisationId: told.organisationId ?? actor.organisationId,
      registrationId: orchard.id,
      holderId: orchard.holderId,
      registrationNumber,
      customsDistrictCode,
      validFrom,
      validTo,
      document,
      attachmentId: told.attachmentId ?? null,
    };
    const parties = [...new Set([relation.organisationId, orchard.holderId])];
    await tx.manager.insert(SupplyRelation, {
      id,
      ...relation,
      endedOn: null,
      recordedAt: tx.now,
      recordedById: actor.userId,
      confirmedAt: null,
      confirmedById: null,
      visibleTo: parties,
    });
    const papers = papersOf(told);
    await this.attachments.grant(tx, papers, parties);
    const attachmentSha256 = [...(await this.attachments.existing(tx, papers)).values()][0]?.sha256 ?? null;
    await this.ledger.append(tx, {
      kind: 'registration.supply-recorded',
      subjects: [id, orchard.id],
      facts: { ...relation, attachmentSha256 },
      shownTo: parties,
    });
    await this.reactions.notify(tx, { kind: 'REGISTRATION', registrationId: orchard.id });
    return id;
  }

  /** A packhouse has the number from its contract before any fruit shows it the registration, so the product looks. */
  private orchard(tx: Tx, told: RecordSupplyRelationTold): Promise<Orchard | undefined> {
    return this.uow.elevated(tx, 'system', async ({ manager }) => {
      const [row] = await manager.query<Orchard[]>(
        `SELECT id, organisation_id AS "holderId" FROM registration
         WHERE kind = 'ORCHARD' AND number = $1 AND customs_district_code = $2`,
        [told.registrationNumber, told.customsDistrictCode],
      );
      return row;
    });
  }
}

export interface EndSupplyRelationTold {
  readonly supplyRelationId: SupplyRelationId;
  /** First day on which it no longer stands. */
  readonly endedOn: LocalDate;
}

/** Ends a supply relation; what was packed before stays packed under it. The packhouse does, or the base office. */
@Injectable()
export class EndSupplyRelation {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly reactions: LandReactions,
    private readonly ledger: Ledger,
  ) {}

  execute(ctx: Ctx, told: EndSupplyRelationTold & CommandInput): Outcome<Recorded, LandRefusal> {
    return this.uow.command(ctx, 'endSupplyRelation', told, (tx) => this.within(tx, told));
  }

  async within(tx: Tx, told: EndSupplyRelationTold): Promise<Result<Recorded, LandRefusal[]>> {
    const { supplyRelationId: id, endedOn } = told;
    const { organisationId, organisationKind } = actorOf(tx);
    const own = organisationKind === 'BASE_OFFICE' ? {} : { organisationId };
    const found = await tx.manager.findOne(SupplyRelation, {
      where: { id, ...own },
      lock: { mode: 'pessimistic_write' },
    });
    if (!found) return err([notFound(id, 'supplyRelationId')]);
    const refusals = refuseSupplyEnd(found, endedOn);
    if (refusals.length > 0) return err(refusals);
    await tx.manager.update(SupplyRelation, { id }, { endedOn });
    const { registrationId } = found;
    await this.ledger.append(tx, {
      kind: 'registration.supply-ended',
      subjects: [id, registrationId],
      facts: { endedOn },
      shownTo: found.visibleTo,
    });
    await this.reactions.notify(tx, { kind: 'REGISTRATION', registrationId });
    return ok({ supplyRelationId: id });
  }
}

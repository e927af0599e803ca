import { Injectable } from '@nestjs/common';
import { notFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { AreaStatusId, AttachmentId, RegistrationId } from '../../../kernel/ids.js';
import type { LocalDate } from '../../../kernel/local-date.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import type { AreaStatusCode } from '../../standards/domain/pest-words.js';
import { AreaStatus } from '../area-status.entity.js';
import { refuseEnding, refusePlace, refuseSpan } from '../domain/refuse-pest-record.js';
import { PestReactions, type PestChange } from '../pest-reactions.js';
import type { PestRefusal } from '../pest.refusals.js';
import { PestDesk } from './pest-desk.js';

export interface RecordAreaStatusTold {
  readonly pestCode: string;
  readonly status: AreaStatusCode;
  /** A county or town. */
  readonly regionCode?: string | null | undefined;
  readonly registrationId?: RegistrationId | null | undefined;
  readonly validFrom: LocalDate;
  readonly validTo?: LocalDate | null | undefined;
  /** The official paper. */
  readonly document: string;
  readonly attachmentId?: AttachmentId | null | undefined;
}
type Stated = { areaStatusId: AreaStatusId };

/** Enters what an official paper says of an area and a pest. It settles nothing until a second person confirms it. */
@Injectable()
export class RecordAreaStatus {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly desk: PestDesk,
    private readonly reactions: PestReactions,
    private readonly ledger: Ledger,
  ) {}

  execute(ctx: Ctx, told: RecordAreaStatusTold & CommandInput): Outcome<Stated, PestRefusal> {
    return this.uow.command(ctx, 'recordAreaStatus', told, (tx) => this.within(tx, told));
  }

  async within(tx: Tx, told: RecordAreaStatusTold): Promise<Result<Stated, PestRefusal[]>> {
    const stated = {
      pestCode: told.pestCode,
      status: told.status,
      regionCode: told.regionCode ?? null,
      registrationId: told.registrationId ?? null,
      validFrom: told.validFrom,
      validTo: told.validTo ?? null,
      document: told.document,
      attachmentId: told.attachmentId ?? null,
    };
    const refusals = await this.refuse(tx, stated);
    if (refusals.length > 0) return err(refusals);
    const id = tx.ids.next<AreaStatusId>();
    await tx.manager.insert(AreaStatus, {
      id,
      ...stated,
      endedOn: null,
      endedById: null,
      endConfirmedAt: null,
      endConfirmedById: null,
      recordedAt: tx.now,
      recordedById: actorOf(tx).userId,
      confirmedAt: null,
      confirmedById: null,
    });
    const attachmentSha256 = await this.desk.sha256Of(tx, stated.attachmentId);
    await this.ledger.append(tx, {
      kind: 'pest.area-stated',
      subjects: [id, ...(stated.registrationId === null ? [] : [stated.registrationId])],
      facts: { ...stated, attachmentSha256 },
    });
    await this.reactions.notify(tx, areaChange(stated));
    return ok({ areaStatusId: id });
  }

  private async refuse(
    tx: Tx,
    stated: Pick<
      AreaStatus,
      'pestCode' | 'regionCode' | 'registrationId' | 'validFrom' | 'validTo' | 'attachmentId'
    >,
  ): Promise<PestRefusal[]> {
    const { regionCode, registrationId } = stated;
    const refusals = [
      ...refusePlace(regionCode, registrationId),
      ...refuseSpan(stated),
      ...(await this.desk.refusePests(tx, [stated.pestCode], 'pestCode')),
      ...(await this.desk.refuseAttachment(tx, stated.attachmentId)),
    ];
    if (regionCode !== null && !(await isCountyOrTown(tx, regionCode)))
      refusals.push({ code: 'PEST_REGION_UNKNOWN', values: { regionCode }, path: ['regionCode'] });
    if (registrationId !== null)
      refusals.push(...(await this.desk.refuseRegistration(tx, registrationId, 'ORCHARD')));
    return refusals;
  }
}

export interface EndAreaStatusTold {
  readonly areaStatusId: AreaStatusId;
  /** First day on which it no longer stands; its own first day says that it never did. */
  readonly endedOn: LocalDate;
}

/**
 * Ends the status of an area, because another paper takes its place or it was entered by mistake. Of a confirmed one it is
 * what one person says: it no longer speaks for fruit from then on, and speaks against it until another person confirms.
 */
@Injectable()
export class EndAreaStatus {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly reactions: PestReactions,
    private readonly ledger: Ledger,
  ) {}

  execute(ctx: Ctx, told: EndAreaStatusTold & CommandInput): Outcome<Stated, PestRefusal> {
    return this.uow.command(ctx, 'endAreaStatus', told, (tx) => this.within(tx, told));
  }

  async within(tx: Tx, { areaStatusId, endedOn }: EndAreaStatusTold): Promise<Result<Stated, PestRefusal[]>> {
    const stated = await tx.manager.findOne(AreaStatus, {
      where: { id: areaStatusId },
      lock: { mode: 'pessimistic_write' },
    });
    if (!stated) return err([notFound(areaStatusId, 'areaStatusId')]);
    const refusals = refuseEnding(stated, endedOn, stated.endConfirmedAt !== null);
    if (refusals.length > 0) return err(refusals);
    await tx.manager.update(AreaStatus, { id: areaStatusId }, { endedOn, endedById: actorOf(tx).userId });
    await this.ledger.append(tx, { kind: 'pest.area-ended', subjects: [areaStatusId], facts: { endedOn } });
    await this.reactions.notify(tx, areaChange(stated));
    return ok({ areaStatusId });
  }
}

/** Regions are facts that everybody reads, asked for here by code alone. */
async function isCountyOrTown({ manager }: Tx, code: string): Promise<boolean> {
  const rows = await manager.query<unknown[]>(
    `SELECT FROM region WHERE code = $1 AND level IN ('COUNTY', 'TOWN')`,
    [code],
  );
  return rows.length > 0;
}

/** The fruit that a status of this area speaks for. */
export function areaChange({
  regionCode,
  registrationId,
}: Pick<AreaStatus, 'regionCode' | 'registrationId'>): PestChange {
  if (regionCode !== null) return { by: 'AREA', id: regionCode };
  if (registrationId !== null) return { by: 'REGISTRATION', id: registrationId };
  throw new Error('a status is of some area');
}

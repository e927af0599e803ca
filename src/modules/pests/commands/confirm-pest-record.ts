import { Injectable } from '@nestjs/common';
import { notFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type {
  AreaStatusId,
  AttachmentId,
  OfficerAppointmentId,
  OrganisationId,
  QuarantineTreatmentId,
  UserId,
} from '../../../kernel/ids.js';
import type { Instant } from '../../../kernel/instant.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Attachments } from '../../attachments/commands/attachments.js';
import { refuseConfirmation } from '../../land/domain/refuse-confirmation.js';
import { Ledger } from '../../ledger/ledger.js';
import { AreaStatus } from '../area-status.entity.js';
import { OfficerAppointment } from '../officer-appointment.entity.js';
import { PestReactions, type PestChange } from '../pest-reactions.js';
import type { PestRefusal } from '../pest.refusals.js';
import { QuarantineTreatment } from '../quarantine-treatment.entity.js';
import { changeOf } from './appoint-officer.js';
import { areaChange } from './record-area-status.js';

/** What the base office confirms after it saw the paper, and what follows from it. */
interface Confirmable {
  readonly id: string;
  readonly recordedById: UserId;
  readonly confirmedAt: Instant | null;
  /** The paper that was seen, where there is one. */
  readonly attachmentId: AttachmentId | null;
  /** Whose fruit gains by it. */
  readonly gainers: readonly OrganisationId[];
  readonly change: PestChange;
}

/** The second look that all three kinds of record take alike: never by who entered it, nor by who gains by it. */
@Injectable()
export class PestConfirmations {
  constructor(
    private readonly attachments: Attachments,
    private readonly reactions: PestReactions,
    private readonly ledger: Ledger,
  ) {}

  /** @param store writes who confirmed it */
  async confirm(
    tx: Tx,
    record: Confirmable,
    kind: string,
    store: (by: { confirmedAt: Instant; confirmedById: UserId }) => Promise<unknown>,
  ): Promise<PestRefusal[]> {
    const actor = actorOf(tx);
    const { id, recordedById, confirmedAt, attachmentId, gainers } = record;
    const entry = { name: id, recordedById, isConfirmed: confirmedAt !== null, gainers };
    const refusals = [
      ...refuseConfirmation([entry], actor),
      ...(await this.attachments.refuseErased(tx, [attachmentId])),
    ];
    if (refusals.length > 0) return refusals;
    await store({ confirmedAt: tx.now, confirmedById: actor.userId });
    await this.ledger.append(tx, { kind, subjects: [id], facts: {}, shownTo: gainers });
    await this.reactions.notify(tx, record.change);
    return [];
  }
}

const entryOf = (
  {
    id,
    recordedById,
    confirmedAt,
    attachmentId,
  }: Pick<Confirmable, 'id' | 'recordedById' | 'confirmedAt' | 'attachmentId'>,
  gainers: readonly OrganisationId[],
  change: PestChange,
): Confirmable => ({ id, recordedById, confirmedAt, attachmentId, gainers, change });

/**
 * A second person of the base office has seen the official paper: from then on the status settles findings. Of one that
 * somebody has ended since, the second person confirms the end.
 */
@Injectable()
export class ConfirmAreaStatus {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly confirmations: PestConfirmations,
  ) {}

  execute(
    ctx: Ctx,
    told: { areaStatusId: AreaStatusId } & CommandInput,
  ): Outcome<{ areaStatusId: AreaStatusId }, PestRefusal> {
    return this.uow.command(ctx, 'confirmAreaStatus', told, (tx) => this.within(tx, told));
  }

  async within(
    tx: Tx,
    { areaStatusId: id }: { areaStatusId: AreaStatusId },
  ): Promise<Result<{ areaStatusId: AreaStatusId }, PestRefusal[]>> {
    const found = await tx.manager.findOne(AreaStatus, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    if (!found) return err([notFound(id, 'areaStatusId')]);
    const refusals = isEndToConfirm(found)
      ? await this.confirmEnd(tx, found, found.endedById)
      : await this.confirmations.confirm(
          tx,
          entryOf(found, [], areaChange(found)),
          'pest.area-confirmed',
          (by) => tx.manager.update(AreaStatus, { id }, by),
        );
    return refusals.length > 0 ? err(refusals) : ok({ areaStatusId: id });
  }

  private confirmEnd(tx: Tx, status: AreaStatus, endedById: UserId): Promise<PestRefusal[]> {
    const { id } = status;
    const end = { id, recordedById: endedById, confirmedAt: null, attachmentId: null };
    const record = entryOf(end, [], areaChange(status));
    return this.confirmations.confirm(tx, record, 'pest.area-end-confirmed', (by) =>
      tx.manager.update(
        AreaStatus,
        { id },
        { endConfirmedAt: by.confirmedAt, endConfirmedById: by.confirmedById },
      ),
    );
  }
}

const isEndToConfirm = (status: AreaStatus): status is AreaStatus & { endedById: UserId } =>
  status.confirmedAt !== null && status.endedById !== null && status.endConfirmedAt === null;

/** The base office has seen the officer's papers: from then on the appointment speaks for fruit. */
@Injectable()
export class ConfirmOfficerAppointment {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly confirmations: PestConfirmations,
  ) {}

  execute(
    ctx: Ctx,
    told: { appointmentId: OfficerAppointmentId } & CommandInput,
  ): Outcome<{ appointmentId: OfficerAppointmentId }, PestRefusal> {
    return this.uow.command(ctx, 'confirmOfficerAppointment', told, (tx) => this.within(tx, told));
  }

  async within(
    tx: Tx,
    { appointmentId: id }: { appointmentId: OfficerAppointmentId },
  ): Promise<Result<{ appointmentId: OfficerAppointmentId }, PestRefusal[]>> {
    const found = await tx.manager.findOne(OfficerAppointment, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    if (!found) return err([notFound(id, 'appointmentId')]);
    const record = entryOf(found, [found.organisationId], changeOf(found));
    const refusals = await this.confirmations.confirm(tx, record, 'pest.officer-confirmed', (by) =>
      tx.manager.update(OfficerAppointment, { id }, by),
    );
    return refusals.length > 0 ? err(refusals) : ok({ appointmentId: id });
  }
}

/** The base office has compared the record with the certificate of the treatment: from then on it settles findings. */
@Injectable()
export class ConfirmQuarantineTreatment {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly confirmations: PestConfirmations,
  ) {}

  execute(
    ctx: Ctx,
    told: { treatmentId: QuarantineTreatmentId } & CommandInput,
  ): Outcome<{ treatmentId: QuarantineTreatmentId }, PestRefusal> {
    return this.uow.command(ctx, 'confirmQuarantineTreatment', told, (tx) => this.within(tx, told));
  }

  async within(
    tx: Tx,
    { treatmentId: id }: { treatmentId: QuarantineTreatmentId },
  ): Promise<Result<{ treatmentId: QuarantineTreatmentId }, PestRefusal[]>> {
    const found = await tx.manager.findOne(QuarantineTreatment, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    if (!found) return err([notFound(id, 'treatmentId')]);
    const change: PestChange = { by: 'BATCH', id: found.batchId };
    const record = entryOf(found, [found.organisationId], change);
    const refusals = await this.confirmations.confirm(tx, record, 'pest.treatment-confirmed', (by) =>
      tx.manager.update(QuarantineTreatment, { id }, by),
    );
    return refusals.length > 0 ? err(refusals) : ok({ treatmentId: id });
  }
}

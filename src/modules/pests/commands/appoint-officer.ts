import { Injectable } from '@nestjs/common';
import { notFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { AttachmentId, OfficerAppointmentId, RegistrationId, UserId } from '../../../kernel/ids.js';
import type { LocalDate } from '../../../kernel/local-date.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import { refuseEnding, refuseSpan } from '../domain/refuse-pest-record.js';
import { OfficerAppointment } from '../officer-appointment.entity.js';
import { PestReactions, type PestChange } from '../pest-reactions.js';
import type { PestRefusal } from '../pest.refusals.js';
import { PestDesk, seenBy } from './pest-desk.js';

export interface AppointOfficerTold {
  readonly userId: UserId;
  /** The registered orchard; null: a packhouse appoints for itself. */
  readonly registrationId?: RegistrationId | null | undefined;
  readonly validFrom: LocalDate;
  readonly validTo?: LocalDate | null | undefined;
  /** Certificate or training. */
  readonly evidence?: string | null | undefined;
  readonly attachmentId?: AttachmentId | null | undefined;
}
type Appointed = { appointmentId: OfficerAppointmentId };

/** Appoints a member of the caller's organisation as plant-protection officer 植保员. */
@Injectable()
export class AppointOfficer {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly desk: PestDesk,
    private readonly reactions: PestReactions,
    private readonly ledger: Ledger,
  ) {}

  execute(ctx: Ctx, told: AppointOfficerTold & CommandInput): Outcome<Appointed, PestRefusal> {
    return this.uow.command(ctx, 'appointOfficer', told, (tx) => this.within(tx, told));
  }

  async within(tx: Tx, told: AppointOfficerTold): Promise<Result<Appointed, PestRefusal[]>> {
    const { organisationId, userId: recordedById } = actorOf(tx);
    const appointment = {
      registrationId: told.registrationId ?? null,
      userId: told.userId,
      validFrom: told.validFrom,
      validTo: told.validTo ?? null,
      evidence: told.evidence ?? null,
      attachmentId: told.attachmentId ?? null,
    };
    const refusals = await this.refuse(tx, appointment);
    if (refusals.length > 0) return err(refusals);
    const { registrationId, attachmentId } = appointment;
    const others =
      registrationId === null
        ? await this.desk.viewersOfPackhouse(tx, organisationId)
        : await this.desk.viewersOf(tx, { plotId: null, registrationId });
    const id = tx.ids.next<OfficerAppointmentId>();
    await tx.manager.insert(OfficerAppointment, {
      id,
      organisationId,
      ...appointment,
      endedOn: null,
      recordedAt: tx.now,
      recordedById,
      confirmedAt: null,
      confirmedById: null,
      visibleTo: seenBy(organisationId, others),
    });
    // Who sees the officer sees no paper of the person; this only keeps it from being erased meanwhile.
    await this.desk.show(tx, attachmentId, []);
    const attachmentSha256 = await this.desk.sha256Of(tx, attachmentId);
    await this.ledger.append(tx, {
      kind: 'pest.officer-appointed',
      subjects: [id, ...(registrationId === null ? [] : [registrationId])],
      facts: { ...appointment, attachmentSha256 },
    });
    await this.reactions.notify(tx, changeOf({ registrationId, organisationId }));
    return ok({ appointmentId: id });
  }

  private async refuse(
    tx: Tx,
    told: Pick<OfficerAppointment, 'registrationId' | 'userId' | 'validFrom' | 'validTo' | 'attachmentId'>,
  ): Promise<PestRefusal[]> {
    const isPackhouse = actorOf(tx).organisationKind === 'PACKHOUSE';
    const place: PestRefusal[] =
      isPackhouse === (told.registrationId === null)
        ? []
        : [{ code: 'OFFICER_NEEDS_AN_ORCHARD', values: {}, path: ['registrationId'] }];
    if (place.length === 0 && told.registrationId !== null)
      place.push(...(await this.desk.refuseRegistration(tx, told.registrationId, 'ORCHARD')));
    return [
      ...place,
      ...refuseSpan(told),
      ...(await this.desk.refuseStranger(tx, told.userId, 'userId')),
      ...(await this.desk.refuseAttachment(tx, told.attachmentId)),
    ];
  }
}

export interface EndAppointmentTold {
  readonly appointmentId: OfficerAppointmentId;
  /** First day on which it no longer stands. */
  readonly endedOn: LocalDate;
}

/** Ends an appointment; what was done before stays done by an officer. */
@Injectable()
export class EndOfficerAppointment {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly reactions: PestReactions,
    private readonly ledger: Ledger,
  ) {}

  execute(ctx: Ctx, told: EndAppointmentTold & CommandInput): Outcome<Appointed, PestRefusal> {
    return this.uow.command(ctx, 'endOfficerAppointment', told, (tx) => this.within(tx, told));
  }

  async within(tx: Tx, told: EndAppointmentTold): Promise<Result<Appointed, PestRefusal[]>> {
    const { appointmentId, endedOn } = told;
    const appointment = await tx.manager.findOne(OfficerAppointment, {
      where: { id: appointmentId, organisationId: actorOf(tx).organisationId },
      lock: { mode: 'pessimistic_write' },
    });
    if (!appointment) return err([notFound(appointmentId, 'appointmentId')]);
    const refusals = refuseEnding(appointment, endedOn);
    if (refusals.length > 0) return err(refusals);
    await tx.manager.update(OfficerAppointment, { id: appointmentId }, { endedOn });
    await this.ledger.append(tx, {
      kind: 'pest.officer-ended',
      subjects: [appointmentId],
      facts: { endedOn },
    });
    await this.reactions.notify(tx, changeOf(appointment));
    return ok({ appointmentId });
  }
}

/** The fruit that an officer of this place speaks for. */
export const changeOf = ({
  registrationId,
  organisationId,
}: Pick<OfficerAppointment, 'registrationId' | 'organisationId'>): PestChange =>
  registrationId === null ? { by: 'PACKER', id: organisationId } : { by: 'REGISTRATION', id: registrationId };

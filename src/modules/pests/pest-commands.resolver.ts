import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { refused, Refused, resultUnion } from '../../graphql/refused.js';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import type { Outcome } from '../../infrastructure/database/unit-of-work.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import { AppointOfficer, EndOfficerAppointment } from './commands/appoint-officer.js';
import {
  ConfirmAreaStatus,
  ConfirmOfficerAppointment,
  ConfirmQuarantineTreatment,
} from './commands/confirm-pest-record.js';
import { EndAreaStatus, RecordAreaStatus } from './commands/record-area-status.js';
import { RecordQuarantineTreatment } from './commands/record-quarantine-treatment.js';
import { RecordTrapCount } from './commands/record-trap-count.js';
import { SetUpTrap, TakeDownTrap } from './commands/set-up-trap.js';
import {
  AppointOfficerInput,
  ConfirmAreaStatusInput,
  ConfirmOfficerAppointmentInput,
  ConfirmQuarantineTreatmentInput,
  EndAreaStatusInput,
  EndOfficerAppointmentInput,
  RecordAreaStatusInput,
  RecordQuarantineTreatmentInput,
  RecordTrapCountInput,
  SetUpTrapInput,
  TakeDownTrapInput,
} from './pest.inputs.js';
import { PestQueries } from './pest.queries.js';
import type { PestRefusal } from './pest.refusals.js';
import {
  AreaStatusPayload,
  OfficerAppointmentPayload,
  PestTrapPayload,
  QuarantineTreatmentPayload,
  TrapCountPayload,
} from './pest.types.js';

const AppointOfficerResult = resultUnion('AppointOfficerResult', () => OfficerAppointmentPayload);
const EndOfficerAppointmentResult = resultUnion(
  'EndOfficerAppointmentResult',
  () => OfficerAppointmentPayload,
);
const ConfirmOfficerAppointmentResult = resultUnion(
  'ConfirmOfficerAppointmentResult',
  () => OfficerAppointmentPayload,
);
const SetUpTrapResult = resultUnion('SetUpTrapResult', () => PestTrapPayload);
const TakeDownTrapResult = resultUnion('TakeDownTrapResult', () => PestTrapPayload);
const RecordTrapCountResult = resultUnion('RecordTrapCountResult', () => TrapCountPayload);
const RecordAreaStatusResult = resultUnion('RecordAreaStatusResult', () => AreaStatusPayload);
const ConfirmAreaStatusResult = resultUnion('ConfirmAreaStatusResult', () => AreaStatusPayload);
const EndAreaStatusResult = resultUnion('EndAreaStatusResult', () => AreaStatusPayload);
const RecordQuarantineTreatmentResult = resultUnion(
  'RecordQuarantineTreatmentResult',
  () => QuarantineTreatmentPayload,
);
const ConfirmQuarantineTreatmentResult = resultUnion(
  'ConfirmQuarantineTreatmentResult',
  () => QuarantineTreatmentPayload,
);

@Resolver()
export class OfficerCommandsResolver {
  constructor(
    private readonly queries: PestQueries,
    private readonly appointOfficerCommand: AppointOfficer,
    private readonly endOfficerAppointmentCommand: EndOfficerAppointment,
    private readonly confirmOfficerAppointmentCommand: ConfirmOfficerAppointment,
  ) {}

  @Mutation(() => AppointOfficerResult, {
    description: 'Appoints a member of your organisation as plant-protection officer 植保员.',
  })
  @Requires('pest:appoint')
  appointOfficer(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The appointment.' }) input: AppointOfficerInput,
  ): Promise<OfficerAppointmentPayload | Refused> {
    return this.answer(ctx, this.appointOfficerCommand.execute(ctx, input));
  }

  @Mutation(() => EndOfficerAppointmentResult, {
    description: 'Ends an appointment. What was done before stays done by an officer.',
  })
  @Requires('pest:appoint')
  endOfficerAppointment(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The appointment, and when it ends.' }) input: EndOfficerAppointmentInput,
  ): Promise<OfficerAppointmentPayload | Refused> {
    return this.answer(ctx, this.endOfficerAppointmentCommand.execute(ctx, input));
  }

  @Mutation(() => ConfirmOfficerAppointmentResult, {
    description:
      'Confirms an appointment whose papers the base office has seen: until then it decides nothing for fruit.',
  })
  @Requires('pest:confirm')
  confirmOfficerAppointment(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The appointment.' }) input: ConfirmOfficerAppointmentInput,
  ): Promise<OfficerAppointmentPayload | Refused> {
    return this.answer(ctx, this.confirmOfficerAppointmentCommand.execute(ctx, input));
  }

  private async answer(
    ctx: Context,
    outcome: Outcome<{ appointmentId: string }, PestRefusal>,
  ): Promise<OfficerAppointmentPayload | Refused> {
    const result = await outcome;
    if (!result.ok) return refused(ctx, result.error);
    const appointment = await this.queries.officers.byId(ctx, result.value.appointmentId);
    return Object.assign(new OfficerAppointmentPayload(), { appointment });
  }
}

@Resolver()
export class TrapCommandsResolver {
  constructor(
    private readonly queries: PestQueries,
    private readonly setUpTrapCommand: SetUpTrap,
    private readonly takeDownTrapCommand: TakeDownTrap,
    private readonly recordTrapCountCommand: RecordTrapCount,
  ) {}

  @Mutation(() => SetUpTrapResult, {
    description: 'Sets up a pest trap 诱捕器.',
  })
  @Requires('pest:monitor')
  setUpTrap(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The trap.' }) input: SetUpTrapInput,
  ): Promise<PestTrapPayload | Refused> {
    return this.answer(ctx, this.setUpTrapCommand.execute(ctx, input));
  }

  @Mutation(() => TakeDownTrapResult, {
    description: 'Says on which day a trap was taken down.',
  })
  @Requires('pest:monitor')
  takeDownTrap(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The trap, and when.' }) input: TakeDownTrapInput,
  ): Promise<PestTrapPayload | Refused> {
    return this.answer(ctx, this.takeDownTrapCommand.execute(ctx, input));
  }

  @Mutation(() => RecordTrapCountResult, {
    description: 'Records what was found in a trap, or puts an earlier record right by a new one; both stay.',
  })
  @Requires('pest:monitor')
  async recordTrapCount(
    @Ctx() ctx: Context,
    @Args('input', { description: 'What was found.' }) input: RecordTrapCountInput,
  ): Promise<TrapCountPayload | Refused> {
    const result = await this.recordTrapCountCommand.execute(ctx, input);
    if (!result.ok) return refused(ctx, result.error);
    const count = await this.queries.counts.byId(ctx, result.value.countId);
    return Object.assign(new TrapCountPayload(), { count });
  }

  private async answer(
    ctx: Context,
    outcome: Outcome<{ trapId: string }, PestRefusal>,
  ): Promise<PestTrapPayload | Refused> {
    const result = await outcome;
    if (!result.ok) return refused(ctx, result.error);
    const trap = await this.queries.traps.byId(ctx, result.value.trapId);
    return Object.assign(new PestTrapPayload(), { trap });
  }
}

@Resolver()
export class AreaStatusCommandsResolver {
  constructor(
    private readonly queries: PestQueries,
    private readonly recordAreaStatusCommand: RecordAreaStatus,
    private readonly confirmAreaStatusCommand: ConfirmAreaStatus,
    private readonly endAreaStatusCommand: EndAreaStatus,
  ) {}

  @Mutation(() => RecordAreaStatusResult, {
    description:
      'Enters what an official paper says of an area and a pest. It settles nothing before a second person has confirmed it.',
  })
  @Requires('pest:state')
  recordAreaStatus(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The status.' }) input: RecordAreaStatusInput,
  ): Promise<AreaStatusPayload | Refused> {
    return this.answer(ctx, this.recordAreaStatusCommand.execute(ctx, input));
  }

  @Mutation(() => ConfirmAreaStatusResult, {
    description:
      'Confirms the status of an area that another person entered: from then on it settles findings.',
  })
  @Requires('pest:confirm')
  confirmAreaStatus(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The status.' }) input: ConfirmAreaStatusInput,
  ): Promise<AreaStatusPayload | Refused> {
    return this.answer(ctx, this.confirmAreaStatusCommand.execute(ctx, input));
  }

  @Mutation(() => EndAreaStatusResult, {
    description: 'Ends the status of an area.',
  })
  @Requires('pest:state')
  endAreaStatus(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The status, and when it ends.' }) input: EndAreaStatusInput,
  ): Promise<AreaStatusPayload | Refused> {
    return this.answer(ctx, this.endAreaStatusCommand.execute(ctx, input));
  }

  private async answer(
    ctx: Context,
    outcome: Outcome<{ areaStatusId: string }, PestRefusal>,
  ): Promise<AreaStatusPayload | Refused> {
    const result = await outcome;
    if (!result.ok) return refused(ctx, result.error);
    const areaStatus = await this.queries.areaStatuses.byId(ctx, result.value.areaStatusId);
    return Object.assign(new AreaStatusPayload(), { areaStatus });
  }
}

@Resolver()
export class TreatmentCommandsResolver {
  constructor(
    private readonly queries: PestQueries,
    private readonly recordQuarantineTreatmentCommand: RecordQuarantineTreatment,
    private readonly confirmQuarantineTreatmentCommand: ConfirmQuarantineTreatment,
  ) {}

  @Mutation(() => RecordQuarantineTreatmentResult, {
    description:
      'Records a quarantine treatment 检疫处理 of a packed batch, or puts an earlier record right by a new one; both stay.',
  })
  @Requires('pest:treat')
  recordQuarantineTreatment(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The treatment.' }) input: RecordQuarantineTreatmentInput,
  ): Promise<QuarantineTreatmentPayload | Refused> {
    return this.answer(ctx, this.recordQuarantineTreatmentCommand.execute(ctx, input));
  }

  @Mutation(() => ConfirmQuarantineTreatmentResult, {
    description:
      'Confirms a treatment whose record the base office has compared with its certificate: from then on it settles findings.',
  })
  @Requires('pest:confirm')
  confirmQuarantineTreatment(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The record.' }) input: ConfirmQuarantineTreatmentInput,
  ): Promise<QuarantineTreatmentPayload | Refused> {
    return this.answer(ctx, this.confirmQuarantineTreatmentCommand.execute(ctx, input));
  }

  private async answer(
    ctx: Context,
    outcome: Outcome<{ treatmentId: string }, PestRefusal>,
  ): Promise<QuarantineTreatmentPayload | Refused> {
    const result = await outcome;
    if (!result.ok) return refused(ctx, result.error);
    const treatment = await this.queries.treatments.byId(ctx, result.value.treatmentId);
    return Object.assign(new QuarantineTreatmentPayload(), { treatment });
  }
}

import { Module } from '@nestjs/common';
import { AttachmentsModule } from '../attachments/attachments.module.js';
import { BatchesModule } from '../batches/batches.module.js';
import { LandModule } from '../land/land.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { StandardsModule } from '../standards/standards.module.js';
import { AppointOfficer, EndOfficerAppointment } from './commands/appoint-officer.js';
import {
  ConfirmAreaStatus,
  ConfirmOfficerAppointment,
  ConfirmQuarantineTreatment,
  PestConfirmations,
} from './commands/confirm-pest-record.js';
import { PestDesk } from './commands/pest-desk.js';
import { EndAreaStatus, RecordAreaStatus } from './commands/record-area-status.js';
import { RecordQuarantineTreatment } from './commands/record-quarantine-treatment.js';
import { RecordTrapCount } from './commands/record-trap-count.js';
import { SetUpTrap, TakeDownTrap } from './commands/set-up-trap.js';
import {
  AreaStatusCommandsResolver,
  OfficerCommandsResolver,
  TrapCommandsResolver,
  TreatmentCommandsResolver,
} from './pest-commands.resolver.js';
import { PestReactions } from './pest-reactions.js';
import { PestQueries } from './pest.queries.js';
import './pest.refusals.js';
import {
  AreaStatusConnectionResolver,
  OfficerAppointmentConnectionResolver,
  PestResolver,
  PestTrapConnectionResolver,
  QuarantineTreatmentConnectionResolver,
  TrapCountConnectionResolver,
  TrapCountFieldsResolver,
} from './pest.resolver.js';
import { KeptPapers } from './kept-attachments.js';

const commands = [
  AppointOfficer,
  ConfirmAreaStatus,
  ConfirmOfficerAppointment,
  ConfirmQuarantineTreatment,
  EndAreaStatus,
  EndOfficerAppointment,
  RecordAreaStatus,
  RecordQuarantineTreatment,
  RecordTrapCount,
  SetUpTrap,
  TakeDownTrap,
];
const resolvers = [
  AreaStatusCommandsResolver,
  AreaStatusConnectionResolver,
  OfficerAppointmentConnectionResolver,
  OfficerCommandsResolver,
  PestResolver,
  PestTrapConnectionResolver,
  QuarantineTreatmentConnectionResolver,
  TrapCommandsResolver,
  TrapCountConnectionResolver,
  TrapCountFieldsResolver,
  TreatmentCommandsResolver,
];

@Module({
  imports: [AttachmentsModule, BatchesModule, LandModule, LedgerModule, StandardsModule],
  providers: [KeptPapers, PestReactions, PestDesk, PestConfirmations, PestQueries, ...commands, ...resolvers],
  exports: [PestReactions, PestQueries, ...commands],
})
export class PestsModule {}

import { Module } from '@nestjs/common';
import { BatchesModule } from '../batches/batches.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { CancelInspection } from './commands/cancel-inspection.js';
import { InspectorsDesk } from './commands/inspectors-desk.js';
import { RecordDefects } from './commands/record-defects.js';
import { RecordLaboratoryResults } from './commands/record-laboratory-results.js';
import { RecordMeasurements } from './commands/record-measurements.js';
import { RecordSample } from './commands/record-sample.js';
import { RequestInspection } from './commands/request-inspection.js';
import { SignInspection } from './commands/sign-inspection.js';
import { StartSelfCheck } from './commands/start-self-check.js';
import { InspectionCommandsResolver } from './inspection-commands.resolver.js';
import { InspectionReactions } from './inspection-reactions.js';
import { InspectionQueries } from './inspection.queries.js';
import './inspection.refusals.js';
import { InspectionConnectionResolver, InspectionResolver } from './inspection.resolver.js';

const commands = [
  CancelInspection,
  RecordDefects,
  RecordLaboratoryResults,
  RecordMeasurements,
  RecordSample,
  RequestInspection,
  SignInspection,
  StartSelfCheck,
];

@Module({
  imports: [BatchesModule, LedgerModule],
  providers: [
    ...commands,
    InspectorsDesk,
    InspectionQueries,
    InspectionReactions,
    InspectionResolver,
    InspectionConnectionResolver,
    InspectionCommandsResolver,
  ],
  exports: [...commands, InspectionQueries, InspectionReactions],
})
export class InspectionsModule {}

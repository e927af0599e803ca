import { Module } from '@nestjs/common';
import { BatchesModule } from '../batches/batches.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { AttachmentsModule } from '../attachments/attachments.module.js';
import { SettleResultCorrections } from './commands/settle-result-corrections.js';
import { CancelInspection } from './commands/cancel-inspection.js';
import { ConfirmCorrectiveAction } from './commands/confirm-corrective-action.js';
import { CorrectDefects } from './commands/correct-defects.js';
import { CorrectEntries } from './commands/correct-entries.js';
import { CorrectLaboratoryResults } from './commands/correct-laboratory-results.js';
import { CorrectMeasurements } from './commands/correct-measurements.js';
import { InspectorsDesk } from './commands/inspectors-desk.js';
import { RecordCorrectiveAction } from './commands/record-corrective-action.js';
import { RecordDefects } from './commands/record-defects.js';
import { RecordLaboratoryResults } from './commands/record-laboratory-results.js';
import { RecordMeasurements } from './commands/record-measurements.js';
import { RecordSample } from './commands/record-sample.js';
import { ReportFiles } from './commands/report-files.js';
import { RequestInspection } from './commands/request-inspection.js';
import { SignInspection } from './commands/sign-inspection.js';
import { StartSelfCheck } from './commands/start-self-check.js';
import { CorrectiveActionQueries } from './corrective-action.queries.js';
import { CorrectiveActionResolver } from './corrective-action.resolver.js';
import { InspectionAnswers } from './inspection-answers.js';
import { InspectionCommandsResolver } from './inspection-commands.resolver.js';
import { InspectionCorrectionsResolver } from './inspection-corrections.resolver.js';
import { InspectionReactions } from './inspection-reactions.js';
import { InspectionQueries } from './inspection.queries.js';
import './inspection.refusals.js';
import { InspectionConnectionResolver, InspectionResolver } from './inspection.resolver.js';
import { KeptActions, KeptLaboratoryReports } from './kept-attachments.js';

const commands = [
  SettleResultCorrections,
  CancelInspection,
  ConfirmCorrectiveAction,
  CorrectDefects,
  CorrectLaboratoryResults,
  CorrectMeasurements,
  RecordCorrectiveAction,
  RecordDefects,
  RecordLaboratoryResults,
  RecordMeasurements,
  RecordSample,
  RequestInspection,
  SignInspection,
  StartSelfCheck,
];

@Module({
  imports: [AttachmentsModule, BatchesModule, LedgerModule],
  providers: [
    ...commands,
    CorrectEntries,
    InspectorsDesk,
    CorrectiveActionQueries,
    CorrectiveActionResolver,
    KeptActions,
    KeptLaboratoryReports,
    ReportFiles,
    InspectionAnswers,
    InspectionQueries,
    InspectionReactions,
    InspectionResolver,
    InspectionConnectionResolver,
    InspectionCommandsResolver,
    InspectionCorrectionsResolver,
  ],
  exports: [...commands, InspectionQueries, InspectionReactions],
})
export class InspectionsModule {}

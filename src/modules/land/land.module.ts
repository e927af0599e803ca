import { Module } from '@nestjs/common';
import { GeographyModule } from '../geography/geography.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { OrganisationsModule } from '../organisations/organisations.module.js';
import './boundary.refusals.js';
import { ChangeGrower } from './commands/change-grower.js';
import { ChangePlot } from './commands/change-plot.js';
import { ConfirmCoverage } from './commands/confirm-coverage.js';
import { ConfirmRegistration } from './commands/confirm-registration.js';
import { CoverPlots } from './commands/cover-plots.js';
import { EraseGrower } from './commands/erase-grower.js';
import { PlotChecks } from './commands/plot-checks.js';
import { RecordGrower } from './commands/record-grower.js';
import { RecordPlotBoundary } from './commands/record-plot-boundary.js';
import { RecordRegistration } from './commands/record-registration.js';
import { RegisterOrchard } from './commands/register-orchard.js';
import { RegisterPlot } from './commands/register-plot.js';
import { RevealGrower } from './commands/reveal-grower.js';
import { WithdrawRegistration } from './commands/withdraw-registration.js';
import { GrowerQueries } from './grower.queries.js';
import { GrowerConnectionResolver, GrowerResolver } from './grower.resolver.js';
import { LandReactions } from './land-reactions.js';
import { LandReferences } from './land-references.js';
import './land.refusals.js';
import { OrchardQueries } from './orchard.queries.js';
import { OrchardConnectionResolver, OrchardResolver } from './orchard.resolver.js';
import { PlotFieldsResolver } from './plot-fields.resolver.js';
import { PlotQueries } from './plot.queries.js';
import { PlotConnectionResolver, PlotResolver } from './plot.resolver.js';
import { RegistrationQueries } from './registration.queries.js';
import { RegistrationConnectionResolver, RegistrationResolver } from './registration.resolver.js';

const commands = [
  ChangeGrower,
  ChangePlot,
  ConfirmCoverage,
  ConfirmRegistration,
  CoverPlots,
  EraseGrower,
  RecordGrower,
  RecordPlotBoundary,
  RecordRegistration,
  RegisterOrchard,
  RegisterPlot,
  RevealGrower,
  WithdrawRegistration,
];
const queries = [GrowerQueries, OrchardQueries, PlotQueries, RegistrationQueries];
const resolvers = [
  GrowerConnectionResolver,
  GrowerResolver,
  OrchardConnectionResolver,
  OrchardResolver,
  PlotConnectionResolver,
  PlotFieldsResolver,
  PlotResolver,
  RegistrationConnectionResolver,
  RegistrationResolver,
];

@Module({
  imports: [GeographyModule, LedgerModule, OrganisationsModule],
  providers: [LandReactions, LandReferences, PlotChecks, ...commands, ...queries, ...resolvers],
  exports: [LandReactions, ...commands, ...queries],
})
export class LandModule {}

import { Module } from '@nestjs/common';
import { GeographyModule } from '../geography/geography.module.js';
import { AttachmentsModule } from '../attachments/attachments.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { OrganisationsModule } from '../organisations/organisations.module.js';
import './boundary.refusals.js';
import { ChangeGrower } from './commands/change-grower.js';
import { ChangePlot } from './commands/change-plot.js';
import { ConfirmCoverage } from './commands/confirm-coverage.js';
import { ConfirmPlotVariety } from './commands/confirm-plot-variety.js';
import { ConfirmRegistration } from './commands/confirm-registration.js';
import { ConfirmRegistrations } from './commands/confirm-registrations.js';
import { ConfirmSupplyRelation } from './commands/confirm-supply-relation.js';
import { ConfirmYield } from './commands/confirm-yield.js';
import { CoverPlots } from './commands/cover-plots.js';
import { DeclareYield } from './commands/declare-yield.js';
import { EraseGrower } from './commands/erase-grower.js';
import { PlanRegistrationReview } from './commands/plan-registration-review.js';
import { PlotChecks } from './commands/plot-checks.js';
import { RecordGrower } from './commands/record-grower.js';
import { RecordPlotBoundary } from './commands/record-plot-boundary.js';
import { RecordRegistration } from './commands/record-registration.js';
import { EndSupplyRelation, RecordSupplyRelation } from './commands/record-supply-relation.js';
import { RegisterOrchard } from './commands/register-orchard.js';
import { RegisterPlot } from './commands/register-plot.js';
import { RevealGrower } from './commands/reveal-grower.js';
import { WithdrawRegistration } from './commands/withdraw-registration.js';
import { GrowerQueries } from './grower.queries.js';
import { GrowerConnectionResolver, GrowerResolver } from './grower.resolver.js';
import { KeptContracts } from './kept-attachments.js';
import { LandReactions } from './land-reactions.js';
import { LandReferences } from './land-references.js';
import './land.refusals.js';
import { OrchardQueries } from './orchard.queries.js';
import { OrchardConnectionResolver, OrchardResolver } from './orchard.resolver.js';
import { PlotFieldsResolver } from './plot-fields.resolver.js';
import { PlotVarietyQueries } from './plot-variety.queries.js';
import { PlotVarietyResolver } from './plot-variety.resolver.js';
import { PlotQueries } from './plot.queries.js';
import { PlotConnectionResolver, PlotResolver } from './plot.resolver.js';
import { RegistrationQueries } from './registration.queries.js';
import { RegistrationConnectionResolver, RegistrationResolver } from './registration.resolver.js';
import { RegistrationYieldResolver } from './registration-yield.resolver.js';
import { SupplyQueries } from './supply.queries.js';
import { SupplyRelationConnectionResolver, SupplyRelationResolver } from './supply.resolver.js';

const commands = [
  ChangeGrower,
  ChangePlot,
  ConfirmCoverage,
  ConfirmPlotVariety,
  ConfirmRegistration,
  ConfirmRegistrations,
  ConfirmSupplyRelation,
  ConfirmYield,
  CoverPlots,
  DeclareYield,
  EndSupplyRelation,
  EraseGrower,
  PlanRegistrationReview,
  RecordGrower,
  RecordPlotBoundary,
  RecordRegistration,
  RecordSupplyRelation,
  RegisterOrchard,
  RegisterPlot,
  RevealGrower,
  WithdrawRegistration,
];
const queries = [
  GrowerQueries,
  OrchardQueries,
  PlotQueries,
  PlotVarietyQueries,
  RegistrationQueries,
  SupplyQueries,
];
const resolvers = [
  GrowerConnectionResolver,
  GrowerResolver,
  OrchardConnectionResolver,
  OrchardResolver,
  PlotConnectionResolver,
  PlotFieldsResolver,
  PlotResolver,
  PlotVarietyResolver,
  RegistrationConnectionResolver,
  RegistrationResolver,
  RegistrationYieldResolver,
  SupplyRelationConnectionResolver,
  SupplyRelationResolver,
];

@Module({
  imports: [AttachmentsModule, GeographyModule, LedgerModule, OrganisationsModule],
  providers: [
    KeptContracts,
    LandReactions,
    LandReferences,
    PlotChecks,
    ...commands,
    ...queries,
    ...resolvers,
  ],
  exports: [LandReactions, ...commands, ...queries],
})
export class LandModule {}

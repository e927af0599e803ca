import { Module } from '@nestjs/common';
import { AttachmentsModule } from '../attachments/attachments.module.js';
import { BatchesModule } from '../batches/batches.module.js';
import { BrandsModule } from '../brands/brands.module.js';
import { CertificatesModule } from '../certificates/certificates.module.js';
import { ChannelsModule } from '../channels/channels.module.js';
import { CoverageModule } from '../coverage/coverage.module.js';
import { FactsModule } from '../facts/facts.module.js';
import { GrowingModule } from '../growing/growing.module.js';
import { InspectionsModule } from '../inspections/inspections.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { LandModule } from '../land/land.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { PestsModule } from '../pests/pests.module.js';
import { SeasonsModule } from '../seasons/seasons.module.js';
import { StandardsModule } from '../standards/standards.module.js';
import { AgreeToRelease } from './commands/agree-to-release.js';
import { AllocateToLot } from './commands/allocate-to-lot.js';
import { CapacityGate } from './commands/capacity-gate.js';
import { ChangeLotPlan } from './commands/change-lot-plan.js';
import { DeclarationReader } from './commands/declaration-reader.js';
import { JudgeLotsAgain } from './judge-lots-again.js';
import { JudgeLot } from './commands/judge-lot.js';
import { LotDesk } from './commands/lot-desk.js';
import { LotMembers } from './commands/lot-members.js';
import { LotReleases } from './commands/lot-releases.js';
import { MoveLot } from './commands/move-lot.js';
import { OpenLot } from './commands/open-lot.js';
import { ProposeRelease } from './commands/propose-release.js';
import { ReleaseDesk } from './commands/release-desk.js';
import { RecordLotDocument } from './commands/record-lot-document.js';
import { TakeBackRelease } from './commands/take-back-release.js';
import { WithdrawFromLot } from './commands/withdraw-from-lot.js';
import { ContributionQueries } from './contribution.queries.js';
import { DocumentsDueQueries } from './documents-due.queries.js';
import { DocumentsDueResolver } from './documents-due.resolver.js';
import { LotCommandsResolver } from './lot-commands.resolver.js';
import { JudgementReplay } from './judgement-replay.js';
import { JudgementReplayResolver } from './judgement-replay.resolver.js';
import { LotFacts } from './lot-facts.js';
import { LotReactions } from './lot-reactions.js';
import { LotsOfSeason } from './lots-of-season.js';
import { LotQueries } from './lot.queries.js';
import './lot.refusals.js';
import { PreviewQueries } from './preview.queries.js';
import { PreviewResolver } from './preview.resolver.js';
import { LotContributionConnectionResolver, LotResolver } from './lot.resolver.js';
import { ReleaseExpiry } from './release-expiry.js';
import { ReleaseQueries } from './release.queries.js';
import './release.refusals.js';
import { LotReleaseConnectionResolver, ReleaseResolver } from './release.resolver.js';
import { KeptEvidence } from './kept-attachments.js';

const commands = [
  AgreeToRelease,
  AllocateToLot,
  ChangeLotPlan,
  JudgeLot,
  MoveLot,
  OpenLot,
  ProposeRelease,
  RecordLotDocument,
  TakeBackRelease,
  WithdrawFromLot,
];

@Module({
  imports: [
    LedgerModule,
    AttachmentsModule,
    JobsModule,
    LandModule,
    SeasonsModule,
    StandardsModule,
    GrowingModule,
    BatchesModule,
    InspectionsModule,
    CertificatesModule,
    CoverageModule,
    BrandsModule,
    ChannelsModule,
    PestsModule,
    FactsModule,
  ],
  providers: [
    KeptEvidence,
    ...commands,
    CapacityGate,
    DeclarationReader,
    LotDesk,
    LotMembers,
    LotReleases,
    ReleaseDesk,
    JudgeLotsAgain,
    ReleaseExpiry,
    LotFacts,
    JudgementReplay,
    PreviewQueries,
    JudgementReplayResolver,
    PreviewResolver,
    LotReactions,
    LotsOfSeason,
    LotQueries,
    ContributionQueries,
    DocumentsDueQueries,
    DocumentsDueResolver,
    LotResolver,
    LotContributionConnectionResolver,
    LotCommandsResolver,
    ReleaseQueries,
    ReleaseResolver,
    LotReleaseConnectionResolver,
  ],
  exports: [...commands, LotQueries, ContributionQueries, JudgementReplay],
})
export class LotsModule {}

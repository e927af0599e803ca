import { AttachmentsModule } from './attachments/attachments.module.js';
import { BatchesModule } from './batches/batches.module.js';
import { BrandsModule } from './brands/brands.module.js';
import { CertificatesModule } from './certificates/certificates.module.js';
import { ChannelsModule } from './channels/channels.module.js';
import { CoverageModule } from './coverage/coverage.module.js';
import { FactsModule } from './facts/facts.module.js';
import { GeographyModule } from './geography/geography.module.js';
import { GrowingModule } from './growing/growing.module.js';
import { InspectionsModule } from './inspections/inspections.module.js';
import { JobsModule } from './jobs/jobs.module.js';
import { LandModule } from './land/land.module.js';
import { LedgerModule } from './ledger/ledger.module.js';
import { LiveModule } from './live/live.module.js';
import { LotsModule } from './lots/lots.module.js';
import { OrganisationsModule } from './organisations/organisations.module.js';
import { PestsModule } from './pests/pests.module.js';
import { ReadmodelsModule } from './readmodels/readmodels.module.js';
import { SeasonsModule } from './seasons/seasons.module.js';
import { StandardsModule } from './standards/standards.module.js';
import { TraceModule } from './trace/trace.module.js';
import { VarietiesModule } from './varieties/varieties.module.js';

/** Every feature module, from the ground up (docs/adr/0007). */
export const modules = [
  LedgerModule,
  GeographyModule,
  OrganisationsModule,
  JobsModule,
  AttachmentsModule,
  VarietiesModule,
  SeasonsModule,
  StandardsModule,
  LandModule,
  GrowingModule,
  BatchesModule,
  InspectionsModule,
  CertificatesModule,
  CoverageModule,
  BrandsModule,
  ChannelsModule,
  PestsModule,
  FactsModule,
  LotsModule,
  TraceModule,
  LiveModule,
  ReadmodelsModule,
];

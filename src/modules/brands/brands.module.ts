import { Module } from '@nestjs/common';
import '../../infrastructure/database/common-refusals.js';
import { AttachmentsModule } from '../attachments/attachments.module.js';
import { BatchesModule } from '../batches/batches.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { OrganisationsModule } from '../organisations/organisations.module.js';
import { StandardsModule } from '../standards/standards.module.js';
import { BrandQueries } from './brand.queries.js';
import './brand.refusals.js';
import { BrandLicenceConnectionResolver, BrandResolver } from './brand.resolver.js';
import { ApproveLabelDesign } from './commands/approve-label-design.js';
import { EndBrandLicence } from './commands/end-brand-licence.js';
import { GrantBrandLicence } from './commands/grant-brand-licence.js';
import { IssueLabelRange, WithdrawLabelRange } from './commands/issue-label-range.js';
import { CorrectLabelUse, LabelUses, RecordLabelUse } from './commands/record-label-use.js';
import { ConfirmLabelDesign, EndLabelDesign } from './commands/settle-label-design.js';
import {
  LabelDesignCommandsResolver,
  LabelRangeCommandsResolver,
  LabelUseCommandsResolver,
} from './label-commands.resolver.js';
import { LabelReactions } from './label-reactions.js';
import { LabelQueries } from './label.queries.js';
import './label.refusals.js';
import {
  LabelDesignConnectionResolver,
  LabelRangeConnectionResolver,
  LabelResolver,
  LabelUseConnectionResolver,
} from './label.resolver.js';
import { LicenceReactions } from './licence-reactions.js';
import { LicenceQueries } from './licence.queries.js';
import { KeptArtwork } from './kept-attachments.js';

const commands = [
  ApproveLabelDesign,
  ConfirmLabelDesign,
  CorrectLabelUse,
  EndBrandLicence,
  EndLabelDesign,
  GrantBrandLicence,
  IssueLabelRange,
  RecordLabelUse,
  WithdrawLabelRange,
];
const resolvers = [
  BrandLicenceConnectionResolver,
  BrandResolver,
  LabelDesignCommandsResolver,
  LabelDesignConnectionResolver,
  LabelRangeCommandsResolver,
  LabelRangeConnectionResolver,
  LabelResolver,
  LabelUseCommandsResolver,
  LabelUseConnectionResolver,
];

@Module({
  imports: [AttachmentsModule, BatchesModule, LedgerModule, OrganisationsModule, StandardsModule],
  providers: [
    KeptArtwork,
    BrandQueries,
    LabelQueries,
    LabelReactions,
    LabelUses,
    LicenceQueries,
    LicenceReactions,
    ...commands,
    ...resolvers,
  ],
  exports: [BrandQueries, LabelReactions, LicenceQueries, LicenceReactions, ...commands],
})
export class BrandsModule {}

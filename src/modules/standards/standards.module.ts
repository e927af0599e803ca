import { Module } from '@nestjs/common';
import '../../infrastructure/database/common-refusals.js';
import { AttachmentsModule } from '../attachments/attachments.module.js';
import { GeographyModule } from '../geography/geography.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { OrganisationsModule } from '../organisations/organisations.module.js';
import { VarietiesModule } from '../varieties/varieties.module.js';
import { AdoptionResolver } from './adoption.resolver.js';
import { AdoptRules } from './commands/adopt-rules.js';
import { AssignEntry, CountersignEntry, DropDraftEntry } from './commands/change-draft-entry.js';
import { DraftEntry } from './commands/draft-entry.js';
import { DraftStandardVersion } from './commands/draft-standard-version.js';
import { EditionCopies } from './commands/edition-copies.js';
import { DraftVarietyList } from './commands/draft-variety-list.js';
import { EditionDesk } from './commands/edition-desk.js';
import { EditionTables } from './commands/edition-tables.js';
import { OpenMarketPack } from './commands/open-market-pack.js';
import { PublishStandardVersion } from './commands/publish-standard-version.js';
import { EditionEntryResolver } from './edition-entry.resolver.js';
import { EditionPreviewQueries } from './edition-preview.queries.js';
import { EditionQueries } from './edition.queries.js';
import './edition.refusals.js';
import {
  EditionResolver,
  MarketPackEditionConnectionResolver,
  MarketPackEditionResolver,
} from './edition.resolver.js';
import { KeepSubstances } from './commands/keep-substances.js';
import { WithdrawSubstanceNames } from './commands/withdraw-substance-names.js';
import { SubstanceReactions } from './substance-reactions.js';
import { SubstanceReadingQueries } from './substance-reading.queries.js';
import { SubstanceReadingResolver } from './substance-reading.resolver.js';
import './substance.refusals.js';
import { NamedCodeQueries } from './named-code.queries.js';
import { ReferenceReactions } from './reference-reactions.js';
import { ResiduePages } from './residue.pages.js';
import { ResidueResolver } from './residue.resolver.js';
import { StandardPages } from './standard.pages.js';
import { StandardQueries } from './standard.queries.js';
import { RuleResolver, StandardResolver, StandardVersionResolver } from './standard.resolver.js';
import { KeptScans } from './kept-attachments.js';
import { VarietyListQueries } from './variety-list.queries.js';
import { VarietyListResolver } from './variety-list.resolver.js';

const commands = [
  DraftStandardVersion,
  OpenMarketPack,
  DraftVarietyList,
  DraftEntry,
  AdoptRules,
  DropDraftEntry,
  AssignEntry,
  CountersignEntry,
  PublishStandardVersion,
  KeepSubstances,
  WithdrawSubstanceNames,
];

@Module({
  imports: [LedgerModule, GeographyModule, OrganisationsModule, AttachmentsModule, VarietiesModule],
  providers: [
    KeptScans,
    NamedCodeQueries,
    ...commands,
    EditionDesk,
    EditionCopies,
    EditionTables,
    EditionQueries,
    EditionPreviewQueries,
    EditionResolver,
    EditionEntryResolver,
    AdoptionResolver,
    MarketPackEditionResolver,
    MarketPackEditionConnectionResolver,
    ReferenceReactions,
    SubstanceReactions,
    SubstanceReadingQueries,
    SubstanceReadingResolver,
    StandardQueries,
    StandardPages,
    ResiduePages,
    StandardResolver,
    StandardVersionResolver,
    RuleResolver,
    ResidueResolver,
    VarietyListQueries,
    VarietyListResolver,
  ],
  exports: [
    ...commands,
    NamedCodeQueries,
    ReferenceReactions,
    SubstanceReactions,
    StandardQueries,
    EditionPreviewQueries,
  ],
})
export class StandardsModule {}

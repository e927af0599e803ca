import { Module } from '@nestjs/common';
import '../../infrastructure/database/common-refusals.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { OrganisationsModule } from '../organisations/organisations.module.js';
import { BrandQueries } from './brand.queries.js';
import './brand.refusals.js';
import { BrandLicenceConnectionResolver, BrandResolver } from './brand.resolver.js';
import { EndBrandLicence } from './commands/end-brand-licence.js';
import { GrantBrandLicence } from './commands/grant-brand-licence.js';
import { LicenceReactions } from './licence-reactions.js';
import { LicenceQueries } from './licence.queries.js';

@Module({
  imports: [LedgerModule, OrganisationsModule],
  providers: [
    BrandQueries,
    LicenceQueries,
    LicenceReactions,
    GrantBrandLicence,
    EndBrandLicence,
    BrandResolver,
    BrandLicenceConnectionResolver,
  ],
  exports: [BrandQueries, LicenceQueries, LicenceReactions, GrantBrandLicence, EndBrandLicence],
})
export class BrandsModule {}

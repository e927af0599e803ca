import { Module } from '@nestjs/common';
import '../../infrastructure/database/common-refusals.js';
import { GeographyModule } from '../geography/geography.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { OrganisationsModule } from '../organisations/organisations.module.js';
import { StandardsModule } from '../standards/standards.module.js';
import { ChannelReactions } from './channel-reactions.js';
import { ChannelQueries } from './channel.queries.js';
import './channel.refusals.js';
import { ChannelConnectionResolver, ChannelResolver } from './channel.resolver.js';
import { CustomsDistrictQueries } from './customs-district.queries.js';
import { CustomsDistrictResolver } from './customs-district.resolver.js';
import { CloseChannel } from './commands/close-channel.js';
import { KeepCustomsDistricts } from './commands/keep-customs-districts.js';
import { OpenChannel } from './commands/open-channel.js';
import { MarketQueries } from './market.queries.js';
import { MarketResolver } from './market.resolver.js';

@Module({
  imports: [LedgerModule, GeographyModule, OrganisationsModule, StandardsModule],
  providers: [
    ChannelQueries,
    ChannelReactions,
    MarketQueries,
    OpenChannel,
    CloseChannel,
    ChannelResolver,
    ChannelConnectionResolver,
    MarketResolver,
    CustomsDistrictQueries,
    KeepCustomsDistricts,
    CustomsDistrictResolver,
  ],
  exports: [ChannelQueries, ChannelReactions, MarketQueries, OpenChannel, CloseChannel],
})
export class ChannelsModule {}

import { actorOf } from '../../infrastructure/database/context.js';
import { localDate, season } from '../../kernel/local-date.js';
import { EndBrandLicence } from '../../modules/brands/commands/end-brand-licence.js';
import { GrantBrandLicence } from '../../modules/brands/commands/grant-brand-licence.js';
import { OpenChannel } from '../../modules/channels/commands/open-channel.js';
import { OpenMarketPack } from '../../modules/standards/commands/open-market-pack.js';
import { china, HOURS, on } from '../plan/calendar.js';
import {
  CHANNELS,
  LICENCES,
  LICENSED_FROM,
  LICENSED_TO,
  type ChannelPlan,
  type LicencePlan,
} from '../plan/trade.js';
import { done, type Deed } from '../runner/deed.js';

/**
 * The base office licenses the brand, enters the authorised user of the indication, opens the channels, and begins the
 * market pack of Thailand: what is shipped as a draft, every row and question with somebody who sees to it.
 */
export const tradeDeeds = (): Deed[] => [
  ...LICENCES.map(granted),
  ...LICENCES.flatMap((licence) => (licence.ended ? [ended(licence, licence.ended)] : [])),
  ...CHANNELS.map(opened),
  packBegun(),
];

const granted = ({ number, brand, organisation }: LicencePlan): Deed => ({
  at: china('2025-09-08', '09:00'),
  as: 'base',
  needs: 'licence:manage',
  name: `grantBrandLicence ${number}`,
  give: async ({ ctx, requestId, names, command }) => {
    const told = {
      number,
      brandCode: brand,
      organisationId: names.id('organisation', organisation),
      validFrom: on(LICENSED_FROM),
      validTo: on(LICENSED_TO),
    };
    const { licenceId } = await done(command(GrantBrandLicence).execute(ctx, { requestId, ...told }));
    names.keep('licence', number, licenceId);
  },
});

const ended = ({ number }: LicencePlan, end: NonNullable<LicencePlan['ended']>): Deed => ({
  at: china(end.on, HOURS.office),
  as: 'base',
  needs: 'licence:manage',
  name: `endBrandLicence ${number}`,
  give: async ({ ctx, requestId, names, command }) => {
    const told = { licenceId: names.id('licence', number), endedOn: on(end.on), reason: end.reason };
    await done(command(EndBrandLicence).execute(ctx, { requestId, ...told }));
  },
});

const opened = ({ code, exporter, market, ...gateway }: ChannelPlan): Deed => ({
  at: china('2025-09-08', '10:00'),
  as: 'base',
  needs: 'channel:manage',
  name: `openChannel ${code}`,
  give: async ({ ctx, requestId, names, command }) => {
    const told = {
      code,
      exporterId: names.id('organisation', exporter),
      marketCode: market,
      customsDistrictCode: 'CHONGQING',
      ...gateway,
      validFrom: on(LICENSED_FROM),
      validTo: on(LICENSED_TO),
    };
    const { channelId } = await done(command(OpenChannel).execute(ctx, { requestId, ...told }));
    names.keep('channel', code, channelId);
  },
});

/** Nothing is entered into it: what Thailand demands nobody here has read. */
const packBegun = (): Deed => ({
  at: china('2025-09-08', '11:00'),
  as: 'base',
  needs: 'reference:manage',
  name: 'openMarketPack TH',
  give: async ({ ctx, requestId, command }) => {
    const told = {
      marketCode: 'TH',
      season: season('2025/26'),
      startFrom: 'SHIPPED' as const,
      reviewOn: localDate('2026-08-15'),
      ownerId: actorOf(ctx).userId,
      dueOn: localDate('2025-12-01'),
    };
    await done(command(OpenMarketPack).execute(ctx, { requestId, ...told }));
  },
});

import { Injectable } from '@nestjs/common';
import type { NotFound } from '../../../infrastructure/database/common-refusals.js';
import type { Ctx, Tx } from '../../../infrastructure/database/context.js';
import { refusingViolations } from '../../../infrastructure/database/refuse-violation.js';
import { UnitOfWork, type CommandInput } from '../../../infrastructure/database/unit-of-work.js';
import type { ChannelId, OrganisationId } from '../../../kernel/ids.js';
import type { LocalDate } from '../../../kernel/local-date.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { RegionQueries } from '../../geography/region.queries.js';
import { Ledger } from '../../ledger/ledger.js';
import { OrganisationQueries } from '../../organisations/organisation.queries.js';
import { StandardQueries } from '../../standards/standard.queries.js';
import { Channel, type Transport } from '../channel.entity.js';
import type { ChannelRefusal } from '../channel.refusals.js';
import { codeTaken, refuseOpening, type ChannelContext } from '../domain/refuse-channel.js';

export interface ChannelOpening {
  readonly code: string;
  readonly exporterId: OrganisationId;
  readonly marketCode: string;
  readonly customsDistrictCode: string;
  readonly gatewayZh: string;
  readonly gatewayEn: string;
  readonly transport: Transport;
  readonly validFrom: LocalDate;
  readonly validTo?: LocalDate | null | undefined;
}

/** Opens a channel: an exporter of record may from then on send lots to a market by this gateway. */
@Injectable()
export class OpenChannel {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly organisations: OrganisationQueries,
    private readonly regions: RegionQueries,
    private readonly standards: StandardQueries,
    private readonly ledger: Ledger,
  ) {}

  execute(ctx: Ctx, input: ChannelOpening & CommandInput) {
    return this.uow.command(ctx, 'openChannel', input, (tx) => this.within(tx, input));
  }

  async within(
    tx: Tx,
    input: ChannelOpening,
  ): Promise<Result<{ channelId: ChannelId }, (ChannelRefusal | NotFound)[]>> {
    const { code, exporterId, marketCode, customsDistrictCode, gatewayZh, gatewayEn, transport, validFrom } =
      input;
    const validTo = input.validTo ?? null;
    const facts = { code, exporterId, marketCode, customsDistrictCode, validFrom, validTo };
    const refusals = refuseOpening(facts, await this.contextOf(tx, input));
    if (refusals.length > 0) return err(refusals);
    const channel = { ...facts, gatewayZh, gatewayEn, transport };
    const channelId = tx.ids.next<ChannelId>();
    return refusingViolations({ channel_code_key: codeTaken(code) }, async () => {
      await tx.manager.insert(Channel, { id: channelId, ...channel, recordedAt: tx.now });
      await this.ledger.append(tx, {
        kind: 'channel.opened',
        subjects: [channelId, exporterId],
        facts: channel,
      });
      return ok({ channelId });
    });
  }

  private async contextOf(tx: Tx, input: ChannelOpening): Promise<ChannelContext> {
    const exporter = await this.organisations.find(tx, input.exporterId);
    return {
      exporter: exporter && {
        code: exporter.code,
        kind: exporter.kind,
        isClosed: exporter.closedAt !== null,
      },
      marketExists: (await this.standards.market(tx, input.marketCode)) !== null,
      customsDistrictExists: await this.regions.customsDistrictExists(tx, input.customsDistrictCode),
      codeTaken: await tx.manager.existsBy(Channel, { code: input.code }),
    };
  }
}

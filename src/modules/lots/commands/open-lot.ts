import { Injectable } from '@nestjs/common';
import { notFound, type NotFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { ChannelId, LotId } from '../../../kernel/ids.js';
import { legalDay, seasonOf, type LocalDate } from '../../../kernel/local-date.js';
import { grams } from '../../../kernel/mass.js';
import type { RefusalOf } from '../../../kernel/refusal.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { codeFor } from '../../batches/domain/batch-code.js';
import { ChannelQueries } from '../../channels/channel.queries.js';
import { Ledger } from '../../ledger/ledger.js';
import { SeasonQueries } from '../../seasons/season.queries.js';
import type { seasonRefusals } from '../../seasons/season.refusals.js';
import { Lot } from '../lot.entity.js';
import type { LotRefusal } from '../lot.refusals.js';

export interface OpenLotTold {
  readonly channelId: ChannelId;
  readonly plannedDepartureOn: LocalDate;
  /** A code of the exporter's own; one is made where nothing is said. */
  readonly code?: string | null | undefined;
}

type OpenLotRefusal = LotRefusal | NotFound | RefusalOf<typeof seasonRefusals>;

/** Opens an empty joint lot for a channel; the channel says the market. */
@Injectable()
export class OpenLot {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly channels: ChannelQueries,
    private readonly seasons: SeasonQueries,
    private readonly ledger: Ledger,
  ) {}

  execute(ctx: Ctx, told: OpenLotTold & CommandInput): Outcome<{ lotId: LotId }, OpenLotRefusal> {
    return this.uow.command(ctx, 'openLot', told, (tx) => this.within(tx, told));
  }

  async within(tx: Tx, told: OpenLotTold): Promise<Result<{ lotId: LotId }, OpenLotRefusal[]>> {
    const { channelId, plannedDepartureOn } = told;
    const channel = await this.channels.byId(tx, channelId);
    const refusals: OpenLotRefusal[] = [];
    if (!channel) refusals.push(notFound(channelId, 'channelId'));
    else if (channel.exporterId !== actorOf(tx).organisationId)
      refusals.push({ code: 'CHANNEL_NOT_YOURS', values: {}, path: ['channelId'] });
    if (plannedDepartureOn < legalDay(tx.now)) {
      const values = { day: plannedDepartureOn };
      refusals.push({ code: 'DEPARTURE_IN_PAST', values, path: ['plannedDepartureOn'] });
    }
    refusals.push(...(await this.seasons.refusePlanning(tx, plannedDepartureOn, 'plannedDepartureOn')));
    if (!channel || refusals.length > 0) return err(refusals);
    const lot = newLot(tx, told, channel.marketCode);
    // A code belongs to the whole base; two that want it at once are told apart here and not by a failing statement.
    const inserted = await tx.manager
      .createQueryBuilder()
      .insert()
      .into(Lot)
      .values(lot)
      .orIgnore()
      .returning('id')
      .execute();
    if ((inserted.raw as unknown[]).length === 0)
      return err([{ code: 'LOT_CODE_TAKEN', values: { code: lot.code }, path: ['code'] }]);
    const { id: lotId, code, marketCode } = lot;
    await this.ledger.append(tx, {
      kind: 'lot.opened',
      subjects: [lotId],
      facts: { code, channelId, marketCode, plannedDepartureOn },
    });
    return ok({ lotId });
  }
}

function newLot(tx: Tx, { code, channelId, plannedDepartureOn }: OpenLotTold, marketCode: string): Lot {
  const id = tx.ids.next<LotId>();
  const season = seasonOf(plannedDepartureOn);
  const { organisationId } = actorOf(tx);
  return {
    id,
    code: code ?? codeFor('L', season, id),
    exporterId: organisationId,
    channelId,
    marketCode,
    state: 'OPEN',
    season,
    plannedDepartureOn,
    departedOn: null,
    containerNumber: null,
    sealNumber: null,
    massGrams: grams(0),
    cartonCount: 0,
    countyCodes: [],
    varietyCodes: [],
    originOrganisationIds: [],
    openHoldCount: 0,
    openReleaseCount: 0,
    judgementId: null,
    createdAt: tx.now,
    changedAt: tx.now,
    visibleTo: [organisationId],
  };
}

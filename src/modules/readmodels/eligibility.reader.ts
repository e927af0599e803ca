import { Injectable } from '@nestjs/common';
import type { Ctx } from '../../infrastructure/database/context.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import type { BatchId } from '../../kernel/ids.js';
import type { LocalDate } from '../../kernel/local-date.js';
import { BEFORE_DEPARTURE } from '../lots/domain/lot-state.js';
import type { MarketOutlook } from '../standards/domain/eligibility.js';
import { EligibilityJudge, exporterOf, type Destinations, type JudgedFor } from './eligibility-judge.js';

export interface EligibilityAsked extends Destinations {
  readonly batchIds: readonly BatchId[];
}

export interface AskedBatch {
  readonly id: BatchId;
  readonly code: string;
  /** The lot that has not left, of the exporter who asks or any for the base office, in which some of it is; the first to leave. */
  readonly lot: { readonly marketCode: string; readonly departureOn: LocalDate } | null;
}

export interface Eligibility extends JudgedFor {
  /** Packed batches that were found, in the order asked. */
  readonly batches: readonly AskedBatch[];
  readonly markets: readonly MarketOutlook[];
}

/** Which markets are open to packed batches: one statement says which of them may be asked about, then they are judged. */
@Injectable()
export class EligibilityReader {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly judge: EligibilityJudge,
  ) {}

  async read(ctx: Ctx, asked: EligibilityAsked): Promise<Eligibility> {
    const batches = await this.askable(ctx, asked.batchIds);
    const parts: (readonly MarketOutlook[])[] = [];
    const ids = batches.map(({ id }) => id);
    const judged = await this.judge.judge(ctx, asked, ids, (part) => parts.push(part));
    return { ...judged, batches, markets: joined(parts) };
  }

  /**
   * Whoever has the fruit or has it in a lot is entitled to all that lies upstream of it; so is the base office. An exporter
   * whom it is sent to has to know before there is a lot; nobody else to whom it is on its way is told more than the batch.
   */
  private askable(ctx: Ctx, ids: readonly BatchId[]): Promise<AskedBatch[]> {
    return this.uow.select(
      ctx,
      `SELECT b.id, b.code, own.lot FROM unnest($1::uuid[]) WITH ORDINALITY AS asked (id, place) JOIN batch b ON b.id = asked.id
         LEFT JOIN LATERAL (
           SELECT true AS is_member, (array_agg(json_build_object('marketCode', l.market_code, 'departureOn', l.planned_departure_on)
             ORDER BY l.planned_departure_on, l.id) FILTER (WHERE l.state = ANY ($4)))[1] AS lot
           FROM lot_member m JOIN lot l ON l.id = m.lot_id
           WHERE m.batch_id = b.id AND ($3 OR l.exporter_id = $2::uuid) HAVING count(*) > 0) own ON true
       WHERE b.kind = 'PACKED' AND ($3 OR b.holder_id = $2::uuid OR b.consigned_to_id = $5::uuid OR own.is_member)
       ORDER BY asked.place`,
      [
        [...new Set(ids)],
        ctx.actor?.organisationId ?? null,
        ctx.authority === 'office',
        BEFORE_DEPARTURE,
        exporterOf(ctx),
      ],
    );
  }
}

/** The parts of each market as one; what is said of the market itself is the same in all of them. */
function joined(parts: readonly (readonly MarketOutlook[])[]): MarketOutlook[] {
  const [first = []] = parts;
  return first.map((outlook, n) => ({
    ...outlook,
    batches: new Map(parts.flatMap((part) => [...(part[n]?.batches ?? [])])),
  }));
}

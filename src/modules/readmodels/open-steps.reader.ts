import { Injectable } from '@nestjs/common';
import { actorOf, type Ctx, type Reading } from '../../infrastructure/database/context.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import { FairQueue, lettingOthers, turnOf } from '../../infrastructure/limits/fair-queue.js';
import type { OrganisationKind } from '../../infrastructure/auth/permissions.js';
import type { BatchId } from '../../kernel/ids.js';
import { legalDay, type LocalDate } from '../../kernel/local-date.js';
import { BEFORE_DEPARTURE } from '../lots/domain/lot-state.js';
import { StockFacts } from '../facts/stock-facts.queries.js';
import { openSteps, openStepsOfLots, ownShare, type OpenStep } from '../standards/domain/open-steps.js';
import type { Facts } from '../standards/domain/facts.js';
import type { At } from '../standards/domain/rule-kind.js';
import { SETTLERS, type Finding, type Settler } from '../standards/domain/finding.js';
import { marketKnowledge } from '../standards/domain/market-knowledge.js';
import type { Rule } from '../standards/domain/rule.js';
import { rulesOf, StandardQueries } from '../standards/standard.queries.js';
import { UnpackedStepsReader } from './unpacked-steps.reader.js';

/** So many batches, and so many lots, are looked through at a time: those that leave first. */
const MOST = 300;

/** A packed batch that has not left, in a lot or not. */
interface Waiting {
  readonly id: BatchId;
  readonly code: string;
  readonly marketCode: string | null;
  readonly lotCode: string | null;
  readonly departureOn: LocalDate | null;
}

/** A lot that has not left, with what its latest judgement found. */
interface WaitingLot {
  readonly id: string;
  readonly code: string;
  readonly marketCode: string;
  readonly departureOn: LocalDate;
  readonly findings: readonly Finding[] | null;
}

export interface MarketStep extends Omit<OpenStep, 'waiting'> {
  readonly marketCode: string | null;
  readonly batchCodes: readonly string[];
  /** Batches that are not packed yet. */
  readonly unpackedCodes: readonly string[];
  /** Plots that are not picked yet. */
  readonly plotCodes: readonly string[];
  readonly lots: readonly { readonly code: string; readonly departureOn: LocalDate }[];
}

/** Which packed batches an organisation of a kind has to do with; $1 is its id. */
const CONCERNS: Partial<Record<OrganisationKind, string>> = {
  COOPERATIVE: 'EXISTS (SELECT FROM batch_origin o WHERE o.batch_id = b.id AND o.organisation_id = $1)',
  PACKHOUSE: 'EXISTS (SELECT FROM run r WHERE r.id = b.run_id AND r.organisation_id = $1)',
  INSPECTION_BODY: `EXISTS (SELECT FROM inspection i WHERE i.batch_id = b.id AND i.organisation_id = $1 AND i.state IN ('REQUESTED', 'SAMPLED'))`,
  EXPORTER: '(l.exporter_id = $1 OR b.consigned_to_id = $1)',
  BASE_OFFICE: '$1::uuid IS NOT NULL',
};

/** Whose lots' own requirements, such as documents, are theirs to see to; $1 is the organisation. */
const OWN_LOTS: Partial<Record<OrganisationKind, string>> = {
  EXPORTER: 'l.exporter_id = $1',
  BASE_OFFICE: '$1::uuid IS NOT NULL',
};

/**
 * What an organisation can do itself so that fruit which has not left may go on. Twelve statements at most, whatever the
 * number of batches, lots and markets.
 */
@Injectable()
export class OpenStepsReader {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly stock: StockFacts,
    private readonly standards: StandardQueries,
    private readonly unpacked: UnpackedStepsReader,
    private readonly turns: FairQueue,
  ) {}

  read(ctx: Ctx): Promise<MarketStep[]> {
    const { organisationKind: kind } = actorOf(ctx);
    const settler = SETTLERS.find((each) => each === kind);
    if (!settler) return Promise.resolve([]);
    return this.turns.run(turnOf(ctx), () => this.now(ctx, settler));
  }

  private now(ctx: Ctx, settler: Settler): Promise<MarketStep[]> {
    // What they may be told of it is cut out of the facts below.
    return this.uow.read({ ...ctx, authority: 'system' }, async (reading) => {
      let held: Promise<Rule[]> | null = null;
      const rules = () => (held ??= this.standards.allRules(reading).then(rulesOf));
      const unpacked = await this.unpacked.read(reading, settler, rules);
      return [
        ...unpacked.map((step) => ({ ...step, batchCodes: [], lots: [] })),
        ...(await this.ofFruit(reading, settler, rules)),
        ...(await this.ofLots(reading, settler)),
      ];
    });
  }

  private async ofFruit(
    reading: Reading,
    settler: Settler,
    rulesInForce: () => Promise<Rule[]>,
  ): Promise<MarketStep[]> {
    const { organisationId } = actorOf(reading);
    const waiting = await this.waiting(reading, settler);
    if (waiting.length === 0) return [];
    const ids = waiting.map(({ id }) => id);
    const exporterId = settler === 'EXPORTER' ? organisationId : null;
    const all = await this.stock.gather(reading, [...new Set(ids)], exporterId);
    const recorded = settler === 'COOPERATIVE' ? ownShare(all, organisationId) : all;
    const byMarket = Map.groupBy(waiting, ({ marketCode }) => marketCode);
    const held = await this.standards.marketRowsOf(
      reading,
      [...byMarket.keys()].filter((market) => market !== null),
    );
    const rules = await rulesInForce();
    const today = legalDay(reading.now);
    const lot = exporterId && { id: '', code: '', exporterId, plannedDeparture: null, departedOn: null };
    const steps: MarketStep[] = [];
    for (const [market, batches] of byMarket) {
      const rows = market === null ? undefined : held.get(market);
      const here = new Map(batches.map((batch) => [batch.id as string, batch]));
      const factsOf = (gathered: Facts): Facts => ({
        ...gathered,
        ...(rows ? marketKnowledge(rows, today) : {}),
        market,
        lot,
        batches: gathered.batches.filter(({ id }) => here.has(id)),
      });
      const told = factsOf(recorded);
      const whole = recorded === all ? told : factsOf(all);
      const at: At = { stage: 'PACK', date: today };
      const open = await lettingOthers(openSteps(settler, told, rules, at, whole));
      for (const { waiting: for_, ...step } of open) {
        const of = for_.flatMap((id) => here.get(id) ?? []);
        steps.push({
          ...step,
          marketCode: market,
          batchCodes: of.map(({ code }) => code),
          unpackedCodes: [],
          plotCodes: [],
          lots: of.flatMap(({ lotCode, departureOn }) =>
            lotCode !== null && departureOn !== null ? [{ code: lotCode, departureOn }] : [],
          ),
        });
      }
    }
    return steps;
  }

  private async ofLots(reading: Reading, settler: Settler): Promise<MarketStep[]> {
    const whose = OWN_LOTS[settler];
    if (!whose) return [];
    const lots = await reading.manager.query<WaitingLot[]>(
      `SELECT l.id, l.code, l.market_code AS "marketCode", l.planned_departure_on AS "departureOn",
              (SELECT json_agg(f) FROM lot_check c CROSS JOIN jsonb_array_elements(c.findings) AS f
                WHERE c.judgement_id = l.judgement_id AND f #>> '{subject,type}' IN ('LOT', 'SHIPMENT')) AS findings
         FROM lot l WHERE l.state = ANY ($2) AND l.judgement_id IS NOT NULL AND ${whose}
        ORDER BY l.planned_departure_on, l.id LIMIT ${MOST}`,
      [actorOf(reading).organisationId, BEFORE_DEPARTURE],
    );
    return [...Map.groupBy(lots, ({ marketCode }) => marketCode)].flatMap(([marketCode, here]) =>
      openStepsOfLots(
        settler,
        here.map(({ id, findings }) => ({ id, findings: findings ?? [] })),
      ).map(({ waiting, ...step }) => ({
        ...step,
        marketCode,
        batchCodes: [],
        unpackedCodes: [],
        plotCodes: [],
        lots: here.filter(({ id }) => waiting.includes(id)),
      })),
    );
  }

  private waiting(reading: Reading, settler: Settler): Promise<Waiting[]> {
    return reading.manager.query<Waiting[]>(
      `SELECT b.id, b.code, coalesce(l.market_code, b.market_code) AS "marketCode", l.code AS "lotCode",
              l.planned_departure_on AS "departureOn"
         FROM batch b LEFT JOIN lot_member m ON m.batch_id = b.id
           LEFT JOIN lot l ON l.id = m.lot_id AND l.state = ANY ($2)
        WHERE b.kind = 'PACKED' AND (l.id IS NOT NULL OR b.remaining_grams > 0) AND ${CONCERNS[settler]}
        ORDER BY l.planned_departure_on NULLS LAST, b.id LIMIT ${MOST}`,
      [actorOf(reading).organisationId, BEFORE_DEPARTURE],
    );
  }
}

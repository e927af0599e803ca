import { Injectable } from '@nestjs/common';
import { decodeCursor, pageOf, type Page, type PageAsked } from '../../graphql/connection.js';
import type { Ctx, Reading } from '../../infrastructure/database/context.js';
import { seesAll } from '../../infrastructure/database/scope.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import { Where } from '../../infrastructure/database/where.js';
import type { OrganisationId, PlotId, RegistrationId } from '../../kernel/ids.js';
import {
  legalDay,
  season,
  seasonEnd,
  seasonOf,
  seasonStart,
  type LocalDate,
} from '../../kernel/local-date.js';
import { lookedAtFor, unstatedDays } from '../growing/domain/stated-sprays.js';
import { SprayQueries } from '../growing/spray.queries.js';
import type { CoverageFacts, TreatmentFacts, WatchListFacts } from '../standards/domain/coverage-facts.js';
import { watchListOn } from '../standards/domain/covering.js';
import { knownSubstances, type CalledSubstance } from '../growing/domain/known-substances.js';
import { calledIn } from '../standards/substance-name.queries.js';
import { marketKnowledge } from '../standards/domain/market-knowledge.js';
import { exemptBy } from '../standards/domain/own-limit.js';
import { StandardQueries } from '../standards/standard.queries.js';
import { PRODUCT_KEY, TREATMENT_COUNTS, TREATMENT_FACTS } from '../batches/post-harvest-treatment.queries.js';
import { coverageFacts } from './coverage.queries.js';
import { asCounted, reportOnBoard, type BoardReportView } from './domain/board-report.js';
import { boardOf, untestedOf, type BoardTreatment, type BoardView } from './domain/board.js';

export interface BoardFilter {
  readonly registrationId?: RegistrationId | null | undefined;
  /** A block of one's own: exactly these plots. */
  readonly plotIds?: readonly PlotId[] | null | undefined;
  /** Registrations given for the market, and its watch list. */
  readonly marketCode?: string | null | undefined;
  readonly season?: string | null | undefined;
}

export interface TreatedLineFilter {
  readonly organisationId?: OrganisationId | null | undefined;
  /** What it needs no limit of is not asked for. */
  readonly marketCode?: string | null | undefined;
  readonly season?: string | null | undefined;
}

/** A block with its board and the reports that concern it. */
export interface BlockView extends BoardView {
  readonly key: string;
  readonly registrationId: RegistrationId | null;
  readonly registrationNumber: string | null;
  readonly season: string;
  readonly asOf: LocalDate;
  readonly plotCount: number;
  /** Null: no market was asked about, or its watch list is not on record. */
  readonly watched: readonly string[] | null;
  readonly reports: readonly BoardReportView[];
}

/** What one packhouse applied alike on one line in a season. */
export interface TreatedLineView {
  readonly organisationId: OrganisationId;
  readonly first: TreatmentFacts;
  readonly last: TreatmentFacts;
  readonly count: number;
  readonly untested: readonly string[] | null;
  readonly reports: readonly BoardReportView[];
}

interface Block {
  readonly id: RegistrationId | null;
  readonly number: string | null;
}

interface PlotRow {
  readonly block: RegistrationId | null;
  readonly plotId: PlotId;
  readonly plotCode: string;
  readonly organisationId: OrganisationId;
  readonly plotCount: number;
}

interface LineRow extends BoardTreatment {
  readonly count: number;
  /** What names among the substances stand for that are no codes; the same in every row. */
  readonly called: readonly CalledSubstance[];
}

const asKnown = (treatment: TreatmentFacts, called: readonly CalledSubstance[]): TreatmentFacts => ({
  ...treatment,
  substances: treatment.substances && knownSubstances(treatment.substances, called).substances,
});

/** Plots shown of one block; a registration of a whole area has more, and says how many. */
const MOST_PLOTS = 300;

/** The coverage board: what of the season's fruit is tested for what it may carry, before it is picked. */
@Injectable()
export class BoardQueries {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly sprays: SprayQueries,
    private readonly standards: StandardQueries,
  ) {}

  /** A page of blocks by registration number; five statements, however many blocks and plots. */
  blocks(ctx: Ctx, filter: BoardFilter, { first, after }: PageAsked): Promise<Page<BlockView>> {
    return this.uow.read(ctx, async (reading) => {
      const when = daysOf(ctx, filter);
      const found = await blocksOf(reading, filter, first, after);
      const plots = await plotsOf(reading, filter, found, when);
      const views = await this.viewsOf(reading, filter, { found, plots, ...when });
      return pageOf(views, first, ({ registrationNumber, key }) => ({
        key: registrationNumber ?? '',
        id: key,
      }));
    });
  }

  async count(ctx: Ctx, filter: BoardFilter): Promise<number> {
    if (isNamed(filter)) return 1;
    return this.uow.count(ctx, 'registration r', registrations(ctx, filter));
  }

  /** What packhouses applied in a season, the latest first; two statements, and one for the market that is asked about. */
  lines(ctx: Ctx, filter: TreatedLineFilter, first: number): Promise<TreatedLineView[]> {
    return this.uow.read(ctx, async (reading) => {
      const { from, to, asOf } = daysOf(ctx, filter);
      const where = new Where()
        .when(from, (at) => `t.performed_on >= ${at}::date`)
        .when(to, (at) => `t.performed_on <= ${at}::date`)
        .when(filter.organisationId, (at) => `t.organisation_id = ${at}::uuid`)
        .visibleTo(reading, 't');
      const rows = await reading.manager.query<LineRow[]>(
        `WITH line AS MATERIALIZED (SELECT row_number() OVER (ORDER BY max(performed_at) DESC, organisation_id, line_code, product) AS place,
           (array_agg(of ORDER BY performed_at, id))[1] AS first, (array_agg(of ORDER BY performed_at DESC, id DESC))[1] AS last,
           count(*)::int AS count
         FROM (SELECT t.id, t.performed_at, ${TREATMENT_FACTS} AS of, t.organisation_id, t.line_code, ${PRODUCT_KEY} AS product,
             t.concentration, t.concentration_unit
           FROM post_harvest_treatment t LEFT JOIN product_label l ON l.id = t.product_label_id
           WHERE t.kind <> 'NONE' AND ${TREATMENT_COUNTS} AND ${where.toString()}) AS treated
         GROUP BY organisation_id, line_code, product, concentration, concentration_unit
         ORDER BY place LIMIT ${where.value(first)}
         ), called AS (${calledIn(
           `SELECT jsonb_array_elements_text(coalesce(nullif(last -> 'substances', 'null'), '[]')) FROM line`,
         )})
         SELECT first, last, count, (SELECT coalesce(json_agg(called ORDER BY name), '[]') FROM called) AS called
         FROM line ORDER BY place`,
        where.params,
      );
      const lines = rows.map(({ called, ...line }) => ({ ...line, last: asKnown(line.last, called) }));
      const reports = await reportsOf(
        reading,
        [],
        lines.map(({ last }) => last.organisationId as OrganisationId),
        { from, to },
      );
      const { isExempt } = await this.demandsOf(reading, filter.marketCode, asOf);
      return lines.map((line) => ({
        ...line,
        organisationId: line.last.organisationId as OrganisationId,
        untested: untestedOf(line, reports, isExempt),
        reports: reports
          .filter(({ of }) => of.kind === 'TREATMENT' && isOf(of, line.last))
          .map((report) => reportOnBoard(report, [], legalDay(ctx.now))),
      }));
    });
  }

  /** What a market watches for, and whether it needs no limit of a substance; no statement where none is asked about. */
  private async demandsOf(
    reading: Reading,
    marketCode: string | null | undefined,
    asOf: LocalDate,
  ): Promise<{ watchList: WatchListFacts | null; isExempt: (substance: string) => boolean }> {
    if (!marketCode) return { watchList: null, isExempt: () => false };
    const market = await this.standards.marketRows(reading, marketCode);
    const { residueLimits } = marketKnowledge(market, asOf);
    return {
      watchList: watchListOn(market.watchLists, asOf),
      isExempt: (substance) => exemptBy(residueLimits, substance, asOf) !== null,
    };
  }

  private async viewsOf(
    reading: Reading,
    { marketCode }: BoardFilter,
    about: { found: readonly Block[]; plots: readonly PlotRow[] } & Days,
  ): Promise<BlockView[]> {
    const { found, plots, from, to, asOf, season: of } = about;
    const ids = [...new Set(plots.map(({ plotId }) => plotId))];
    const record = await this.sprays.record(reading, ids, { from, to: asOf }, 'COUNTING');
    const sprays = Map.groupBy(record.sprays, ({ plotId }) => plotId);
    const stated = Map.groupBy(record.stated, ({ plotId }) => plotId);
    const reports = await reportsOf(reading, ids, [], { from, to });
    const { watchList, isExempt } = await this.demandsOf(reading, marketCode, asOf);
    const ofBlock = Map.groupBy(plots, ({ block }) => block);
    return found.map(({ id, number }) => {
      const own = ofBlock.get(id) ?? [];
      const concerned = reports.filter(
        ({ of: covered }) =>
          covered.kind === 'BLOCK' && own.some(({ plotId }) => covered.plotIds.includes(plotId)),
      );
      const board = own.map(({ plotId, plotCode, organisationId }) => {
        const isWhole = seesAll(reading) || organisationId === reading.actor?.organisationId;
        return {
          plotId,
          plotCode,
          sprays: sprays.get(plotId) ?? [],
          isWhole,
          unstated: isWhole ? unstatedDays([lookedAtFor(asOf)], stated.get(plotId) ?? []) : [],
        };
      });
      return {
        ...boardOf(board, concerned.map(asCounted), watchList?.substances ?? null, asOf, isExempt),
        key: id ?? NO_REGISTRATION,
        registrationId: id,
        registrationNumber: number,
        season: of,
        asOf,
        plotCount: own[0]?.plotCount ?? 0,
        watched: watchList?.substances ?? null,
        reports: concerned.map((report) => reportOnBoard(report, own, asOf)),
      };
    });
  }
}

/** Stands for the id of a block that is no registration's, in its cursor. */
const NO_REGISTRATION = '00000000-0000-0000-0000-000000000000';

interface Days {
  readonly season: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** Today, or the season's own first or last day where today lies outside it. */
  readonly asOf: LocalDate;
}

function daysOf(ctx: Ctx, { season: asked }: { season?: string | null | undefined }): Days {
  const today = legalDay(ctx.now);
  const of = asked ? season(asked) : seasonOf(today);
  const [from, to] = [seasonStart(of), seasonEnd(of)];
  return { season: of, from, to, asOf: today < from ? from : today > to ? to : today };
}

/** Whether plots were named to make a block of their own. */
const isNamed = ({ registrationId, plotIds }: BoardFilter): boolean => Boolean(plotIds) && !registrationId;

const registrations = (ctx: Ctx, { registrationId, marketCode }: BoardFilter): Where =>
  new Where()
    .and(`r.kind = 'ORCHARD'`)
    .when(registrationId, (at) => `r.id = ${at}::uuid`)
    .when(marketCode, (at) => `${at} = ANY (r.market_codes)`)
    .visibleTo(ctx, 'r');

async function blocksOf(
  reading: Reading,
  filter: BoardFilter,
  first: number,
  after: string | null | undefined,
): Promise<Block[]> {
  if (isNamed(filter)) return after ? [] : [{ id: null, number: null }];
  const where = registrations(reading, filter);
  if (after) {
    const { key, id } = decodeCursor(after);
    where.and(`(r.number, r.id) > (${where.value(key)}, ${where.value(id)}::uuid)`);
  }
  return reading.manager.query(
    `SELECT r.id, r.number FROM registration r WHERE ${where.toString()} ORDER BY r.number, r.id LIMIT ${where.value(first + 1)}`,
    where.params,
  );
}

/** Plots that stood under the registrations in the season, or those named; of each block the first by code. */
function plotsOf(
  reading: Reading,
  filter: BoardFilter,
  blocks: readonly Block[],
  { from, to }: Days,
): Promise<PlotRow[]> {
  const registrationIds = blocks.flatMap(({ id }) => (id === null ? [] : [id]));
  const where = new Where()
    .visibleTo(reading, 'p')
    .when(filter.plotIds, (at) => `p.id = ANY (${at}::uuid[])`);
  const [ids, start, end] = [where.value(registrationIds), where.value(from), where.value(to)];
  return reading.manager.query(
    `SELECT block, "plotId", "plotCode", "organisationId", "plotCount" FROM (
       SELECT x.id AS block, p.id AS "plotId", p.code AS "plotCode", p.organisation_id AS "organisationId",
         count(*) OVER (PARTITION BY x.id)::int AS "plotCount", row_number() OVER (PARTITION BY x.id ORDER BY p.code, p.id) AS place
       FROM plot p CROSS JOIN LATERAL (
         ${
           isNamed(filter)
             ? `SELECT NULL::uuid AS id WHERE ${ids}::uuid[] = '{}' AND ${start}::date <= ${end}::date`
             : `SELECT DISTINCT s.registration_id AS id FROM registration_plot s WHERE s.plot_id = p.id
                AND s.registration_id = ANY (${ids}::uuid[]) AND s.valid_from <= ${end}::date AND coalesce(s.valid_to >= ${start}::date, true)`
         }) x
       WHERE ${where.toString()}) placed WHERE place <= ${MOST_PLOTS} ORDER BY "plotCode", "plotId"`,
    where.params,
  );
}

/** Reports that were not withdrawn, on these plots or of treatments by these packhouses, with a window in these days. */
function reportsOf(
  reading: Reading,
  plotIds: readonly PlotId[],
  packhouses: readonly OrganisationId[],
  { from, to }: Pick<Days, 'from' | 'to'>,
): Promise<CoverageFacts[]> {
  const where = new Where();
  const [plots, treaters, start, end] = [
    where.value([...plotIds]),
    where.value([...packhouses]),
    where.value(from),
    where.value(to),
  ];
  where
    .and('c.withdrawn_at IS NULL')
    .and(`c.covers_from <= ${end}::date AND c.covers_to >= ${start}::date`)
    .and(
      `(c.treated_by_id = ANY (${treaters}::uuid[]) OR c.id IN (
         SELECT x.coverage_id FROM residue_coverage_plot x WHERE x.plot_id = ANY (${plots}::uuid[])))`,
    )
    .visibleTo(reading, 'c');
  return reading.manager
    .query<{ report: CoverageFacts }[]>(
      `SELECT ${coverageFacts('true', 'true')} AS report FROM residue_coverage c
       WHERE ${where.toString()} ORDER BY c.covers_from, c.id`,
      where.params,
    )
    .then((rows) => rows.map(({ report }) => report));
}

const isOf = (of: Extract<CoverageFacts['of'], { kind: 'TREATMENT' }>, treatment: TreatmentFacts): boolean =>
  of.organisationId === treatment.organisationId &&
  of.line === treatment.line &&
  of.productKey === treatment.productKey;

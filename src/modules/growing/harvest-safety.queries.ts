import { Injectable } from '@nestjs/common';
import type { Ctx, Reading } from '../../infrastructure/database/context.js';
import { seesAll } from '../../infrastructure/database/scope.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import type { GrowingRecordId, PlotId, ProductLabelId } from '../../kernel/ids.js';
import {
  addDays,
  legalDay,
  seasonEnd,
  seasonOf,
  seasonStart,
  type LocalDate,
} from '../../kernel/local-date.js';
import { PlotQueries } from '../land/plot.queries.js';
import { applicationsInSeason } from './domain/applications.js';
import { bannedSubstancesOn } from './domain/banned-use.js';
import { earliestHarvest, type EarliestHarvest } from './domain/earliest-harvest.js';
import { otherCropOf } from './domain/label-crop.js';
import { harvestProblems, type HarvestProblem } from './domain/harvest-problems.js';
import { checkSpray, type SprayCheck } from './domain/spray-check.js';
import { banWarnings, sprayWarnings, type GrowingWarning } from './domain/spray-warnings.js';
import type { Spray } from './domain/spray.js';
import { lookedAtFor, unstatedDays, type Period } from './domain/stated-sprays.js';
import { ProductLabelQueries } from './product-label.queries.js';
import { STATEMENT_HOLDS, standing } from './stated-sprays.queries.js';
import { SprayQueries } from './spray.queries.js';
import { SubstanceQueries } from './substance.queries.js';

export type { HarvestProblem } from './domain/harvest-problems.js';

/** No label asks for more than a year, so no older spray can matter. */
const DAYS_A_SPRAY_MATTERS = 365;

/** A spray that somebody thinks of. */
export interface SprayThoughtOf {
  readonly plotId: PlotId;
  readonly productLabelId: ProductLabelId | null;
  /** Codes or names; empty: those of the label. */
  readonly substances: readonly string[];
  readonly sprayOn: LocalDate;
  readonly harvestOn: LocalDate | null;
}

export interface HarvestPreview extends EarliestHarvest {
  readonly plotId: PlotId;
  /** The day on which it was reckoned: sprays up to it are taken in. */
  readonly asOf: LocalDate;
  /** Days of the year up to then for which nobody stated that all sprays are on record. */
  readonly unstated: readonly Period[];
  /** Bans that its sprays of that year ran into. */
  readonly banned: readonly GrowingWarning[];
}

/** What is to be thought of before a spray, with the days for which nobody stated that the others are all on record. */
export interface SprayPreview extends SprayCheck {
  readonly unstated: readonly Period[];
}

/** Gathers what growing records say about harvesting, and lets the pure decisions decide. */
@Injectable()
export class HarvestSafetyQueries {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly plots: PlotQueries,
    private readonly sprays: SprayQueries,
    private readonly substances: SubstanceQueries,
    private readonly labels: ProductLabelQueries,
  ) {}

  /** What the sprays on a plot say against fruit picked there on a day. */
  async problems(reading: Reading, plotId: PlotId, harvestedOn: LocalDate): Promise<HarvestProblem[]> {
    const sprays = await this.sprays.onPlots(reading, [plotId], yearUpTo(harvestedOn));
    const bans = await this.substances.bansOf(
      reading,
      sprays.flatMap((spray) => [...spray.substances]),
    );
    return harvestProblems(sprays, bans, harvestedOn);
  }

  /**
   * The first day of harvest as it looks today. Null where the plot is not the caller's own: others see only the
   * records that concern fruit they hold, and from a part no day can be told.
   */
  preview(ctx: Ctx, plotId: PlotId): Promise<HarvestPreview | null> {
    return this.uow.read(ctx, async (reading) => {
      if (!(await this.seesWhole(reading, plotId))) return null;
      const asOf = legalDay(ctx.now);
      const { sprays, stated } = await this.sprays.record(reading, [plotId], yearUpTo(asOf), 'COUNTING');
      const unstated = unstatedDays([lookedAtFor(asOf)], stated);
      const bans = await this.substances.bansOf(
        reading,
        sprays.flatMap(({ substances }) => [...substances]),
      );
      return { plotId, asOf, unstated, banned: banWarnings(sprays, bans), ...earliestHarvest(sprays) };
    });
  }

  /**
   * What the rules would say of a spray before it is done. Null where the plot is not the caller's own, or where there is
   * no such label.
   */
  async check(ctx: Ctx, told: SprayThoughtOf): Promise<SprayPreview | null> {
    const label = told.productLabelId && (await this.labels.load(ctx, told.productLabelId));
    if (told.productLabelId !== null && !label) return null;
    return this.uow.read(ctx, async (reading) => {
      if (!(await this.seesWhole(reading, told.plotId))) return null;
      const { plotId, sprayOn, harvestOn } = told;
      // As the record would be read: what is said, and what a confirmed label says.
      const inIt =
        label && (told.substances.length === 0 || label.confirmedAt)
          ? [...told.substances, ...label.substances]
          : told.substances;
      const spray: Spray = {
        id: NOT_RECORDED,
        plotId,
        performedOn: sprayOn,
        ...(await this.substances.known(reading, inIt)),
        label: label && {
          id: label.id,
          isConfirmed: label.confirmedAt !== null,
          otherCrop: otherCropOf(label.crop),
          intervalDays: label.phiDays,
          statesNoInterval: label.statesNoInterval,
          maxApplications: label.maxApplications,
          statesNoMaximum: label.statesNoMaximum,
        },
      };
      const season = seasonOf(sprayOn);
      const { from } = yearUpTo(seasonStart(season));
      const record = await this.sprays.record(reading, [plotId], { from, to: seasonEnd(season) });
      const { sprays: others, stated } = record;
      const bans = await this.substances.bansOf(reading, spray.substances);
      const { harvestDays } = await this.around(reading, spray);
      return {
        ...checkSpray({ spray, others, bans, harvestDays, harvestOn, stated }),
        unstated: unstatedDays([lookedAtFor(legalDay(ctx.now))], stated),
      };
    });
  }

  /** Whether all records of the plot are the caller's to see: from a part of them nothing can be told. */
  private async seesWhole(reading: Reading, plotId: PlotId): Promise<boolean> {
    const plot = await this.plots.visibleById(reading, plotId);
    return plot !== null && (seesAll(reading) || plot.organisationId === reading.actor?.organisationId);
  }

  /** What should be looked at about a spray, as things stand now; nothing for one that was corrected or is void. */
  warnings(
    ctx: Ctx,
    record: { id: GrowingRecordId; plotId: PlotId; performedOn: LocalDate },
  ): Promise<GrowingWarning[]> {
    return this.uow.read(ctx, async (reading) => {
      const season = seasonOf(record.performedOn);
      const span = { from: seasonStart(season), to: seasonEnd(season) };
      const sprays = await this.sprays.onPlots(reading, [record.plotId], span);
      const spray = sprays.find(({ id }) => id === record.id);
      if (!spray) return [];
      const bans = await this.substances.bansOf(reading, spray.substances);
      return sprayWarnings({
        spray,
        banned: bannedSubstancesOn(spray.performedOn, spray.substances, bans),
        applications: spray.label && applicationsInSeason(sprays, spray.label.id, season),
        ...(await this.around(reading, spray)),
      });
    });
  }

  /**
   * What happened around a spray: the days on which the plot was picked from its day on, and what was stated of its day before it
   * was recorded and no longer holds; null where it was stated again. Fruit is kept by a module above; as with the function
   * `viewers_of_growing`, only its days are asked for here.
   */
  private async around(reading: Reading, { id, plotId, performedOn }: Spray): Promise<Around> {
    const [row] = await reading.manager.query<
      { harvestDays: LocalDate[]; stated: (Period & { holds: boolean; isBefore: boolean })[] }[]
    >(AROUND, [plotId, performedOn, addDays(performedOn, DAYS_A_SPRAY_MATTERS), id || null]);
    if (!row) throw new Error('a statement of aggregates answers with one row');
    const { harvestDays, stated } = row;
    const isStatedAgain = stated.some(({ holds }) => holds);
    return {
      harvestDays,
      statedBefore: isStatedAgain ? null : (stated.find(({ isBefore }) => isBefore) ?? null),
    };
  }
}

interface Around {
  readonly harvestDays: readonly LocalDate[];
  readonly statedBefore: Period | null;
}

/** $1 the plot, $2 the day of the spray, $3 the last day of harvest that matters, $4 the record of the spray or null. */
const AROUND = `
  SELECT (SELECT coalesce(json_agg(day ORDER BY day), '[]') FROM (SELECT DISTINCT made_on AS day FROM batch
      WHERE plot_id = $1 AND kind = 'HARVEST' AND made_on BETWEEN $2 AND $3) d) AS "harvestDays",
    (SELECT coalesce(json_agg(json_build_object('from', s.stated_from, 'to', s.stated_to, 'holds', ${STATEMENT_HOLDS},
        'isBefore', (s.recorded_at, s.id) < (g.recorded_at, g.id)) ORDER BY s.id DESC), '[]')
      FROM growing_record s JOIN growing_record g ON g.id = $4
      WHERE s.kind = 'SPRAYS_COMPLETE' AND s.plot_id = $1 AND $2::date BETWEEN s.stated_from AND s.stated_to
        AND ${standing('s')}) AS stated`;

/** A spray that is only thought of has no record. */
const NOT_RECORDED = '' as GrowingRecordId;

const yearUpTo = (day: LocalDate) => ({ from: addDays(day, -DAYS_A_SPRAY_MATTERS), to: day });

import { Injectable } from '@nestjs/common';
import { notFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Tx } from '../../../infrastructure/database/context.js';
import type { GrowerId, OrchardId } from '../../../kernel/ids.js';
import { legalDay } from '../../../kernel/local-date.js';
import { RegionQueries } from '../../geography/region.queries.js';
import { refusePlot, type PlotClaim } from '../domain/refuse-plot.js';
import { LandReferences } from '../land-references.js';
import type { LandRefusal } from '../land.refusals.js';

export interface PlotToCheck extends PlotClaim {
  readonly orchardId: OrchardId | null;
  readonly growerId: GrowerId | null;
}

/** Looks up what a plot names and gathers everything that cannot be; for new plots and changed ones alike. */
@Injectable()
export class PlotChecks {
  constructor(
    private readonly regions: RegionQueries,
    private readonly references: LandReferences,
  ) {}

  /** @param countyCode where the plot was registered; null for a new one */
  async of(
    tx: Tx,
    plot: PlotToCheck,
    countyCode: string | null,
  ): Promise<{ countyCode: string | null; refusals: LandRefusal[] }> {
    const town = await this.regions.town(tx, plot.townCode);
    const isVarietyKnown = await this.references.isVariety(tx, plot.varietyCode);
    const thisYear = Number(legalDay(tx.now).slice(0, 4));
    const refusals = [
      ...refusePlot(plot, { town, isVarietyKnown, countyCode, thisYear }),
      ...(await this.own(tx, 'orchard', plot.orchardId, 'orchardId')),
      ...(await this.own(tx, 'grower', plot.growerId, 'growerId')),
    ];
    return { countyCode: town?.countyCode ?? null, refusals };
  }

  private async own(
    tx: Tx,
    table: 'orchard' | 'grower',
    id: string | null,
    field: string,
  ): Promise<LandRefusal[]> {
    if (id === null) return [];
    const rows = await tx.manager.query<unknown[]>(
      `SELECT FROM ${table} WHERE id = $1 AND organisation_id = $2`,
      [id, actorOf(tx).organisationId],
    );
    return rows.length > 0 ? [] : [notFound(id, field)];
  }
}

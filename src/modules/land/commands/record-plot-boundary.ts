import { Injectable } from '@nestjs/common';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import { notFound } from '../../../infrastructure/database/common-refusals.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import { canonicalJson, sha256Hex } from '../../../kernel/canonical-json.js';
import type { OrganisationId, PlotId } from '../../../kernel/ids.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import { readBoundary, type Boundary } from '../domain/read-boundary.js';
import type { LandRefusal } from '../land.refusals.js';

export interface RecordPlotBoundaryTold {
  readonly plotId: PlotId;
  /** GeoJSON as it came. */
  readonly boundary: unknown;
}

/** Stores where a plot lies, and its area; a new boundary takes the place of the old one. */
@Injectable()
export class RecordPlotBoundary {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly ledger: Ledger,
  ) {}

  execute(ctx: Ctx, told: RecordPlotBoundaryTold & CommandInput): Outcome<{ plotId: PlotId }, LandRefusal> {
    return this.uow.command(ctx, 'recordPlotBoundary', told, (tx) => this.within(tx, told));
  }

  async within(tx: Tx, told: RecordPlotBoundaryTold): Promise<Result<{ plotId: PlotId }, LandRefusal[]>> {
    const boundary = readBoundary(told.boundary, ['boundary']);
    const own = await tx.manager.query<unknown[]>(
      `SELECT FROM plot WHERE id = $1 AND organisation_id = $2 FOR UPDATE`,
      [told.plotId, actorOf(tx).organisationId],
    );
    const missing = own.length > 0 ? [] : [notFound(told.plotId, 'plotId')];
    if (!boundary.ok) return err([...missing, ...boundary.error]);
    if (missing.length > 0) return err(missing);
    await this.store(tx, told.plotId, boundary.value);
    return ok({ plotId: told.plotId });
  }

  /** For a plot of the caller's organisation, which the caller has locked or just made. */
  async store(tx: Tx, plotId: PlotId, { geometry, squareMetres }: Boundary): Promise<void> {
    const { organisationId } = actorOf(tx);
    await tx.manager.query(
      `INSERT INTO plot_boundary (plot_id, organisation_id, geometry, square_metres, recorded_at, visible_to)
       VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (plot_id) DO UPDATE SET geometry = excluded.geometry, square_metres = excluded.square_metres,
         recorded_at = excluded.recorded_at`,
      [
        plotId,
        organisationId,
        JSON.stringify(geometry),
        squareMetres,
        tx.now,
        await this.viewers(tx, plotId),
      ],
    );
    await tx.manager.query(`UPDATE plot SET measured_square_metres = $2 WHERE id = $1`, [
      plotId,
      squareMetres,
    ]);
    // The ledger can prove which boundary it was without holding where somebody's land lies.
    const geometrySha256 = sha256Hex(canonicalJson(geometry));
    await this.ledger.append(tx, {
      kind: 'plot.boundary-recorded',
      subjects: [plotId],
      facts: { squareMetres, geometrySha256 },
    });
  }

  /** The owner, and the inspection bodies that were let see the plot before it had a boundary. */
  private async viewers(tx: Tx, plotId: PlotId): Promise<OrganisationId[]> {
    const rows = await tx.manager.query<{ id: OrganisationId }[]>(
      `SELECT o.id FROM plot p JOIN organisation o ON o.id = ANY (p.visible_to)
       WHERE p.id = $1 AND (o.id = p.organisation_id OR o.kind = 'INSPECTION_BODY') ORDER BY o.id`,
      [plotId],
    );
    return rows.map(({ id }) => id);
  }
}

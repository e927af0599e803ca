import { actorOf, type Tx } from '../../../infrastructure/database/context.js';
import type { PlotId, PlotVarietyId } from '../../../kernel/ids.js';
import type { LocalDate } from '../../../kernel/local-date.js';
import { PlotVariety } from '../plot-variety.entity.js';

/** What was said of the variety of a plot, for the ledger. */
export interface VarietyStated {
  readonly plotVarietyId: PlotVarietyId;
  readonly varietyCode: string;
  readonly varietySince: LocalDate | null;
}

/** Notes what one's own plot is planted with. @param varietySince first day of harvest that it holds for; null: since ever */
export async function stateVariety(
  tx: Tx,
  plotId: PlotId,
  varietyCode: string,
  varietySince: LocalDate | null,
): Promise<VarietyStated> {
  const { organisationId, userId } = actorOf(tx);
  const plotVarietyId = tx.ids.next<PlotVarietyId>();
  await tx.manager.insert(PlotVariety, {
    id: plotVarietyId,
    plotId,
    organisationId,
    varietyCode,
    validFrom: varietySince,
    recordedAt: tx.now,
    recordedById: userId,
  });
  return { plotVarietyId, varietyCode, varietySince };
}

import { muFrom } from '../../../kernel/area.js';
import type { Decimal } from '../../../kernel/decimal.js';
import type { GrowerId, PlotId, ProductLabelId } from '../../../kernel/ids.js';
import type { Instant } from '../../../kernel/instant.js';
import type { LocalDate } from '../../../kernel/local-date.js';
import type { GrowingKind } from '../domain/growing-kind.js';
import type { GrowingContent } from './growing-entries.js';

/** What may be told of any work. */
export interface WorkDetails {
  readonly performedAt: Instant;
  readonly utcOffsetMinutes?: number | null | undefined;
  readonly productName?: string | null | undefined;
  readonly dose?: string | null | undefined;
  /** In mu, at most two decimals. */
  readonly areaMu?: Decimal | null | undefined;
  readonly operatorId?: GrowerId | null | undefined;
  readonly note?: string | null | undefined;
  readonly onBehalfOfId?: GrowerId | null | undefined;
}

/** And of a spray besides. */
export interface SprayDetails extends WorkDetails {
  readonly productLabelId?: ProductLabelId | null | undefined;
  readonly substances?: readonly string[] | null | undefined;
  readonly target?: string | null | undefined;
}

/** What a statement that nothing was sprayed beyond what is recorded tells. */
export interface StatedTold {
  readonly from?: LocalDate | null | undefined;
  readonly to?: LocalDate | null | undefined;
  /** How many sprays of these days are on record, as whoever states it has counted; 0: nothing was sprayed. */
  readonly spraysOnRecord?: number | null | undefined;
}

/** What was told, with everything that was left out said to be so. */
export function contentOf(
  kind: GrowingKind,
  plotId: PlotId,
  told: SprayDetails & StatedTold,
): GrowingContent {
  return {
    kind,
    plotId,
    performedAt: told.performedAt,
    utcOffsetMinutes: told.utcOffsetMinutes ?? null,
    productLabelId: told.productLabelId ?? null,
    productName: told.productName ?? null,
    substances: told.substances ?? [],
    dose: told.dose ?? null,
    areaMu: told.areaMu ? muFrom(told.areaMu) : null,
    target: told.target ?? null,
    operatorId: told.operatorId ?? null,
    note: told.note ?? null,
    onBehalfOfId: told.onBehalfOfId ?? null,
    ...statedOf(told),
  };
}

const statedOf = ({
  from,
  to,
  spraysOnRecord,
}: StatedTold): Pick<GrowingContent, 'statedFrom' | 'statedTo' | 'statedSprays'> => ({
  statedFrom: from ?? null,
  statedTo: to ?? null,
  statedSprays: spraysOnRecord ?? null,
});

import {
  differencePpm,
  squareMetresOfMu,
  type MuHundredths,
  type SquareMetres,
} from '../../../kernel/area.js';
import type { SignedPpm } from '../../../kernel/ppm.js';
import type { Bilingual } from '../../../kernel/refusal.js';
import { formatPercent } from '../../../kernel/ppm.js';

/**
 * From which difference between declared and measured area the product warns: 10 %. A default of the product and no
 * rule of law: growers declare by eye or by contract, and a boundary drawn on a photograph is a few metres off.
 */
const AREA_DIFFERENCE_PPM = 100_000;

export type PlotWarningCode = 'AREA_DIFFERS';

/** Something to look at about a plot, in words; clients tell it by its code. */
export interface PlotWarning {
  readonly code: PlotWarningCode;
  readonly sentence: Bilingual;
}

/** The area a grower declared beside the one that was measured. */
export interface AreaComparison {
  /** How far the measured area is from the declared one; negative if it is smaller. */
  readonly differencePpm: SignedPpm;
  readonly warnings: readonly PlotWarning[];
}

/**
 * Compares what a grower declared with what the boundary encloses. Nothing is refused for it: both are told.
 *
 * @param declared above zero, in hundredths of a mu
 * @param measured null where no boundary was recorded, or the caller may not see it
 * @throws RangeError if `declared` is 0, which no plot is recorded with
 */
export function compareAreas(declared: MuHundredths, measured: SquareMetres | null): AreaComparison | null {
  if (measured === null) return null;
  const difference = differencePpm(squareMetresOfMu(declared), measured);
  return {
    differencePpm: difference,
    warnings: Math.abs(difference) > AREA_DIFFERENCE_PPM ? [areaDiffers(difference)] : [],
  };
}

function areaDiffers(difference: SignedPpm): PlotWarning {
  const percent = formatPercent(Math.abs(difference) as SignedPpm);
  const isLarger = difference > 0;
  return {
    code: 'AREA_DIFFERS',
    sentence: {
      zh: `边界内实测面积比申报面积${isLarger ? '大' : '小'} ${percent}%，请核对申报面积或边界`,
      en: `The boundary encloses ${percent} % ${isLarger ? 'more' : 'less'} than the declared area; check one or the other`,
    },
  };
}

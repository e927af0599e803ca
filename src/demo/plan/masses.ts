import { withCheckDigit, sscc, type Sscc } from '../../kernel/gs1.js';
import { grams, kg, type Grams } from '../../kernel/mass.js';
import { DEMO_COMPANY_PREFIX } from './people.js';

/** What the tables of the season leave to arithmetic: figures that real scales and packing lines would show. */

const LORRY_KG = 4_180;
const SCALE_STEP_KG = 5;
const CARTON_KG = 10;
/** Cartons are filled a little over, so that they still hold ten kilograms when they arrive. */
const FILLED_GRAMS = 10_020;
const CARTONS_ON_A_PALLET = 100;

export interface TicketFigures {
  readonly grossGrams: Grams;
  readonly tareGrams: Grams;
  readonly deductionGrams: Grams;
}

const toStep = (kilograms: number): number => Math.floor(kilograms / SCALE_STEP_KG) * SCALE_STEP_KG;

/**
 * What a lorry scale prints for fruit picked: in steps of five kilograms, with 0.2 % dried away on the road.
 *
 * @param picked    kilograms as written down in the field
 * @param shortKg   what is missing besides
 */
export function ticketFor(picked: number, shortKg = 0): TicketFigures & { readonly netKg: number } {
  const netKg = toStep(picked * 0.998 - shortKg);
  const deductionKg = toStep(picked * 0.004);
  const figures = {
    grossGrams: kg(netKg + LORRY_KG + deductionKg),
    tareGrams: kg(LORRY_KG),
    deductionGrams: kg(deductionKg),
  };
  return { ...figures, netKg };
}

export interface Grading {
  readonly gradedGrams: Grams;
  /** Saleable seconds; null where all that is saleable was packed. */
  readonly cullGrams: Grams | null;
  readonly discardedGrams: Grams;
  readonly lossGrams: Grams;
}

/**
 * A grading run: what is packed, 3 % thrown away, 0.6 % dried and bruised, the rest seconds. Two thousandths remain
 * as the difference of the two scales.
 *
 * @param netKg   weighed in
 * @param packOut percent that goes to packing; above 90 no seconds are left over
 */
export function gradingOf(netKg: number, packOut: number): Grading {
  const part = (percent: number): number => Math.floor((netKg * percent) / 100);
  const hasSeconds = packOut <= 90;
  const discarded = part(hasSeconds ? 3 : 99.2 - packOut);
  return {
    gradedGrams: kg(part(packOut)),
    cullGrams: hasSeconds ? kg(part(96.2 - packOut)) : null,
    discardedGrams: kg(discarded),
    lossGrams: kg(part(0.6)),
  };
}

export interface Cartons {
  readonly count: number;
  /** Drawn from the graded fruit. */
  readonly drawnGrams: Grams;
  readonly massGrams: Grams;
}

/** The whole cartons that some percent of graded fruit fills; what fills no carton stays where it is. */
export function cartonsOf(gradedGrams: Grams, share: number): Cartons {
  const count = Math.floor((gradedGrams * share) / 100 / FILLED_GRAMS);
  return { count, drawnGrams: grams(count * FILLED_GRAMS), massGrams: kg(count * CARTON_KG) };
}

/**
 * Pallets for cartons, under the GS1 prefix kept for demonstrations.
 *
 * @param first serial number of the first pallet
 */
export function palletsOf(cartonCount: number, first: number): { sscc: Sscc; cartonCount: number }[] {
  const pallets = Math.ceil(cartonCount / CARTONS_ON_A_PALLET);
  return Array.from({ length: pallets }, (_, i) => ({
    sscc: sscc(withCheckDigit(`0${DEMO_COMPANY_PREFIX}${String(first + i).padStart(9, '0')}`)),
    cartonCount: Math.min(CARTONS_ON_A_PALLET, cartonCount - i * CARTONS_ON_A_PALLET),
  }));
}

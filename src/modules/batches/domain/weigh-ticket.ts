import { grams, type Grams } from '../../../kernel/mass.js';

/**
 * Net mass of a weigh ticket 磅单, in grams: gross less tare (vehicle, crates) less deduction (扣杂: leaves, soil, water).
 *
 * @returns null where nothing is left, which no scale prints: the ticket was read wrongly
 */
export function netMass(ticket: {
  grossGrams: Grams;
  tareGrams: Grams;
  deductionGrams: Grams;
}): Grams | null {
  const net = ticket.grossGrams - ticket.tareGrams - ticket.deductionGrams;
  return net > 0 ? grams(net) : null;
}

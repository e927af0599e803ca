import { localDate } from '../../../kernel/local-date.js';
import { grams } from '../../../kernel/mass.js';
import type { CapacityFacts, SupplyRelationFacts } from './registration-facts.js';

/** Of the sample's orchard: 5 t declared and confirmed, 2 t left, 1 t in another lot that was cleared, 1 t here. */
export const sampleCapacity = (changes: Partial<CapacityFacts> = {}): CapacityFacts => ({
  registrationId: 'registration-1',
  number: 'ORCHARD-1',
  season: '2026/27',
  declared: { massGrams: grams(5_000_000), isConfirmed: true },
  leftGrams: grams(2_000_000),
  clearedGrams: grams(1_000_000),
  unsureGrams: grams(0),
  shares: [{ batchId: 'batch-1', massGrams: grams(1_000_000), unsureGrams: grams(0) }],
  ...changes,
});

/** The sample's orchard supplies its packhouse. */
export const sampleSupply = (changes: Partial<SupplyRelationFacts> = {}): SupplyRelationFacts => ({
  id: 'supply-1',
  packerId: 'packhouse',
  registrationId: 'registration-1',
  validFrom: localDate('2026-09-01'),
  validTo: localDate('2027-08-31'),
  isConfirmed: true,
  ...changes,
});

import { decimal } from '../../../kernel/decimal.js';
import { localDate } from '../../../kernel/local-date.js';
import type { PestFacts } from './pest-facts.js';
import { ENTERED } from './sample-entered.js';

/** Of the sample's orchard, packhouse and batch: free of the one pest, watched by officers, treated. */
export const samplePests = (changes: Partial<PestFacts> = {}): PestFacts => ({
  areaStatuses: [
    {
      id: 'status-1',
      pest: 'PEST-1',
      status: 'FREE_AREA',
      regionCode: '511025',
      registrationId: null,
      validFrom: localDate('2026-09-01'),
      validTo: null,
      isConfirmed: true,
    },
  ],
  officers: [
    sampleOfficer('officer-1', 'registration-1', 'cooperative'),
    sampleOfficer('officer-2', null, 'packhouse'),
  ],
  traps: [
    {
      id: 'trap-1',
      code: 'T-1',
      plotId: null,
      registrationId: 'registration-1',
      pests: ['PEST-1'],
      setUpOn: localDate('2026-10-01'),
      takenDownOn: null,
      inspections: ['2026-12-20', '2026-12-27', '2027-01-03', '2027-01-10'].map((on, i) => ({
        id: `inspection-of-trap-${i + 1}`,
        on: localDate(on),
        enteredOn: localDate(on),
        byOfficer: true,
        counts: { 'PEST-1': 0 },
      })),
    },
  ],
  treatments: [
    {
      id: 'treatment-1',
      batchId: 'batch-1',
      kind: 'COLD',
      endedOn: localDate('2027-01-18'),
      minutes: 2_880,
      highestCelsius: decimal('1.5'),
      longestSilenceMinutes: 60,
      isConfirmed: true,
    },
  ],
  ...changes,
});

const sampleOfficer = (id: string, registrationId: string | null, organisationId: string) => ({
  id,
  registrationId,
  organisationId,
  validFrom: localDate('2026-09-01'),
  validTo: localDate('2027-08-31'),
  ...ENTERED,
});

import { localDate } from '../../../kernel/local-date.js';
import type { LabelFacts } from './label-facts.js';
import { LABEL_MARK_CODES } from './label-marks.js';

/** Labels of the packhouse's own design, one for each carton, out of a range that was issued to it. */
export const sampleLabel = (
  design: Partial<LabelFacts['design']> = {},
  serials: Partial<LabelFacts['serials']> = {},
): LabelFacts => ({
  id: 'label-use-1',
  design: {
    id: 'design-1',
    code: 'LD-1',
    brand: 'JOINT',
    organisationId: 'packhouse',
    market: null,
    marks: LABEL_MARK_CODES,
    validFrom: localDate('2026-09-01'),
    validTo: localDate('2027-08-31'),
    isConfirmed: true,
    ...design,
  },
  serials: {
    series: 'S26',
    first: 1,
    last: 100,
    rangeId: 'range-1',
    issuedToId: 'packhouse',
    issuedOn: localDate('2026-12-01'),
    withdrawnOn: null,
    ...serials,
  },
});

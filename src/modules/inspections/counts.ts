import type { Reading } from '../../infrastructure/database/context.js';
import type { DefectCountId, InspectionId } from '../../kernel/ids.js';
import type { Tally } from '../standards/domain/defect-tally.js';
import { stands } from './standing.queries.js';

/** A count that nobody corrected, as it adds up with the others. */
export type CountingTally = Tally & { readonly id: DefectCountId };

/** What counts in an inspection: entries that were corrected or voided are left out. */
export function countsOf(reading: Reading, inspectionId: InspectionId): Promise<CountingTally[]> {
  return reading.manager.query<CountingTally[]>(
    `SELECT x.id, x.basis, x.carton_count AS cartons, x.examined, x.nonconforming_cartons AS "nonconformingCartons",
       trim_scale(x.smallest_millimetres)::text AS "smallestMillimetres",
       trim_scale(x.largest_millimetres)::text AS "largestMillimetres", x.defects
     FROM defect_count x
     WHERE x.inspection_id = $1 AND ${stands('defect_count')}
     ORDER BY x.id`,
    [inspectionId],
  );
}

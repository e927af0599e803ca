import { canonicalJson, sha256Hex } from '../../../kernel/canonical-json.js';
import type { Instant } from '../../../kernel/instant.js';
import type { LocalDate } from '../../../kernel/local-date.js';
import type { Tally } from '../../standards/domain/defect-tally.js';
import type { ResidueDefinitionKind } from '../../standards/domain/residue-definition.js';
import type { Entry } from './corrections.js';
import type { InspectionKind, InspectionVerdict } from './inspection-state.js';
import type { SamplePlace } from './refuse-sample.js';

/**
 * Everything an inspector answers for with a signature, as plain JSON: what stands, residues in µg/kg, measurements in the
 * unit named beside them, counts in fruits or grams, and what was corrected on the way.
 */
export interface SignedRecord {
  readonly id: string;
  readonly code: string;
  readonly batchId: string;
  readonly organisationId: string;
  readonly requestedById: string;
  readonly inspectorId: string;
  /** Every organisation the inspector belonged to when signing. */
  readonly inspectorOrganisationIds: readonly string[];
  readonly sampledOn: LocalDate;
  readonly sampledCartons: number | null;
  readonly sampledFruits: number | null;
  /** What follows is left out where there is none of it, so that older signatures can still be computed again. */
  readonly kind?: InspectionKind;
  readonly samplePlaces?: readonly SamplePlace[];
  readonly defectCounts?: readonly (Tally & {
    readonly id: string;
    readonly correctsId: string | null;
    readonly isVoid?: true;
  })[];
  readonly measurements: readonly {
    readonly id: string;
    readonly parameter: string;
    readonly value: string;
    readonly unit: string;
    readonly method: string | null;
    readonly samplePosition: string | null;
  }[];
  readonly laboratoryResults: readonly {
    readonly id: string;
    readonly laboratory: string;
    readonly reportNumber: string;
    readonly accreditation: string | null;
    readonly testedOn: LocalDate;
    readonly substance: string;
    /** The name it was entered by, where that may be taken back; left out where it is not. */
    readonly substanceTold?: string;
    /** Null: below the limit of quantification. */
    readonly microgramsPerKg: number | null;
    readonly loqMicrogramsPerKg: number;
    /** What was counted; left out where the report does not say. */
    readonly residueDefinitionKind?: ResidueDefinitionKind;
    readonly residueDefinition?: string;
  }[];
  /** The reports as files; left out where there are none, so that older signatures can still be computed again. */
  readonly reportFiles?: readonly { readonly reportNumber: string; readonly sha256: string }[];
  /** Which entries took the place of which; what was corrected or voided is no longer among the values above. */
  readonly corrections?: readonly Entry[];
  readonly verdict: InspectionVerdict;
  readonly remarks: string | null;
  readonly signedAt: Instant;
}

/**
 * The signature of a record: SHA-256 over its canonical JSON (RFC 8785), with measurements and results in order of id,
 * so that anybody who reads the record can compute it again and see that nothing was changed since.
 *
 * @returns 64 lower-case hexadecimal digits
 * @throws RangeError as `canonicalJson`
 */
export function signatureOf(record: SignedRecord): string {
  const byId = <T extends { readonly id: string }>(rows: readonly T[]): T[] =>
    rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return sha256Hex(
    canonicalJson({
      ...record,
      inspectorOrganisationIds: record.inspectorOrganisationIds.toSorted(),
      ...(record.defectCounts ? { defectCounts: byId(record.defectCounts) } : {}),
      measurements: byId(record.measurements),
      laboratoryResults: byId(record.laboratoryResults),
      ...(record.reportFiles ? { reportFiles: record.reportFiles.toSorted(byReport) } : {}),
      ...(record.corrections ? { corrections: byId(record.corrections) } : {}),
    }),
  );
}

type ReportFile = NonNullable<SignedRecord['reportFiles']>[number];
const byReport = (a: ReportFile, b: ReportFile): number => (keyOf(a) < keyOf(b) ? -1 : 1);
const keyOf = ({ reportNumber, sha256 }: ReportFile): string => JSON.stringify([reportNumber, sha256]);

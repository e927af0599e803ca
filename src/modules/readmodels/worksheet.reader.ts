import { Injectable } from '@nestjs/common';
import { actorOf, type Ctx } from '../../infrastructure/database/context.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import type { BatchId, InspectionId, OrganisationId } from '../../kernel/ids.js';
import { legalDay } from '../../kernel/local-date.js';
import { standingEntries } from '../inspections/domain/corrections.js';
import { worksheetOf, type Recorded, type Worksheet } from '../inspections/domain/worksheet.js';
import {
  InspectionQueries,
  isCounting,
  type CorrectableRow,
  type InspectionRow,
} from '../inspections/inspection.queries.js';
import { CaseQueries } from '../facts/case.queries.js';
import { countedShares, packagesOf, widestOf } from '../standards/domain/defect-tally.js';
import { combine, demandsOn, evaluateAll } from '../standards/domain/evaluate.js';
import type { Facts } from '../standards/domain/facts.js';
import type { Verdict } from '../standards/domain/finding.js';
import type { Stage } from '../standards/domain/rule.js';

export interface WorksheetAsked {
  readonly inspectionId?: InspectionId | null | undefined;
  readonly batchId?: BatchId | null | undefined;
  readonly marketCode?: string | null | undefined;
  readonly stage: Stage;
}

/** A worksheet with whose it is. */
export interface WorksheetRead {
  readonly batch: BatchOfWorksheet;
  readonly inspection: InspectionRow | null;
  readonly marketCode: string | null;
  readonly stage: Stage;
  readonly verdict: Verdict;
  readonly sheet: Worksheet;
  /** Ids of what its findings rest on: the batch, the inspection, plots and harvests it came from, registrations. */
  readonly restsOn: ReadonlySet<string>;
}

interface BatchOfWorksheet {
  readonly id: BatchId;
  readonly code: string;
  readonly class: string | null;
  readonly sizeCode: string | null;
  readonly cartonCount: number | null;
  readonly marketCode: string | null;
}

// Findings tell all that lies upstream: only those see them who may see that, which a row of the batch alone does not say.
const BATCH = `
  SELECT b.id, b.code, b.class, b.size_code AS "sizeCode", b.carton_count AS "cartonCount", b.market_code AS "marketCode"
  FROM batch b JOIN run r ON r.id = b.run_id
  WHERE b.id = $1 AND b.kind = 'PACKED' AND ($3 OR ($2::uuid = ANY (b.visible_to) AND (
    $2::uuid IN (b.holder_id, r.organisation_id)
    OR EXISTS (SELECT FROM inspection i WHERE i.batch_id = b.id AND i.organisation_id = $2 AND i.state <> 'CANCELLED')
    OR EXISTS (SELECT FROM lot_member m JOIN lot l ON l.id = m.lot_id WHERE m.batch_id = b.id AND l.exporter_id = $2))))`;

/** Reads worksheets: who may have one is asked under the caller's own scope, its facts are those of any judgement. */
@Injectable()
export class WorksheetReader {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly inspections: InspectionQueries,
    private readonly cases: CaseQueries,
  ) {}

  /** Null where there is no such packed batch or inspection, or not for the caller. */
  async read(ctx: Ctx, asked: WorksheetAsked): Promise<WorksheetRead | null> {
    const inspection = asked.inspectionId
      ? await this.inspections.find(ctx, { id: asked.inspectionId })
      : null;
    if (asked.inspectionId && !inspection) return null;
    const batchId = (inspection?.batchId ?? asked.batchId) as BatchId | null | undefined;
    const batch = batchId ? await this.batchFor(ctx, batchId) : null;
    if (!batch || (asked.batchId && asked.batchId !== batch.id)) return null;
    const market = asked.marketCode ?? batch.marketCode;
    const { facts, versions } = await this.cases.ofBatch(ctx, batch.id, market);
    const at = { stage: asked.stage, date: legalDay(ctx.now) };
    const findings = evaluateAll(versions, facts, at);
    const sheet = worksheetOf(demandsOn(versions, facts, at), findings, recordedIn(inspection));
    const verdict = combine(findings);
    const restsOn = new Set([...(inspection ? [inspection.id] : []), ...idsIn(facts)]);
    return { batch, inspection, marketCode: market, stage: asked.stage, verdict, sheet, restsOn };
  }

  private async batchFor(ctx: Ctx, batchId: BatchId): Promise<BatchOfWorksheet | null> {
    const own: OrganisationId = actorOf(ctx).organisationId;
    const [row] = await this.uow.select<BatchOfWorksheet>(ctx, BATCH, [
      batchId,
      own,
      ctx.authority === 'office',
    ]);
    return row ?? null;
  }
}

const idsIn = ({ batches, registrations }: Facts): string[] => [
  ...batches.flatMap(({ id, origins }) => [
    id,
    ...(origins ?? []).flatMap(({ plotId, harvestBatchId }) => [plotId, harvestBatchId]),
  ]),
  ...registrations.map(({ id }) => id),
];

/** What this inspection recorded; without one nothing is. */
function recordedIn(inspection: InspectionRow | null): Recorded {
  if (!inspection) return { cartonsOpened: null, fruitsExamined: null, values: [] };
  const counts = inspection.defectCounts.filter(isCounting);
  const widest = widestOf(packagesOf(counts));
  const counted = [
    ...countedShares(counts).map(({ parameter, percent }) => ({ parameter, value: percent, unit: '%' })),
    ...(widest
      ? [
          { parameter: 'PACKAGE_SMALLEST_DIAMETER', value: widest.smallest, unit: 'mm' },
          { parameter: 'PACKAGE_LARGEST_DIAMETER', value: widest.largest, unit: 'mm' },
        ]
      : []),
  ];
  // What follows from counts follows from all of them, voids too.
  const late = inspection.defectCounts.filter(({ isCorrected }) => !isCorrected).map(settling);
  const ofCounts = {
    awaitsAgreement: late.some(({ awaitsAgreement }) => awaitsAgreement),
    isDeclined: late.some(({ isDeclined }) => isDeclined),
  };
  return {
    cartonsOpened: inspection.sampledCartons,
    fruitsExamined: inspection.sampledFruits,
    values: [
      ...standingEntries(inspection.measurements).map((measured) => ({
        parameter: measured.parameter,
        value: measured.value,
        unit: measured.unit,
        isCounted: false,
        ...settling(measured),
      })),
      ...counted.map((each) => ({ ...each, isCounted: true, ...ofCounts })),
    ],
  };
}

/** Whether an entry waits for the base office, or was declined by it. */
const settling = ({
  needsAgreement,
  agreedAt,
  declinedAt,
}: Pick<CorrectableRow, 'needsAgreement' | 'agreedAt' | 'declinedAt'>) => ({
  awaitsAgreement: needsAgreement && agreedAt === null && declinedAt === null,
  isDeclined: agreedAt === null && declinedAt !== null,
});

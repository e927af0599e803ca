import { Injectable } from '@nestjs/common';
import type { Ctx, Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { DefectCountId, InspectionId } from '../../../kernel/ids.js';
import { ok, type Result } from '../../../kernel/result.js';
import { BatchQueries } from '../../batches/batch.queries.js';
import type { TallyBasis } from '../../standards/domain/defect-tally.js';
import { countsOf } from '../counts.js';
import { readDefects, type GivenCount } from '../domain/read-defects.js';
import { DefectCountRow } from '../inspection-result.entity.js';
import type { Inspection } from '../inspection.entity.js';
import type { InspectionRefusal } from '../inspection.refusals.js';
import { CorrectEntries, type Corrected, type CorrectionRefusal, type EntryKind } from './correct-entries.js';
import { measuredIn } from './record-defects.js';

/** What counts should have said, each in full. */
export interface CorrectDefectsTold {
  readonly inspectionId: InspectionId;
  readonly reason: string;
  readonly basis: TallyBasis;
  readonly counts: readonly (GivenCount & { readonly correctsId: DefectCountId })[];
}

export interface VoidDefectsTold {
  readonly inspectionId: InspectionId;
  readonly reason: string;
  readonly countIds: readonly DefectCountId[];
}

type Counted = Pick<
  DefectCountRow,
  | 'basis'
  | 'cartonCount'
  | 'examined'
  | 'nonconformingCartons'
  | 'smallestMillimetres'
  | 'largestMillimetres'
  | 'defects'
>;

const COUNTS: EntryKind<DefectCountId, DefectCountRow, Counted> = {
  list: 'counts',
  ids: 'countIds',
  ledgerKind: 'inspection.defects-corrected',
  entriesOf: (tx, inspectionId) => tx.manager.findBy(DefectCountRow, { inspectionId }),
  insert: (tx, rows) => tx.manager.insert(DefectCountRow, rows),
  saidBy: (row) => ({
    basis: row.basis,
    cartonCount: row.cartonCount,
    examined: row.examined,
    nonconformingCartons: row.nonconformingCartons,
    smallestMillimetres: row.smallestMillimetres,
    largestMillimetres: row.largestMillimetres,
    defects: row.defects,
  }),
  // As entries of the ledger call what was counted.
  factsOf: ({ cartonCount: cartons, ...count }) => ({ ...count, cartons }),
};

/** Puts right what was counted in opened cartons, as {@link CorrectEntries} does. */
@Injectable()
export class CorrectDefects {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly entries: CorrectEntries,
    private readonly batches: BatchQueries,
  ) {}

  correct(ctx: Ctx, told: CorrectDefectsTold & CommandInput): Outcome<Corrected, CorrectionRefusal> {
    const { inspectionId, reason, counts } = told;
    const correctsIds = counts.map(({ correctsId }) => correctsId);
    return this.uow.command(ctx, 'correctDefects', told, (tx) =>
      this.entries.correct(tx, COUNTS, { inspectionId, reason, correctsIds }, (_, inspection) =>
        this.read(tx, told, inspection),
      ),
    );
  }

  void(ctx: Ctx, told: VoidDefectsTold & CommandInput): Outcome<Corrected, CorrectionRefusal> {
    const { inspectionId, reason, countIds: entryIds } = told;
    return this.uow.command(ctx, 'voidDefects', told, (tx) =>
      this.entries.void(tx, COUNTS, { inspectionId, reason, entryIds }),
    );
  }

  private async read(
    tx: Tx,
    { basis, counts }: CorrectDefectsTold,
    { id, batchId, sampledCartons, sampledFruits }: Inspection,
  ): Promise<Result<Counted[], InspectionRefusal[]>> {
    const [batch] = await this.batches.visible(tx, [batchId]);
    const before = await countsOf(tx, id);
    const counting = new Set<string>(before.map((each) => each.id));
    // A void adds nothing up that would leave the sum; whether it may be corrected is asked elsewhere.
    const given = counts.map(({ correctsId, ...count }) => ({
      ...count,
      correctsId: counting.has(correctsId) ? correctsId : null,
    }));
    const read = readDefects(basis, given, {
      qualityClass: batch?.class ?? null,
      sampledCartons: sampledCartons ?? 0,
      sampledFruits: sampledFruits ?? 0,
      before,
      measured: await measuredIn(tx, id),
    });
    if (!read.ok) return read;
    return ok(read.value.map(({ cartons, correctsId: _, ...count }) => ({ ...count, cartonCount: cartons })));
  }
}

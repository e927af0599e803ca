import { Injectable } from '@nestjs/common';
import type { NotFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Tx } from '../../../infrastructure/database/context.js';
import type { BatchId, InspectionId, OrganisationId, UserId } from '../../../kernel/ids.js';
import type { Instant } from '../../../kernel/instant.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import {
  refuseCorrections,
  refuseVoids,
  type CorrectedList,
  type Entry,
  type VoidedList,
} from '../domain/corrections.js';
import { InspectionReactions } from '../inspection-reactions.js';
import type { Inspection } from '../inspection.entity.js';
import type { InspectionRefusal } from '../inspection.refusals.js';
import { InspectorsDesk } from './inspectors-desk.js';
import { ReportFiles, type AttachedFile, type ToldFiles } from './report-files.js';

export type Corrected = { readonly inspectionId: InspectionId };
export type CorrectionRefusal = InspectionRefusal | NotFound;

/** What differs between kinds of entries: where they are kept, and what the ledger calls them. */
export interface EntryKind<Id extends string, Row extends Entry & { readonly id: Id }, Said> {
  /** The lists of a request, which refusals point into, and of an entry of the ledger. */
  readonly list: CorrectedList;
  readonly ids: VoidedList;
  readonly ledgerKind:
    | 'inspection.measurements-corrected'
    | 'inspection.laboratory-results-corrected'
    | 'inspection.defects-corrected';
  readonly entriesOf: (tx: Tx, inspectionId: InspectionId) => Promise<readonly Row[]>;
  readonly insert: (tx: Tx, rows: (Said & CorrectionColumns<Id>)[]) => Promise<unknown>;
  /** What an entry says of the fruit; one that voids it says the same. */
  readonly saidBy: (row: Row) => Said;
  readonly factsOf: (said: Said) => object;
}

/** What every correction has beside the figure. */
interface CorrectionColumns<Id> {
  readonly id: Id;
  readonly inspectionId: InspectionId;
  readonly batchId: BatchId;
  readonly correctsId: Id;
  readonly isVoid: boolean;
  readonly correctionReason: string;
  readonly correctedById: UserId;
  readonly needsAgreement: boolean;
  readonly recordedAt: Instant;
  readonly visibleTo: OrganisationId[];
}

interface Told {
  readonly inspectionId: InspectionId;
  readonly reason: string;
}
export interface CorrectionTold<Id> extends Told {
  /** Entries whose place is taken, in the order of the request. */
  readonly correctsIds: readonly Id[];
  /** The report they stand in, which may come with files. */
  readonly report?: ToldFiles;
}

/** How the figures of a request are read; one for each entry that is corrected, in that order. */
type Read<Row, Said> = (
  entries: readonly Row[],
  inspection: Inspection,
) => Promise<Result<Said[], InspectionRefusal[]>>;

type Replacing<Id, Said> = Said & { readonly correctsId: Id; readonly isVoid: boolean };
const NO_FILES: { readonly reportNumber?: string; readonly attachments: readonly AttachedFile[] } = {
  attachments: [],
};

/**
 * Puts right what was entered of an inspection: an entry takes the place of another, or says that it was none. Both stay. Until
 * somebody signs, the last one alone is judged and signed; what takes the place of a signed one counts against the fruit at once,
 * and for it only once the base office has agreed (`SettleResultCorrections`).
 */
@Injectable()
export class CorrectEntries {
  constructor(
    private readonly desk: InspectorsDesk,
    private readonly files: ReportFiles,
    private readonly ledger: Ledger,
    private readonly reactions: InspectionReactions,
  ) {}

  async correct<Id extends string, Row extends Entry & { readonly id: Id }, Said>(
    tx: Tx,
    kind: EntryKind<Id, Row, Said>,
    { inspectionId, reason, correctsIds, report }: CorrectionTold<Id>,
    read: Read<Row, Said>,
  ): Promise<Result<Corrected, CorrectionRefusal[]>> {
    const desk = await this.desk.take(tx, inspectionId, 'correct');
    if (!desk.ok) return desk;
    const { inspection } = desk.value;
    const entries = await kind.entriesOf(tx, inspectionId);
    const refusals: CorrectionRefusal[] = [
      ...refuseCorrections(correctsIds, entries, kind.list),
      ...(report ? await this.files.refuseMissing(tx, report) : []),
    ];
    const said = await read(entries, inspection);
    if (!said.ok) return err([...refusals, ...said.error]);
    if (refusals.length > 0) return err(refusals);
    const corrections = said.value.map((each, i) => ({
      ...each,
      correctsId: correctsIds[i]!,
      isVoid: false,
    }));
    const files = report
      ? { reportNumber: report.reportNumber, attachments: await this.files.attach(tx, inspection, report) }
      : NO_FILES;
    return this.write(tx, kind, inspection, reason, corrections, files);
  }

  async void<Id extends string, Row extends Entry & { readonly id: Id }, Said>(
    tx: Tx,
    kind: EntryKind<Id, Row, Said>,
    { inspectionId, reason, entryIds }: Told & { readonly entryIds: readonly Id[] },
  ): Promise<Result<Corrected, CorrectionRefusal[]>> {
    const desk = await this.desk.take(tx, inspectionId, 'correct');
    if (!desk.ok) return desk;
    const entries = await kind.entriesOf(tx, inspectionId);
    const refusals = refuseVoids(entryIds, entries, kind.ids);
    if (refusals.length > 0) return err(refusals);
    const byId = new Map(entries.map((entry) => [entry.id, entry]));
    const corrections = entryIds.map((correctsId) => ({
      ...kind.saidBy(byId.get(correctsId)!),
      correctsId,
      isVoid: true,
    }));
    return this.write(tx, kind, desk.value.inspection, reason, corrections, NO_FILES);
  }

  private async write<Id extends string, Row extends Entry & { readonly id: Id }, Said>(
    tx: Tx,
    { insert, ledgerKind, list, ids, factsOf }: EntryKind<Id, Row, Said>,
    { id: inspectionId, batchId, organisationId, visibleTo, state }: Inspection,
    reason: string,
    corrections: readonly Replacing<Id, Said>[],
    files: typeof NO_FILES,
  ): Promise<Result<Corrected, CorrectionRefusal[]>> {
    const needsAgreement = state === 'SIGNED';
    const rows = corrections.map((correction) => ({
      ...correction,
      id: tx.ids.next<Id>(),
      inspectionId,
      batchId,
      correctionReason: reason,
      correctedById: actorOf(tx).userId,
      needsAgreement,
      recordedAt: tx.now,
      visibleTo,
    }));
    await insert(tx, rows);
    await this.ledger.append(tx, {
      kind: ledgerKind,
      subjects: [inspectionId, batchId],
      facts: {
        reason,
        ...(needsAgreement ? { needsAgreement } : {}),
        [ids]: rows.map(({ id }) => id),
        [list]: corrections.map((each) => ({
          ...factsOf(each),
          correctsId: each.correctsId,
          isVoid: each.isVoid,
        })),
        ...(files.attachments.length > 0 ? files : {}),
      },
    });
    const isOfSeries = needsAgreement && list === 'counts';
    await this.reactions.notify(tx, { kind: 'RESULTS', inspectionId, batchId, organisationId, isOfSeries });
    return ok({ inspectionId });
  }
}

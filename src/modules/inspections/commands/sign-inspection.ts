import { Injectable } from '@nestjs/common';
import type { NotFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { InspectionId } from '../../../kernel/ids.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { PlaceHold } from '../../batches/commands/place-hold.js';
import { Ledger } from '../../ledger/ledger.js';
import { standingEntries, type Entry } from '../domain/corrections.js';
import type { InspectionVerdict } from '../domain/inspection-state.js';
import { signatureOf, type SignedRecord } from '../domain/signature.js';
import { InspectionReactions } from '../inspection-reactions.js';
import { DefectCountRow, LaboratoryResult, Measurement } from '../inspection-result.entity.js';
import { Inspection } from '../inspection.entity.js';
import type { InspectionRefusal } from '../inspection.refusals.js';
import { LaboratoryReportFile } from '../laboratory-report-file.entity.js';
import { InspectorsDesk } from './inspectors-desk.js';

export interface SignInspectionTold {
  readonly inspectionId: InspectionId;
  readonly verdict: InspectionVerdict;
  readonly remarks?: string | null | undefined;
}

type HoldRefusal = Extract<Awaited<ReturnType<PlaceHold['within']>>, { ok: false }>['error'][number];
type SignRefusal = InspectionRefusal | HoldRefusal | NotFound;

/** The inspector's word on a packed batch. A FAIL stops the batch and the lots it is in. */
@Injectable()
export class SignInspection {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly desk: InspectorsDesk,
    private readonly holds: PlaceHold,
    private readonly ledger: Ledger,
    private readonly reactions: InspectionReactions,
  ) {}

  execute(
    ctx: Ctx,
    told: SignInspectionTold & CommandInput,
  ): Outcome<{ inspectionId: InspectionId }, SignRefusal> {
    return this.uow.command(ctx, 'signInspection', told, (tx) => this.within(tx, told));
  }

  async within(
    tx: Tx,
    told: SignInspectionTold,
  ): Promise<Result<{ inspectionId: InspectionId }, SignRefusal[]>> {
    const { inspectionId, verdict } = told;
    const desk = await this.desk.take(tx, inspectionId, 'sign');
    if (!desk.ok) return desk;
    const { inspection } = desk.value;
    const remarks = told.remarks?.trim() || null;
    if (verdict === 'FAIL' && remarks === null)
      return err([{ code: 'REMARKS_MISSING', values: {}, path: ['remarks'] }]);
    const record = await this.recordOf(tx, inspection, verdict, remarks);
    const signatureSha256 = signatureOf(record);
    const { inspectorId, inspectorOrganisationIds } = signer(tx);
    await tx.manager.update(
      Inspection,
      { id: inspectionId },
      {
        state: 'SIGNED',
        inspectorId,
        inspectorOrganisationIds,
        verdict,
        remarks,
        signedAt: tx.now,
        signatureSha256,
      },
    );
    const { batchId, organisationId } = inspection;
    await this.ledger.append(tx, {
      kind: 'inspection.signed',
      subjects: [inspectionId, batchId],
      facts: { verdict, signatureSha256 },
    });
    if (verdict === 'FAIL') {
      const held = await this.hold(tx, inspection);
      if (!held.ok) return held;
    }
    await this.reactions.notify(tx, { kind: 'RESULTS', inspectionId, batchId, organisationId });
    return ok({ inspectionId });
  }

  private hold(tx: Tx, { id, code, batchId }: Inspection) {
    return this.holds.within(tx, {
      batchIds: [batchId],
      reason: 'INSPECTION_FAILED',
      note: code,
      causeType: 'inspection',
      causeId: id,
    });
  }

  private async recordOf(
    tx: Tx,
    inspection: Inspection,
    verdict: InspectionVerdict,
    remarks: string | null,
  ): Promise<SignedRecord> {
    const { id, sampledOn } = inspection;
    if (sampledOn === null) throw new Error('a sampled inspection has a day of sampling');
    const measurements = await tx.manager.findBy(Measurement, { inspectionId: id });
    const results = await tx.manager.findBy(LaboratoryResult, { inspectionId: id });
    const counts = await tx.manager.findBy(DefectCountRow, { inspectionId: id });
    const files = await tx.manager.findBy(LaboratoryReportFile, { inspectionId: id });
    const corrections = [...measurements, ...results].filter(isCorrection).map(correctionOf);
    return {
      id,
      code: inspection.code,
      batchId: inspection.batchId,
      organisationId: inspection.organisationId,
      requestedById: inspection.requestedById,
      ...signer(tx),
      sampledOn,
      sampledCartons: inspection.sampledCartons,
      sampledFruits: inspection.sampledFruits,
      ...(inspection.kind === 'SELF_CHECK' ? { kind: inspection.kind } : {}),
      ...(inspection.samplePlaces ? { samplePlaces: inspection.samplePlaces } : {}),
      ...(counts.length > 0 ? { defectCounts: counts.map(countOf) } : {}),
      measurements: standingEntries(measurements).map(measurementOf),
      laboratoryResults: standingEntries(results).map(resultOf),
      ...(files.length > 0
        ? { reportFiles: files.map(({ reportNumber, sha256 }) => ({ reportNumber, sha256 })) }
        : {}),
      ...(corrections.length > 0 ? { corrections } : {}),
      verdict,
      remarks,
      signedAt: tx.now,
    };
  }
}

const signer = (tx: Tx) => {
  const { userId, organisationIds } = actorOf(tx);
  return { inspectorId: userId, inspectorOrganisationIds: [...organisationIds].sort() };
};

const isCorrection = ({ correctsId }: Entry): boolean => correctsId !== null;
const correctionOf = ({ id, correctsId, isVoid }: Entry): Entry => ({ id, correctsId, isVoid });

const measurementOf = (row: Measurement): SignedRecord['measurements'][number] => ({
  id: row.id,
  parameter: row.parameter,
  value: row.value,
  unit: row.unit,
  method: row.method,
  samplePosition: row.samplePosition,
});

const countOf = (row: DefectCountRow): NonNullable<SignedRecord['defectCounts']>[number] => ({
  id: row.id,
  basis: row.basis,
  cartons: row.cartonCount,
  examined: row.examined,
  nonconformingCartons: row.nonconformingCartons,
  smallestMillimetres: row.smallestMillimetres,
  largestMillimetres: row.largestMillimetres,
  defects: row.defects,
  correctsId: row.correctsId,
  ...(row.isVoid ? { isVoid: row.isVoid } : {}),
});

const resultOf = (row: LaboratoryResult): SignedRecord['laboratoryResults'][number] => ({
  id: row.id,
  laboratory: row.laboratory,
  reportNumber: row.reportNumber,
  accreditation: row.accreditation,
  testedOn: row.testedOn,
  substance: row.substance,
  ...(row.substanceTold === null ? {} : { substanceTold: row.substanceTold }),
  microgramsPerKg: row.valueMicrogramsPerKg,
  loqMicrogramsPerKg: row.loqMicrogramsPerKg,
  ...(row.residueDefinitionKind === null ? {} : { residueDefinitionKind: row.residueDefinitionKind }),
  ...(row.residueDefinition === null ? {} : { residueDefinition: row.residueDefinition }),
});

import type {
  AttachmentId,
  BatchId,
  BrandLicenceId,
  CertificateId,
  ChannelId,
  GrowerId,
  GrowingRecordId,
  InspectionId,
  LabelDesignId,
  LotId,
  LotReleaseId,
  OfficerAppointmentId,
  OrchardId,
  OrganisationId,
  PestTrapId,
  PlotId,
  ProductLabelId,
  QuarantineTreatmentId,
  RegistrationId,
  RegistrationYieldId,
  ResidueCoverageId,
  SupplyRelationId,
} from '../../kernel/ids.js';

/** What the plan calls things by: codes and numbers; an inspection by the code of its batch. */
interface IdOf {
  'officer appointment': OfficerAppointmentId;
  organisation: OrganisationId;
  grower: GrowerId;
  orchard: OrchardId;
  plot: PlotId;
  registration: RegistrationId;
  label: ProductLabelId;
  photograph: AttachmentId;
  report: AttachmentId;
  coverage: ResidueCoverageId;
  'growing record': GrowingRecordId;
  batch: BatchId;
  inspection: InspectionId;
  certificate: CertificateId;
  licence: BrandLicenceId;
  channel: ChannelId;
  'label design': LabelDesignId;
  lot: LotId;
  release: LotReleaseId;
  trap: PestTrapId;
  treatment: QuarantineTreatmentId;
  yield: RegistrationYieldId;
  'supply relation': SupplyRelationId;
}

/** The ids that commands gave to what the plan names. */
export class Names {
  private readonly ids = new Map<string, string>();

  keep<K extends keyof IdOf>(kind: K, name: string, id: IdOf[K]): void {
    const key = `${kind} ${name}`;
    if (this.ids.has(key)) throw new Error(`the plan of the demo season has two of this: ${key}`);
    this.ids.set(key, id);
  }

  id<K extends keyof IdOf>(kind: K, name: string): IdOf[K] {
    const id = this.ids.get(`${kind} ${name}`);
    if (id === undefined)
      throw new Error(`the plan of the demo season names it before it exists: ${kind} ${name}`);
    return id as IdOf[K];
  }
}

/**
 * Tables whose rows are never deleted and from which nobody walks to the rows that refer to them: those name a place,
 * a fact or a person, and are found by something else.
 */
export const NEVER_ASKED_FROM: Readonly<Record<string, string>> = {
  region: 'lists by county filter rows the caller may see',
  customs_district: 'reference',
  market: 'lists by market filter rows the caller may see',
  variety: 'lists by variety filter rows the caller may see',
  brand: 'reference',
  substance: 'reference, read whole',
  user_account: 'who did it is shown, not searched; the ledger answers what somebody did',
};

interface Unindexed {
  /** The table it points at; its rows are never deleted, or the key would be searched then. */
  readonly of: string;
  readonly because: string;
}

/**
 * Foreign keys without an index. Each costs nothing until a query starts from the other side; the query that does
 * brings the index, and its line goes.
 */
export const NOT_INDEXED: Readonly<Record<string, Unindexed>> = {
  'area_status.attachment_id': { of: 'attachment', because: 'shown with the status' },
  'attachment.organisation_id': { of: 'organisation', because: 'found by what it is attached to' },
  'batch.on_behalf_of_id': { of: 'grower', because: 'shown with the batch' },
  'batch_origin.organisation_id': {
    of: 'organisation',
    because: 'origins are found by batch, by harvest or by plot',
  },
  'certificate_contact.organisation_id': { of: 'organisation', because: 'found by certificate' },
  'compliance_certificate.inspection_id': { of: 'inspection', because: 'shown with the certificate' },
  'compliance_certificate.on_behalf_of_id': { of: 'grower', because: 'shown with the certificate' },
  'compliance_certificate.replaces_id': {
    of: 'compliance_certificate',
    because: 'leads from a certificate to the one before it only',
  },
  'growing_record.on_behalf_of_id': { of: 'grower', because: 'records are found by plot' },
  'growing_record.operator_id': { of: 'grower', because: 'records are found by plot' },
  'hold.organisation_id': { of: 'organisation', because: 'holds are found by what they hold' },
  'label_design.artwork_id': { of: 'attachment', because: 'shown with the design; designs are few' },
  'lot.channel_id': { of: 'channel', because: 'lots are found by exporter; a channel is shown with them' },
  'lot.judgement_id': { of: 'lot_judgement', because: 'leads from the lot to its latest judgement only' },
  'lot_check.lot_id': { of: 'lot', because: 'checks are found by judgement' },
  'lot_contribution.exporter_id': { of: 'organisation', because: 'found by lot or by contributor' },
  'lot_member_origin.organisation_id': { of: 'organisation', because: 'found by lot or by harvest' },
  'lot_release.agreed_judgement_id': { of: 'lot_judgement', because: 'releases are found by lot' },
  'lot_release.judgement_id': { of: 'lot_judgement', because: 'releases are found by lot' },
  'lot_transition.judgement_id': { of: 'lot_judgement', because: 'transitions are found by lot' },
  'officer_appointment.attachment_id': {
    of: 'attachment',
    because: 'shown with the appointment; appointments are few',
  },
  'pallet.organisation_id': { of: 'organisation', because: 'found by batch or by code' },
  'pest_trap_place.organisation_id': { of: 'organisation', because: 'found by trap' },
  'plot.grower_id': { of: 'grower', because: 'shown with the plot; growers are few to an organisation' },
  'plot_boundary.organisation_id': { of: 'organisation', because: 'found by plot' },
  'plot_variety.organisation_id': { of: 'organisation', because: 'found by plot' },
  'post_harvest_treatment_batch.run_id': {
    of: 'run',
    because: 'treatments are found by batch; the run is shown with it',
  },
  'product_label.confirmed_by_organisation_id': { of: 'organisation', because: 'labels are few' },
  'product_label.entered_by_organisation_id': {
    of: 'organisation',
    because: 'labels are found by number and crop',
  },
  'recall.batch_id': { of: 'batch', because: 'recalls are few, and found by code' },
  'recall.hold_id': { of: 'hold', because: 'recalls are few, and found by code' },
  'recall.organisation_id': { of: 'organisation', because: 'recalls are few, and found by code' },
  'receipt.supplier_id': { of: 'organisation', because: 'found by run, or by ticket' },
  'receipt_settlement.organisation_id': { of: 'organisation', because: 'found by run' },
  'receipt_settlement.payee_id': { of: 'grower', because: 'found by run' },
  'receipt_settlement.supplier_id': { of: 'organisation', because: 'found by run' },
  'registration_yield.attachment_id': { of: 'attachment', because: 'shown with the yield; yields are few' },
  'season_carry_over.holder_id': { of: 'organisation', because: 'found by season or by batch' },
  'supply_relation.attachment_id': {
    of: 'attachment',
    because: 'shown with the relation; relations are few',
  },
};

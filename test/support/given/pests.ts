const REFUSED = '... on Refused { reasons { code message path facts { name value } } }';
const OFFICER =
  'id organisationId registrationId officer validFrom validTo endedOn evidence recordedAt confirmedAt';
const TRAP = 'id code organisationId plotId registrationId pests lure setUpOn takenDownOn point';
const COUNT = `id trapId inspectedAt inspectedOn inspector recordedBy recordedAt correctsId correctedById isVoid
  counts { pestCode count }`;
const STATUS =
  'id pestCode status regionCode registrationId validFrom validTo endedOn endConfirmedAt document attachmentId confirmedAt';
const TREATMENT = `id batchId organisationId kind facility startedAt endedAt readings { at celsius } dose doseUnit
  certificateNumber confirmedAt correctsId correctedById isVoid`;

const mutation = (name: string, payload: string): string => {
  const input = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  return `mutation ($input: ${input}!) { answer: ${name}(input: $input) { __typename ${payload} ${REFUSED} } }`;
};
const appointment = `... on OfficerAppointmentPayload { appointment { ${OFFICER} } }`;
const trap = `... on PestTrapPayload { trap { ${TRAP} } }`;
const status = `... on AreaStatusPayload { areaStatus { ${STATUS} } }`;
const treatment = `... on QuarantineTreatmentPayload { treatment { ${TREATMENT} } }`;
const page = (name: string, type: string, node: string): string =>
  `query ($filter: ${type}, $first: Int = 25, $after: String) { answer: ${name}(filter: $filter, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } edges { node { ${node} } } } }`;

/** The operations about pests, as a client sends them. */
export const pestDocuments = {
  appointOfficer: mutation('appointOfficer', appointment),
  endOfficerAppointment: mutation('endOfficerAppointment', appointment),
  confirmOfficerAppointment: mutation('confirmOfficerAppointment', appointment),
  setUpTrap: mutation('setUpTrap', trap),
  takeDownTrap: mutation('takeDownTrap', trap),
  recordTrapCount: mutation('recordTrapCount', `... on TrapCountPayload { count { ${COUNT} } }`),
  recordAreaStatus: mutation('recordAreaStatus', status),
  confirmAreaStatus: mutation('confirmAreaStatus', status),
  endAreaStatus: mutation('endAreaStatus', status),
  recordQuarantineTreatment: mutation('recordQuarantineTreatment', treatment),
  confirmQuarantineTreatment: mutation('confirmQuarantineTreatment', treatment),
  pests: '{ pests { code scientificName nameZh eppoCode provenance { confidence } } }',
  officerAppointments: page('officerAppointments', 'OfficerAppointmentFilter', OFFICER),
  pestTraps: page('pestTraps', 'PestTrapFilter', TRAP),
  trapCounts: page('trapCounts', 'TrapCountFilter', COUNT),
  areaStatuses: page('areaStatuses', 'AreaStatusFilter', STATUS),
  quarantineTreatments: page('quarantineTreatments', 'QuarantineTreatmentFilter', TREATMENT),
};

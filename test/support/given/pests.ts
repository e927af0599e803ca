import { listOf, mutation } from './documents.js';

const OFFICER =
  'id organisationId registrationId officer validFrom validTo endedOn evidence recordedAt confirmedAt';
const TRAP = 'id code organisationId plotId registrationId pests lure setUpOn takenDownOn point';
const COUNT = `id trapId inspectedAt inspectedOn inspector recordedBy recordedAt correctsId correctedById isVoid
  counts { pestCode count }`;
const STATUS =
  'id pestCode status regionCode registrationId validFrom validTo endedOn endConfirmedAt document attachmentId confirmedAt';
const TREATMENT = `id batchId organisationId kind facility startedAt endedAt readings { at celsius } dose doseUnit
  certificateNumber confirmedAt correctsId correctedById isVoid`;

const appointment = `... on OfficerAppointmentPayload { appointment { ${OFFICER} } }`;
const trap = `... on PestTrapPayload { trap { ${TRAP} } }`;
const status = `... on AreaStatusPayload { areaStatus { ${STATUS} } }`;
const treatment = `... on QuarantineTreatmentPayload { treatment { ${TREATMENT} } }`;

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
  officerAppointments: listOf('officerAppointments', 'OfficerAppointmentFilter', OFFICER),
  pestTraps: listOf('pestTraps', 'PestTrapFilter', TRAP),
  trapCounts: listOf('trapCounts', 'TrapCountFilter', COUNT),
  areaStatuses: listOf('areaStatuses', 'AreaStatusFilter', STATUS),
  quarantineTreatments: listOf('quarantineTreatments', 'QuarantineTreatmentFilter', TREATMENT),
};

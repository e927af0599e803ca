import { inspectionsOf, moment, objects, party } from '../../infrastructure/database/json-sql.js';

/** The groups that hang on a lot; a document that asks for none of a group does not pay for it. */
export interface LotGroups {
  readonly members: boolean;
  readonly origins: boolean;
  readonly inspections: boolean;
  readonly checks: boolean;
  readonly findings: boolean;
  readonly documents: boolean;
  readonly transitions: boolean;
}

export const EVERYTHING: LotGroups = {
  members: true,
  origins: true,
  inspections: true,
  checks: true,
  findings: true,
  documents: true,
  transitions: true,
};

/**
 * Lots as plain data, ready to be served: one statement for any number of lots and whatever hangs on them.
 *
 * @param rows a query for the rows of `lot` wanted, each with its `place` in the order of the answer
 */
export const lotsAsData = (rows: string, groups: LotGroups): string => `
  WITH page AS (${rows})
  SELECT l.place, jsonb_build_object(${fields(groups).join(', ')}) AS node FROM page l ORDER BY l.place`;

const fields = (groups: LotGroups): string[] => [
  `'id', l.id, 'code', l.code, 'state', l.state, 'openHoldCount', l.open_hold_count, 'exporterId', l.exporter_id,
   'channelId', l.channel_id, 'marketCode', l.market_code, 'season', l.season, 'plannedDepartureOn', l.planned_departure_on,
   'departedOn', l.departed_on, 'containerNumber', l.container_number, 'sealNumber', l.seal_number`,
  `'massGrams', l.mass_grams, 'cartonCount', l.carton_count, 'countyCodes', l.county_codes, 'varietyCodes', l.variety_codes,
   'originOrganisationIds', l.origin_organisation_ids, 'createdAt', ${moment('l.created_at')}, 'changedAt', ${moment('l.changed_at')},
   'exporter', ${party('l.exporter_id')}, 'judgement', ${JUDGEMENT}`,
  `'cooperatives', (SELECT coalesce(jsonb_agg(${party('c.id')} ORDER BY c.id), '[]') FROM unnest(l.origin_organisation_ids) AS c (id))`,
  ...(groups.members ? [`'members', ${members(groups)}`] : []),
  ...(groups.checks ? [`'checks', ${checks(groups)}`] : []),
  ...(groups.documents ? [`'documents', ${DOCUMENTS}`] : []),
  ...(groups.transitions ? [`'transitions', ${TRANSITIONS}`] : []),
];

const JUDGEMENT = `(SELECT jsonb_build_object('id', j.id, 'stage', j.stage, 'judgedFor', j.judged_for,
    'judgedAt', ${moment('j.judged_at')}, 'versionCodes', j.version_codes, 'factsSha256', j.facts_sha256)
  FROM lot_judgement j WHERE j.id = l.judgement_id)`;

const ORIGINS = objects(
  `'originBatchId', o.origin_batch_id, 'plotId', o.plot_id, 'organisationId', o.organisation_id,
   'countyCode', o.county_code, 'massGrams', o.mass_grams`,
  'o.mass_grams DESC, o.origin_batch_id',
  'lot_member_origin o WHERE o.lot_id = m.lot_id AND o.batch_id = m.batch_id',
);

const members = ({ origins, inspections }: LotGroups): string =>
  objects(
    `'batchId', b.id, 'batchCode', b.code, 'varietyCode', b.variety_code, 'class', b.class, 'sizeCode', b.size_code,
     'packerId', r.organisation_id, 'packer', ${party('r.organisation_id')}, 'packedOn', b.made_on,
     'massGrams', m.mass_grams, 'cartonCount', m.carton_count, 'countyCodes', b.county_codes,
     'openHoldCount', b.open_hold_count, 'allocatedAt', ${moment('m.allocated_at')}
     ${origins ? `, 'origins', ${ORIGINS}` : ''}${inspections ? `, 'inspections', ${inspectionsOf('b.id')}` : ''}`,
    'b.code',
    'lot_member m JOIN batch b ON b.id = m.batch_id JOIN run r ON r.id = b.run_id WHERE m.lot_id = l.id',
  );

const checks = ({ findings }: LotGroups): string =>
  objects(
    `'unity', c.unity, 'verdict', c.verdict${findings ? `, 'findings', c.findings` : ''}`,
    `array_position(ARRAY['VARIETY', 'BRAND', 'STANDARD', 'CHANNEL'], c.unity)`,
    'lot_check c WHERE c.judgement_id = l.judgement_id',
  );

const DOCUMENTS = objects(
  `'id', d.id, 'kind', d.kind, 'number', d.number, 'issuedOn', d.issued_on, 'validUntil', d.valid_until`,
  'd.id',
  'lot_document d WHERE d.lot_id = l.id',
);

const TRANSITIONS = objects(
  `'fromState', t.from_state, 'toState', t.to_state, 'occurredAt', ${moment('t.occurred_at')},
   'recordedAt', ${moment('t.recorded_at')}, 'reason', t.facts ->> 'reason',
   'declarationNumber', t.facts ->> 'declarationNumber',
   'declaredRegistrationNumbers', t.facts #> '{declaration,registrationNumbers}',
   'fruitTemperatureCelsius', t.facts #>> '{customsFinding,fruitTemperatureCelsius}'`,
  't.id',
  'lot_transition t WHERE t.lot_id = l.id',
);

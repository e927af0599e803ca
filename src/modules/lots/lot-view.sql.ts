import {
  field,
  momentField,
  partiesField,
  partiesSql,
  partyField,
  readParties,
  rowsField,
  Shape,
  type Field,
} from '../../infrastructure/database/json-rows.js';
import type { LotView } from './lot.queries.js';
import { RELEASE } from './release-view.sql.js';

/** Whether a field is asked for, by its path below the lot. What nobody asks for is not read. */
export type Wants = (...path: string[]) => boolean;

export const EVERYTHING: Wants = () => true;

/** What the statement of a {@link LotsAsData} answers: one row. */
export interface LotsRow {
  readonly lots: unknown[][] | null;
  readonly parties: unknown[][] | null;
}

/** Lots as plain data, ready to be served: one statement for any number of lots and whatever hangs on them. */
export class LotsAsData {
  private readonly lot: Shape;
  private readonly tables: string;
  private readonly parties: string;

  constructor(wants: Wants) {
    const members = wants('members') ? new Members(wants) : null;
    this.lot = new Shape([...lotFields(wants), ...(members ? [members.field] : [])]);
    this.tables = members?.tables ?? '';
    this.parties = partiesSql([
      ...(wants('exporter') ? ['SELECT exporter_id FROM page'] : []),
      ...(wants('cooperatives') ? ['SELECT unnest(origin_organisation_ids) FROM page'] : []),
      ...(members?.parties ?? []),
    ]);
  }

  /**
   * @param rows  a query for the rows of `lot` wanted, each with its `place` in the order of the answer, from 1
   * @param shown names the parameter that says how many of them are shown: the others are read without their members.
   *   Not called where nobody asks for members: PostgreSQL refuses a parameter that stands nowhere
   */
  statement(rows: string, shown: () => string): string {
    const tables = this.tables === '' ? '' : this.tables.replaceAll(SHOWN, shown());
    return `WITH page AS MATERIALIZED (${rows})${tables}
      SELECT ${this.lot.list('l.place', 'page l')} AS lots, ${this.parties} AS parties`;
  }

  read({ lots, parties }: LotsRow): LotView[] {
    const named = readParties(parties);
    return (lots ?? []).map((lot) => this.lot.read(lot, named) as LotView);
  }
}

/** Stands for the parameter in tables that are put together before it has a number. */
const SHOWN = ':shown';

const chosen = (wants: Wants, path: readonly string[], fields: readonly Field[]): Field[] =>
  fields.filter(({ name }) => wants(...path, name));

/** What the pages themselves need of a lot: its state and what it may be sorted by. */
const ALWAYS = new Set(['id', 'code', 'state', 'plannedDepartureOn', 'createdAt']);

function lotFields(wants: Wants): Field[] {
  const always: Wants = (...path) => (path.length === 1 && ALWAYS.has(path[0]!)) || wants(...path);
  return [
    ...chosen(always, [], LOT),
    ...(wants('judgement')
      ? [
          rowOf(
            'judgement',
            chosen(wants, ['judgement'], JUDGEMENT),
            'lot_judgement j WHERE j.id = l.judgement_id',
          ),
        ]
      : []),
    ...(wants('checks')
      ? [
          rowsField(
            'checks',
            ...listOf(
              chosen(wants, ['checks'], CHECK),
              CHECK_ORDER,
              'lot_check c WHERE c.judgement_id = l.judgement_id',
            ),
          ),
        ]
      : []),
    ...(wantsReleases(wants)
      ? [rowsField('releases', RELEASE.list('r.id', 'lot_release r WHERE r.lot_id = l.id'), RELEASE)]
      : []),
    ...(wants('documents')
      ? [
          rowsField(
            'documents',
            ...listOf(chosen(wants, ['documents'], DOCUMENT), 'd.id', 'lot_document d WHERE d.lot_id = l.id'),
          ),
        ]
      : []),
    ...(wants('transitions')
      ? [
          rowsField(
            'transitions',
            ...listOf(
              chosen(wants, ['transitions'], TRANSITION),
              't.id',
              'lot_transition t WHERE t.lot_id = l.id',
            ),
          ),
        ]
      : []),
  ];
}

/** Releases are put to their findings and counted when a lot is served; they are few. */
const wantsReleases = (wants: Wants): boolean =>
  wants('releases') ||
  wants('releasedCount') ||
  wants('checks', 'releasedCount') ||
  wants('checks', 'findings', 'release');

function listOf(fields: Field[], order: string, from: string): [string, Shape] {
  const shape = new Shape(fields);
  return [shape.list(order, from), shape];
}

function rowOf(name: string, fields: Field[], from: string): Field {
  const shape = new Shape(fields);
  return {
    name,
    sql: `(SELECT ${shape.sql} FROM ${from})`,
    read: (row: unknown[] | null, parties) => row && shape.read(row, parties),
  };
}

const LOT: readonly Field[] = [
  field('id', 'l.id'),
  field('code', 'l.code'),
  field('state', 'l.state'),
  field('openHoldCount', 'l.open_hold_count'),
  field('exporterId', 'l.exporter_id'),
  field('channelId', 'l.channel_id'),
  field('marketCode', 'l.market_code'),
  field('season', 'l.season'),
  field('plannedDepartureOn', 'l.planned_departure_on'),
  field('departedOn', 'l.departed_on'),
  field('containerNumber', 'l.container_number'),
  field('sealNumber', 'l.seal_number'),
  field('massGrams', 'l.mass_grams'),
  field('cartonCount', 'l.carton_count'),
  field('countyCodes', 'l.county_codes'),
  field('varietyCodes', 'l.variety_codes'),
  field('originOrganisationIds', 'l.origin_organisation_ids'),
  momentField('createdAt', 'l.created_at'),
  momentField('changedAt', 'l.changed_at'),
  partyField('exporter', 'l.exporter_id'),
  partiesField('cooperatives', 'l.origin_organisation_ids'),
];

const JUDGEMENT: readonly Field[] = [
  field('id', 'j.id'),
  field('stage', 'j.stage'),
  field('judgedFor', 'j.judged_for'),
  momentField('judgedAt', 'j.judged_at'),
  field('versionCodes', 'j.version_codes'),
  field('factsSha256', 'j.facts_sha256'),
];

const CHECK_ORDER = `array_position(ARRAY['VARIETY', 'BRAND', 'STANDARD', 'CHANNEL'], c.unity)`;
const CHECK: readonly Field[] = [
  field('unity', 'c.unity'),
  field('verdict', 'c.verdict'),
  field('findings', 'c.findings'),
];

const DOCUMENT: readonly Field[] = [
  field('id', 'd.id'),
  field('kind', 'd.kind'),
  field('number', 'd.number'),
  field('issuedOn', 'd.issued_on'),
  field('validUntil', 'd.valid_until'),
];

const TRANSITION: readonly Field[] = [
  field('fromState', 't.from_state'),
  field('toState', 't.to_state'),
  momentField('occurredAt', 't.occurred_at'),
  momentField('recordedAt', 't.recorded_at'),
  field('reason', `t.facts ->> 'reason'`),
  field('declarationNumber', `t.facts ->> 'declarationNumber'`),
  field('declaredRegistrationNumbers', `t.facts #> '{declaration,registrationNumbers}'`),
  field('declaredCustomsDistrictCodes', `t.facts #> '{declaration,customsDistrictCodes}'`),
  field('originCustomsDistrictCodes', `t.facts #> '{declaration,originCustomsDistrictCodes}'`),
  field('releaseIds', 't.release_ids'),
  field('fruitTemperatureCelsius', `t.facts #>> '{customsFinding,fruitTemperatureCelsius}'`),
];

const MEMBER: readonly Field[] = [
  field('batchId', 'm.batch_id'),
  field('batchCode', 'm.batch_code'),
  field('varietyCode', 'm.variety_code'),
  field('class', 'm.class'),
  field('sizeCode', 'm.size_code'),
  field('packerId', 'm.packer_id'),
  partyField('packer', 'm.packer_id'),
  field('packedOn', 'm.made_on'),
  field('massGrams', 'm.mass_grams'),
  field('cartonCount', 'm.carton_count'),
  field('countyCodes', 'm.county_codes'),
  field(
    'packerCustomsDistrictCode',
    `(SELECT min(d.code) FROM organisation g JOIN customs_district d ON g.county_code = ANY (d.county_codes) WHERE g.id = m.packer_id)`,
  ),
  field(
    'originCustomsDistrictCodes',
    `ARRAY(SELECT d.code FROM customs_district d WHERE d.county_codes && m.county_codes ORDER BY d.code)`,
  ),
  field('openHoldCount', 'm.open_hold_count'),
  momentField('allocatedAt', 'm.allocated_at'),
];

const ORIGIN: readonly Field[] = [
  field('originBatchId', 'o.origin_batch_id'),
  field('plotId', 'o.plot_id'),
  field('organisationId', 'o.organisation_id'),
  field('countyCode', 'o.county_code'),
  field('massGrams', 'o.mass_grams'),
];

const INSPECTION: readonly Field[] = [
  field('id', 'i.id'),
  field('code', 'i.code'),
  field('kind', 'i.kind'),
  field('state', 'i.state'),
  field('verdict', 'i.verdict'),
  field('sampledOn', 'i.sampled_on'),
  momentField('signedAt', 'i.signed_at'),
  partyField('body', 'i.organisation_id'),
];

/**
 * Members are read as tables of their own beside the page, each once for all lots: joined row by row, a page of a
 * hundred lots would look up every packhouse and every inspection body some ten thousand times.
 */
class Members {
  readonly field: Field;
  readonly tables: string;
  readonly parties: readonly string[];

  constructor(wants: Wants) {
    const inspection =
      wants('members', 'inspections') && new Shape(chosen(wants, ['members', 'inspections'], INSPECTION));
    const origin = wants('members', 'origins') && new Shape(chosen(wants, ['members', 'origins'], ORIGIN));
    const member = new Shape([
      ...chosen(wants, ['members'], MEMBER),
      ...(inspection ? [rowsField('inspections', 'n.rows', inspection)] : []),
      ...(origin ? [rowsField('origins', 'w.rows', origin)] : []),
    ]);
    this.field = rowsField('members', '(SELECT x.rows FROM members x WHERE x.lot_id = l.id)', member);
    this.tables = [
      MEMBER_TABLE,
      ...(inspection ? [inspectionTables(inspection)] : []),
      ...(origin ? [originTable(origin)] : []),
      `, members AS MATERIALIZED (
        SELECT m.lot_id, json_agg(${member.sql} ORDER BY m.batch_code) AS rows FROM member m
          ${inspection ? 'LEFT JOIN inspections n ON n.batch_id = m.batch_id' : ''}
          ${origin ? 'LEFT JOIN origins w ON w.lot_id = m.lot_id AND w.batch_id = m.batch_id' : ''}
        GROUP BY m.lot_id)`,
    ].join('');
    this.parties = [
      ...(wants('members', 'packer') ? ['SELECT packer_id FROM member'] : []),
      ...(inspection && inspection.namesParties ? ['SELECT organisation_id FROM inspection_row'] : []),
    ];
  }
}

const MEMBER_TABLE = `, member AS MATERIALIZED (
  SELECT m.lot_id, m.batch_id, m.mass_grams, m.carton_count, m.allocated_at, b.code AS batch_code, b.variety_code, b.class,
    b.size_code, b.made_on, b.county_codes, b.open_hold_count, r.organisation_id AS packer_id
  FROM page l JOIN lot_member m ON m.lot_id = l.id JOIN batch b ON b.id = m.batch_id JOIN run r ON r.id = b.run_id
  WHERE l.place <= ${SHOWN})`;

const inspectionTables = (inspection: Shape): string => `, inspection_row AS MATERIALIZED (
  SELECT i.id, i.code, i.batch_id, i.organisation_id, i.kind, i.state, i.verdict, i.sampled_on, i.signed_at FROM inspection i
  WHERE i.batch_id = ANY (ARRAY(SELECT batch_id FROM member)))
, inspections AS MATERIALIZED (
  SELECT i.batch_id, json_agg(${inspection.sql} ORDER BY i.id) AS rows FROM inspection_row i GROUP BY i.batch_id)`;

const originTable = (origin: Shape): string => `, origins AS MATERIALIZED (
  SELECT o.lot_id, o.batch_id, json_agg(${origin.sql} ORDER BY o.mass_grams DESC, o.origin_batch_id) AS rows
  FROM page l JOIN lot_member_origin o ON o.lot_id = l.id WHERE l.place <= ${SHOWN} GROUP BY o.lot_id, o.batch_id)`;

/*
 * Pieces of SQL with which read models have PostgreSQL make the JSON that the API serves, so that no row becomes an
 * object twice. Names of fields are the API's.
 */

/** A moment as the API writes it. */
export const moment = (column: string): string =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** A JSON array of objects, empty where there is no row. */
export const objects = (fields: string, order: string, from: string): string =>
  `(SELECT coalesce(jsonb_agg(jsonb_build_object(${fields}) ORDER BY ${order}), '[]') FROM ${from})`;

/** An organisation in a few words (`Party`), by its id. */
export const party = (id: string): string =>
  `(SELECT jsonb_build_object('id', g.id, 'code', g.code, 'kind', g.kind, 'nameZh', g.name_zh, 'nameEn', g.name_en, 'countyCode', g.county_code)
    FROM organisation g WHERE g.id = ${id})`;

/** Inspections of a batch in a few words (`InspectionSummary`), by the batch's id. */
export const inspectionsOf = (batchId: string): string =>
  objects(
    `'id', i.id, 'code', i.code, 'kind', i.kind, 'state', i.state, 'verdict', i.verdict, 'sampledOn', i.sampled_on,
     'signedAt', ${moment('i.signed_at')}, 'body', ${party('i.organisation_id')}`,
    'i.id',
    `inspection i WHERE i.batch_id = ${batchId}`,
  );

/**
 * The labels that stand recorded on a packed batch, as one JSON array in order of id: a part of FRUIT_FACTS.
 *
 * @param batch SQL for the id of the batch
 */
export const labelsOn = (batch: string): string => `
  (SELECT coalesce(json_agg(json_build_object('id', u.id, 'design', json_build_object('id', d.id, 'code', d.code,
      'brand', d.brand_code, 'organisationId', d.organisation_id, 'market', d.market_code, 'marks', d.marks,
      'validFrom', d.valid_from, 'validTo', least(d.valid_to, d.ended_on), 'isConfirmed', d.confirmed_at IS NOT NULL),
    'serials', CASE WHEN u.series IS NOT NULL THEN json_build_object('series', u.series, 'first', u.first_serial,
      'last', u.last_serial, 'rangeId', i.id, 'issuedToId', i.packhouse_id, 'issuedOn', i.issued_on,
      'withdrawnOn', i.withdrawn_on) END) ORDER BY u.id), '[]')
    FROM label_use u JOIN label_design d ON d.id = u.design_id LEFT JOIN label_range i ON i.id = u.range_id
    WHERE u.batch_id = ${batch} AND u.replaced_at IS NULL AND NOT u.is_void)`;

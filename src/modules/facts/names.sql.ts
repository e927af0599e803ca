import { substanceToday } from '../standards/substance-name.queries.js';

/** Names by code out of a reference table, as one JSON object; the Chinese one stands in where there is no English. */
const names = (table: string, codes: string): string =>
  `(SELECT coalesce(json_object_agg(n.code, json_build_object('zh', n.name_zh, 'en', coalesce(n.name_en, n.name_zh))), '{}')
     FROM ${table} n WHERE n.code IN (${codes}))`;

/** Of these substances. @param codes SQL for their codes */
export const substanceNames = (codes: string): string => names('substance', codes);

/**
 * What the codes in a lot's facts are called: a part of FRUIT_FACTS, whose common table expressions it reads. Only what
 * can be met is taken along, because the facts are kept with every judgement.
 */
export const FRUIT_NAMES = `json_build_object(
  'variety', ${names(
    'variety',
    `SELECT "varietyCode" FROM member UNION SELECT "plotVarietyCode" FROM origin
     UNION SELECT unnest(r.varieties) FROM rule r`,
  )},
  'substance', ${names(
    'substance',
    `SELECT substance FROM in_scope
     UNION SELECT ${substanceToday('y')} FROM residue_coverage_result y JOIN covered c ON c.id = y.coverage_id WHERE y.value_micrograms_per_kg IS NOT NULL
     UNION SELECT substance FROM found`,
  )},
  'brand', ${names('brand', `SELECT "brandCode" FROM member UNION SELECT "indicationCode" FROM member`)},
  'market', ${names(
    'market',
    `SELECT c.market_code FROM lot l JOIN channel c ON c.id = l.channel_id WHERE l.id = $1::uuid UNION SELECT $2::text`,
  )},
  'region', ${names(
    'region',
    `SELECT "countyCode" FROM origin UNION SELECT "townCode" FROM origin
     UNION SELECT b.area_county_code FROM brand b JOIN member m ON m."indicationCode" = b.code`,
  )},
  'pest', (SELECT coalesce(json_object_agg(p.code, json_build_object('zh', p.name_zh, 'en', p.scientific_name)), '{}') FROM pest p),
  'organisation', (SELECT coalesce(json_object_agg(n.id, json_build_object('zh', n.name_zh, 'en', n.name_en)), '{}')
    FROM organisation n WHERE n.id IN (
      SELECT "packerId" FROM member UNION SELECT "supplierId" FROM received UNION SELECT "buyerId" FROM received)))`;

/**
 * What names stand for that are no codes of substances: `name` and `code`, which is null where nobody made such a substance
 * known. Whoever reads facts asks, so that what was entered before a name was known is recognised afterwards.
 *
 * @param names SQL for one column of codes and names
 */
export const calledIn = (names: string): string => `
  SELECT told.name, substance_code(told.name) AS code FROM (SELECT DISTINCT n.name FROM (${names}) AS n (name)) AS told
  WHERE NOT EXISTS (SELECT FROM substance s WHERE s.code = told.name)`;

/**
 * What records keep of names: `name`, and `code` where it stays one whatever happens. Other names that two people confirmed may
 * be taken back (docs/adr/0039-names-taken-back.md): they are kept as they were told and recognised by whoever reads, or a record
 * would be of the wrong substance for ever.
 *
 * @param names SQL for one column of codes and names
 */
export const keptOf = (names: string): string => `
  SELECT called.name, CASE WHEN NOT EXISTS (
      SELECT FROM substance_name n WHERE n.key = substance_key(called.name) AND n.confidence = 'confirmed') THEN called.code END AS code
  FROM (${calledIn(names)}) AS called`;

/**
 * What names stand for that are no codes of substances: `name` and `code`, which is null where nobody made such a substance
 * known. Whoever reads facts asks, so that what was entered before a name was known is recognised afterwards.
 *
 * @param names SQL for one column of codes and names
 */
export const calledIn = (names: string): string => `
  SELECT told.name, substance_code(told.name) AS code FROM (SELECT DISTINCT n.name FROM (${names}) AS n (name)) AS told
  WHERE NOT EXISTS (SELECT FROM substance s WHERE s.code = told.name)`;

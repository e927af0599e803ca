/** Who belonged to the base office, and when: a common table expression that the following read. */
export const OFFICE_PEOPLE = `office_person AS MATERIALIZED (
  SELECT m.user_id, m.started_at, m.ended_at FROM organisation o JOIN membership m ON m.organisation_id = o.id
  WHERE o.kind = 'BASE_OFFICE')`;

/**
 * Who has to confirm an entry; null: it is confirmed. Where a person of the base office entered it, that takes another one.
 *
 * @param entry SQL for a row with `confirmed_at`, `recorded_at` and `recorded_by_id`
 */
export const waitsFor = (entry: string): string => `CASE WHEN ${entry}.confirmed_at IS NULL THEN
  CASE WHEN EXISTS (SELECT FROM office_person w WHERE w.user_id = ${entry}.recorded_by_id
      AND w.started_at <= ${entry}.recorded_at AND coalesce(w.ended_at > ${entry}.recorded_at, true))
    THEN 'SECOND_PERSON' ELSE 'BASE_OFFICE' END END`;

/** Figures over rows that the caller may not read one by one. */
export const SUMS = `
-- All plots under a registration on a day and their area: for whoever the registration belongs to, who answers for it at
-- customs, and for the base office. For anybody else there is no row.
CREATE FUNCTION registration_coverage(wanted uuid[], day date) RETURNS TABLE (id uuid, plot_count bigint, declared_mu_hundredths bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT r.id, count(rp.plot_id), coalesce(sum(p.declared_mu_hundredths), 0)::bigint
  FROM registration r
    LEFT JOIN registration_plot rp ON rp.registration_id = r.id AND rp.valid_from <= day
      AND coalesce(rp.valid_to >= day, true) AND coalesce(r.withdrawn_on > day, true)
    LEFT JOIN plot p ON p.id = rp.plot_id
  WHERE r.id = ANY (wanted) AND (app_sees_all() OR r.organisation_id = app_organisation())
  GROUP BY r.id;
$$;

-- What fruit fetched, for the base office: by season, county of the supplier, variety and currency. Counted are months of
-- recording that are over, so that nothing is added to them any more, and of them those with at least three suppliers:
-- what a month adds to a sum is then never one party's price, whichever two moments are compared. The other receipts
-- are only counted as left out.
CREATE FUNCTION settlement_sums(season_ text, known_at timestamptz) RETURNS TABLE (
  season text, county_code text, variety_code text, currency char(3), receipt_count bigint, left_out_count bigint,
  mass_grams bigint, amount_fen bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT app_sees_all() THEN
    RAISE EXCEPTION 'sums are for the base office' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN QUERY
  WITH sold AS (
    SELECT b.season, o.county_code, b.variety_code, s.currency, s.supplier_id, t.net_grams,
      round(s.price_fen_per_kg::numeric * t.net_grams / 1000)::bigint AS fen, date_trunc('month', r.recorded_at AT TIME ZONE 'Asia/Shanghai')::date AS month
    FROM receipt_settlement s JOIN receipt t ON t.run_id = s.run_id JOIN run r ON r.id = s.run_id
      JOIN batch b ON b.run_id = s.run_id JOIN organisation o ON o.id = s.supplier_id
    WHERE r.recorded_at <= known_at AND (season_ IS NULL OR b.season = season_)
  ), months AS (
    SELECT sold.season, sold.county_code, sold.variety_code, sold.currency, count(*) AS receipts,
      count(DISTINCT sold.supplier_id) >= 3 AND sold.month < date_trunc('month', known_at AT TIME ZONE 'Asia/Shanghai') AS told,
      sum(sold.net_grams) AS grams, sum(sold.fen) AS fen
    FROM sold GROUP BY sold.season, sold.county_code, sold.variety_code, sold.currency, sold.month
  )
  SELECT m.season, m.county_code, m.variety_code, m.currency,
    coalesce(sum(m.receipts) FILTER (WHERE m.told), 0)::bigint, coalesce(sum(m.receipts) FILTER (WHERE NOT m.told), 0)::bigint,
    (sum(m.grams) FILTER (WHERE m.told))::bigint, (sum(m.fen) FILTER (WHERE m.told))::bigint
  FROM months m GROUP BY m.season, m.county_code, m.variety_code, m.currency
  ORDER BY m.season DESC, m.county_code, m.variety_code, m.currency;
END $$;
`;

export const SUMS_DOWN = `
DROP FUNCTION settlement_sums(text, timestamptz);
DROP FUNCTION registration_coverage(uuid[], date);
`;

/** A label is confirmed by another organisation than the one that entered it; older confirmations stay as they are. */
export const LABELS = `
ALTER TABLE product_label ADD COLUMN confirmed_by_organisation_id uuid REFERENCES organisation;
ALTER TABLE product_label ADD CONSTRAINT product_label_two_organisations
  CHECK (confirmed_by_organisation_id IS NULL OR confirmed_by_organisation_id <> entered_by_organisation_id);
`;
export const LABELS_DOWN = `ALTER TABLE product_label DROP COLUMN confirmed_by_organisation_id;`;

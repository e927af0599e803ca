import { Injectable } from '@nestjs/common';
import type { Reading } from '../../infrastructure/database/context.js';
import type { OrganisationId, PlotId } from '../../kernel/ids.js';
import { addDays, legalDay, seasonOf, seasonStart } from '../../kernel/local-date.js';
import { COUNTS } from '../growing/stated-sprays.queries.js';
import { SprayQueries } from '../growing/spray.queries.js';
import { varietyOn } from '../land/plot-variety.queries.js';
import type { Facts, RegistrationFacts } from '../standards/domain/facts.js';
import type { Names } from '../standards/domain/names.js';
import { plotsAsPicked, type PlotToPick } from './domain/plots-as-picked.js';
import { OFFICE_PEOPLE } from './entries.sql.js';
import { registered } from './fruit-facts.sql.js';
import { substanceNames } from './names.sql.js';

const DAYS_A_SPRAY_MATTERS = 365;

/** Gathers facts of plots before anything of theirs is picked. */
@Injectable()
export class PlotFacts {
  constructor(private readonly sprays: SprayQueries) {}

  /**
   * The plots of an organisation that were sprayed this season and not picked yet, as if they were picked as soon as they may
   * be. Three statements, whatever the number of plots; null: there are none.
   *
   * @param reading of the product itself: what is asked for is the organisation's own
   * @param most    so many plots, the newest first
   */
  async toPick(reading: Reading, owner: OrganisationId, most: number): Promise<Facts | null> {
    const today = legalDay(reading.now);
    const season = seasonOf(today);
    const plots = await reading.manager.query<(PlotToPick & { readonly id: PlotId })[]>(TO_PICK, [
      owner,
      season,
      seasonStart(season),
      today,
      most,
    ]);
    if (plots.length === 0) return null;
    const ids = plots.map(({ id }) => id);
    const sprays = await this.sprays.facts(reading, ids, {
      from: addDays(today, -DAYS_A_SPRAY_MATTERS),
      to: today,
    });
    const all = [...sprays.standing, ...sprays.withdrawn];
    const substances = [...new Set(all.flatMap((spray) => spray.substances ?? []))];
    const [about] = await reading.manager.query<{ registrations: RegistrationFacts[]; names: Names }[]>(
      ABOUT,
      [ids, substances],
    );
    if (!about) throw new Error('a statement of aggregates answers with one row');
    return plotsAsPicked(plots, sprays, about.registrations, about.names, today);
  }
}

const TO_PICK = `
  SELECT p.id, p.code, ${varietyOn('p', '$4::date')} AS "varietyCode", p.town_code AS "townCode",
    p.county_code AS "countyCode", p.organisation_id AS "ownerId"
  FROM plot p
  WHERE p.organisation_id = $1
    AND EXISTS (SELECT FROM growing_record g WHERE g.plot_id = p.id AND g.kind = 'SPRAY' AND ${COUNTS}
      AND g.performed_on BETWEEN $3::date AND $4::date)
    AND NOT EXISTS (SELECT FROM batch h WHERE h.plot_id = p.id AND h.kind = 'HARVEST' AND h.season = $2)
  ORDER BY p.id DESC LIMIT $5`;

const PLOTS = 'SELECT unnest($1::uuid[])';

const ABOUT = `
  WITH ${OFFICE_PEOPLE}, registered AS (${registered(
    PLOTS,
    `g.kind = 'ORCHARD' AND g.id IN (SELECT x.registration_id FROM registration_plot x WHERE x.plot_id IN (${PLOTS}))`,
  )})
  SELECT (SELECT coalesce(json_agg(registered ORDER BY id), '[]') FROM registered) AS registrations,
    json_build_object('substance', ${substanceNames('SELECT unnest($2::text[])')}) AS names`;

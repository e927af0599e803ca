import { Injectable } from '@nestjs/common';
import type { Reading } from '../../infrastructure/database/context.js';
import { Where } from '../../infrastructure/database/where.js';
import type { GrowingRecordId, PlotId, ProductLabelId } from '../../kernel/ids.js';
import type { LocalDate } from '../../kernel/local-date.js';
import { calledIn } from '../standards/substance-name.queries.js';
import type { SprayFacts } from '../standards/domain/facts.js';
import type { Withdrawn } from '../standards/domain/withdrawal-facts.js';
import { knownSubstances, type CalledSubstance } from './domain/known-substances.js';
import { otherCropOf } from './domain/label-crop.js';
import { labelFactsOf, type LabelRow } from './domain/label-facts.js';
import type { Period } from './domain/stated-sprays.js';
import type { Spray } from './domain/spray.js';
import { DECLINED, NOT_AGREED, STANDS, statedDays } from './stated-sprays.queries.js';

interface SprayRow {
  readonly id: GrowingRecordId;
  readonly plotId: PlotId;
  readonly performedOn: LocalDate;
  readonly productName: string | null;
  readonly substances: readonly string[];
  readonly labelId: ProductLabelId | null;
  readonly registrationNumber: string | null;
  readonly labelNameZh: string | null;
  readonly isConfirmed: boolean | null;
  readonly crop: string | null;
  readonly phiDays: number | null;
  readonly statesNoInterval: boolean | null;
  readonly maxApplications: number | null;
  /** What the names in `substances` stand for that are no codes; the same in every row. */
  readonly called: readonly CalledSubstance[];
  readonly statesNoMaximum: boolean | null;
  /** The correction that took its place and that nobody has agreed to; null: it stands. */
  readonly withdrawnById: GrowingRecordId | null;
  readonly isWithdrawalDeclined: boolean | null;
}

const COUNTS = `NOT g.is_void AND (w.id IS NULL OR ${NOT_AGREED})`;
const COUNTS_AS_DECLINED = `NOT g.is_void AND (w.id IS NULL OR ${DECLINED})`;

/** Sprays that stand, with what their labels say, limited to what the caller may see. */
@Injectable()
export class SprayQueries {
  /** Sprays on these plots in a span of days, both included, in the order in which they were done. */
  async onPlots(
    reading: Reading,
    plotIds: readonly PlotId[],
    span: { from: LocalDate; to: LocalDate },
  ): Promise<Spray[]> {
    return (await this.rows(reading, plotIds, span, STANDS)).map(sprayOf);
  }

  /**
   * The same sprays as the evaluator of rules wants them; a label that nobody confirmed gives no interval. And those that were
   * withdrawn while nobody has agreed to that.
   */
  async facts(
    reading: Reading,
    plotIds: readonly PlotId[],
    span: { from: LocalDate; to: LocalDate },
  ): Promise<{ standing: SprayFacts[]; withdrawn: SprayFacts[] }> {
    const rows = await this.rows(reading, plotIds, span, COUNTS);
    const standing = rows.filter(({ withdrawnById }) => withdrawnById === null).map(factsOf);
    const withdrawn = rows.flatMap((row) =>
      row.withdrawnById === null ? [] : [{ ...factsOf(row), ...withdrawal(row.withdrawnById, row) }],
    );
    return { standing, withdrawn };
  }

  /**
   * The sprays that stand, as {@link onPlots}, with the days for which it is stated that those are all, whatever the span. One
   * statement. Asked by whoever sees all records of the plots: from a part nothing can be told.
   *
   * @param which COUNTING: also those whose withdrawal the base office declined; with what took its place one is two then
   */
  async record(
    reading: Reading,
    plotIds: readonly PlotId[],
    span: { from: LocalDate; to: LocalDate },
    which: 'STANDING' | 'COUNTING' = 'STANDING',
  ): Promise<{ sprays: Spray[]; stated: (Period & { readonly plotId: PlotId })[] }> {
    const where = spraysWhere(reading, plotIds, span, which === 'COUNTING' ? COUNTS_AS_DECLINED : STANDS);
    const [row] = await reading.manager.query<
      {
        sprays: Omit<SprayRow, 'called'>[];
        called: readonly CalledSubstance[];
        stated: (Period & { readonly plotId: PlotId })[];
      }[]
    >(
      `WITH ${spraysAndNames(where)}, stated AS (${statedDays(`SELECT DISTINCT unnest(${where.value(plotIds)}::uuid[]) AS plot`)})
       SELECT (SELECT coalesce(json_agg(spray ORDER BY at, id), '[]') FROM spray) AS sprays,
         (SELECT coalesce(json_agg(called ORDER BY name), '[]') FROM called) AS called,
         (SELECT coalesce(json_agg(stated), '[]') FROM stated) AS stated`,
      where.params,
    );
    if (!row) throw new Error('a statement of aggregates answers with one row');
    const { sprays, called, stated } = row;
    return { sprays: sprays.map((spray) => sprayOf({ ...spray, called })), stated };
  }

  private rows(
    reading: Reading,
    plotIds: readonly PlotId[],
    span: { from: LocalDate; to: LocalDate },
    which: string,
  ): Promise<SprayRow[]> {
    const where = spraysWhere(reading, plotIds, span, which);
    return reading.manager.query(
      `WITH ${spraysAndNames(where)}
       SELECT spray.*, (SELECT coalesce(json_agg(called ORDER BY name), '[]') FROM called) AS called
       FROM spray ORDER BY at, id`,
      where.params,
    );
  }
}

const spraysWhere = (
  reading: Reading,
  plotIds: readonly PlotId[],
  { from, to }: { from: LocalDate; to: LocalDate },
  which: string,
): Where =>
  new Where()
    .and(`g.kind = 'SPRAY' AND ${which}`)
    .when(plotIds, (v) => `g.plot_id = ANY (${v}::uuid[])`)
    .when(from, (v) => `g.performed_on >= ${v}`)
    .when(to, (v) => `g.performed_on <= ${v}`)
    .visibleTo(reading, 'g');

/** Common table expressions: the sprays with their labels, and what the names in them stand for that are no codes. */
const spraysAndNames = (
  where: Where,
): string => `spray AS MATERIALIZED (SELECT g.id, g.performed_at AS at, g.plot_id AS "plotId", g.performed_on AS "performedOn", g.product_name AS "productName",
         CASE WHEN l.confirmed_at IS NULL THEN g.substances
              ELSE ARRAY(SELECT DISTINCT unnest(g.substances || l.substances) ORDER BY 1) END AS substances,
         l.id AS "labelId", l.registration_number AS "registrationNumber", l.name_zh AS "labelNameZh",
         l.confirmed_at IS NOT NULL AS "isConfirmed", l.crop, l.phi_days AS "phiDays",
         l.states_no_interval AS "statesNoInterval", l.max_applications AS "maxApplications",
         l.states_no_maximum AS "statesNoMaximum", w.id AS "withdrawnById",
         ${DECLINED} AS "isWithdrawalDeclined"
       FROM growing_record g LEFT JOIN product_label l ON l.id = g.product_label_id
         LEFT JOIN growing_record w ON w.corrects_id = g.id
       WHERE ${where}), called AS (${calledIn('SELECT unnest(substances) FROM spray')})`;

function sprayOf(row: SprayRow): Spray {
  const { id, plotId, performedOn } = row;
  const spray = { id, plotId, performedOn, ...knownSubstances(row.substances, row.called) };
  const found = labelOf(row);
  if (!found) return { ...spray, label: null };
  const { crop, phiDays, ...label } = found;
  return { ...spray, label: { ...label, otherCrop: otherCropOf(crop), intervalDays: phiDays } };
}

function factsOf(row: SprayRow): SprayFacts {
  const { id, plotId, performedOn } = row;
  const { substances, unlisted } = knownSubstances(row.substances, row.called);
  return {
    id,
    plotId,
    performedOn,
    productLabel: [row.registrationNumber, row.labelNameZh ?? row.productName].filter(Boolean).join(' '),
    substances: substances.length > 0 ? substances : null,
    ...(unlisted.length > 0 ? { unlisted } : {}),
    ...labelFactsOf(labelOf(row)),
  };
}

const withdrawal = (
  correctedById: GrowingRecordId,
  { isWithdrawalDeclined }: Pick<SprayRow, 'isWithdrawalDeclined'>,
): Withdrawn => ({ correctedById, ...(isWithdrawalDeclined ? { isWithdrawalDeclined } : {}) });

/** Null where the record names none. */
const labelOf = ({ labelId, ...row }: SprayRow): (LabelRow & { readonly id: ProductLabelId }) | null =>
  labelId && {
    id: labelId,
    isConfirmed: row.isConfirmed ?? false,
    crop: row.crop ?? '',
    phiDays: row.phiDays,
    statesNoInterval: row.statesNoInterval ?? false,
    maxApplications: row.maxApplications,
    statesNoMaximum: row.statesNoMaximum ?? false,
  };

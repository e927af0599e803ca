import { Injectable } from '@nestjs/common';
import { afterId, pageById, type Page, type PageAsked } from '../../graphql/connection.js';
import type { Ctx } from '../../infrastructure/database/context.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import { Where } from '../../infrastructure/database/where.js';
import type { ResidueCoverageId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { LocalDate } from '../../kernel/local-date.js';
import type { MicrogramsPerKg } from '../../kernel/residue.js';
import { CONCENTRATION, PRODUCT_KEY } from '../batches/post-harvest-treatment.queries.js';
import type { ResidueDefinitionKind } from '../standards/domain/residue-definition.js';
import { substanceToday, testedSubstance } from '../standards/substance-name.queries.js';
import type { CoverageKind, WithdrawalReason } from './domain/coverage.js';

export const COVERAGE_STATES = ['RECORDED', 'CONFIRMED', 'WITHDRAWN'] as const;
export type CoverageState = (typeof COVERAGE_STATES)[number];

export interface CoverageFilter {
  readonly registrationId?: string | null | undefined;
  readonly plotId?: string | null | undefined;
  readonly treatedById?: string | null | undefined;
  readonly season?: string | null | undefined;
  readonly states?: readonly CoverageState[] | null | undefined;
  readonly reportNumberPrefix?: string | null | undefined;
}

/** A report with what it covers, as far as the reader sees it. */
export interface CoverageView {
  readonly id: ResidueCoverageId;
  readonly organisationId: string;
  readonly kind: CoverageKind;
  readonly state: CoverageState;
  readonly registrationId: string | null;
  readonly treatmentId: string | null;
  readonly treatedById: string | null;
  readonly lineCode: string | null;
  readonly laboratory: string;
  readonly accreditation: string;
  readonly reportNumber: string;
  readonly coversFrom: LocalDate;
  readonly coversTo: LocalDate;
  readonly season: string;
  readonly sampledOn: LocalDate;
  readonly testedOn: LocalDate;
  readonly recordedAt: Instant;
  readonly confirmedAt: Instant | null;
  readonly withdrawalAskedAt: Instant | null;
  readonly withdrawalAskedBecause: WithdrawalReason | null;
  readonly withdrawnAt: Instant | null;
  readonly withdrawnBecause: WithdrawalReason | null;
  readonly voidFrom: LocalDate | null;
  readonly plots: readonly { readonly plotId: string; readonly plotCode: string }[];
  readonly results: readonly CoverageResultView[];
  readonly attachments: readonly { readonly attachmentId: string; readonly sha256: string }[];
}

export interface CoverageResultView {
  readonly substance: string;
  readonly substanceTold: string | null;
  /** Null: the name it was entered by stands for nothing any more. */
  readonly substanceToday: string | null;
  readonly microgramsPerKg: MicrogramsPerKg | null;
  readonly loqMicrogramsPerKg: MicrogramsPerKg;
  readonly residueDefinitionKind: ResidueDefinitionKind | null;
  readonly residueDefinition: string | null;
}

const STATE = `CASE WHEN c.withdrawn_at IS NOT NULL THEN 'WITHDRAWN' WHEN c.confirmed_at IS NOT NULL THEN 'CONFIRMED' ELSE 'RECORDED' END`;

// What hangs on a report comes with it, each list under row-level security: one statement however many a page has.
const SELECT = `
  SELECT c.id, c.organisation_id AS "organisationId", c.kind, ${STATE} AS state, c.registration_id AS "registrationId",
    c.treatment_id AS "treatmentId", c.treated_by_id AS "treatedById",
    (SELECT t.line_code FROM post_harvest_treatment t WHERE t.id = c.treatment_id) AS "lineCode",
    c.laboratory, c.accreditation, c.report_number AS "reportNumber", c.covers_from AS "coversFrom", c.covers_to AS "coversTo",
    c.season, c.sampled_on AS "sampledOn", c.tested_on AS "testedOn", c.recorded_at AS "recordedAt",
    c.confirmed_at AS "confirmedAt", c.withdrawal_asked_at AS "withdrawalAskedAt",
    c.withdrawal_asked_because AS "withdrawalAskedBecause", c.withdrawn_at AS "withdrawnAt", c.withdrawn_because AS "withdrawnBecause",
    (SELECT s.day FROM coverage_sprayed_again(ARRAY[c.id]) AS s) AS "voidFrom",
    coalesce((SELECT json_agg(json_build_object('plotId', x.plot_id, 'plotCode', x.plot_code) ORDER BY x.plot_code)
      FROM residue_coverage_plot x WHERE x.coverage_id = c.id), '[]') AS plots,
    coalesce((SELECT json_agg(json_build_object('substance', x.substance, 'substanceTold', x.substance_told,
      'substanceToday', ${substanceToday('x')}, 'microgramsPerKg', x.value_micrograms_per_kg,
      'loqMicrogramsPerKg', x.loq_micrograms_per_kg, 'residueDefinitionKind', x.residue_definition_kind,
      'residueDefinition', x.residue_definition) ORDER BY x.substance, x.id)
      FROM residue_coverage_result x WHERE x.coverage_id = c.id), '[]') AS results,
    coalesce((SELECT json_agg(json_build_object('attachmentId', x.attachment_id, 'sha256', x.sha256) ORDER BY x.attachment_id)
      FROM residue_coverage_attachment x WHERE x.coverage_id = c.id), '[]') AS attachments
  FROM residue_coverage c`;

/** Whether the base office confirmed the registration of a report `c`, and that a plot `x` stood under it when it was sampled. */
const CONFIRMED_IN_BLOCK = `EXISTS (SELECT FROM registration_plot p JOIN registration g ON g.id = p.registration_id
  WHERE p.registration_id = c.registration_id AND p.plot_id = x.plot_id AND g.confirmed_at IS NOT NULL AND p.confirmed_at IS NOT NULL
    AND p.valid_from <= c.sampled_on AND coalesce(p.valid_to >= c.sampled_on, true))`;

/**
 * A report `c` as the evaluator looks at it, as one JSON object: plots of the block and results as far as they matter here.
 *
 * @param plots   condition on the plots `x` that are named
 * @param results condition on the results `y` that are told
 */
export const coverageFacts = (plots: string, results: string): string => `jsonb_build_object('id', c.id,
  'reportNumber', c.report_number, 'from', c.covers_from, 'to', c.covers_to, 'sampledOn', c.sampled_on, 'testedOn', c.tested_on,
  'isConfirmed', c.confirmed_at IS NOT NULL AND c.withdrawal_asked_at IS NULL, 'isDoubted', c.withdrawal_asked_at IS NOT NULL,
  'personOrganisationIds', to_jsonb(c.person_organisation_ids),
  'of', CASE c.kind WHEN 'BLOCK' THEN jsonb_build_object('kind', 'BLOCK',
      'plotIds', (SELECT coalesce(jsonb_agg(x.plot_id ORDER BY x.plot_id), '[]')
        FROM residue_coverage_plot x WHERE x.coverage_id = c.id AND ${plots}),
      'sprayedAgainOn', (SELECT s.day FROM coverage_sprayed_again(ARRAY[c.id]) AS s))
      || coalesce((SELECT jsonb_strip_nulls(jsonb_build_object('withdrawnSprayOn', s.day, 'declinedSprayOn', s.declined_day))
        FROM coverage_withdrawn_spray(ARRAY[c.id]) AS s), '{}')
      || jsonb_strip_nulls(jsonb_build_object('unconfirmedPlotIds', (SELECT jsonb_agg(x.plot_id ORDER BY x.plot_id) FROM residue_coverage_plot x
          WHERE x.coverage_id = c.id AND c.registration_id IS NOT NULL AND ${plots} AND NOT ${CONFIRMED_IN_BLOCK})))
    ELSE (SELECT jsonb_build_object('kind', 'TREATMENT', 'organisationId', t.organisation_id, 'line', t.line_code,
        'productKey', ${PRODUCT_KEY}, 'concentration', ${CONCENTRATION})
      FROM post_harvest_treatment t WHERE t.id = c.treatment_id) END,
  'results', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', y.id, 'substance', ${testedSubstance('y')},
      'result', CASE WHEN y.value_micrograms_per_kg IS NULL
        THEN jsonb_build_object('kind', 'BELOW_LOQ', 'limitOfQuantification', y.loq_micrograms_per_kg)
        ELSE jsonb_build_object('kind', 'QUANTIFIED', 'microgramsPerKg', y.value_micrograms_per_kg) END)
      || jsonb_strip_nulls(jsonb_build_object('residueDefinitionKind', y.residue_definition_kind,
        'residueDefinition', y.residue_definition)) ORDER BY y.substance, y.id), '[]')
    FROM residue_coverage_result y WHERE y.coverage_id = c.id AND ${results}))`;

@Injectable()
export class CoverageQueries {
  constructor(private readonly uow: UnitOfWork) {}

  /** Null if there is none the caller may see. */
  async find(ctx: Ctx, id: ResidueCoverageId): Promise<CoverageView | null> {
    const where = new Where().when(id, (at) => `c.id = ${at}`).visibleTo(ctx, 'c');
    const sql = `${SELECT} WHERE ${where.toString()}`;
    return (await this.uow.select<CoverageView>(ctx, sql, where.params))[0] ?? null;
  }

  /** A page, the newest first. */
  async page(ctx: Ctx, filter: CoverageFilter, { first, after }: PageAsked): Promise<Page<CoverageView>> {
    const where = conditions(ctx, filter).when(afterId(after), (at) => `c.id < ${at}::uuid`);
    const rows = await this.uow.select<CoverageView>(
      ctx,
      `${SELECT} WHERE ${where.toString()} ORDER BY c.id DESC LIMIT ${where.value(first + 1)}`,
      where.params,
    );
    return pageById(rows, first);
  }

  count(ctx: Ctx, filter: CoverageFilter): Promise<number> {
    return this.uow.count(ctx, 'residue_coverage c', conditions(ctx, filter));
  }
}

const conditions = (ctx: Ctx, filter: CoverageFilter): Where =>
  new Where()
    .visibleTo(ctx, 'c')
    .when(filter.registrationId, (at) => `c.registration_id = ${at}::uuid`)
    .when(
      filter.plotId,
      (at) =>
        `EXISTS (SELECT FROM residue_coverage_plot x WHERE x.coverage_id = c.id AND x.plot_id = ${at}::uuid)`,
    )
    .when(filter.treatedById, (at) => `c.treated_by_id = ${at}::uuid`)
    .when(filter.season, (at) => `c.season = ${at}`)
    .when(filter.states, (at) => `${STATE} = ANY (${at}::text[])`)
    .when(filter.reportNumberPrefix, (at) => `starts_with(c.report_number, ${at})`);

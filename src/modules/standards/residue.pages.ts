import { Injectable } from '@nestjs/common';
import { Not } from 'typeorm';
import { decodeCursor, pageOf, type Page, type PageAsked } from '../../graphql/connection.js';
import type { Ctx } from '../../infrastructure/database/context.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import { Where } from '../../infrastructure/database/where.js';
import type { Bilingual } from '../../kernel/refusal.js';
import type { LocalDate } from '../../kernel/local-date.js';
import { knownDefinitions, type KnownDefinition } from './residue-definition.queries.js';
import type { ResidueLimit } from './residue-limit.entity.js';
import { confidenceOfLimit } from './substance-name.queries.js';
import { BannedSubstance, ProductInterval, Substance, SubstanceName } from './substance.entity.js';

export interface ResidueLimitFilter {
  readonly marketCode?: string | null | undefined;
  readonly substance?: string | null | undefined;
  readonly confidence?: ResidueLimit['confidence'] | null | undefined;
  readonly on?: LocalDate | null | undefined;
}

/** A limit with the name of its substance. */
export type NamedResidueLimit = ResidueLimit & { readonly substanceName: Bilingual };

/** A substance with whatever else it is called. */
export type NamedSubstance = Substance & { readonly otherNames: readonly SubstanceName[] };

/** Substances, bans and residue limits as people look through them. */
@Injectable()
export class ResiduePages {
  constructor(private readonly uow: UnitOfWork) {}

  /** Every active ingredient the product has a code for, by code. */
  substances(ctx: Ctx): Promise<NamedSubstance[]> {
    return this.uow.read(ctx, async ({ manager }) => {
      const all = await manager.find(Substance, { order: { code: 'ASC' } });
      const names = await manager.find(SubstanceName, {
        where: { confidence: Not('unverified') },
        order: { key: 'ASC' },
      });
      const bySubstance = Map.groupBy(names, ({ substance }) => substance);
      return all.map((each) => Object.assign(each, { otherNames: bySubstance.get(each.code) ?? [] }));
    });
  }

  /** Bans by act and substance; with a day, only those that forbade use on it. */
  bannedSubstances(ctx: Ctx, on: LocalDate | null): Promise<BannedSubstance[]> {
    return this.uow.read(ctx, ({ manager }) => {
      const query = manager
        .createQueryBuilder(BannedSubstance, 'b')
        .orderBy('b.act')
        .addOrderBy('b.substance');
      if (on)
        query.where(
          '(b.banned_from IS NULL OR b.banned_from <= :on) AND (b.valid_to IS NULL OR b.valid_to >= :on)',
          { on },
        );
      return query.getMany();
    });
  }

  /** Leads on intervals, never rules. */
  productIntervals(ctx: Ctx): Promise<ProductInterval[]> {
    return this.uow.read(ctx, ({ manager }) => manager.find(ProductInterval, { order: { id: 'ASC' } }));
  }

  /** How limits of a substance word what they count. */
  definitions(ctx: Ctx, substance: string): Promise<KnownDefinition[]> {
    return this.uow.read(ctx, (reading) => knownDefinitions(reading, [substance.trim().toLowerCase()]));
  }

  /** By market and substance. */
  limits(
    ctx: Ctx,
    filter: ResidueLimitFilter,
    { first, after }: PageAsked,
  ): Promise<Page<NamedResidueLimit>> {
    return this.uow.read(ctx, async ({ manager }) => {
      const where = conditions(filter);
      if (after) {
        const { key, id } = decodeCursor(after);
        where.and(`(l.market_code || '|' || l.substance, l.id) > (${where.value(key)}, ${where.value(id)})`);
      }
      const rows = await manager.query<NamedResidueLimit[]>(
        `${SELECT_LIMITS} WHERE ${where} ORDER BY l.market_code || '|' || l.substance, l.id LIMIT ${where.value(first + 1)}`,
        where.params,
      );
      return pageOf(
        rows,
        first,
        (row) => ({ key: `${row.marketCode}|${row.substance}`, id: row.id }),
        (row) => row,
      );
    });
  }

  countLimits(ctx: Ctx, filter: ResidueLimitFilter): Promise<number> {
    return this.uow.count(ctx, LIMITS, conditions(filter));
  }
}

/** A limit of a market pack counts on the days of its pack only. */
const LIMITS = 'residue_limit l LEFT JOIN standard_version v ON v.code = l.version_code';
const LIMIT_FROM = 'greatest(v.valid_from, l.valid_from)';
const LIMIT_TO = 'least(v.valid_to, l.valid_to)';

const SELECT_LIMITS = `
  SELECT l.id, l.market_code AS "marketCode", l.substance, l.substance_told AS "substanceTold", l.commodity, l.level,
         l.limit_micrograms_per_kg AS "limitMicrogramsPerKg", l.at_loq AS "atLoq", l.is_exempt AS "isExempt",
         l.residue_definition AS "residueDefinition", l.residue_definition_kind AS "residueDefinitionKind", l.note, l.version_code AS "versionCode", l.edition,
         ${LIMIT_FROM} AS "validFrom", ${LIMIT_TO} AS "validTo", l.source, l.last_checked AS "lastChecked", ${confidenceOfLimit('l')} AS confidence,
         jsonb_build_object('zh', s.name_zh, 'en', s.name_en) AS "substanceName"
    FROM ${LIMITS} JOIN substance s ON s.code = l.substance`;

const conditions = (filter: ResidueLimitFilter): Where =>
  new Where()
    .when(filter.marketCode, (at) => `l.market_code = ${at}`)
    .when(filter.substance, (at) => `l.substance = ${at}`)
    .when(filter.confidence, (at) => `${confidenceOfLimit('l')} = ${at}`)
    .when(filter.on, (at) => `coalesce(${LIMIT_FROM}, ${at}::date) <= ${at}::date`)
    .when(filter.on, (at) => `coalesce(${LIMIT_TO}, ${at}::date) >= ${at}::date`);

import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { decodeCursor, pageOf, type Page, type PageAsked } from '../../graphql/connection.js';
import { groupBy, RequestLoader } from '../../graphql/loaders.js';
import type { Ctx } from '../../infrastructure/database/context.js';
import { seesAll } from '../../infrastructure/database/scope.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import { Where } from '../../infrastructure/database/where.js';
import type { LocalDate } from '../../kernel/local-date.js';
import type { Confidence, Effect, Stage, Unity } from './domain/rule.js';
import { concernsMarket, RULE_FROM, RULE_TO, SELECT_RULES, type RuleView } from './rule-view.js';
import { Standard, StandardVersionRow } from './standard.entity.js';

export interface RuleFilter {
  /** Rules that concern this market, those for all markets included. */
  readonly marketCode?: string | null | undefined;
  readonly unity?: Unity | null | undefined;
  readonly stage?: Stage | null | undefined;
  readonly effect?: Effect | null | undefined;
  readonly confidence?: Confidence | null | undefined;
  readonly standardCode?: string | null | undefined;
  readonly versionCode?: string | null | undefined;
  /** In force on this day. */
  readonly on?: LocalDate | null | undefined;
}

const PUBLISHED = In(['PUBLISHED', 'SUPERSEDED']);

/** Standards, their versions and rules as people look through them. Drafts are shown to the base office only. */
@Injectable()
export class StandardPages {
  private readonly versionsByStandard = new RequestLoader<string, readonly StandardVersionRow[]>(
    (ctx, codes) => this.versionsOf(ctx, codes),
  );
  private readonly rulesByVersion = new RequestLoader<string, readonly RuleView[]>((ctx, codes) =>
    this.rulesOfVersions(ctx, codes),
  );

  constructor(private readonly uow: UnitOfWork) {}

  /** Every standard that has a published edition, by code: some dozens, so they come whole. The base office sees all. */
  standards(ctx: Ctx): Promise<Standard[]> {
    return this.uow.read(ctx, ({ manager }) => {
      const query = manager.createQueryBuilder(Standard, 's').orderBy('s.code');
      if (!seesAll(ctx))
        query.where(
          `EXISTS (SELECT FROM standard_version v WHERE v.standard_code = s.code AND v.state <> 'DRAFT')`,
        );
      return query.getMany();
    });
  }

  /** Editions of one standard or of all, each standard's latest first. */
  versions(ctx: Ctx, standardCode: string | null): Promise<StandardVersionRow[]> {
    return this.uow.read(ctx, ({ manager }) =>
      manager.find(StandardVersionRow, {
        where: { ...(standardCode ? { standardCode } : {}), ...(seesAll(ctx) ? {} : { state: PUBLISHED }) },
        order: { standardCode: 'ASC', validFrom: { direction: 'DESC', nulls: 'LAST' }, code: 'DESC' },
      }),
    );
  }

  /** One of those that nested fields ask for. */
  async versionsOfStandard(ctx: Ctx, standardCode: string): Promise<readonly StandardVersionRow[]> {
    return (await this.versionsByStandard.load(ctx, standardCode)) ?? [];
  }

  /** One of those that nested fields ask for. */
  async rulesOfVersion(ctx: Ctx, versionCode: string): Promise<readonly RuleView[]> {
    return (await this.rulesByVersion.load(ctx, versionCode)) ?? [];
  }

  /** By version and code. */
  rules(ctx: Ctx, filter: RuleFilter, { first, after }: PageAsked): Promise<Page<RuleView>> {
    return this.uow.read(ctx, async ({ manager }) => {
      const where = conditions(ctx, filter);
      if (after) {
        const { key, id } = decodeCursor(after);
        where.and(`(r.version_code, r.code) > (${where.value(key)}, ${where.value(id)})`);
      }
      const rows = await manager.query<RuleView[]>(
        `${SELECT_RULES} WHERE ${where} ORDER BY r.version_code, r.code LIMIT ${where.value(first + 1)}`,
        where.params,
      );
      return pageOf(rows, first, (row) => ({ key: row.versionCode, id: row.code }));
    });
  }

  countRules(ctx: Ctx, filter: RuleFilter): Promise<number> {
    return this.uow.count(
      ctx,
      'rule r JOIN standard_version v ON v.code = r.version_code',
      conditions(ctx, filter),
    );
  }

  private versionsOf(
    ctx: Ctx,
    codes: readonly string[],
  ): Promise<Map<string, readonly StandardVersionRow[]>> {
    return this.uow.read(ctx, async ({ manager }) => {
      const rows = await manager.find(StandardVersionRow, {
        where: { standardCode: In([...codes]), ...(seesAll(ctx) ? {} : { state: PUBLISHED }) },
        order: { validFrom: { direction: 'DESC', nulls: 'LAST' }, code: 'DESC' },
      });
      return groupBy(codes, rows, ({ standardCode }) => standardCode);
    });
  }

  private rulesOfVersions(ctx: Ctx, codes: readonly string[]): Promise<Map<string, readonly RuleView[]>> {
    return this.uow.read(ctx, async ({ manager }) => {
      const where = conditions(ctx, {}).when(codes, (at) => `r.version_code = ANY (${at})`);
      const rows = await manager.query<RuleView[]>(
        `${SELECT_RULES} WHERE ${where} ORDER BY r.version_code, r.code`,
        where.params,
      );
      return groupBy(codes, rows, ({ versionCode }) => versionCode);
    });
  }
}

function conditions(ctx: Ctx, filter: RuleFilter): Where {
  const where = new Where();
  if (!seesAll(ctx)) where.and(`v.state <> 'DRAFT'`);
  return where
    .when(filter.marketCode, concernsMarket)
    .when(filter.unity, (at) => `r.unity = ${at}`)
    .when(filter.stage, (at) => `r.stage = ${at}`)
    .when(filter.effect, (at) => `r.effect = ${at}`)
    .when(filter.confidence, (at) => `r.confidence = ${at}`)
    .when(filter.standardCode, (at) => `v.standard_code = ${at}`)
    .when(filter.versionCode, (at) => `v.code = ${at}`)
    .when(filter.on, (at) => `coalesce(${RULE_FROM}, ${at}::date) <= ${at}::date`)
    .when(filter.on, (at) => `coalesce(${RULE_TO}, ${at}::date) >= ${at}::date`);
}

import { Injectable } from '@nestjs/common';
import { groupBy, mapBy } from '../../graphql/loaders.js';
import type { Ctx, Reading } from '../../infrastructure/database/context.js';
import { seesAll } from '../../infrastructure/database/scope.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';

import type { Instant } from '../../kernel/instant.js';
import { legalDay, type LocalDate } from '../../kernel/local-date.js';
import type { VarietyData } from '../varieties/variety.queries.js';
import { VarietyQueries } from '../varieties/variety.queries.js';
import { entryOf } from './commands/edition-desk.js';
import { VARIETY_LIST } from './domain/edition-entry.js';
import type { HeldList } from './domain/variety-list.js';
import { EditionEntry } from './edition-entry.entity.js';
import { person, type OfficePerson } from './edition.queries.js';
import { StandardVersionRow } from './standard.entity.js';
import { listedRows, listRow, newVarietyRows } from './variety-list-rows.js';
import type { VarietyList, VarietyListEntry } from './variety-list.entity.js';

/** Who works at an edition of the base office. */
export interface OfficeWork {
  readonly draftedBy: OfficePerson;
  readonly draftedAt: Instant;
  readonly publishedBy: OfficePerson | null;
  readonly owner: OfficePerson;
  readonly dueOn: LocalDate;
  /** Code of the edition before it; null: it is the first. */
  readonly follows: string | null;
}

type ListData = Omit<VarietyList, 'versionCode'>;
type ListedData = Omit<VarietyListEntry, 'versionCode' | 'ownerId' | 'dueOn'>;

/** An edition with its varieties, for people; a draft as it would be published. */
export interface ListWithEntries {
  readonly list: ListData;
  readonly entries: readonly { readonly entry: ListedData; readonly variety: VarietyData }[];
  /** Null: shipped with the product. */
  readonly work: OfficeWork | null;
  /** The legal day of the question. */
  readonly today: LocalDate;
}

/** Editions of the unified variety list 统一品种目录: shipped, and drafted and published by the base office. */
@Injectable()
export class VarietyListQueries {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly varieties: VarietyQueries,
  ) {}

  /** Every edition with its varieties, the latest first. Drafts are the base office's. */
  lists(ctx: Ctx): Promise<ListWithEntries[]> {
    return this.uow.read(ctx, async (reading) => {
      const { manager } = reading;
      const held = await manager.query<ListData[]>(LISTS);
      const listed = await manager.query<ListedData[]>(LISTED);
      const drafts = seesAll(ctx) ? await this.drafts(reading) : [];
      const work = await manager.query<(OfficeWork & { code: string })[]>(WORK, [VARIETY_LIST]);
      const known = await this.varieties.byCode(
        reading,
        [...listed, ...drafts.flatMap(({ entries }) => entries)].map(({ varietyCode }) => varietyCode),
      );
      const named = new Map([...drafts.flatMap(({ added }) => added), ...known]);
      const [byCode, workOf] = [
        groupBy(
          held.map(({ code }) => code),
          listed,
          ({ varietyListCode }) => varietyListCode,
        ),
        mapBy(work, ({ code }) => code),
      ];
      const all = [...drafts, ...held.map((list) => ({ list, entries: byCode.get(list.code) ?? [] }))];
      return all
        .map(({ list, entries }) => ({
          list,
          entries: entries.flatMap((entry) => {
            const variety = named.get(entry.varietyCode);
            return variety ? [{ entry, variety }] : [];
          }),
          work: workOf.get(list.code) ?? null,
          today: legalDay(ctx.now),
        }))
        .sort(latestFirst);
    });
  }

  /** What fruit is judged by as things stand, of every day; one statement. */
  held({ manager }: Reading): Promise<HeldList[]> {
    return manager.query<HeldList[]>(`${VARIETY_LISTS} ORDER BY 1`);
  }

  private async drafts({ manager }: Reading) {
    const versions = await manager.findBy(StandardVersionRow, {
      standardCode: VARIETY_LIST,
      state: 'DRAFT',
    });
    const codes = versions.map(({ code }) => code);
    const rows = await manager
      .createQueryBuilder(EditionEntry, 'e')
      .where('e.version_code = ANY (:codes) AND e.dropped_at IS NULL', { codes })
      .orderBy('e.code')
      .getMany();
    const byVersion = groupBy(codes, rows, ({ versionCode }) => versionCode);
    return versions.map((version) => {
      const entries = (byVersion.get(version.code) ?? []).map(entryOf);
      return {
        list: listRow(version, entries),
        entries: listedRows(version, entries),
        added: newVarietyRows(version, entries).map((row) => [row.code, row] as const),
      };
    });
  }
}

const latestFirst = ({ list: a }: ListWithEntries, { list: b }: ListWithEntries): number =>
  (b.validFrom ?? '').localeCompare(a.validFrom ?? '') || a.code.localeCompare(b.code);

/** The lists that fruit is judged by, each for the days until another one of the base office ended it. */
export const VARIETY_LISTS = `
  SELECT coalesce(l.edition, l.code) AS edition, l.valid_from AS "validFrom", least(l.valid_to, v.valid_to) AS "validTo",
    l.confidence, l.version_code IS NOT NULL AS "isOfOffice",
    (SELECT coalesce(json_agg(json_build_object('varietyCode', e.variety_code, 'harvestFrom', e.harvest_from,
        'harvestTo', e.harvest_to, 'confidence', e.confidence,
        'gap', CASE WHEN e.owner_id IS NOT NULL THEN json_build_object('ownerId', e.owner_id, 'dueOn', e.due_on) END)
        ORDER BY e.variety_code), '[]')
      FROM variety_list_entry e WHERE e.variety_list_code = l.code) AS entries
  FROM variety_list l LEFT JOIN standard_version v ON v.code = l.version_code WHERE l.state <> 'DRAFT'`;

const LISTS = `
  SELECT l.code, l.title_zh AS "titleZh", l.title_en AS "titleEn", l.is_example AS "isExample",
    coalesce(v.state, l.state) AS state, l.published_at AS "publishedAt", l.edition, l.valid_from AS "validFrom",
    least(l.valid_to, v.valid_to) AS "validTo", l.source, l.last_checked AS "lastChecked", l.confidence
  FROM variety_list l LEFT JOIN standard_version v ON v.code = l.version_code WHERE l.state <> 'DRAFT'`;

const LISTED = `
  SELECT e.variety_list_code AS "varietyListCode", e.variety_code AS "varietyCode", e.harvest_from AS "harvestFrom",
    e.harvest_to AS "harvestTo", e.note, e.edition, e.valid_from AS "validFrom", e.valid_to AS "validTo", e.source,
    e.last_checked AS "lastChecked", e.confidence
  FROM variety_list_entry e ORDER BY e.variety_list_code, e.variety_code`;

const WORK = `
  SELECT v.code, ${person('v.drafted_by_id')} AS "draftedBy", v.drafted_at AS "draftedAt",
    ${person('v.published_by_id')} AS "publishedBy", ${person('v.owner_id')} AS owner, v.due_on AS "dueOn",
    (SELECT p.code FROM standard_version p
      WHERE p.standard_code = v.standard_code AND p.state <> 'DRAFT' AND p.valid_from <= v.valid_from
        AND (v.published_at IS NULL OR (p.published_at, p.ledger_id) < (v.published_at, v.ledger_id))
      ORDER BY p.valid_from DESC, p.published_at DESC, p.ledger_id DESC LIMIT 1) AS follows
  FROM standard_version v WHERE v.standard_code = $1`;

import { Injectable } from '@nestjs/common';
import type { Reading } from '../../infrastructure/database/context.js';
import type { LocalDate } from '../../kernel/local-date.js';
import { beginsBy, endedOn, marketsOf, withPack } from './domain/edition-preview.js';
import { kindOfEdition } from './domain/edition-entry.js';
import type { VarietyListFacts } from './domain/facts.js';
import { marketKnowledge, type MarketKnowledge, type MarketRows } from './domain/market-knowledge.js';
import type { StandardVersion } from './domain/rule.js';
import { withList, type HeldList } from './domain/variety-list.js';
import { marketRowsOf, ruleViews } from './edition-rows.js';
import { EditionQueries } from './edition.queries.js';
import { besidePacks, versionsOf, type RuleView } from './rule-view.js';
import { StandardQueries } from './standard.queries.js';
import { VarietyListQueries } from './variety-list.queries.js';
import { draftedList } from './variety-list-rows.js';

/** What fruit is judged by as things stand, and what it would be judged by. */
export interface Judging {
  readonly versions: readonly StandardVersion[];
  /** What would be known of a market on a day; null for a market of which this was not gathered. */
  readonly knowledge: (market: string | null, on: LocalDate) => MarketKnowledge | null;
  /** The editions of the unified list; null: as they were gathered with the fruit. */
  readonly varietyLists: readonly VarietyListFacts[] | null;
}

export interface EditionPreview {
  /** The markets that can be concerned; null: any. */
  readonly markets: readonly string[] | null;
  readonly before: Judging;
  readonly after: Judging;
  /** The rules of the draft alone, and as they would be if they were in force on every day; none of a list of varieties. */
  readonly drafted: {
    readonly dated: readonly StandardVersion[];
    readonly undated: readonly StandardVersion[];
  };
}

/** What publishing a draft would change, for the modules above that hold the fruit. Nothing is written. */
@Injectable()
export class EditionPreviewQueries {
  constructor(
    private readonly editions: EditionQueries,
    private readonly standards: StandardQueries,
    private readonly lists: VarietyListQueries,
  ) {}

  /**
   * Four statements and one for each market, whatever the draft holds. Null: there is no such draft, or the caller may
   * not see it.
   *
   * @param known the markets of which to gather what is known, besides that of a pack
   */
  async preview(
    reading: Reading,
    versionCode: string,
    known: (concerned: readonly string[] | null) => Promise<readonly string[]>,
  ): Promise<EditionPreview | null> {
    const draft = await this.editions.draft(reading, versionCode);
    if (!draft) return null;
    const { version, entries, isOwn } = draft;
    if (kindOfEdition(version) === 'VARIETY_LIST') {
      // Whoever asks gathers its fruit meanwhile; it may be bound for any market.
      await known(null);
      return this.ofList(reading, draftedList(version, entries));
    }
    const { standardCode, validFrom, packMarketCode } = version;
    const rules = await this.standards.allRules(reading);
    const isSame = (rule: RuleView) =>
      rule.standardCode === standardCode && beginsBy(rule.versionFrom, validFrom);
    const drafted = ruleViews(version, isOwn, entries);
    const next = [
      ...endedOn(rules, validFrom, isSame).map((rule) => endOf(rule, isSame(rule), validFrom)),
      ...drafted,
    ];
    const markets =
      packMarketCode === null ? marketsOf([...rules.filter(isSame), ...drafted]) : [packMarketCode];
    const held = new Map<string, MarketRows>();
    for (const market of new Set([...(await known(markets)), ...(packMarketCode ? [packMarketCode] : [])]))
      held.set(market, await this.standards.marketRows(reading, market));
    const wanted = new Map(held);
    const ofPack = packMarketCode === null ? undefined : held.get(packMarketCode);
    if (ofPack && packMarketCode !== null)
      wanted.set(packMarketCode, withPack(ofPack, marketRowsOf(version, packMarketCode, entries), validFrom));
    return {
      markets,
      before: judging(rules, held),
      after: judging(next, wanted),
      drafted: { dated: versionsOf(drafted), undated: versionsOf(drafted.map(onEveryDay)) },
    };
  }

  /** A list is for every market; what is known of the markets themselves stays as it was gathered with the fruit. */
  private async ofList(reading: Reading, draft: HeldList): Promise<EditionPreview> {
    const rules = judging(await this.standards.allRules(reading), new Map());
    const held = await this.lists.held(reading);
    return {
      markets: null,
      before: { ...rules, varietyLists: held },
      after: { ...rules, varietyLists: withList(held, draft) },
      drafted: { dated: [], undated: [] },
    };
  }
}

const judging = (rules: readonly RuleView[], held: ReadonlyMap<string, MarketRows>): Judging => ({
  versions: versionsOf(besidePacks(rules)),
  varietyLists: null,
  knowledge: (market, on) => {
    const rows = market === null ? undefined : held.get(market);
    return rows ? marketKnowledge(rows, on) : null;
  },
});

const onEveryDay = (rule: RuleView): RuleView => ({ ...rule, validFrom: null, validTo: null });

/** The pack whose rule this is ends with it: on its days no shipped rule is silent any more. */
const endOf = (rule: RuleView, isSame: boolean, validFrom: LocalDate | null): RuleView =>
  isSame && rule.validTo !== null && validFrom !== null && rule.validTo < validFrom
    ? { ...rule, versionTo: rule.validTo }
    : rule;

import { Injectable } from '@nestjs/common';
import type { Reading } from '../../infrastructure/database/context.js';
import type { LocalDate } from '../../kernel/local-date.js';
import { beginsBy, endedOn, marketsOf, withPack } from './domain/edition-preview.js';
import { marketKnowledge, type MarketKnowledge } from './domain/market-knowledge.js';
import type { StandardVersion } from './domain/rule.js';
import { marketRowsOf, ruleViews } from './edition-rows.js';
import { EditionQueries } from './edition.queries.js';
import { besidePacks, versionsOf, type RuleView } from './rule-view.js';
import { StandardQueries } from './standard.queries.js';

/** What fruit is judged by as things stand, and what it would be judged by. */
export interface Judging {
  readonly versions: readonly StandardVersion[];
  /** What would be known of the pack's market on a day; null where the draft is no pack and nothing of it changes. */
  readonly knowledge: ((on: LocalDate) => MarketKnowledge) | null;
}

export interface EditionPreview {
  /** The markets that can be concerned; null: any. */
  readonly markets: readonly string[] | null;
  readonly before: Judging;
  readonly after: Judging;
}

/** What publishing a draft would change, for the modules above that hold the fruit. Nothing is written. */
@Injectable()
export class EditionPreviewQueries {
  constructor(
    private readonly editions: EditionQueries,
    private readonly standards: StandardQueries,
  ) {}

  /** At most five statements, whatever the draft holds. Null: there is no such draft, or the caller may not see it. */
  async preview(reading: Reading, versionCode: string): Promise<EditionPreview | null> {
    const draft = await this.editions.draft(reading, versionCode);
    if (!draft) return null;
    const { version, entries, isOwn } = draft;
    const { standardCode, validFrom, packMarketCode } = version;
    const rules = await this.standards.allRules(reading);
    const isSame = (rule: RuleView) =>
      rule.standardCode === standardCode && beginsBy(rule.versionFrom, validFrom);
    const drafted = ruleViews(version, isOwn, entries);
    const next = [
      ...endedOn(rules, validFrom, isSame).map((rule) => endOf(rule, isSame(rule), validFrom)),
      ...drafted,
    ];
    const held = packMarketCode === null ? null : await this.standards.marketRows(reading, packMarketCode);
    const wanted =
      held && packMarketCode !== null
        ? withPack(held, marketRowsOf(version, packMarketCode, entries), validFrom)
        : null;
    return {
      markets: packMarketCode === null ? marketsOf([...rules.filter(isSame), ...drafted]) : [packMarketCode],
      before: judging(rules, held && ((on) => marketKnowledge(held, on))),
      after: judging(next, wanted && ((on) => marketKnowledge(wanted, on))),
    };
  }
}

const judging = (rules: readonly RuleView[], knowledge: Judging['knowledge']): Judging => ({
  versions: versionsOf(besidePacks(rules)),
  knowledge,
});

/** The pack whose rule this is ends with it: on its days no shipped rule is silent any more. */
const endOf = (rule: RuleView, isSame: boolean, validFrom: LocalDate | null): RuleView =>
  isSame && rule.validTo !== null && validFrom !== null && rule.validTo < validFrom
    ? { ...rule, versionTo: rule.validTo }
    : rule;

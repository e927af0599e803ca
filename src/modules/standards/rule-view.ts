import type { LocalDate } from '../../kernel/local-date.js';
import { without } from './domain/periods.js';
import {
  settles,
  type Confidence,
  type Effect,
  type Rule,
  type RuleSubject,
  type Source,
  type Stage,
  type StandardVersion,
  type Unity,
} from './domain/rule.js';
import type { VersionState } from './standard.entity.js';

/** A rule with its version, as it is read. Its validity is what the rule and its version have in common. */
export interface RuleView {
  readonly versionCode: string;
  readonly standardCode: string;
  readonly versionEdition: string | null;
  readonly state: VersionState;
  readonly code: string;
  readonly unity: Unity;
  readonly subject: RuleSubject;
  readonly kind: string;
  readonly parameters: object;
  /** Its conditions; null: every class, every variety. */
  readonly classes: readonly string[] | null;
  readonly varieties: readonly string[] | null;
  readonly marketCode: string | null;
  readonly exceptMarkets: readonly string[];
  readonly stage: Stage;
  readonly effect: Effect;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly edition: string | null;
  readonly validFrom: LocalDate | null;
  readonly validTo: LocalDate | null;
  readonly source: Source;
  readonly lastChecked: LocalDate;
  readonly isOwn: boolean;
  readonly confidence: Confidence;
  /** The market whose pack the version is; null: it is none. */
  readonly packMarket: string | null;
  /** The days of the version, which a rule's own may be fewer than. */
  readonly versionFrom: LocalDate | null;
  readonly versionTo: LocalDate | null;
}

/** PostgreSQL's greatest and least pass over null, which here means "open": exactly what is wanted. */
export const RULE_FROM = 'greatest(v.valid_from, r.valid_from)';
export const RULE_TO = 'least(v.valid_to, r.valid_to)';

/** Every rule, with the aliases `r`, `v` and `s` for what follows. */
export const SELECT_RULES = `
  SELECT r.version_code AS "versionCode", v.standard_code AS "standardCode", v.edition AS "versionEdition", v.state,
         r.code, r.unity, r.subject, r.kind, r.parameters, r.classes, r.varieties, r.market_code AS "marketCode",
         r.except_markets AS "exceptMarkets", r.stage, r.effect, r.title_zh AS "titleZh", r.title_en AS "titleEn",
         r.edition, ${RULE_FROM} AS "validFrom", ${RULE_TO} AS "validTo", r.source, r.last_checked AS "lastChecked",
         s.is_own AS "isOwn", r.confidence, v.pack_market_code AS "packMarket", v.valid_from AS "versionFrom",
         v.valid_to AS "versionTo"
    FROM rule r JOIN standard_version v ON v.code = r.version_code JOIN standard s ON s.code = v.standard_code`;

/**
 * Whether a rule concerns a market: it is for that market or for all, and does not leave it out. Where the market is null
 * (none chosen yet) only the rules for all markets do.
 *
 * @param at the statement's parameter that holds the market: `$1`
 */
export const concernsMarket = (at: string): string =>
  `(r.market_code IS NULL OR r.market_code = ${at}::text) AND NOT coalesce(${at}::text = ANY (r.except_markets), false)`;

/**
 * Shipped rules of a market that settle nothing are silent on the days of a pack of that market: the pack says what the
 * market demands, in words that two people have read. A rule read in the official text stays. A rule with days before and
 * after a pack comes in two pieces.
 */
export function besidePacks(views: readonly RuleView[]): RuleView[] {
  const packs = Map.groupBy(
    views.filter(({ packMarket }) => packMarket !== null),
    ({ packMarket }) => packMarket,
  );
  return views.flatMap((view) => {
    const pack =
      view.packMarket === null && view.marketCode !== null ? packs.get(view.marketCode) : undefined;
    if (!pack || settles(view.confidence)) return [view];
    const spokenOf = pack.map(({ versionFrom, versionTo }) => ({
      validFrom: versionFrom,
      validTo: versionTo,
    }));
    return without(view, spokenOf).map(({ validFrom, validTo }) => ({ ...view, validFrom, validTo }));
  });
}

/** Every rule as it judges: those that a pack makes silent are left out. */
export const rulesOf = (views: readonly RuleView[]): Rule[] => besidePacks(views).map(ruleOf);

/** Rules as the evaluator takes them, gathered by version in the order given. */
export function versionsOf(views: readonly RuleView[]): StandardVersion[] {
  return [...Map.groupBy(views, ({ versionCode }) => versionCode)].map(([id, rules]) => ({
    id,
    code: rules[0]?.standardCode ?? id,
    edition: rules[0]?.versionEdition ?? id,
    rules: rules.map(ruleOf),
  }));
}

const ruleOf = (view: RuleView): Rule => ({
  id: `${view.versionCode}/${view.code}`,
  code: view.code,
  versionId: view.versionCode,
  unity: view.unity,
  subject: view.subject,
  kind: view.kind,
  parameters: view.parameters,
  conditions: { classes: view.classes, varieties: view.varieties },
  market: view.marketCode,
  exceptMarkets: view.exceptMarkets,
  stage: view.stage,
  effect: view.effect,
  edition: view.edition,
  validFrom: view.validFrom,
  validTo: view.validTo,
  source: view.source,
  isOwn: view.isOwn,
  confidence: view.confidence,
  lastChecked: view.lastChecked,
  title: { zh: view.titleZh, en: view.titleEn },
});

import type { LocalDate } from '../../../kernel/local-date.js';
import type { MicrogramsPerKg } from '../../../kernel/residue.js';
import type { LimitLevel } from './narrowest-limits.js';
import type { ResidueDefinitionKind } from './residue-definition.js';
import type { RuleConditions } from './rule-conditions.js';
import type { Bilingual, Confidence, Effect, RuleSubject, Source, Stage, Unity } from './rule.js';

/** What an edition is of: a standard or rule set, the demands of a market for a season, or the unified variety list. */
export type EditionKind = 'STANDARD' | 'MARKET_PACK' | 'VARIETY_LIST';

/** What the entries of an edition may be about. */
const TAKES = {
  STANDARD: ['RULE'],
  MARKET_PACK: ['RULE', 'RESIDUE_LIMIT', 'RESIDUE_FALLBACK', 'MARKET_STATUS', 'QUESTION'],
  VARIETY_LIST: ['NEW_VARIETY', 'LISTED_VARIETY'],
} as const satisfies Record<EditionKind, readonly string[]>;

/** What an entry of an edition is about. */
export type EntryType = (typeof TAKES)[EditionKind][number];

/** Code of the standard whose editions are those of the unified variety list 统一品种目录. */
export const VARIETY_LIST = 'VARIETY-LIST';

/** What an edition is of. */
export function kindOfEdition(edition: {
  readonly standardCode: string;
  readonly packMarketCode: string | null;
}): EditionKind {
  if (edition.standardCode === VARIETY_LIST) return 'VARIETY_LIST';
  return edition.packMarketCode === null ? 'STANDARD' : 'MARKET_PACK';
}

/** Whether entries of a type belong into an edition of a kind. */
export const takes = (kind: EditionKind, type: EntryType): boolean =>
  (TAKES[kind] as readonly EntryType[]).includes(type);

/** Days on which an entry applies, both included; null is as long as its edition does. */
interface Dated {
  readonly validFrom: LocalDate | null;
  readonly validTo: LocalDate | null;
}

/** A rule as an entry says it; `parameters` as its kind reads them. */
export interface SaidRule extends Dated {
  readonly type: 'RULE';
  readonly unity: Unity;
  readonly subject: RuleSubject;
  readonly kind: string;
  readonly parameters: object;
  /** Absent: for all fruit, as everything was that was entered before there were conditions. */
  readonly conditions?: RuleConditions;
  readonly marketCode: string | null;
  readonly exceptMarkets: readonly string[];
  readonly stage: Stage;
  readonly effect: Effect;
  readonly title: Bilingual;
}

/** A limit of the market for one substance, in µg/kg, or that it needs none. */
export interface SaidResidueLimit extends Dated {
  readonly type: 'RESIDUE_LIMIT';
  readonly substance: string;
  readonly substanceName: Bilingual;
  /** The name it was entered by, where two people may take that back (ADR 41); left out where it is not such a name. */
  readonly substanceTold?: string;
  /** As the market's table words it. */
  readonly commodity: string;
  readonly level: LimitLevel;
  /** Null: none is needed, and only then. */
  readonly limitMicrogramsPerKg: MicrogramsPerKg | null;
  /** The text says that no limit is needed 豁免制定限量; left out where it does not. */
  readonly isExempt?: true;
  readonly atLoq: boolean;
  readonly residueDefinition: string | null;
  /** Left out where nobody said of the wording what it is, and in what was signed before it was asked. */
  readonly residueDefinitionKind?: ResidueDefinitionKind;
}

/** The code of an entry that is a residue limit: one of each level for one substance. */
export const limitCode = ({ substance, level }: Pick<SaidResidueLimit, 'substance' | 'level'>): string =>
  `${substance}/${level}`;

/** What the market applies to a substance it does not list; the limit in µg/kg, null: none is known. */
export interface SaidResidueFallback extends Dated {
  readonly type: 'RESIDUE_FALLBACK';
  /** Where the market looks, in order. */
  readonly steps: readonly string[];
  readonly defaultMicrogramsPerKg: MicrogramsPerKg | null;
  readonly mustNotBeDetected: boolean;
  /** Whether the limits of the pack are the market's whole list. */
  readonly listComplete: boolean;
}

/** Whether the market was open to the fruit on some days. */
export interface SaidMarketStatus extends Dated {
  readonly type: 'MARKET_STATUS';
  readonly status: 'OPEN' | 'CLOSED';
  readonly note: Bilingual | null;
}

/** Something about the market that nobody has read yet. */
export interface SaidQuestion {
  readonly type: 'QUESTION';
  readonly text: Bilingual;
  /** Null: open. Closed by an answer that a second person countersigns. */
  readonly answer: string | null;
}

/** A variety that was not known here before the edition; its code is that of the entry. */
export interface SaidNewVariety {
  readonly type: 'NEW_VARIETY';
  readonly nameZh: string;
  readonly nameEn: string | null;
  readonly species: string | null;
  readonly maturityClass: 'EARLY' | 'MID' | 'LATE' | null;
}

/** A variety that stands on the unified list, and when it may be picked. */
export interface SaidListedVariety extends HarvestWindow {
  readonly type: 'LISTED_VARIETY';
  readonly varietyCode: string;
  readonly varietyName: Bilingual;
  readonly note: Bilingual | null;
}

/** First and last day of the harvest as `MM-DD`; it may run over the new year. Both null: no window is given. */
export interface HarvestWindow {
  readonly harvestFrom: string | null;
  readonly harvestTo: string | null;
}

/** What one entry of an edition says. */
export type Content =
  | SaidRule
  | SaidResidueLimit
  | SaidResidueFallback
  | SaidMarketStatus
  | SaidQuestion
  | SaidNewVariety
  | SaidListedVariety;

/** Before anybody countersigned. `official` only where it was copied unchanged from what the product ships. */
export type SaidConfidence = 'official' | 'secondary' | 'unverified';

/** All that a person signs for. */
export interface Said {
  readonly content: Content;
  readonly source: Source;
  readonly confidence: SaidConfidence;
}

/** An entry as decisions look at it. */
export interface Entry {
  readonly type: EntryType;
  readonly code: string;
  readonly said: Said;
  readonly hasScan: boolean;
  readonly enteredById: string;
  readonly countersignedById: string | null;
  readonly ownerId: string | null;
  readonly dueOn: LocalDate | null;
}

/**
 * How far an entry may be trusted: `official` where it is a copy of what ships, otherwise what was said of it,
 * `secondary` at most, until a second person countersigns: then `confirmed`.
 *
 * @see docs/adr/0017-market-packs.md: confidence is earned
 */
export function confidenceOf(entry: Pick<Entry, 'said' | 'countersignedById'>): Confidence {
  if (entry.said.confidence === 'official') return 'official';
  return entry.countersignedById === null ? entry.said.confidence : 'confirmed';
}

/** Whether it still waits for a second person, so that it settles nothing. */
export const isOpen = (entry: Pick<Entry, 'said' | 'countersignedById'>): boolean =>
  !['official', 'confirmed'].includes(confidenceOf(entry));

/** What an entry is called, for lists and sentences. */
export function titleOf({ content }: Said): Bilingual {
  switch (content.type) {
    case 'RULE':
      return content.title;
    case 'RESIDUE_LIMIT':
      if (content.isExempt)
        return {
          zh: `${content.substanceName.zh}豁免制定残留限量`,
          en: `no residue limit needed of ${content.substanceName.en}`,
        };
      return {
        zh: `${content.substanceName.zh}残留限量`,
        en: `residue limit of ${content.substanceName.en}`,
      };
    case 'RESIDUE_FALLBACK':
      return { zh: '未列农药的适用规则', en: 'what applies to substances that are not listed' };
    case 'MARKET_STATUS':
      return content.status === 'OPEN'
        ? { zh: '市场开放', en: 'the market is open' }
        : { zh: '市场关闭', en: 'the market is closed' };
    case 'QUESTION':
      return content.text;
    case 'NEW_VARIETY':
      return {
        zh: `新品种${content.nameZh}`,
        en: `the new variety ${content.nameEn ?? content.nameZh}`,
      };
    case 'LISTED_VARIETY':
      return content.varietyName;
  }
}
